"""The order of all rows is kept, and kept up to date, so that a search only picks from it."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from orderviewer.fields.coding import in_steps
from orderviewer.local.beginning import first_found, is_awaited
from orderviewer.local.codedcolumns import CodedColumns
from orderviewer.local.database import ascending, parts_of
from orderviewer.local.deciding import decision as decide
from orderviewer.local.index import PENDING
from orderviewer.local.ordering import reordered
from orderviewer.local.rows import read_numbers
from orderviewer.local.written import Written, read_written
from orderviewer.search.terms import Computed
from orderviewer.search.texts import match_expression, needle

if TYPE_CHECKING:
    from datetime import date

    from orderviewer.local.database import Database, Moment
    from orderviewer.local.deciding import Decision
    from orderviewer.local.query import Query
    from orderviewer.search.terms import Term

_SHORTEST = 64  # numbers of a run, on average, by which it is quicker to pick
_FEW_OF = 16  # one part of so many is few
_OF_EVENTS = frozenset({Computed.SLIP, Computed.UNSEEN})
_STATE = f"""
    SELECT EXISTS ({PENDING}), (SELECT ifnull(max(number), 0) FROM orders),
           (SELECT sum(orders) FROM streams)
"""  # noqa: S608
_CANDIDATES = "SELECT count(*) FROM words WHERE words MATCH ?"
_HITS = "SELECT count(*), json_group_array(number) FROM ({}) WHERE number BETWEEN 1 AND ?"


@dataclass(frozen=True)
class _Whole:
    """The numbers that a query without terms gave on a day, after so many moves."""

    query: Query
    day: date
    moves: int
    numbers: array[int]

    def picked(self, found: _Hits, highest: int) -> array[int]:
        """Those of the numbers that are hits, of which none is above the `highest`."""
        if self._runs is None:
            return self.marked(found.marked(bytearray(highest + 1), 1))
        hits = found.numbers()
        picked = array("q")
        for first, last in self._runs:
            begin = bisect_left(hits, first)
            picked.extend(hits[begin : bisect_right(hits, last, begin)])
        return picked

    def marked(self, marks: bytearray) -> array[int]:
        """Those of the numbers that are marked, of which there is one at the place of each."""
        picked = array("q")
        if self._runs is None:
            for step in in_steps(self.numbers):
                picked.extend([number for number in step if marks[number]])
            return picked
        for run in self._runs:
            for step in in_steps(range(run[0], run[1] + 1)):
                picked.extend(compress(step, marks[step[0] : step[-1] + 1]))
        return picked

    @cached_property
    def highest(self) -> int:
        """Of the numbers; 0 for none."""
        return max(self.numbers, default=0)

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
        self._columns = CodedColumns(database)
        self._whole: _Whole | None = None
        self._moment: Moment | None = None
        self._written: Written | None = None  # all that is remembered has what was until then

    def numbers(self, query: Query) -> array[int]:
        """As `read_numbers`."""
        self._catch_up()
        whole = self._remembered(query)
        if not query.terms:
            return self._read_whole(query) if whole is None else whole.numbers[:]
        return read_numbers(self._database, query) if whole is None else self._picked(query, whole)

    def first(self, query: Query, room: int, held: int | None = None) -> array[int] | None:
        """As `beginning.first_found`, of what `numbers` gives.

        None also where that would not be noticeably sooner, or the table's order is not known.
        """
        self._catch_up()
        whole = self._remembered(query)
        if whole is None or not is_awaited(query, len(whole.numbers), self._columns):
            return None
        return first_found(self._database, query, whole.numbers, room, held)

    def _catch_up(self) -> None:
        """What was written since is taken in, or what is remembered forgotten."""
        moment = self._database.moment()
        if moment == self._moment:
            return
        was, now = self._written, read_written(self._database)
        changed = None if was is None else now.after(was)
        if changed is None:
            self._whole = None
            self._columns.forget()
        else:
            self._columns.renew(changed)
            self._whole = self._renewed(changed, now.moves)
        self._moment, self._written = moment, now

    def _renewed(self, changed: list[int], moves: int) -> _Whole | None:
        """The remembered order with these orders where they belong now; None to read it anew."""
        whole = self._whole
        if whole is None or _hangs_on_more(whole.query):
            return None
        if not whole.query.sort_keys:
            return whole if whole.moves == moves else None
        if not changed:
            return whole
        numbers = reordered(self._database, whole.query, whole.numbers, changed)
        return replace(whole, numbers=numbers)

    def _read_whole(self, query: Query) -> array[int]:
        self._whole = None
        numbers = read_numbers(self._database, query)
        moves = self._written.moves if self._written else 0
        self._whole = _Whole(query, query.day, moves, numbers)
        return numbers[:]

    def _remembered(self, query: Query) -> _Whole | None:
        """None unless it is of this order."""
        whole = self._whole
        if whole is None or (whole.query, whole.day) != (replace(query, terms=()), query.day):
            return None
        return whole

    def _picked(self, query: Query, whole: _Whole) -> array[int]:
        """What is written meanwhile may be in it or not: who wrote it says so afterwards."""
        pending, highest, all_there_are = self._database.query(_STATE)[0]
        highest = max(highest, whole.highest)  # in a damaged file it may be any
        searched = _Searched(self._database, bool(pending), highest)
        marks = self._marks(query, searched, all_there_are)
        hits = searched.hits(query, all_there_are) if marks is None else None
        if hits is None:
            return whole.marked(marks or bytearray())
        if hits.orders == all_there_are:
            return whole.numbers[:]
        return whole.picked(hits, highest)

    def _marks(self, query: Query, searched: _Searched, all_there_are: int) -> bytearray | None:
        """What the terms find, where columns decide all of them but words; None if SQL is better.

        Few orders that have a word are looked at one by one, as long as no column is here.
        """
        parted = _parted(query)
        if parted is None:
            return None
        words, absent, decided = parted
        few = 0 if all(map(self._columns.has, decided)) else all_there_are // _FEW_OF
        if few and any(one.wanted and searched.may_have(one.wanted) < few for one in decided):
            return None
        if words:
            hits = searched.hits(replace(query, terms=tuple(words)))
            if hits.orders < few:
                return None
            marks = hits.marked(bytearray(searched.highest + 1), 1)
        else:
            marks = bytearray(b"\1") * (searched.highest + 1)
        for decision in decided:
            where = self._columns.where(decision)
            if where is None:
                return None
            marks = _both(marks, where)
        for term in absent:
            found = searched.hits(replace(query, terms=(replace(term, negated=False),)))
            marks = found.marked(marks, 0)
        return marks


class _Hits(NamedTuple):
    """Row numbers as SQLite hands them over together, in any order."""

    orders: int
    together: str

    def numbers(self) -> array[int]:
        """From the lowest."""
        return ascending(self.together)

    def marked(self, marks: bytearray, mark: int) -> bytearray:
        """With this mark at the place of each of them."""
        for part in parts_of(self.together):
            for number in part:
                marks[number] = mark
        return marks


class _Searched(NamedTuple):
    """Where terms are looked for: all orders, up to the `highest`; some of them not indexed yet."""

    database: Database
    pending: bool
    highest: int

    def hits(self, query: Query, all_there_are: int = 0) -> _Hits:
        """What the terms find, in whatever list; without the numbers if it is all there are."""
        sql, parameters = query.hits_sql(pending=self.pending)
        letters = [word for word in query.words if len(word) == 1]
        if all_there_are and len(letters) == len(query.terms):
            # Nearly every letter begins a word of every order, and to count takes a third.
            orders = self.database.value(f"SELECT count(*) FROM ({sql})", parameters)  # noqa: S608
            if orders == all_there_are:
                return _Hits(orders, "[]")
        rows = self.database.query(_HITS.format(sql), (*parameters, self.highest))
        return _Hits(*rows[0])

    def may_have(self, wanted: str) -> int:
        """How many orders at most, of those that are indexed, have a needle."""
        return int(self.database.value(_CANDIDATES, (match_expression(wanted),)))


def _parted(query: Query) -> tuple[list[Term], list[Term], list[Decision]] | None:
    """The words that are looked for, those that must be absent, and what columns decide.

    None if there is something else, or nothing but words.
    """
    words: list[Term] = []
    absent: list[Term] = []
    decided: list[Decision] = []
    for term in query.terms:
        if (decision := decide(term, query.day)) is not None:
            decided.append(decision)
        elif term.field is not None or not term.asks:
            return None
        elif needle(term.value):
            (absent if term.negated else words).append(term)
    return (words, absent, decided) if absent or decided else None


def _hangs_on_more(query: Query) -> bool:
    """Whether other things decide than texts and lists, which are written on their own."""
    return not query.missing or any(key.field in _OF_EVENTS for key in query.sort_keys)


def _both(marks: bytearray, others: bytearray) -> bytearray:
    """Where both have one."""
    first, second = int.from_bytes(marks, "little"), int.from_bytes(others, "little")
    return bytearray((first & second).to_bytes(len(marks), "little"))
