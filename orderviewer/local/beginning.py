"""The first orders that a search finds, asked one by one as they stand in the table."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from orderviewer.local.deciding import decision
from orderviewer.search.terms import Path
from orderviewer.search.texts import is_sure, needle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from orderviewer.local.codedcolumns import CodedColumns
    from orderviewer.local.database import Database
    from orderviewer.local.query import Query
    from orderviewer.search.terms import Term

NOTICED = 40_000  # microseconds: a shorter wait for all that is found is none
_LOOKED_AT = 6_000  # orders at most
_WITH_JSON = 600  # if their JSON must be read
_LOOKS = 6


def is_awaited(query: Query, orders: int, columns: CodedColumns) -> bool:
    """Whether the user would have to wait for all that a search finds among so many orders."""
    each = sum(_microseconds(term, query.day, columns) for term in query.terms)
    return orders * each > NOTICED


def first_found(
    database: Database, query: Query, numbers: Sequence[int], room: int, held: int | None
) -> array[int] | None:
    """At least `room` of these orders, from the first on; None where they are too few of many.

    `held`: an order that must not be missing if it is found.
    """
    at_a_time = (_WITH_JSON if query.asks_json else _LOOKED_AT) // _LOOKS
    found = array("q")
    for look in range(_LOOKS):
        few = numbers[look * at_a_time : (look + 1) * at_a_time]
        among = _among(database, query, few)
        found.extend([number for number in few if number in among])
        if len(found) >= room:
            is_missing = held is not None and held not in found and _among(database, query, [held])
            return None if is_missing else found
        if len(found) * _LOOKS < room * (look + 1):  # and so it will go on
            break
    return None


def _among(database: Database, query: Query, numbers: Sequence[int]) -> frozenset[int]:
    return frozenset(database.numbers(*query.among_sql(numbers)))


def _microseconds(term: Term, today: date, columns: CodedColumns) -> float:
    """What it takes to find all orders, for each there is (benchmarks/README.md)."""
    if isinstance(term.field, Path):
        return 25
    if term.field is None:
        return 0.2 if is_sure(needle(term.value)) else 2
    decided = decision(term, today)
    if decided is None:
        return 0.7
    return 0.1 if columns.has(decided) else 0.5
