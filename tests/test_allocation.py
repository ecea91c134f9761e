"""Threads share heaps where that can be told, and nothing fails where it cannot."""

from __future__ import annotations

import ctypes
import sys

import pytest

from orderviewer.allocation import share_heaps


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc alone has such heaps")
def test_it_is_told_to_the_c_library(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []

    class Library:
        def __init__(self, name: str | None) -> None:
            assert name is None

        def mallopt(self, parameter: int, value: int) -> int:
            told.append((parameter, value))
            return 1

    monkeypatch.setattr(ctypes, "CDLL", Library)
    share_heaps()
    assert told == [(-8, 2)]


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: object())
    share_heaps()


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_are_not_even_asked(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    asked: list[object] = []
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", asked.append)
    share_heaps()
    assert not asked
