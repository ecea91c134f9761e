"""The program checks itself where it stands: a windowed program can only answer with a file."""
