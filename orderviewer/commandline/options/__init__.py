"""What can be said on the command line; light, because the window's start passes through here."""
