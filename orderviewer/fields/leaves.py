"""Walks through an order to the scalars whose names hint at a role, the same way each time."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from orderviewer.fields.hints import CONTENTS, LABELS, hints
from orderviewer.fields.naming import LONGEST_NAME
from orderviewer.fields.paths import chosen_step, key_step
from orderviewer.fields.trails import trail

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_MOST_VALUES = 4000  # of one order
_DEEPEST = 12  # levels
_MOST_KNOWN = 4096  # places that are remembered
_CHOOSERS = ("role", "fonction", "type", "qualite")
_LONGEST_CHOICE = 60  # characters


class Spot:
    """A place in orders; `plain` is its path without choices among items."""

    def __init__(self, path: str, plain: str, depth: int) -> None:
        self.path = path
        self.plain = plain
        self.depth = depth
        self.members: dict[str, Spot] = {}
        self.chosen: dict[tuple[str, str], Spot] = {}

    @cached_property
    def each(self) -> Spot:
        """Every item of the list that is here."""
        return Spot(f"{self.path}[]", f"{self.plain}[]", self.depth + 1)

    @cached_property
    def tells(self) -> bool:
        """Whether its names suggest a role; with a choice, one that all items together do not."""
        found = hints(self.path)
        if self.path != self.plain:
            known = dict(hints(self.plain))
            found = tuple(hint for hint in found if hint.tier < known.get(hint.role, hint.tier + 1))
        return bool(found) and trail(self.path) is not None

    def member(self, key: str) -> Spot:
        if len(key) > LONGEST_NAME:
            return Spot("", "", _DEEPEST)  # tells nothing, and nobody looks inside
        path = key_step(self.path, key)
        plain = path if self.path == self.plain else key_step(self.plain, key)
        return Spot(path, plain, self.depth + 1)

    def choice(self, key: str, value: str) -> Spot:
        """Those items whose `key` is `value`."""
        return Spot(chosen_step(self.path, key, value), f"{self.plain}[]", self.depth + 1)


class Leaves:
    """Finds them; what is known of the places in earlier orders is remembered."""

    def __init__(self) -> None:
        self._root = Spot("", "", 0)
        self._room = _MOST_KNOWN

    def of(self, order: dict[str, object]) -> list[tuple[str, object]]:
        """The scalars of an order whose names hint at a role, with their paths.

        Items that a member tells apart ("role": "customer") are given a second time under the
        path of that choice, where it tells more.
        """
        found: list[tuple[str, object]] = []
        left = _MOST_VALUES
        stack: list[tuple[Spot, Any]] = [(self._root, order)]
        while stack and left > 0:
            spot, value = stack.pop()
            left -= len(value)
            if value.__class__ is list:
                stack += self._items(spot, value, found)
                continue
            known = spot.members
            for key, member in value.items():
                inner = known.get(key) or self._member(spot, key)
                if member.__class__ is dict or member.__class__ is list:
                    if inner.depth < _DEEPEST:
                        stack.append((inner, member))
                elif member is not None and inner.tells:
                    found.append((inner.path, member))
        return found

    def _member(self, spot: Spot, key: str) -> Spot:
        inner = spot.member(key)
        if self._is_room():
            spot.members[key] = inner
        return inner

    def _items(
        self, spot: Spot, items: list[object], found: list[tuple[str, object]]
    ) -> Iterator[tuple[Spot, object]]:
        """Objects in a list, also by what tells them apart; scalars go where they are found."""
        for item in items:
            if item.__class__ is not dict:
                if item.__class__ is not list and item is not None and spot.each.tells:
                    found.append((spot.each.path, item))
                continue
            if spot.each.depth >= _DEEPEST:
                continue
            choice = _choice(item)
            yield spot.each, _besides(item, choice)
            if choice is not None and spot.path == spot.plain:
                inner = spot.chosen.get(choice)
                if inner is None:
                    inner = spot.choice(*choice)
                    if self._is_room():
                        spot.chosen[choice] = inner
                yield inner, item

    def _is_room(self) -> bool:
        """Names may be data; those of ordinary orders are few."""
        self._room -= 1
        return self._room >= 0


def _besides(item: dict[str, object], choice: tuple[str, str] | None) -> dict[str, object]:
    """What tells something whatever the choice: a value does not without its label."""
    if choice is None or CONTENTS.isdisjoint(item):
        return item
    known = {choice[0], *CONTENTS}
    return {name: value for name, value in item.items() if name not in known}


def _choice(item: dict[str, object]) -> tuple[str, str] | None:
    """The member that says what an item is, with its value."""
    for name in _CHOOSERS if CONTENTS.isdisjoint(item) else LABELS:
        value = item.get(name)
        if isinstance(value, str) and value.strip() and len(value) <= _LONGEST_CHOICE:
            return name, value
    return None
