"""All rows of a query as they were at one moment, in chunks, while others go on writing."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from orderviewer.fields.roles import Role
from orderviewer.local.database import Database
from orderviewer.local.extras import read_extras
from orderviewer.local.jsons import read_jsons
from orderviewer.local.rows import read_numbers, read_rows, read_texts
from orderviewer.order import Cause, StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path

    from orderviewer.local.query import Query
    from orderviewer.local.records import Row
    from orderviewer.search.terms import Field


def snapshot_texts(
    path: Path, query: Query, fields: Sequence[Field], wanted: Sequence[int] | None, chunk: int
) -> Generator[list[tuple[str, ...]], None, None]:
    """The texts of `fields` of the rows of `query`, or of those `wanted`, in that order."""
    with closing(Database(path, read_only=True)) as database, database.snapshot():
        numbers = _listed(database, query) if wanted is None else wanted
        for first in range(0, len(numbers), chunk):
            part = numbers[first : first + chunk]
            texts = _texts(database, part, fields, query)
            if wanted is None:
                _require(len(texts), len(part))
            yield texts


def _texts(
    database: Database, numbers: Sequence[int], fields: Sequence[Field], query: Query
) -> list[tuple[str, ...]]:
    roles = [field for field in fields if isinstance(field, Role)]
    others = [field for field in fields if not isinstance(field, Role)]
    if not others:
        return read_texts(database, numbers, roles)
    extras = read_extras(database, numbers, others, query.day)
    known = [number for number in numbers if number in extras]
    found = []
    for number, texts in zip(known, read_texts(database, known, roles or [Role.ID]), strict=True):
        parts, rest = iter(texts), iter(extras[number])
        found.append(tuple(next(parts if isinstance(one, Role) else rest) for one in fields))
    return found


def snapshot_raw(
    path: Path, query: Query, wanted: Sequence[int] | None, chunk: int
) -> Generator[list[tuple[Row, bytes, bytes | None]], None, None]:
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


def _with_json(database: Database, rows: list[Row]) -> list[tuple[Row, bytes, bytes | None]]:
    found = read_jsons(database, [row.number for row in rows])
    return [(row, *found[row.number]) for row in rows]
