"""The tree of all fields that orders have, which becomes columns and fills their cells."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

from orderviewer.fields.paths import key_step

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 100  # levels; what lies deeper stands in its cell as JSON
NO_OBJECT = "(value)"  # the name of elements that are a bare value

Step: TypeAlias = str | int


class Field:
    """One place in the orders: the members below it, whether a value was met, its column."""

    __slots__ = ("column", "members", "met", "path")

    def __init__(self, path: str) -> None:
        self.path = path
        self.members: dict[Step, Field] = {}
        self.met = False
        self.column: int | None = None


class FieldTree:
    """Every place of the orders seen, as first sent, up to `most` columns; the rest is `others`.

    The items of lists have columns of their own, so that each cell holds one value.
    """

    def __init__(self, first: tuple[str, ...], most: int, *, decimal_comma: bool) -> None:
        """`first`: paths of plain keys that are the first columns, met or not."""
        self.has_others = False
        self._most = most
        self._decimal_comma = decimal_comma
        self._root = Field("")
        self._first = [self._grow(path.split(".")) for path in first]
        self._count = len(self._first)

    def learn(self, value: object) -> None:
        """Adds the places of a decoded order."""
        self._learn(value, self._root, DEEPEST)

    def number_columns(self) -> list[str]:
        """Ends the learning: the paths of the columns, what belongs together side by side."""
        rest = (field for field in self._all_fields() if field.met)
        columns = [*self._first, *(field for field in rest if field not in self._first)]
        for number, field in enumerate(columns):
            field.column = number
        return [field.path or NO_OBJECT for field in columns]

    def cells(self, value: object) -> tuple[list[str], dict[str, object]]:
        """The texts of an order, one per column, and what has no column, by path."""
        cells = [""] * self._count
        others: dict[str, object] = {}
        if isinstance(value, (dict, list)):
            self._fill(value, self._root, DEEPEST - 1, cells, others)
        elif self._root.column is not None:
            cells[self._root.column] = self._text(value)
        else:
            others[NO_OBJECT] = value
        return cells, others

    def _grow(self, keys: list[str]) -> Field:
        field = self._root
        for key in keys:
            field = field.members.setdefault(key, Field(key_step(field.path, key)))
        field.met = True
        return field

    def _learn(self, value: object, field: Field, levels: int) -> None:
        if isinstance(value, (dict, list)) and levels:
            members = field.members
            for step, member in value.items() if isinstance(value, dict) else enumerate(value):
                below = members.get(step)
                if below is None:
                    if self.has_others:
                        continue
                    below = members[step] = Field(_path(field.path, step))
                self._learn(member, below, levels - 1)
        elif not field.met:
            if self._count < self._most:
                field.met = True
                self._count += 1
            else:
                self.has_others = True

    def _fill(
        self,
        value: dict[str, object] | list[object],
        field: Field,
        levels: int,
        cells: list[str],
        others: dict[str, object],
    ) -> None:
        """`levels`: how many more there may be below the members of `value`."""
        members = field.members
        for step, member in value.items() if isinstance(value, dict) else enumerate(value):
            below = members.get(step)
            if below is None:
                if member not in ({}, []):
                    others[_path(field.path, step)] = member
            elif isinstance(member, (dict, list)) and levels:
                self._fill(member, below, levels - 1, cells, others)
            elif below.column is None:
                others[below.path] = member
            else:
                cells[below.column] = self._text(member)

    def _text(self, value: object) -> str:
        if isinstance(value, str):
            return value
        if value is None:
            return ""
        if isinstance(value, float) and self._decimal_comma:
            return repr(value).replace(".", ",")
        return as_json(value)

    def _all_fields(self) -> Iterator[Field]:
        waiting = [self._root]
        while waiting:
            field = waiting.pop()
            yield field
            waiting.extend(reversed(field.members.values()))


def as_json(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "…"


def _path(path: str, step: Step) -> str:
    return f"{path}[{step}]" if isinstance(step, int) else key_step(path, step)
