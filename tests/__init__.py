"""Tests of orderviewer; the folders mirror the package."""
