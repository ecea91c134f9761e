"""How the fields of an order differ from those of an earlier version of it; no Qt."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from orderviewer.fields.paths import key_step, steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.feed.detail import FieldChange

    Way = tuple[str | int, ...]


class Sign(StrEnum):
    """What became of a field."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


class FieldMark(NamedTuple):
    """A field that differs, and what it was."""

    sign: Sign
    before: str


class FieldMarks:
    """Which fields of a document are marked, by path, and where lost ones are shown.

    `gone`: below the object or list at the end of a way, the name, former text and former path
    of what stood there.
    """

    def __init__(self, changes: Sequence[FieldChange] = (), value: object = None) -> None:
        """`value`: the document as it is now."""
        self.found: dict[str, FieldMark] = {}
        self.gone: dict[Way, list[tuple[str, str, str]]] = {}
        self.ways: list[Way] = []  # of the objects and lists in which something differs
        for one in changes:
            if one.after:
                sign = Sign.CHANGED if one.before else Sign.NEW
                self.found[one.place] = FieldMark(sign, one.before)
                self.ways.append(_way(one.place)[:-1])
            else:
                home, rest = _home(value, one)
                self.gone.setdefault(home, []).append((_written(rest), one.before, one.former))
                self.ways.append(home)

    def __bool__(self) -> bool:
        return bool(self.found or self.gone)

    @staticmethod
    def lost(text: str) -> FieldMark:
        """The mark of a field that is gone."""
        return FieldMark(Sign.GONE, text)


def _way(path: str) -> Way:
    return tuple(step for step in steps(path) if isinstance(step, (str, int)))


def _home(value: object, change: FieldChange) -> tuple[Way, Way]:
    """The way to what is left of where a lost field stood, and the rest of its own way."""
    way = _way(change.place or change.former)
    if not change.place:  # an item of a list: another one may have its number now
        first = next((at for at, step in enumerate(way) if isinstance(step, int)), len(way) - 1)
        deepest = first
    else:
        deepest = len(way) - 1
    for at in range(deepest):
        step = way[at]
        if isinstance(value, dict) and isinstance(step, str):
            below = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            below = value[step]
        else:
            below = None
        if not isinstance(below, (dict, list)):
            return way[:at], way[at:]
        value = below
    return way[:deepest], way[deepest:]


def _written(way: Way) -> str:
    text = ""
    for step in way:
        text = f"{text}[{step}]" if isinstance(step, int) else key_step(text, step)
    return text
