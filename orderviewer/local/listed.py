"""The order of all rows is kept while nothing is written, so that a search only picks from it."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from orderviewer.local.index import PENDING
from orderviewer.local.rows import read_numbers

if TYPE_CHECKING:
    from datetime import date

    from orderviewer.local.database import Database, Moment
    from orderviewer.local.query import Query

_SHORTEST = 64  # numbers of a run, on average, by which it is quicker to pick
_STATE = f"""
    SELECT EXISTS ({PENDING}), (SELECT ifnull(max(number), 0) FROM orders),
           (SELECT sum(orders) FROM streams)
"""  # noqa: S608
_HITS = "SELECT count(*), json_group_array(number) FROM ({}) WHERE number BETWEEN 1 AND ?"


@dataclass(frozen=True)
class _Whole:
    """The numbers that a query without terms gave at a moment, on a day."""

    query: Query
    day: date
    moment: Moment
    numbers: array[int]

    def picked(self, hits: list[int], highest: int) -> array[int]:
        """Those of the numbers that are hits; these ascend, none above the `highest`."""
        if self._runs is not None:
            picked, ascending = array("q"), array("q", hits)
            for first, last in self._runs:
                begin = bisect_left(ascending, first)
                picked.extend(ascending[begin : bisect_right(ascending, last, begin)])
            return picked
        is_hit = bytearray(highest + 1)
        for number in hits:
            is_hit[number] = True
        return array("q", [number for number in self.numbers if is_hit[number]])

    @cached_property
    def _runs(self) -> list[tuple[int, int]] | None:
        """The numbers as runs of one after the other, first and last; None where these are short.

        As the service lists them they are long, for numbers were given in that order.
        """
        most = len(self.numbers) // _SHORTEST
        runs: list[tuple[int, int]] = []
        first = last = -1
        for number in self.numbers:
            if number != last + 1:
                if len(runs) > most:
                    return None
                runs.append((first, last))
                first = number
            last = number
        return [*runs[1:], (first, last)]


class Listed:
    """Gives the row numbers of queries; the latest one without terms is remembered.

    Sorting all orders takes several times as long as finding those that hold a word.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._whole: _Whole | None = None

    def numbers(self, query: Query) -> array[int]:
        """As `read_numbers`."""
        whole = self._remembered(query)
        if not query.terms:
            return self._read_whole(query) if whole is None else whole.numbers[:]
        picked = None if whole is None else self._picked(query, whole)
        return read_numbers(self._database, query) if picked is None else picked

    def _read_whole(self, query: Query) -> array[int]:
        self._whole = None
        moment = self._database.moment()
        numbers = read_numbers(self._database, query)
        if self._database.moment() == moment:
            self._whole = _Whole(query, query.day, moment, numbers)
        return numbers[:]

    def _remembered(self, query: Query) -> _Whole | None:
        """None unless it is of this order, and of this moment."""
        whole = self._whole
        if whole is None or (whole.query, whole.day) != (replace(query, terms=()), query.day):
            return None
        if self._database.moment() != whole.moment:
            self._whole = None
            return None
        return whole

    def _picked(self, query: Query, whole: _Whole) -> array[int] | None:
        """None if somebody writes meanwhile."""
        pending, highest, all_there_are = self._database.query(_STATE)[0]
        sql, parameters = query.hits_sql(pending=bool(pending))
        count, together = self._database.query(_HITS.format(sql), (*parameters, highest))[0]
        if self._database.moment() != whole.moment:
            return None
        if count == all_there_are:  # as nearly always of the first letter of a word
            return whole.numbers[:]
        hits = msgspec.json.decode(together, type=list[int])
        hits.sort()
        return whole.picked(hits, highest)
