"""Ctrl+C where it would break something is heard afterwards, and not lost."""

from __future__ import annotations

import signal

import pytest

from orderviewer.commandline.interrupting import interruptions_wait


def test_what_is_under_way_is_ended_first() -> None:
    done: list[str] = []

    def work() -> None:
        with interruptions_wait():
            signal.raise_signal(signal.SIGINT)
            done.append("all")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["all"]


def test_without_an_interruption_nothing_is_different() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    with interruptions_wait():
        pass
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before


def test_what_fails_meanwhile_is_told_all_the_same() -> None:
    with pytest.raises(LookupError), interruptions_wait():
        raise LookupError
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
