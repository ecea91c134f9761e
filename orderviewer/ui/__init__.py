"""Widgets and item models."""
