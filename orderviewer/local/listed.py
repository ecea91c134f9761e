"""The order of all rows is kept while nothing is written, so that a search only picks from it."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from orderviewer.local.rows import read_numbers

if TYPE_CHECKING:
    from datetime import date

    from orderviewer.local.database import Database, Moment
    from orderviewer.local.query import Query


class _Whole(NamedTuple):
    """The numbers that a query without terms gave at a moment, on a day."""

    query: Query
    day: date
    moment: Moment
    numbers: array[int]


class Listed:
    """Gives the row numbers of queries; the latest one without terms is remembered.

    Sorting all orders takes several times as long as finding those that hold a word.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._whole: _Whole | None = None

    def numbers(self, query: Query) -> array[int]:
        """As `read_numbers`."""
        if not query.terms:
            return self._read_whole(query)
        picked = self._picked(query)
        return read_numbers(self._database, query) if picked is None else picked

    def _read_whole(self, query: Query) -> array[int]:
        self._whole = None
        moment = self._database.moment()
        numbers = read_numbers(self._database, query)
        if self._database.moment() == moment:
            self._whole = _Whole(query, query.day, moment, numbers)
        return numbers[:]

    def _picked(self, query: Query) -> array[int] | None:
        """None unless what is remembered is of this order, and of this moment."""
        whole = self._whole
        if whole is None or (whole.query, whole.day) != (replace(query, terms=()), query.day):
            return None
        if self._database.moment() != whole.moment:
            self._whole = None
            return None
        hits = set(self._database.numbers(*query.hits_sql()))
        if self._database.moment() != whole.moment:
            return None
        return array("q", filter(hits.__contains__, whole.numbers))
