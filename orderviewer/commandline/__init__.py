"""The program without a window: export, credentials and simulate, for terminals and scripts."""
