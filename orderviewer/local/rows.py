"""Reads rows by their numbers, from a store's connection or from a snapshot."""

from __future__ import annotations

import json
from array import array
from itertools import chain
from typing import TYPE_CHECKING

from orderviewer.local.expressions import COLUMNS, STREAMS
from orderviewer.local.records import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.fields.roles import Role
    from orderviewer.local.database import Database
    from orderviewer.local.query import Query

FETCH = 1_000  # numbers between which other threads have their turn

_ROWS = f"""
    SELECT orders.number, orders.key, orders.stream, orders.crawl < streams.completed,
           {", ".join(COLUMNS.values())}
    FROM json_each(?) AS wanted
    CROSS JOIN orders ON orders.number = wanted.value
    JOIN streams ON streams.stream = orders.stream
    LEFT JOIN cells ON cells.number = orders.number
"""  # noqa: S608

_TEXTS = """
    SELECT {} FROM json_each(?) AS wanted
    CROSS JOIN orders ON orders.number = wanted.value
    LEFT JOIN cells ON cells.number = orders.number
    ORDER BY wanted.key
"""


def read_numbers(database: Database, query: Query) -> array[int]:
    """The row numbers of a query, in order; SQLite sorts, without holding the GIL."""
    found = array("q")
    sql, parameters = query.numbers_sql()
    for rows in database.chunks(sql, parameters, FETCH):
        found.extend(chain.from_iterable(rows))
    return found


def count_found(database: Database, query: Query) -> int:
    """How many row numbers `read_numbers` would give; nothing is sorted."""
    return int(database.value(*query.found_sql("count(*)")))


def read_rows(database: Database, numbers: Sequence[int]) -> list[Row]:
    """In the order given; numbers that no order has are left out."""
    rows = {
        number: Row(number, key, STREAMS[stream], tuple(texts), bool(gone))
        for number, key, stream, gone, *texts in database.query(_ROWS, (as_json(numbers),))
    }
    return [rows[number] for number in numbers if number in rows]


def read_texts(
    database: Database, numbers: Sequence[int], roles: Sequence[Role]
) -> list[tuple[str, ...]]:
    """The texts of these roles alone, otherwise as `read_rows`."""
    texts = ", ".join(COLUMNS[role] for role in roles)
    return database.query(_TEXTS.format(texts), (as_json(numbers),))


def as_json(numbers: Sequence[int]) -> str:
    """Row numbers as one parameter of a statement, for json_each."""
    return json.dumps(list(numbers))
