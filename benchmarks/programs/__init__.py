"""Programs that run in processes of their own and end with one line of JSON."""
