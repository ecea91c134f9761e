"""Invented orders, made on demand: a world of any size costs nothing until it is asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from orderviewer.order import Scope
from orderviewer.simulator.dialects import NAMES as DIALECTS
from orderviewer.simulator.dialects import SHAPES
from orderviewer.simulator.life import live
from orderviewer.simulator.shelf import Shelf
from orderviewer.simulator.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.simulator.life import Life

_FIRST_ID = 99_900  # ids soon grow a digit: text order is not natural order
_ID_STEP = 3
_MIXTURE = tuple(SHAPES)
DEFAULT_CAPACITY = 256 * 1024 * 1024


class World:
    """`size` orders as a function of seed, index and day; index 0 is the oldest.

    The same arguments give the same bytes on any machine.  `made` counts the orders that had
    to be made; encoded list rows are kept, up to `capacity` bytes.
    """

    def __init__(
        self,
        size: int = 5000,
        seed: int = 1,
        dialect: str = "orange",
        today: date | None = None,
        capacity: int = DEFAULT_CAPACITY,
    ) -> None:
        """`today` is the day the world is seen on, the machine's own day by default."""
        if dialect not in DIALECTS:
            raise ValueError(f"no such dialect: {dialect}; known: {', '.join(DIALECTS)}")
        if size < 0:
            raise ValueError("a world has at least 0 orders")
        self.size = size
        self.seed = seed
        self.dialect = dialect
        self.today = today or date.today()  # noqa: DTZ011  the user's day, as a calendar shows it
        self.made = 0
        self._day = self.today.toordinal()
        self._timeline = Timeline(size, seed, self._day)
        self._shelf = Shelf(capacity)
        self._encode = msgspec.json.Encoder().encode

    def life(self, index: int, day: int | None = None) -> Life:
        """The facts of an order on `day` (a proleptic ordinal), today by default."""
        if not 0 <= index < self.size:
            raise IndexError(index)
        return live(self.seed, index, self._timeline.span(index), self._day if day is None else day)

    def order(
        self, index: int, language: str = "en", *, full: bool = True, day: int | None = None
    ) -> dict[str, Any]:
        """One order's JSON object; `full` as the detail call gives it, else as the list does."""
        on = self._day if day is None else day
        life = self.life(index, on)
        self.made += 1
        shape = self.dialect if self.dialect != "mixed" else _MIXTURE[(index * 7 + index // 5) % 3]
        request_id = f"3-{(28_602 + index * 7919) % 10_000_000:07d}"
        return SHAPES[shape](life, self.id_of(index), request_id, language, on, full)

    def id_of(self, index: int) -> str:
        jitter = ((index * 2_246_822_519 + self.seed) >> 5) % _ID_STEP
        return str(_FIRST_ID + _ID_STEP * index + jitter)

    def index_of(self, order_id: str) -> int | None:
        """The index of an order by its id, or None when there is no such order."""
        if not (order_id.isascii() and order_id.isdigit() and len(order_id) < 20):
            return None
        index = (int(order_id) - _FIRST_ID) // _ID_STEP
        return index if 0 <= index < self.size and self.id_of(index) == order_id else None

    def scope_of(self, index: int) -> Scope:
        return Scope.CLOSED if self._timeline.closed(index) else Scope.CURRENT

    def count(self, scope: Scope = Scope.ALL) -> int:
        return self._timeline.count(scope)

    def indexes(
        self, scope: Scope, offset: int, limit: int, *, descending: bool = False
    ) -> list[int]:
        """At most `limit` indexes of a stream from `offset`, by id in natural order."""
        if not descending:
            return self._timeline.select(scope, offset, offset + limit)
        stop = self.count(scope) - offset
        return self._timeline.select(scope, max(0, stop - limit), max(0, stop))[::-1]

    def ids(self, scope: Scope = Scope.ALL) -> list[str]:
        """Every id of a stream, oldest first."""
        return [self.id_of(index) for index in self._timeline.select(scope, 0, self.size)]

    def rows(self, indexes: Sequence[int], language: str) -> list[bytes]:
        """List rows as JSON bytes in the order of `indexes`."""
        make, encode = self.order, self._encode
        return self._shelf.rows(
            language, indexes, lambda index: encode(make(index, language, full=False))
        )
