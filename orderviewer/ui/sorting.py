"""The keys by which rows are sorted: how a click changes them, and how they are told in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from orderviewer.local.query import SortKey
from orderviewer.ui.titles import field_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.search.terms import Field

MOST = 9  # keys; each has one digit in the header
Keys = tuple[SortKey, ...]


def sorted_by_alone(keys: Keys, field: Field) -> Keys:
    """A click: this field decides; when it does so already, the other way round."""
    turned = len(keys) == 1 and keys[0].field == field and not keys[0].descending
    return (SortKey(field, turned),)


def sorted_also_by(keys: Keys, field: Field) -> Keys:
    """A click with Shift or Ctrl: one more key, then the other way round, then no key any more."""
    place = place_of(keys, field)
    if place is None:
        return (*keys, SortKey(field))[:MOST]
    if keys[place].descending:
        return without(keys, field)
    turned = replace(keys[place], descending=True)
    return (*keys[:place], turned, *keys[place + 1 :])


def without(keys: Keys, field: Field) -> Keys:
    return tuple(key for key in keys if key.field != field)


def place_of(keys: Sequence[SortKey], field: Field) -> int | None:
    """Which key a field is, counted from 0; None when it is none."""
    return next((place for place, key in enumerate(keys) if key.field == field), None)


def sort_words(field: Field, keys: Sequence[SortKey]) -> str:
    """The title of a column, and what it has to do with the order of the rows."""
    title, place = field_title(field), place_of(keys, field)
    if place is None:
        return title
    ways = (
        QCoreApplication.translate("Sorting", "sorted ascending"),
        QCoreApplication.translate("Sorting", "sorted descending"),
    )
    way = ways[keys[place].descending]
    if len(keys) == 1:
        form = QCoreApplication.translate("Sorting", "{column}, {way}")
        return form.format(column=title, way=way)
    form = QCoreApplication.translate("Sorting", "{column}, {way}, key {place} of {count}")
    return form.format(column=title, way=way, place=place + 1, count=len(keys))


def sort_help(field: Field, keys: Sequence[SortKey]) -> str:
    """What a column's header says when the pointer rests on it."""
    how = QCoreApplication.translate(
        "Sorting",
        "Click: sort by this column. Shift+click or Ctrl+click: sort by it too, "
        "turn it round, then no more.",
    )
    return f"{sort_words(field, keys)}\n{how}"
