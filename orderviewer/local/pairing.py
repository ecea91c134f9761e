"""Which item of one list is which of another, when the order of items means nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from orderviewer.fields.document import Json

# The members that tell items apart, surest first.
LABELS = ("id", "@id", "role", "name", "code", "key", "libelle", "nom", "label")
_IDENTITIES = frozenset({"id", "@id"})  # another value is another item
_MOST_TRIED = 4_000  # pairs whose likeness is looked at; longer lists are paired by place


class Match(NamedTuple):
    """Places of one item in either list, None where it is not; `label`: the member it is by."""

    before: int | None
    after: int | None
    label: str | None = None


def matched(
    before: Sequence[Json], after: Sequence[Json], meaning: Callable[[Json], Hashable]
) -> Iterator[Match]:
    """Every item once, alone or with its counterpart; those of one meaning may be left out.

    Items are the same by the first of `LABELS` that all items have, each its own value, and that
    most of them share; without one by likeness.  `meaning` gives equal hashables for items that
    mean the same.
    """
    label, old, new = _by_label(before, after)
    if label is not None:
        yield from (Match(place, new[name], label) for name, place in old.items() if name in new)
        gone = {place: before[place] for name, place in old.items() if name not in new}
        come = {place: after[place] for name, place in new.items() if name not in old}
        if label in _IDENTITIES:
            yield from (Match(place, None, label) for place in gone)
            yield from (Match(None, place, label) for place in come)
        else:  # perhaps called otherwise now, in another language say
            yield from _by_likeness(gone, come, meaning)
    else:
        yield from _by_likeness(dict(enumerate(before)), dict(enumerate(after)), meaning)


def _by_label(
    before: Sequence[Json], after: Sequence[Json]
) -> tuple[str | None, dict[str, int], dict[str, int]]:
    best: tuple[str | None, dict[str, int], dict[str, int]] = (None, {}, {})
    most = 0
    for label in LABELS:
        old = _labels(before, label)
        new = old and _labels(after, label)
        if not old or not new:
            continue
        shared = len(old.keys() & new.keys())
        if shared > most:
            best, most = (label, old, new), shared
            if shared == min(len(old), len(new)):
                break
    return best


def _labels(items: Sequence[Json], label: str) -> dict[str, int] | None:
    """The items' places by that member, None unless every item has one of its own."""
    found: dict[str, int] = {}
    for place, item in enumerate(items):
        value = item.get(label) if isinstance(item, dict) else None
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            return None
        text = str(value).strip()
        if not text or text in found:
            return None
        found[text] = place
    return found


def _by_likeness(
    before: dict[int, Json], after: dict[int, Json], meaning: Callable[[Json], Hashable]
) -> Iterator[Match]:
    """Of items by their places."""
    old, new = _without_equals(
        {place: meaning(item) for place, item in before.items()},
        {place: meaning(item) for place, item in after.items()},
    )
    pairs = _pairs(old, new)
    taken = {after_place for _, after_place in pairs.values()}
    yield from (Match(*pairs.get(place, (place, None))) for place in old)
    yield from (Match(None, place) for place in new if place not in taken)


def _without_equals(
    before: dict[int, Hashable], after: dict[int, Hashable]
) -> tuple[dict[int, Hashable], dict[int, Hashable]]:
    """What is left by its place when items of one meaning are struck out on both sides."""
    if not before or not after:
        return before, after
    shared = Counter(before.values()) & Counter(after.values())
    left = []
    for items in (before, after):
        budget = Counter(shared)
        rest = {}
        for place, item in items.items():
            if budget[item] > 0:
                budget[item] -= 1
            else:
                rest[place] = item
        left.append(rest)
    return left[0], left[1]


def _pairs(old: dict[int, Hashable], new: dict[int, Hashable]) -> dict[int, tuple[int, int]]:
    """Counterparts by the older one's place: the most alike first, then the nearest."""
    if not old or not new:
        return {}
    if len(old) * len(new) > _MOST_TRIED:
        return {place: (place, place) for place in old if place in new}
    ranked = sorted(
        (-_likeness(one, other), abs(place - other_place), place, other_place)
        for place, one in old.items()
        for other_place, other in new.items()
    )
    pairs: dict[int, tuple[int, int]] = {}
    taken: set[int] = set()
    alone = len(old) == len(new) == 1
    for likeness, _, place, other_place in ranked:
        if (likeness or alone) and place not in pairs and other_place not in taken:
            pairs[place] = (place, other_place)
            taken.add(other_place)
    return pairs


def _likeness(one: Hashable, other: Hashable) -> int:
    """How many members two objects share; any two bare values are a little alike."""
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return len(one & other)
    return int(type(one) is type(other))
