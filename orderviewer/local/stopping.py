"""Ends what a thread is doing in the store once nobody waits for it any more."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from orderviewer.order import StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orderviewer.local.database import Database


class Stopped(Exception):
    """Something was ended before it was done, because that was wished."""


class Stop:
    """A wish that any thread may have, at any time; it is never taken back."""

    def __init__(self) -> None:
        self._wished = False
        self._database: Database | None = None
        self._lock = threading.Lock()  # who comes too late must not end what is done next

    def wish(self) -> None:
        with self._lock:
            self._wished = True
            if self._database:
                self._database.interrupt()

    @contextmanager
    def heeded(self, database: Database) -> Iterator[None]:
        """Whatever is done inside by the thread of the database; raises Stopped once wished."""
        with self._lock:
            if self._wished:
                raise Stopped
            self._database = database
        try:
            yield
        except StoreDamaged:
            if self._wished:
                raise Stopped from None
            raise
        finally:
            with self._lock:
                self._database = None
                database.go_on()
