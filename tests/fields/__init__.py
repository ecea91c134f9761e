"""Tests of what the fields of an order mean."""
