"""The program without a window, for terminals and scripts: sync, export, credentials, simulate."""
