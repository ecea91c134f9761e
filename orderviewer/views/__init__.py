"""Saved views: filter, scope, sort and columns together under a name."""
