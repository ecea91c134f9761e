"""The functions that SQL statements of this room call."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from orderviewer.local.seals import row_seal
from orderviewer.search.answers import (
    day_of,
    department_of,
    first_value_at,
    path_answers,
    text_holds,
    text_is,
)
from orderviewer.search.texts import all_found

if TYPE_CHECKING:
    from collections.abc import Callable


def _order_holds(list_json: bytes, detail_json: bytes | None, needles: str) -> bool:
    return all_found(_needles(needles), list_json, detail_json)


@lru_cache(maxsize=64)
def _needles(needles: str) -> tuple[str, ...]:
    return tuple(json.loads(needles))


def _value_at(list_json: bytes, detail_json: bytes | None, path: str) -> str:
    """The first value at a path that is something, the detail's before the list's."""
    return first_value_at(path, detail_json, list_json)


FUNCTIONS: dict[str, tuple[int, Callable[..., Any]]] = {
    "day_of": (1, day_of),
    "department_of": (1, department_of),
    "text_holds": (2, text_holds),
    "text_is": (2, text_is),
    "order_holds": (3, _order_holds),
    "path_answers": (6, path_answers),
    "value_at": (3, _value_at),
    "row_seal": (-1, row_seal),
}
