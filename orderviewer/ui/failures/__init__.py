"""From a cause to what the user reads: what happened, why, what is kept, what to do."""
