"""What travels from the store to the table: ready texts, so that painting computes nothing."""

from __future__ import annotations

import re
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from orderviewer.fields.dates import home_day
from orderviewer.fields.roles import Kind, Role
from orderviewer.fields.values import DateStyle, show, show_each
from orderviewer.order import Scope
from orderviewer.search.terms import Measure, Path, measure_of

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence
    from datetime import date, datetime

    from orderviewer.local.query import Query
    from orderviewer.local.stopping import Stop
    from orderviewer.local.store import Put, Row, Store
    from orderviewer.search.terms import Field

ROLES = tuple(Role)
LOOK_AHEAD = 60  # rows read beyond both ends of the screen, so that scrolling meets them ready
_DATE = Measure.DATE
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:$|T\d\d:\d\d)")


class DisplayRow(NamedTuple):
    """One line of the table; `texts` has one entry per Role, in Role order, then the extras."""

    number: int
    key: str
    stream: Scope
    texts: tuple[str, ...]
    missing: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """The answer to a query: every matching order by number, in order, and rows on the screen.

    `elsewhere`: where nothing is found, how many orders of other lists would be.
    """

    query: Query
    numbers: array[int]
    rows: dict[int, DisplayRow]
    found: frozenset[Role]
    counts: dict[Scope, int]
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a scope the store has, for the sentence that is always visible.

    `received`: orders read by the crawl under way or last ended; `about`: Orange's own hint;
    `as_of`: when the list was last read to its end, or in part.
    """

    scope: Scope
    stored: int = 0
    received: int = 0
    about: int | None = None
    complete: bool = False
    drifted: bool = False
    as_of: datetime | None = None


class Showing(NamedTuple):
    """How rows are shown.

    `extras`: fields beside the roles, each a text after those of the roles; `today`: the day
    they are computed for, the present one when not given.
    """

    style: DateStyle
    extras: tuple[Field, ...] = ()
    today: date | None = None

    @property
    def fields(self) -> tuple[Field, ...]:
        return (*ROLES, *self.extras)


class Reader(Protocol):
    """Where rows are read from: the store, or what it was on another day."""

    def rows(self, numbers: Sequence[int]) -> list[Row]: ...

    def extras(
        self, numbers: Sequence[int], fields: Sequence[Field], today: date
    ) -> dict[int, tuple[str, ...]]: ...


def read_rows(store: Reader, numbers: Sequence[int], showing: Showing) -> dict[int, DisplayRow]:
    """Keyed by number; dates as `showing` writes them."""
    extras = _extras(store, numbers, showing)
    nothing = ("",) * len(showing.extras)
    return {
        row.number: DisplayRow(
            row.number,
            row.key,
            row.stream,
            show_each(row.values, showing.style) + extras.get(row.number, nothing),
            row.missing,
        )
        for row in store.rows(numbers)
    }


def _extras(store: Reader, numbers: Sequence[int], showing: Showing) -> dict[int, tuple[str, ...]]:
    if not showing.extras:
        return {}
    found = store.extras(numbers, showing.extras, showing.today or home_day())
    return {
        number: tuple(
            show(_kind(field, text), text, showing.style)
            for field, text in zip(showing.extras, texts, strict=True)
        )
        for number, texts in found.items()
    }


def _kind(field: Field, text: str) -> Kind:
    """Of any place in the JSON nobody knows beforehand whether a date stands there."""
    is_date = _ISO_DATE.match(text) if isinstance(field, Path) else measure_of(field) is _DATE
    return Kind.DATE if is_date else Kind.TEXT


@dataclass(frozen=True, slots=True)
class Glance:
    """A listing that is read with the page somebody waits for, where the page is stored."""

    query: Query
    screen: tuple[int, int]
    showing: Showing
    generation: int

    def read(self, store: Store, put: Put) -> Listing:
        """With the rows that the page brought for the screen; others there are here already.

        Where it has room for fewer, also those that scrolling on by one screen shows; all others
        wait until the picture is there.
        """
        numbers = store.numbers(self.query)  # of today: nobody stores pages of another day
        first, last = self.screen
        room, brought = last - first, frozenset(put.numbers)
        shown, below = numbers[first:last], numbers[last : last + room]
        new = [number for number in shown if number in brought]
        wanted = list(shown) if put.reading_changed else new
        wanted += [number for number in below if number in brought][: room - len(new)]
        return _listing(store, self.query, numbers, store.counts(), wanted, self.showing)


def read_listing(
    store: Store, query: Query, visible: tuple[int, int], showing: Showing, stop: Stop
) -> Listing:
    """Reads the order of `query` and the rows of the `visible` half-open range of positions.

    Raises Stopped when that is wished meanwhile.
    """
    table = store.table(query)
    with store.heeding(stop):
        with nullcontext() if query.as_of else store.steady():  # what was no longer changes
            numbers, counts = table.numbers(query), table.counts()
        first, last = visible
        return _listing(store, query, numbers, counts, numbers[first:last], showing)


def read_beginning(
    store: Store, query: Query, room: int, held: int | None, showing: Showing
) -> Listing | None:
    """At least `room` orders that the listing begins with, where that is much sooner read.

    None where it is not, and where one that is `held` would be missing until the others come.
    """
    with store.steady():
        numbers, counts = store.first_numbers(query, room, held), store.counts()
    if not numbers:
        return None
    return _listing(store, query, numbers, counts, numbers[:room], showing)


def _listing(
    store: Store,
    query: Query,
    numbers: array[int],
    counts: dict[Scope, int],
    wanted: Sequence[int],
    showing: Showing,
) -> Listing:
    table = store.table(query)
    rows = read_rows(table, wanted, showing)
    columns = frozenset(store.reading().columns())
    nothing = query.terms and not numbers
    elsewhere = table.count(replace(query, scope=Scope.ALL)) if nothing else 0
    return Listing(query, numbers, rows, columns, counts, elsewhere)
