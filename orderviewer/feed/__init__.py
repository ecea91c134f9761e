"""The bridge between the window and the background work."""
