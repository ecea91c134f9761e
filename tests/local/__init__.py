"""Tests of the local store and of the crawl that fills it."""
