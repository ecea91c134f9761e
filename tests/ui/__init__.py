"""Tests of the widgets and item models."""
