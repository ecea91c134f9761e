"""How many of the orders that a query finds share each value of a field."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from orderviewer.fields.coding import in_steps
from orderviewer.fields.roles import Kind, Role
from orderviewer.fields.values import sort_key
from orderviewer.local import expressions
from orderviewer.local.columns import read_ascending, read_columns
from orderviewer.local.expressions import Expression
from orderviewer.search.answers import day_of, department_of
from orderviewer.search.moments import week_of
from orderviewer.search.terms import Computed, Measure, Path, measure_of

if TYPE_CHECKING:
    from orderviewer.local.columns import Value
    from orderviewer.local.database import Database
    from orderviewer.local.query import Query
    from orderviewer.search.terms import Field


def count_values(database: Database, query: Query, field: Field) -> list[tuple[str, int]]:
    """The values of a field with how many orders of the query have each, "" for none.

    Texts, départements and scopes come with the most frequent first; dates by week ("2024-W12")
    and numbers by size.  A value is as a term of that field takes it.
    """
    measure = measure_of(field)
    counts: Counter[str] = Counter()
    numbers: Counter[int] = Counter()
    # What a text means is asked once for each different one, not for each order.
    for value, count in _counted(database, query, _value(query, field)).items():
        if field is Computed.DEPARTMENT:
            counts[department_of(value)] += count
        elif measure is Measure.DATE:
            day = day_of(value) if value else None
            counts[week_of(date.fromisoformat(day)) if day else ""] += count
        elif measure is Measure.NUMBER and value:
            numbers[int(value)] += count
        elif measure is Measure.SCOPE:
            counts[expressions.STREAMS[int(value)].value.lower()] += count
        else:
            counts[value] += count
    if measure is Measure.NUMBER:
        ordered = [(str(value), numbers[value]) for value in sorted(numbers)]
        return [*ordered, *counts.items()]
    if measure is Measure.DATE:
        return sorted(counts.items(), key=lambda one: (not one[0], one[0]))
    kind = field.kind if isinstance(field, Role) else Kind.TEXT
    return sorted(counts.items(), key=lambda one: (-one[1], sort_key(kind, one[0]), one[0]))


def _value(query: Query, field: Field) -> Value:
    measure = measure_of(field)
    if isinstance(field, Path):
        return field
    if measure is Measure.SCOPE:
        return Expression("orders.stream")
    if measure is Measure.NUMBER and isinstance(field, Computed):
        return expressions.number_of(field, query.day)
    if field is Computed.DEPARTMENT:
        return expressions.text_of(Role.POSTCODE)
    if isinstance(field, Computed) and measure is Measure.DATE:
        return expressions.day_of(field)
    return expressions.text_of(field)


def _counted(database: Database, query: Query, value: Value) -> Counter[str]:
    """SQLite would sort the values of all orders to count them."""
    counts: Counter[str] = Counter()
    with database.steady():
        for step in in_steps(read_ascending(database, query)):
            counts.update(read_columns(database, step, [value])[0])
    return counts
