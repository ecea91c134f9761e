"""Reads columns of many orders at once: each comes as one text, not as one of every order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from orderviewer.local.expressions import Expression
from orderviewer.local.jsons import read_jsons
from orderviewer.local.seals import BETWEEN
from orderviewer.order import Cause, StoreDamaged
from orderviewer.search.answers import first_value_at
from orderviewer.search.terms import Path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.local.database import Database
    from orderviewer.local.query import Query

Value: TypeAlias = Expression | Path

_FROM_TO = """FROM orders LEFT JOIN cells ON cells.number = orders.number
    WHERE orders.number BETWEEN ? AND ? ORDER BY orders.number"""
# A table that has nothing but its key is read in its order; to ask for that costs a third more.
_CELLS_FROM_TO = "FROM cells WHERE number BETWEEN ? AND ?"
# Each by itself SQLite answers at once, where nothing is left out.
_ENDS = """SELECT (SELECT min(number) FROM ({0})), (SELECT max(number) FROM ({0})),
    (SELECT count(*) FROM ({0}))"""
_EACH = """FROM json_each(?) AS wanted CROSS JOIN orders ON orders.number = wanted.value
    LEFT JOIN cells ON cells.number = orders.number"""


def read_ascending(database: Database, query: Query) -> Sequence[int]:
    """The row numbers of a query, from the lowest."""
    found = query.found_sql("orders.number AS number")
    if not query.terms:  # mostly all there are from one to another: no need to hand them over
        first, last, count = database.query(_ENDS.format(found.sql), found.parameters * 3)[0]
        if count and last - first + 1 == count:
            return range(first, last + 1)
    return database.ascending(*found)


def read_columns(
    database: Database, numbers: Sequence[int], values: Sequence[Value]
) -> list[list[str]]:
    """For each of `values` the text of each order, "" for nothing; some ten thousand at most.

    The numbers ascend, and are of orders that there are.
    """
    expressions = [value for value in values if isinstance(value, Expression)]
    paths = [value.text for value in values if isinstance(value, Path)]
    of_expressions = iter(_in_sql(database, numbers, expressions))
    of_paths = iter(_in_json(database, numbers, paths))
    return [next(of_paths if isinstance(value, Path) else of_expressions) for value in values]


def _in_json(database: Database, numbers: Sequence[int], paths: Sequence[str]) -> list[list[str]]:
    if not paths:
        return []
    jsons = read_jsons(database, numbers, checked=False)
    each = [tuple(reversed(jsons.get(number, (None,)))) for number in numbers]
    return [[first_value_at(path, *raws) for raws in each] for path in paths]


def _in_sql(
    database: Database, numbers: Sequence[int], values: Sequence[Expression]
) -> list[list[str]]:
    if not values:
        return []
    names = [f"value{index}" for index in range(len(values))]
    columns = ", ".join(
        f"ifnull({value.sql}, '') AS {name}" for name, value in zip(names, values, strict=True)
    )
    parameters = [parameter for value in values for parameter in value.parameters]
    first, last = numbers[0], numbers[-1]
    if last - first + 1 == len(numbers):
        parameters += [first, last]
        if "orders." not in columns:
            rows = f"SELECT {columns} {_CELLS_FROM_TO}"
            texts = _together(database, rows, names, parameters)
            if len(texts[0]) == len(numbers):  # else some cells are in the making
                return texts
        rows = f"SELECT {columns} {_FROM_TO}"
    else:
        rows = f"SELECT {columns} {_EACH}"
        parameters.append(json.dumps(list(numbers)))
    texts = _together(database, rows, names, parameters)
    if len(texts[0]) != len(numbers):
        raise StoreDamaged(Cause.DAMAGED, "an order that is listed is not found")
    return texts


def _together(
    database: Database, rows: str, names: Sequence[str], parameters: Sequence[object]
) -> list[list[str]]:
    """The texts of each column that a selection gives."""
    joined = ", ".join(f"group_concat({name}, '{BETWEEN}')" for name in names)
    ((count, *together),) = database.query(f"SELECT count(*), {joined} FROM ({rows})", parameters)  # noqa: S608
    if not count:
        return [[] for _ in names]
    texts = [text.split(BETWEEN) for text in together]
    for index, name in enumerate(names):
        if len(texts[index]) != count:  # one of them has in it what stands between them
            apart = database.value(f"SELECT json_group_array({name}) FROM ({rows})", parameters)  # noqa: S608
            texts[index] = msgspec.json.decode(apart, type=list[str])
    return texts
