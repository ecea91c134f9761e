"""All rows of a query as they were on another day, in chunks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orderviewer.fields.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from orderviewer.local.past import Past
    from orderviewer.local.query import Query
    from orderviewer.local.records import Row
    from orderviewer.search.terms import Field

_PLACES = {role: place for place, role in enumerate(Role)}


def past_texts(
    past: Past, query: Query, fields: Sequence[Field], wanted: Sequence[int] | None, chunk: int
) -> Iterator[list[tuple[str, ...]]]:
    """As `snapshot_texts`; the past does not change while it is read."""
    others = [field for field in fields if not isinstance(field, Role)]
    for part in _parts(past, query, wanted, chunk):
        extras = past.extras(part, others, query.day) if others else {}
        found = []
        for row in past.rows(part):
            rest = iter(extras.get(row.number, ()))
            found.append(
                tuple(
                    row.values[_PLACES[field]] if isinstance(field, Role) else next(rest, "")
                    for field in fields
                )
            )
        yield found


def past_raw(
    past: Past, query: Query, wanted: Sequence[int] | None, chunk: int
) -> Iterator[list[tuple[Row, bytes, bytes | None]]]:
    """As `snapshot_raw`."""
    for part in _parts(past, query, wanted, chunk):
        yield past.jsons(part)


def _parts(
    past: Past, query: Query, wanted: Sequence[int] | None, chunk: int
) -> Iterator[Sequence[int]]:
    numbers = past.numbers(query) if wanted is None else wanted
    for first in range(0, len(numbers), chunk):
        yield numbers[first : first + chunk]
