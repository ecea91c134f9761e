"""Reads rows by their numbers, from a store's connection or from a snapshot."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING

from orderviewer.local.expressions import COLUMNS, STREAMS
from orderviewer.local.ordering import read_ordered
from orderviewer.local.records import Row
from orderviewer.local.seals import BETWEEN, check_seals, seal_of_joined
from orderviewer.order import Cause, StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.fields.roles import Role
    from orderviewer.local.database import Database
    from orderviewer.local.query import Query

_PLACES = {role: place for place, role in enumerate(COLUMNS)}

# A key is looked up again in its index, which has a copy: they differ where the file is damaged.
_ROWS = f"""
    SELECT orders.number, orders.key, orders.stream, orders.crawl < streams.completed,
           (SELECT copy.number FROM orders AS copy WHERE copy.key = orders.key),
           cells.seal, {", ".join(COLUMNS.values())}
    FROM json_each(?) AS wanted
    CROSS JOIN orders ON orders.number = wanted.value
    JOIN streams ON streams.stream = orders.stream
    LEFT JOIN cells ON cells.number = orders.number
"""  # noqa: S608

_TEXTS = f"""
    SELECT orders.number, cells.seal, {", ".join(COLUMNS.values())} FROM json_each(?) AS wanted
    CROSS JOIN orders ON orders.number = wanted.value
    LEFT JOIN cells ON cells.number = orders.number
"""  # noqa: S608

# One value is handed over several times faster than the many it is joined from.
_JOINED = f"""
    SELECT orders.number, cells.seal,
           printf('{BETWEEN.join(["%s"] * len(COLUMNS))}', {", ".join(COLUMNS.values())})
    FROM json_each(?) AS wanted
    CROSS JOIN orders ON orders.number = wanted.value
    LEFT JOIN cells ON cells.number = orders.number
"""  # noqa: S608


def read_numbers(database: Database, query: Query) -> array[int]:
    """The row numbers of a query, in order."""
    if query.sort_keys:
        return read_ordered(database, query)
    return array("q", database.numbers(*query.numbers_sql()))


def count_found(database: Database, query: Query) -> int:
    """How many row numbers `read_numbers` would give; nothing is sorted."""
    return int(database.value(*query.found_sql("count(*)")))


def read_rows(database: Database, numbers: Sequence[int]) -> list[Row]:
    """In the order given; numbers that no order has are left out.

    Raises StoreDamaged when an order's key or texts are not what was stored.
    """
    rows: dict[int, Row] = {}
    seals: dict[int, int | None] = {}
    for number, key, stream, gone, indexed, seal, *texts in database.query(
        _ROWS, (as_json(numbers),)
    ):
        if indexed != number:
            raise StoreDamaged(Cause.DAMAGED, "the key of an order is not what was stored")
        seals[number] = seal
        rows[number] = Row(number, key, STREAMS[stream], tuple(texts), bool(gone))
    texts_of_each = [row.values for row in rows.values()]
    check_seals(database, list(rows), list(seals.values()), texts_of_each)
    return [rows[number] for number in numbers if number in rows]


def read_texts(
    database: Database, numbers: Sequence[int], roles: Sequence[Role]
) -> list[tuple[str, ...]]:
    """The texts of these roles alone, otherwise as `read_rows`."""
    given, columns = _columns(database, as_json(numbers))
    if not given:
        return []
    texts = list(zip(*(columns[_PLACES[role]] for role in roles), strict=True))
    if list(given) == list(numbers):  # nearly always: SQLite goes through the wanted numbers
        return texts
    by_number = dict(zip(given, texts, strict=True))
    return [by_number[number] for number in numbers if number in by_number]


def _columns(database: Database, wanted: str) -> tuple[Sequence[int], Sequence[Sequence[str]]]:
    """The numbers of the orders there are, and of each role a text for each of them."""
    found = database.query(_JOINED, (wanted,))
    if not found:
        return (), ()
    given, seals, joined = zip(*found, strict=True)
    if tuple(map(seal_of_joined, given, joined)) == seals:
        parted = [texts.split(BETWEEN) for texts in joined]
        if {len(texts) for texts in parted} == {len(COLUMNS)}:
            return given, list(zip(*parted, strict=True))
    # A text may hold what stands between them, or what ends a text for `printf`.
    given, seals, *columns = zip(*database.query(_TEXTS, (wanted,)), strict=True)
    check_seals(database, given, seals, list(zip(*columns, strict=True)))
    return given, columns


def as_json(numbers: Sequence[int]) -> str:
    """Row numbers as one parameter of a statement, for json_each."""
    return json.dumps(list(numbers))
