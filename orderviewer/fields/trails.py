"""Follows paths through decoded documents, whether a list or one object stands at a step."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from orderviewer.fields.paths import Each, Step, steps
from orderviewer.fields.values import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orderviewer.fields.roles import Kind


_ESCAPED_IN_JSON = re.compile(r"[\x00-\x1f\"\\\ud800-\udfff]")


class Key(NamedTuple):
    """One member of an object; of the items it holds, those count whose `chosen_by` is `wanted`."""

    name: str
    chosen_by: str | None = None
    wanted: str = ""


Trail: TypeAlias = tuple[Key, ...]


@lru_cache(maxsize=4096)
def trail(path: str) -> Trail | None:
    """The keys of a path; None when it leads through lists of lists, ends in a choice, or has a
    name that no decoded type can have.

    "[]" itself leaves no trace: where a list was learnt one object is followed as well, and the
    other way round (api.md 3.4, rule 6).
    """
    found: list[Key] = []
    before: Step | None = None
    for step in steps(path):
        if isinstance(step, str):
            found.append(Key(step))
        elif not isinstance(step, Each) or not isinstance(before, str):
            return None
        elif step.key is not None:
            found[-1] = Key(found[-1].name, step.key, step.value)
        before = step
    if not found or found[-1].chosen_by is not None or not all(map(_can_be_bound, found)):
        return None
    return tuple(found)


def _can_be_bound(key: Key) -> bool:
    """msgspec takes no escaped characters in the names of a type's members."""
    name = key.name + (key.chosen_by or "")
    return _ESCAPED_IN_JSON.search(name) is None


def values_along(document: object, trail: Trail) -> Iterator[object]:
    """Every value the trail leads to, in the order sent."""
    reached: list[object] = [document]
    for key in trail:
        reached = [found for value in reached for found in _members(value, key)]
    yield from reached


def objects_along(document: object, trail: Trail) -> list[object]:
    """Every object the trail leads to, lists opened."""
    found: list[object] = []
    for value in values_along(document, trail):
        found.extend(value if isinstance(value, list) else (value,))
    return [value for value in found if isinstance(value, dict)]


def text_along(document: object, trail: Trail, kind: Kind) -> str:
    """The canonical text of the first value that is not nothing, else ""."""
    texts = (canonical(value, kind) for value in values_along(document, trail))
    return next(filter(None, texts), "")


def _members(value: object, key: Key) -> Iterator[object]:
    for item in value if isinstance(value, list) else (value,):
        if isinstance(item, dict) and key.name in item:
            member = item[key.name]
            yield member if key.chosen_by is None else _chosen(member, key)


def _chosen(member: object, key: Key) -> list[object]:
    items = member if isinstance(member, list) else [member]
    return [
        item for item in items if isinstance(item, dict) and item.get(key.chosen_by) == key.wanted
    ]
