"""Chunks read ahead: the same ones, on one thread that ends with them."""

from __future__ import annotations

import threading
from collections.abc import Generator

import pytest

from orderviewer.local.ahead import read_ahead


class Source:
    """Counts up, and remembers what it was asked and on which threads."""

    def __init__(self, fails_at: int | None = None) -> None:
        self.made = 0
        self.threads: set[int] = set()
        self.closed = False
        self._fails_at = fails_at
        self.reached = {number: threading.Event() for number in range(6)}

    def chunks(self) -> Generator[int, None, None]:
        try:
            for number in range(5):
                self.threads.add(threading.get_ident())
                if number == self._fails_at:
                    raise LookupError
                self.made += 1
                self.reached[self.made].set()
                yield number
        finally:
            self.threads.add(threading.get_ident())
            self.closed = True


def test_the_same_chunks_come_from_one_other_thread() -> None:
    source = Source()
    assert list(read_ahead(source.chunks())) == [0, 1, 2, 3, 4]
    assert len(source.threads) == 1
    assert threading.get_ident() not in source.threads
    assert source.closed


def test_nothing_is_read_before_it_is_asked_for_and_then_one_chunk_ahead() -> None:
    source = Source()
    ahead = read_ahead(source.chunks())
    assert source.made == 0
    assert next(ahead) == 0
    assert source.reached[2].wait(10)
    assert not source.reached[3].is_set()
    ahead.close()
    assert source.closed
    assert len(source.threads) == 1


def test_what_fails_while_reading_is_raised_where_the_chunk_is_used() -> None:
    source = Source(fails_at=2)
    found = []
    with pytest.raises(LookupError):
        found.extend(read_ahead(source.chunks()))
    ahead = read_ahead(Source(fails_at=2).chunks())
    assert [next(ahead), next(ahead)] == [0, 1]
    with pytest.raises(LookupError):
        next(ahead)
    assert source.closed
