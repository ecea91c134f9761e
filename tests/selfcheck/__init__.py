"""The program checks itself."""
