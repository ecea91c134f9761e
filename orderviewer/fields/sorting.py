"""Sorts very many places by a column of texts, stably.

Python's own sort of a million would keep every other thread waiting for a second: it does not give
the interpreter's lock away before it is done.  So no single call here sorts more than one step.
"""

from __future__ import annotations

import math
import re
from array import array
from bisect import bisect_left
from itertools import chain, compress, pairwise
from operator import eq
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from orderviewer.fields.coding import in_steps
from orderviewer.fields.manykeys import date_keys, text_keys
from orderviewer.fields.roles import Kind
from orderviewer.fields.values import any_key, date_key, text_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from orderviewer.fields.coding import Coded

    Texts: TypeAlias = Sequence[str]
    Key: TypeAlias = Any  # texts or numbers, never both in one column

_STEP = 1 << 13  # places sorted at once, whose keys are all near the processor
_SAMPLES = 64  # of each sorted step
_MANY = 3  # a third
_GROUP = re.compile(b"\x01+")


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
    """The places by texts of which most come again and again: these alone are compared.

    Equal ones stay in their order, nothing comes last in both directions.
    """
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


class Ranking:
    """Places put in order by columns, of which each decides among those equal in all before."""

    def __init__(self, count: int) -> None:
        self.places = array("I")
        for step in in_steps(range(count)):
            self.places.extend(step)
        self._alike = bytes(1) + b"\x01" * (count - 1)  # 1: not told from the one before it

    def decide(
        self,
        texts_of: Callable[[Sequence[int]], Iterable[Texts]],
        keys: Keys,
        *,
        descending: bool,
        last: bool = False,
    ) -> None:
        """By the texts of places, which `texts_of` gives part by part; the `last` column ends it.

        Equal ones stay in their order, nothing comes last in both directions.
        """
        undecided = self._undecided()
        if not undecided:
            return
        of_place: list[Key] = keys.many(texts_of(undecided))
        if len(of_place) < len(self.places):
            found, of_place = of_place, [None] * len(self.places)
            for place, key in zip(undecided, found, strict=True):
                of_place[place] = key
        key_of, nothing = of_place.__getitem__, keys.one("")
        alike = bytearray(len(self.places))
        for group in _GROUP.finditer(self._alike):
            slot = group.start() - 1
            places = self.places[slot : group.end()]
            for part in _sorted(places, of_place, nothing, descending=descending):
                end = slot + len(part)
                self.places[slot:end] = array("I", part)
                if not last:
                    of_part = list(map(key_of, part))
                    alike[slot + 1 : end] = bytes(map(eq, of_part, of_part[1:]))
                slot = end
        self._alike = bytes(alike)

    def _undecided(self) -> Sequence[int]:
        """The places not told from each other, from the lowest; all there are where these are many.

        To read and compare all is quicker than to pick a third of them.
        """
        every = range(len(self.places))
        if _MANY * self._alike.count(1) >= len(every):
            return every
        alike = bytearray(len(every))
        for group in _GROUP.finditer(self._alike):
            for place in self.places[group.start() - 1 : group.end()]:
                alike[place] = 1
        return array("I", compress(every, alike))


def _sorted(
    places: Sequence[int], keys: Sequence[Key], nothing: Key, *, descending: bool
) -> Iterable[list[int]]:
    """Parts of the places, one after the other; equal ones are in one part."""
    if len(places) > _STEP:
        return _parts(places, keys, nothing, descending=descending)
    found = sorted(places, key=keys.__getitem__, reverse=descending)
    if descending and keys[found[0]] == nothing:
        empty = sum(keys[place] == nothing for place in found)
        found = found[empty:] + found[:empty]
    return (found,)


def _parts(
    places: Sequence[int], keys: Sequence[Key], nothing: Key, *, descending: bool
) -> Iterator[list[int]]:
    """Sorts steps, cuts all of them where the same keys begin, and sorts what lies between."""
    key = keys.__getitem__
    begins = range(0, len(places), _STEP)
    steps = [array("I", sorted(places[first : first + _STEP], key=key)) for first in begins]
    samples = sorted(
        keys[place] for step in steps for place in step[:: max(1, len(step) // _SAMPLES)]
    )
    cuts_at = [*samples[_SAMPLES::_SAMPLES], nothing]
    cuts = [[0, *(bisect_left(step, one, key=key) for one in cuts_at), len(step)] for step in steps]
    *between, empty = pairwise(zip(*cuts, strict=True))
    for begin, end in reversed(between) if descending else between:
        part = _between(steps, begin, end)
        part.sort(key=key, reverse=descending)  # finds the sorted parts by itself
        yield part
    yield _between(steps, *empty)


def _between(steps: Sequence[array[int]], begin: Sequence[int], end: Sequence[int]) -> list[int]:
    cut = (step[first:last] for step, first, last in zip(steps, begin, end, strict=True))
    return list(chain.from_iterable(cut))
