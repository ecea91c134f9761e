"""Reads rows by their numbers, from a store's connection or from a snapshot."""

from __future__ import annotations

import json
from contextlib import suppress
from operator import itemgetter
from typing import TYPE_CHECKING

import msgspec

from orderviewer.local.expressions import COLUMNS, STREAMS
from orderviewer.local.ordering import read_ordered
from orderviewer.local.records import Row
from orderviewer.local.seals import BETWEEN, check_seals, seals_of_joined
from orderviewer.order import Cause, StoreDamaged

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from orderviewer.fields.roles import Role
    from orderviewer.local.database import Database
    from orderviewer.local.query import Query

BETWEEN_ROWS = "\x1e"
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

# All of a chunk is handed over as one value: row by row SQLite gives the interpreter's lock away
# and takes it back, and nobody else can work beside it.
_TOGETHER = f"""
    SELECT json_group_array(number), json_group_array(seal), group_concat(texts, '{BETWEEN_ROWS}')
    FROM (
        SELECT orders.number AS number, cells.seal AS seal,
               printf('{BETWEEN.join(["%s"] * len(COLUMNS))}', {", ".join(COLUMNS.values())})
               AS texts
        FROM json_each(?) AS wanted
        CROSS JOIN orders ON orders.number = wanted.value
        LEFT JOIN cells ON cells.number = orders.number
    )
"""  # noqa: S608
_decode_numbers = msgspec.json.Decoder(list[int]).decode
_decode_seals = msgspec.json.Decoder(list[int | None]).decode


def read_numbers(database: Database, query: Query) -> array[int]:
    """The row numbers of a query, in order."""
    if query.sort_keys:
        return read_ordered(database, query)
    return database.numbers(*query.numbers_sql())


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
    given, lines = _lines(database, as_json(numbers))
    places = [_PLACES[role] for role in roles]
    texts: list[tuple[str, ...]]
    if len(places) == 1:
        texts = [(line[places[0]],) for line in lines]
    else:
        texts = list(map(itemgetter(*places), lines))
    if given == list(numbers):  # nearly always: SQLite goes through the wanted numbers
        return texts
    by_number = dict(zip(given, texts, strict=True))
    return [by_number[number] for number in numbers if number in by_number]


def _lines(database: Database, wanted: str) -> tuple[list[int], Sequence[Sequence[str]]]:
    """The numbers of the orders there are, and the texts of all roles of each of them."""
    [(numbers, seals, together)] = database.query(_TOGETHER, (wanted,))
    if together is None:
        return [], []
    joined = together.split(BETWEEN_ROWS)
    with suppress(msgspec.MsgspecError):  # in a damaged file any column may hold anything
        given, expected = _decode_numbers(numbers), _decode_seals(seals)
        if len(joined) == len(given) and seals_of_joined(given, joined) == expected:
            lines: list[Sequence[str]] = [texts.split(BETWEEN) for texts in joined]
            if {len(line) for line in lines} == {len(COLUMNS)}:
                return given, lines
    # A text may hold what stands between them, or what ends a text for `printf`.
    found = database.query(_TEXTS, (wanted,))
    given, lines = [row[0] for row in found], [row[2:] for row in found]
    check_seals(database, given, [row[1] for row in found], lines)
    return given, lines


def as_json(numbers: Sequence[int]) -> str:
    """Row numbers as one parameter of a statement, for json_each."""
    return json.dumps(list(numbers))
