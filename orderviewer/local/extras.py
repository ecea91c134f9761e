"""What the table shows of an order beside the texts of its roles: computed fields, any place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from orderviewer.fields.document import document
from orderviewer.fields.values import Figure
from orderviewer.local import expressions
from orderviewer.local.expressions import STREAMS, Expression
from orderviewer.local.jsons import read_jsons
from orderviewer.search.answers import number_in, value_in
from orderviewer.search.terms import Computed, Measure, Path, measure_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from orderviewer.local.database import Database
    from orderviewer.search.terms import Field

_FROM = """
    FROM json_each(?) AS wanted CROSS JOIN orders ON orders.number = wanted.value
    LEFT JOIN cells ON cells.number = orders.number
"""


def read_extras(
    database: Database,
    numbers: Sequence[int],
    fields: Sequence[Field],
    today: date,
    *,
    checked: bool = True,
) -> dict[int, tuple[str, ...]]:
    """By number one canonical text for each of `fields`, none of them a role; "" for nothing.

    What is a number in the JSON is a `Figure`.
    `checked`: as `read_jsons`.
    """
    computed = [field for field in fields if not isinstance(field, Path)]
    paths = [field.text for field in fields if isinstance(field, Path)]
    found = _computed(database, numbers, computed, today)
    if paths:
        for number, jsons in read_jsons(database, numbers, checked=checked).items():
            orders = [document(raw) for raw in reversed(jsons) if raw is not None]
            found[number] |= {path: _value_at(path, orders) for path in paths}
    names = [field.text if isinstance(field, Path) else str(field) for field in fields]
    return {number: tuple(texts[name] for name in names) for number, texts in found.items()}


def _value_at(path: str, orders: Sequence[object]) -> str:
    text = value_in(path, *orders)
    return Figure(text) if number_in(path, *orders) else text


def _computed(
    database: Database, numbers: Sequence[int], fields: Sequence[Field], today: date
) -> dict[int, dict[str, str]]:
    values = [_value(field, today) for field in fields]
    columns = "".join(f", ({value.sql})" for value in values)
    parameters = [one for value in values for one in value.parameters]
    sql = f"SELECT orders.number{columns} {_FROM}"
    return {
        number: {str(field): _text(field, value) for field, value in zip(fields, row, strict=True)}
        for number, *row in database.query(sql, (*parameters, json.dumps(list(numbers))))
    }


def _value(field: Field, today: date) -> Expression:
    measure = measure_of(field)
    if field is Computed.SCOPE:
        return Expression("orders.stream")
    if isinstance(field, Computed) and measure is Measure.NUMBER:
        return expressions.number_of(field, today)
    if isinstance(field, Computed) and measure is Measure.DATE:
        moment = f"orders.{expressions.MOMENTS[field]} / 1000"
        return Expression(f"strftime('%Y-%m-%dT%H:%M:%SZ', {moment}, 'unixepoch')")
    return expressions.text_of(field)


def _text(field: Field, value: object) -> str:
    if field is Computed.SCOPE and isinstance(value, int):
        return STREAMS[value].value
    return "" if value is None else str(value)
