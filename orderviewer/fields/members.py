"""Looks for things inside one object of an order by the names and shapes of its members."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from orderviewer.fields.naming import LONGEST_NAME, has_word, is_among, words
from orderviewer.fields.paths import key_step
from orderviewer.fields.roles import Kind
from orderviewer.fields.shapes import Shape, shape_of
from orderviewer.fields.values import canonical

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

DATED = frozenset({Shape.DATE, Shape.EPOCH})  # digits are a date where the name says so
WORDED = frozenset({Shape.NAME, Shape.TEXT})
LABELLED = WORDED | {Shape.SCOPE, Shape.FLAG, Shape.NUMBER}

_DEEPEST = 40  # levels that are walked
_MOST_NODES = 20_000


class Member(NamedTuple):
    """One scalar that is not nothing; `words` are those of its name."""

    words: tuple[str, ...]
    path: str
    value: object
    shape: Shape

    @property
    def text(self) -> str:
        return canonical(self.value, Kind.DATE if self.shape is Shape.DATE else Kind.TEXT)


class Place(NamedTuple):
    """An object or a list with the words of the key it stands under."""

    words: tuple[str, ...]
    path: str
    value: dict[str, object] | list[object]


def members(found: dict[str, object], path: str, levels: int = 1) -> list[Member]:
    """The scalars of an object, and of the objects in it so many levels down; no lists."""
    scalars: list[Member] = []
    inner: list[Member] = []
    for key, value in found.items():
        if len(key) > LONGEST_NAME:
            continue
        shape = shape_of(value)
        if shape is not None:
            scalars.append(Member(words(key), key_step(path, key), value, shape))
        elif isinstance(value, dict) and levels > 1:
            inner.extend(members(value, key_step(path, key), levels - 1))
    return scalars + inner


def first(
    among: Collection[Member],
    *tiers: str,
    shapes: Collection[Shape] | None = None,
    avoid: frozenset[str] = frozenset(),
) -> Member | None:
    """The first member that one of the tiers names, sure tiers first.

    A tier is a list of alternatives, "status|etat|order state"; see `naming.has_word`.
    """
    fit = [
        member
        for member in among
        if (shapes is None or member.shape in shapes)
        and not any(is_among(word, avoid) for word in member.words)
    ]
    for tier in tiers:
        for names in tier.split("|"):
            for member in fit:
                if all(has_word(word, member.words) for word in names.split()):
                    return member
    return None


def text_of(member: Member | None) -> str:
    return "" if member is None else member.text


def date_of(member: Member | None) -> str:
    """Of one whose shape is among `DATED`: its canonical date."""
    return "" if member is None else canonical(member.value, Kind.DATE)


def places(document: object, path: str = "") -> Iterator[Place]:
    """Every object and list of a document but the document itself, outer ones first.

    Items of a list stand under the words of the list, and their paths are indexed.
    """
    left = _MOST_NODES
    level: list[Place] = [Place((), path, document)] if isinstance(document, (dict, list)) else []
    for _ in range(_DEEPEST):
        inside: list[Place] = []
        for place in level:
            inside.extend(inner_places(place))
        left -= len(inside)
        if left < 0:
            return
        yield from inside
        level = inside


def inner_places(place: Place) -> Iterator[Place]:
    """The objects and lists that stand directly in this one."""
    if isinstance(place.value, dict):
        for key, value in place.value.items():
            if isinstance(value, (dict, list)) and value and len(key) <= LONGEST_NAME:
                yield Place(words(key), key_step(place.path, key), value)
    else:
        for number, value in enumerate(place.value):
            if isinstance(value, (dict, list)) and value:
                yield Place(place.words, f"{place.path}[{number}]", value)


def is_under(place: Place, names: frozenset[str]) -> bool:
    return any(is_among(word, names) for word in place.words)
