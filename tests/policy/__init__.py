"""The room of the IT department's settings, without Qt."""
