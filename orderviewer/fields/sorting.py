"""Sorts very many places by a column of texts, stably.

Python's own sort of a million would keep every other thread waiting for a second: it does not give
the interpreter's lock away before it is done.  So no single call here sorts more than one step.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from orderviewer.fields.coding import in_steps
from orderviewer.fields.manykeys import date_keys, text_keys
from orderviewer.fields.roles import Kind
from orderviewer.fields.values import any_key, date_key, text_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from orderviewer.fields.coding import Coded

    Texts: TypeAlias = Sequence[str]
    Key: TypeAlias = Any  # texts or numbers, never both in one column

_SAMPLES = 64  # of each sorted step


class Keys(NamedTuple):
    """How texts are compared: the key of one, and the keys of all texts of many parts.

    The latter compare as the former do.  The key of "" comes after all others.
    """

    one: Callable[[str], Key]
    many: Callable[[Iterable[Texts]], list[Key]]

    @classmethod
    def each(cls, one: Callable[[str], Key]) -> Keys:
        """Where there is no quicker way to the keys of many."""
        return cls(one, lambda parts: [one(text) for text in chain.from_iterable(parts)])


NUMBERS = Keys.each(lambda text: int(text) if text else math.inf)  # whole ones
ANYTHING = Keys.each(any_key)
_DATES = Keys(date_key, date_keys)
_TEXTS = Keys(text_key, text_keys)


def keys_of(kind: Kind) -> Keys:
    """As `values.sort_key` compares."""
    return _DATES if kind is Kind.DATE else _TEXTS


def sort_by_coded(
    places: Sequence[int], coded: Coded, keys: Keys, *, descending: bool
) -> array[int]:
    """As `sort_by_texts`, where most texts come again and again: these alone are compared."""
    texts = coded.texts
    nothing = keys.one("")
    of_texts = [keys.one(text) for text in texts]
    ordered = sorted(set(of_texts) - {nothing}, reverse=descending)
    piles = {key: array("I") for key in (*ordered, nothing)}
    put = [piles[key].append for key in of_texts]
    in_turn = isinstance(places, range)
    codes = coded.codes if in_turn else map(coded.codes.__getitem__, places)
    for place, code in zip(places, codes, strict=True):
        put[code](place)
    found = array("I")
    for pile in piles.values():
        found.extend(pile)
    return found


def sort_by_texts(
    places: Sequence[int], parts: Iterable[Texts], keys: Keys, *, descending: bool
) -> array[int]:
    """The places by the texts in `parts`, which are those of place 0, 1 and so on.

    Equal ones stay in their order, nothing comes last in both directions.
    """
    of_place, nothing = keys.many(parts), keys.one("")
    if not descending:
        return _sorted(places, of_place)
    filled, empty = array("I"), array("I")
    for step in in_steps(places):
        filled.extend([place for place in step if of_place[place] != nothing])
        empty.extend([place for place in step if of_place[place] == nothing])
    filled.reverse()  # equal ones are turned round twice
    found = _sorted(filled, of_place)
    found.reverse()
    return found + empty


def _sorted(places: Sequence[int], keys: Sequence[Key]) -> array[int]:
    """Sorts steps, cuts all of them where the same keys begin, and sorts what lies between."""
    key = keys.__getitem__
    steps = [array("I", sorted(step, key=key)) for step in in_steps(places)]
    samples = sorted(
        keys[place] for step in steps for place in step[:: max(1, len(step) // _SAMPLES)]
    )
    ends = [
        [*(bisect_left(step, sample, key=key) for sample in samples[_SAMPLES::_SAMPLES]), len(step)]
        for step in steps
    ]
    found = array("I")
    begins = [0] * len(steps)
    for cuts in zip(*ends, strict=True):
        between = list(chain.from_iterable(map(_slice, steps, begins, cuts)))
        between.sort(key=key)  # finds the sorted parts by itself
        found.extend(between)
        begins = list(cuts)
    return found


def _slice(step: array[int], first: int, last: int) -> array[int]:
    return step[first:last]
