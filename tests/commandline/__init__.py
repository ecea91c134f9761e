"""Tests of the program without a window, as real processes."""
