"""All rows of a query as they were at one moment, in chunks, while others go on writing."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from orderviewer.local.database import Database
from orderviewer.local.prepared import digest_of
from orderviewer.local.rows import as_json, read_numbers, read_rows, read_texts
from orderviewer.order import Cause, StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from orderviewer.fields.roles import Role
    from orderviewer.local.query import Query
    from orderviewer.local.records import Row

_BODIES = """
    SELECT orders.number, orders.digest, bodies.json, details.digest, details.json
    FROM json_each(?) AS wanted
    CROSS JOIN orders ON orders.number = wanted.value
    LEFT JOIN bodies ON bodies.number = orders.number
    LEFT JOIN details ON details.number = orders.number
"""


def snapshot_texts(
    path: Path, query: Query, roles: Sequence[Role], wanted: Sequence[int] | None, chunk: int
) -> Iterator[list[tuple[str, ...]]]:
    """The texts of `roles` of the rows of `query`, or of those `wanted`, in that order."""
    with closing(Database(path, read_only=True)) as database, database.snapshot():
        numbers = _listed(database, query) if wanted is None else wanted
        for first in range(0, len(numbers), chunk):
            part = numbers[first : first + chunk]
            texts = read_texts(database, part, roles)
            if wanted is None:
                _require(len(texts), len(part))
            yield texts


def snapshot_raw(
    path: Path, query: Query, wanted: Sequence[int] | None, chunk: int
) -> Iterator[list[tuple[Row, bytes, bytes | None]]]:
    """The rows, with the JSON of the list and, where there is one, of the detail."""
    with closing(Database(path, read_only=True)) as database, database.snapshot():
        numbers = _listed(database, query) if wanted is None else wanted
        for first in range(0, len(numbers), chunk):
            part = numbers[first : first + chunk]
            rows = read_rows(database, part)
            if wanted is None:
                _require(len(rows), len(part))
            yield _with_json(database, rows)


def _listed(database: Database, query: Query) -> Sequence[int]:
    numbers = read_numbers(database, query)
    _require(len(set(numbers)), len(numbers))  # twice the same stands in another one's place
    return numbers


def _require(found: int, listed: int) -> None:
    """What was listed at the same moment is there: no file may lack an order without a word."""
    if found != listed:
        raise StoreDamaged(Cause.DAMAGED, "an order that is listed is not found")


def intact(
    digest: bytes, body: object, detail_digest: bytes | None, detail: object
) -> tuple[bytes, bytes | None]:
    """The JSON of list and detail if they are what was stored; raises StoreDamaged.

    In a damaged file any column may hold anything, also what is no bytes.
    """
    if not isinstance(body, bytes) or digest_of(body) != digest:
        raise StoreDamaged(Cause.DAMAGED, "an order is not what was stored")
    if detail is None:
        return body, None
    if not isinstance(detail, bytes) or digest_of(detail) != detail_digest:
        raise StoreDamaged(Cause.DAMAGED, "the detail of an order is not what was stored")
    return body, detail


def _with_json(database: Database, rows: list[Row]) -> list[tuple[Row, bytes, bytes | None]]:
    found = {
        number: intact(*jsons)
        for number, *jsons in database.query(_BODIES, (as_json([row.number for row in rows]),))
    }
    return [(row, *found[row.number]) for row in rows]
