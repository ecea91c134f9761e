"""Runs in the frozen program before anything else."""

import warnings

# requests says so on every import: nothing guesses encodings, and nothing has to (contents.py).
warnings.filterwarnings("ignore", "Unable to find acceptable character detection")
