"""Tests of the files the program writes for others."""
