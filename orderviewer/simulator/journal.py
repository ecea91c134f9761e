"""What the simulator was asked, for tests to look at."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(slots=True)
class Record:
    """One request as it arrived; `status` is 0 until it is answered, `when` is monotonic."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes = b""
    status: int = 0
    request_id: str = ""
    when: float = field(default_factory=time.monotonic)


class Journal(Sequence[Record]):
    """The requests so far, oldest first; safe to read from any thread, bounded."""

    def __init__(self, capacity: int = 100_000) -> None:
        self._capacity = capacity
        self._records: list[Record] = []
        self._changed = threading.Condition()

    def add(self, record: Record) -> None:
        with self._changed:
            self._records.append(record)
            if len(self._records) > self._capacity:
                del self._records[: self._capacity // 10]
            self._changed.notify_all()

    def answered(self, record: Record, status: int, request_id: str) -> None:
        with self._changed:
            record.status = status
            record.request_id = request_id
            self._changed.notify_all()

    def wait(self, count: int, seconds: float = 10.0) -> bool:
        """Whether `count` requests arrived in time."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._records) >= count, seconds)

    def clear(self) -> None:
        with self._changed:
            self._records.clear()

    def of(self, part: str) -> list[Record]:
        """The requests whose path contains `part`."""
        return [record for record in self if part in record.path]

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | list[Record]:
        with self._changed:
            return self._records[index]

    def __iter__(self) -> Iterator[Record]:
        with self._changed:
            return iter(list(self._records))
