"""What travels from the store to the table: ready texts, so that painting computes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from orderviewer.fields.roles import Role
from orderviewer.fields.values import DateStyle, show_each

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence
    from datetime import datetime

    from orderviewer.local.query import Query
    from orderviewer.local.store import Put, Row, Store
    from orderviewer.order import Scope

ROLES = tuple(Role)


class DisplayRow(NamedTuple):
    """One line of the table; `texts` has one entry per Role, in Role order."""

    number: int
    key: str
    stream: Scope
    texts: tuple[str, ...]
    missing: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """The answer to a query: every matching order by number, in order, and rows on the screen."""

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


def display_rows(rows: list[Row], style: DateStyle) -> dict[int, DisplayRow]:
    """Keyed by number; dates as `style` writes them."""
    return {
        row.number: DisplayRow(
            row.number, row.key, row.stream, show_each(row.values, style), row.missing
        )
        for row in rows
    }


@dataclass(frozen=True, slots=True)
class Glance:
    """A listing that is read with the page somebody waits for, where the page is stored."""

    query: Query
    visible: tuple[int, int]
    style: DateStyle
    generation: int

    def read(self, store: Store, put: Put) -> Listing:
        """With the rows that the page brought; others on the screen are there already."""
        numbers = store.numbers(self.query)
        first, last = self.visible
        wanted: Sequence[int] = numbers[first:last]
        if not put.reading_changed:
            brought = frozenset(put.numbers)
            wanted = [number for number in wanted if number in brought]
        return _listing(store, self.query, numbers, wanted, self.style)


def read_listing(store: Store, query: Query, visible: tuple[int, int], style: DateStyle) -> Listing:
    """Reads the order of `query` and the rows of the `visible` half-open range of positions."""
    numbers = store.numbers(query)
    first, last = visible
    return _listing(store, query, numbers, numbers[first:last], style)


def read_rows(store: Store, numbers: list[int], style: DateStyle) -> dict[int, DisplayRow]:
    return display_rows(store.rows(numbers), style)


def _listing(
    store: Store, query: Query, numbers: array[int], wanted: Sequence[int], style: DateStyle
) -> Listing:
    rows = display_rows(store.rows(wanted), style)
    return Listing(query, numbers, rows, frozenset(store.reading().columns()), store.counts())
