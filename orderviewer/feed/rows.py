"""What travels from the store to the table: ready texts, so that painting computes nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from orderviewer.fields.dates import home_day
from orderviewer.fields.roles import Kind, Role
from orderviewer.fields.values import DateStyle, show
from orderviewer.search.terms import Measure, Path, measure_of

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from orderviewer.local.query import Query
    from orderviewer.local.store import Row, Store
    from orderviewer.order import Scope
    from orderviewer.search.terms import Field

ROLES = tuple(Role)
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
    """The answer to a query: every matching order by number, in order, and the first rows seen."""

    query: Query
    numbers: array[int]
    rows: dict[int, DisplayRow]
    found: frozenset[Role]
    counts: dict[Scope, int]


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


def read_listing(store: Store, query: Query, visible: tuple[int, int], showing: Showing) -> Listing:
    """Reads the order of `query` and the rows of the `visible` half-open range of positions."""
    numbers = store.numbers(query)
    first, last = visible
    shown = read_rows(store, numbers[first:last], showing)
    return Listing(query, numbers, shown, frozenset(store.reading().columns()), store.counts())


def read_rows(store: Reader, numbers: Sequence[int], showing: Showing) -> dict[int, DisplayRow]:
    """Keyed by number; dates as `showing` writes them."""
    rows, extras = store.rows(numbers), showing.extras
    found = store.extras(numbers, extras, showing.today or home_day()) if extras else {}
    nothing = ("",) * len(extras)
    writers = tuple(_writer(field, showing.style) for field in showing.fields)
    return {
        row.number: DisplayRow(
            row.number,
            row.key,
            row.stream,
            tuple(
                write(text) if text else ""
                for write, text in zip(
                    writers, (*row.values, *found.get(row.number, nothing)), strict=True
                )
            ),
            row.missing,
        )
        for row in rows
    }


def _writer(field: Field, style: DateStyle) -> Callable[[str], str]:
    if isinstance(field, Role):
        kind = field.kind
    elif isinstance(field, Path):
        return lambda text: show(Kind.DATE if _ISO_DATE.match(text) else Kind.TEXT, text, style)
    else:
        kind = Kind.DATE if measure_of(field) is Measure.DATE else Kind.TEXT
    return lambda text: show(kind, text, style)
