"""Columns of all orders, kept in memory: a term asks them again."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from orderviewer.fields.coding import Coded, in_steps
from orderviewer.local.columns import read_ascending, read_columns
from orderviewer.local.query import Query
from orderviewer.order import Scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.local.database import Database
    from orderviewer.local.deciding import Decision
    from orderviewer.local.expressions import Expression

MOST = 8  # columns; each takes 2 MB of 1,000,000 orders


class CodedColumns:
    """Says of all orders at once whether a term holds that a column decides."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._numbers: Sequence[int] | None = None
        self._columns: dict[Expression, Coded | None] = {}  # None: most of its texts differ

    def forget(self) -> None:
        """Nobody can tell what was written."""
        self._numbers = None
        self._columns.clear()

    def renew(self, numbers: Sequence[int]) -> None:
        """These orders, which ascend, are new or otherwise."""
        known = self._numbers
        if known is None or not numbers:
            return
        if not isinstance(known, range) or numbers[0] < known.start:
            self.forget()
            return
        new = numbers[bisect_left(numbers, known.stop) :]
        if new and new[-1] - known.stop + 1 != len(new):  # some of them are not named
            self.forget()
            return
        values = [value for value, coded in self._columns.items() if coded is not None]
        texts = read_columns(self._database, numbers, values)
        for value, own in zip(values, texts, strict=True):
            coded = self._columns[value]
            put = zip(numbers, own, strict=True)
            if coded and not all(coded.put(number - known.start, text) for number, text in put):
                self._columns[value] = None
        self._numbers = range(known.start, known.stop + len(new))

    def has(self, decision: Decision) -> bool:
        """Whether nothing has to be read first."""
        return decision.value in self._columns

    def where(self, decision: Decision) -> bytearray | None:
        """A byte for each row number up to the highest, 1 where it holds; None if SQL is better."""
        if self._numbers is None:
            self._numbers = read_ascending(self._database, Query(Scope.ALL))
        numbers = self._numbers
        coded = self._coded(decision.value, numbers)
        if coded is None:
            return None
        found = coded.where(decision.holds)
        if isinstance(numbers, range):
            return bytearray(numbers.start) + found
        marks = bytearray(numbers[-1] + 1 if numbers else 1)
        for number, mark in zip(numbers, found, strict=True):
            marks[number] = mark
        return marks

    def _coded(self, value: Expression, numbers: Sequence[int]) -> Coded | None:
        if value in self._columns:
            self._columns[value] = self._columns.pop(value)  # the latest that was asked
        else:
            self._columns[value] = self._read(value, numbers)
            if len(self._columns) > MOST:
                del self._columns[next(iter(self._columns))]
        return self._columns[value]

    def _read(self, value: Expression, numbers: Sequence[int]) -> Coded | None:
        coded = Coded()
        for step in in_steps(numbers):
            if not coded.add(read_columns(self._database, step, [value])[0]):
                return None
        return coded
