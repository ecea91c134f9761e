"""Puts orders in the order of several keys.

SQLite itself would have to call a function for every text.  Handed over together, all texts of a
column take a fraction of that time, and most of them come again and again.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from functools import cache, partial
from itertools import compress, takewhile
from typing import TYPE_CHECKING, NamedTuple

from orderviewer.fields.coding import Coded, in_steps
from orderviewer.fields.roles import Role
from orderviewer.fields.sorting import (
    ANYTHING,
    NUMBERS,
    Keys,
    Ranking,
    keys_of,
    sort_by_coded,
)
from orderviewer.fields.values import text_key
from orderviewer.local import expressions
from orderviewer.local.columns import read_ascending, read_columns
from orderviewer.local.expressions import COLUMNS, Expression
from orderviewer.search.answers import department_of
from orderviewer.search.terms import Computed, Measure, Path, measure_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from orderviewer.fields.sorting import Key
    from orderviewer.local.columns import Value
    from orderviewer.local.database import Database
    from orderviewer.local.query import Query
    from orderviewer.search.terms import Field

_DEPARTMENTS = Keys.each(lambda postcode: text_key(department_of(postcode)))


class _Column(NamedTuple):
    """What is read of each order, and how it is compared."""

    value: Value
    keys: Keys


def read_ordered(database: Database, query: Query) -> array[int]:
    """The row numbers of a query with sort keys; where all keys are equal, from the lowest.

    Typed: dates by instant, numbers by size, texts in natural order; nothing comes last.
    """
    columns = [(_column(key.field, query.day), key.descending) for key in query.sort_keys]
    with database.steady():
        numbers = read_ascending(database, query)
        return _picked(numbers, _ordered(database, numbers, columns))


class _Placed(NamedTuple):
    """An order beside which others are put; comes before those that are greater."""

    number: int
    keys: list[Key]
    ways: list[tuple[Key, bool]]  # of each key that of nothing, and whether it descends

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, _Placed):
            return NotImplemented
        for own, its, (nothing, descending) in zip(self.keys, other.keys, self.ways, strict=True):
            if own != its:
                if nothing in (own, its):
                    return bool(its == nothing)
                return bool(own < its) is not descending
        return self.number < other.number


def reordered(
    database: Database, query: Query, numbers: array[int], changed: Sequence[int]
) -> array[int]:
    """What `read_ordered` gives after some of the orders, which ascend, are new or otherwise.

    A handful of orders is read for each of them.
    """
    columns = [_column(key.field, query.day) for key in query.sort_keys]
    values = [column.value for column in columns]
    ways = [
        (column.keys.one(""), key.descending)
        for column, key in zip(columns, query.sort_keys, strict=True)
    ]

    @cache
    def placed(number: int) -> _Placed:
        texts = read_columns(database, [number], values)
        keys = [column.keys.one(text) for column, (text,) in zip(columns, texts, strict=True)]
        return _Placed(number, keys, ways)

    gone = frozenset(changed)
    kept = array("q")
    for step in in_steps(numbers):
        kept.extend([number for number in step if number not in gone])
    with database.steady():
        found = query.found_sql("orders.number AS number")
        among = f"SELECT number FROM ({found.sql}) WHERE number IN (SELECT value FROM json_each(?))"  # noqa: S608
        wanted = database.numbers(among, (*found.parameters, json.dumps(list(changed))))
        put = sorted(map(placed, wanted))
        places = [bisect_left(kept, one, key=placed) for one in put]
    result = array("q")
    done = 0
    for place, one in zip(places, put, strict=True):
        result.extend(kept[done:place])
        result.append(one.number)
        done = place
    result.extend(kept[done:])
    return result


def _ordered(
    database: Database, numbers: Sequence[int], columns: Sequence[tuple[_Column, bool]]
) -> Sequence[int]:
    """The places of the numbers in the order of columns, each with whether it descends.

    After a column in which many texts differ, the later ones are read only of orders equal in it.
    """
    coded = _coded(database, numbers, [column for column, _ in columns])
    places: Sequence[int] = range(len(numbers))
    if len(coded) < len(columns):
        ranking = Ranking(len(numbers))
        for column, descending in columns[len(coded) :]:
            ranking.decide(
                partial(_texts, database, numbers, column.value),
                column.keys,
                descending=descending,
                last=column is columns[-1][0],
            )
        places = ranking.places
    for codes, (column, descending) in reversed(list(zip(coded, columns, strict=False))):
        places = sort_by_coded(places, codes, column.keys, descending=descending)
    return places


def _coded(database: Database, numbers: Sequence[int], columns: Sequence[_Column]) -> list[Coded]:
    """Of the first columns, as long as their texts come again and again."""
    coded = [Coded() for _ in columns]
    for step in in_steps(numbers):
        values = [column.value for column in columns[: len(coded)]]
        added = map(Coded.add, coded, read_columns(database, step, values))
        coded = list(compress(coded, takewhile(bool, added)))
        if not coded:
            break
    return coded


def _texts(
    database: Database, numbers: Sequence[int], value: Value, places: Sequence[int]
) -> Iterator[list[str]]:
    """What is read of the numbers at the places, step by step."""
    own = numbers if len(places) == len(numbers) else _picked(numbers, places)
    for step in in_steps(own):
        yield read_columns(database, step, [value])[0]


def _picked(numbers: Sequence[int], places: Sequence[int]) -> array[int]:
    found = array("q")
    for step in in_steps(places):
        found.extend(array("q", [numbers[place] for place in step]))
    return found


def _column(field: Field, today: date) -> _Column:
    measure = measure_of(field)
    if isinstance(field, Path):
        return _Column(field, ANYTHING)
    if field is Computed.DEPARTMENT:
        return _Column(Expression(COLUMNS[Role.POSTCODE]), _DEPARTMENTS)
    if measure is Measure.SCOPE:
        return _Column(Expression("orders.stream"), NUMBERS)
    if isinstance(field, Role):
        return _Column(Expression(COLUMNS[field]), keys_of(field.kind))
    if measure is Measure.DATE:
        return _Column(Expression(f"orders.{expressions.MOMENTS[field]}"), NUMBERS)
    sql, parameters = expressions.number_of(field, today)
    return _Column(Expression(f"CAST(({sql}) AS INTEGER)", parameters), NUMBERS)
