"""Invented orders, made on demand: a world of any size costs nothing until it is asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from orderviewer.order import Scope
from orderviewer.simulator.dialects import NAMES as DIALECTS
from orderviewer.simulator.dialects import SHAPES
from orderviewer.simulator.life import live
from orderviewer.simulator.population import Chronicle, Population
from orderviewer.simulator.shelf import Shelf
from orderviewer.simulator.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.simulator.life import Life
    from orderviewer.simulator.truth import Happening

_FIRST_ID = 99_900  # ids soon grow a digit: text order is not natural order
_ID_STEP = 3
_MIXTURE = tuple(SHAPES)
DEFAULT_CAPACITY = 256 * 1024 * 1024


class _Standing(NamedTuple):
    """How the world stands on one day; replaced as a whole when the day changes."""

    day: int  # a proleptic ordinal
    lists: Timeline | Population
    shelf: Shelf


class World:
    """Orders as a function of seed, index and day; index 0 is the oldest.

    The same arguments give the same bytes on any machine.  `made` counts the orders that had
    to be made; encoded list rows are kept, up to `capacity` bytes.  On later days (`step_to`)
    orders have come, changed, closed and gone; what really happened says `events`.
    """

    def __init__(
        self,
        size: int = 5000,
        seed: int = 1,
        dialect: str = "orange",
        today: date | None = None,
        capacity: int = DEFAULT_CAPACITY,
        day: int = 0,
    ) -> None:
        """`size` orders on day 0, which is `today`, by default the machine's own.

        `day`: how many days later the world is seen.
        """
        if dialect not in DIALECTS:
            raise ValueError(f"no such dialect: {dialect}; known: {', '.join(DIALECTS)}")
        if size < 0:
            raise ValueError("a world has at least 0 orders")
        self.seed = seed
        self.dialect = dialect
        self.begins = today or date.today()  # noqa: DTZ011  the user's day, as a calendar shows it
        self.made = 0
        self._capacity = capacity
        self._timeline = Timeline(size, seed, self.begins.toordinal())
        self._chronicle = Chronicle(self._timeline, seed)
        self._encode = msgspec.json.Encoder().encode
        self.step_to(day)

    @property
    def size(self) -> int:
        """How many orders there have ever been."""
        return self._standing.lists.size

    @property
    def day(self) -> int:
        """How many days have passed since the world began."""
        return self._standing.day - self.begins.toordinal()

    @property
    def today(self) -> date:
        """The day the world is seen on."""
        return date.fromordinal(self._standing.day)

    def step_to(self, day: int) -> None:
        """Goes to the day `day` days after the first, also back; raises ValueError below 0."""
        if day < 0:
            raise ValueError("a world has no days before its first")
        on = self.begins.toordinal() + day
        lists = Population(self._chronicle, on) if day else self._timeline
        self._standing = _Standing(on, lists, Shelf(self._capacity))

    def size_on(self, day: int) -> int:
        """How many orders there have ever been `day` days after the first."""
        return self._timeline.size_on(self.begins.toordinal() + day)

    def is_listed(self, index: int, day: int) -> bool:
        """Whether the service shows an order at all, `day` days after the first."""
        on = self.begins.toordinal() + day
        there = self._chronicle.is_there(index, on) or not day
        return 0 <= index < self._timeline.size_on(on) and there

    def life(self, index: int, day: int | None = None) -> Life:
        """The facts of an order on `day` (a proleptic ordinal), today by default."""
        on = self._standing.day if day is None else day
        if not 0 <= index < max(self.size, self._timeline.size_on(on)):
            raise IndexError(index)
        return live(self.seed, index, self._timeline.span(index), on)

    def order(
        self, index: int, language: str = "en", *, full: bool = True, day: int | None = None
    ) -> dict[str, Any]:
        """One order's JSON object; `full` as the detail call gives it, else as the list does."""
        on = self._standing.day if day is None else day
        life = self.life(index, on)
        self.made += 1
        shape = self.dialect if self.dialect != "mixed" else _MIXTURE[(index * 7 + index // 5) % 3]
        request_id = f"3-{(28_602 + index * 7919) % 10_000_000:07d}"
        return SHAPES[shape](life, self.id_of(index), request_id, language, on, full)

    def events(self, day_a: int, day_b: int, language: str = "en") -> list[Happening]:
        """What really happened between two days, counted from the first; see `truth`."""
        from orderviewer.simulator.truth import happenings

        return happenings(self, day_a, day_b, language)

    def id_of(self, index: int) -> str:
        jitter = ((index * 2_246_822_519 + self.seed) >> 5) % _ID_STEP
        return str(_FIRST_ID + _ID_STEP * index + jitter)

    def index_of(self, order_id: str) -> int | None:
        """The index of an order by its id, or None when there is no such order."""
        if not (order_id.isascii() and order_id.isdigit() and len(order_id) < 20):
            return None
        index = (int(order_id) - _FIRST_ID) // _ID_STEP
        return index if self._standing.lists.has(index) and self.id_of(index) == order_id else None

    def scope_of(self, index: int) -> Scope:
        return Scope.CLOSED if self._standing.lists.closed(index) else Scope.CURRENT

    def count(self, scope: Scope = Scope.ALL) -> int:
        return self._standing.lists.count(scope)

    def indexes(
        self, scope: Scope, offset: int, limit: int, *, descending: bool = False
    ) -> list[int]:
        """At most `limit` indexes of a stream from `offset`, by id in natural order."""
        lists = self._standing.lists
        if not descending:
            return lists.select(scope, offset, offset + limit)
        stop = lists.count(scope) - offset
        return lists.select(scope, max(0, stop - limit), max(0, stop))[::-1]

    def ids(self, scope: Scope = Scope.ALL) -> list[str]:
        """Every id of a stream, oldest first."""
        return [self.id_of(index) for index in self._standing.lists.select(scope, 0, self.size)]

    def rows(self, indexes: Sequence[int], language: str) -> list[bytes]:
        """List rows as JSON bytes in the order of `indexes`."""
        make, encode, standing = self.order, self._encode, self._standing
        return standing.shelf.rows(
            language,
            indexes,
            lambda index: encode(make(index, language, full=False, day=standing.day)),
        )
