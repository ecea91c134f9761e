"""A bounded store of encoded orders."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_OVERHEAD = 150  # bytes of bookkeeping for each kept value, about


class Shelf:
    """Encoded orders by language and index, at most `capacity` bytes in all.

    When it is full, the orders that have lain there longest make room, whatever their language.
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._kept: dict[tuple[str, int], bytes] = {}
        self._size = 0
        self._lock = Lock()

    @property
    def size(self) -> int:
        """Bytes held, bookkeeping included."""
        return self._size

    def rows(
        self, language: str, indexes: Iterable[int], make: Callable[[int], bytes]
    ) -> list[bytes]:
        """The encoded orders asked for, in that order; what is missing is made and kept."""
        kept = self._kept
        found: list[bytes] = []
        for index in indexes:
            key = (language, index)
            encoded = kept.get(key)
            if encoded is None:
                encoded = make(index)
                self._keep(key, encoded)
            found.append(encoded)
        return found

    def _keep(self, key: tuple[str, int], encoded: bytes) -> None:
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = encoded
            self._size += len(encoded) + _OVERHEAD
            while self._size > self._capacity:
                oldest = next(iter(self._kept))
                self._size -= len(self._kept.pop(oldest)) + _OVERHEAD
