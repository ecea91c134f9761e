"""A column of very many texts as numbers that stand for the different ones."""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

STEP = 1 << 15  # places that are gone through in one call, which lets no other thread in
_FEW = 2_000  # texts of which nothing costs anything to speak of
MOST_CODES = 1 << 16
_OFTEN = 4  # how many times each text has to come, on average


class Coded:
    """A column in which most texts come again and again: only the different ones are looked at."""

    def __init__(self) -> None:
        self.codes = array("H")  # of each place the number of its text
        self._numbers: defaultdict[str, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__

    @property
    def texts(self) -> list[str]:
        """The different ones, by number."""
        return list(self._numbers)

    def add(self, texts: Sequence[str]) -> bool:
        """Of the next places, up to `STEP`; False when too many differ, and it is of no use."""
        self.codes.extend(map(self._numbers.__getitem__, texts))
        different = len(self._numbers)
        return different <= _FEW or different <= min(STEP, len(self.codes) // _OFTEN)

    def put(self, place: int, text: str) -> bool:
        """Another text at a place, or at one more; False when there are too many different ones."""
        code = self._numbers[text]
        if code >= MOST_CODES:
            return False
        if place == len(self.codes):
            self.codes.append(code)
        else:
            self.codes[place] = code
        return True

    def where(self, holds: Callable[[str], bool]) -> bytes:
        """A byte for each place: 1 where it holds of the text, else 0."""
        told = bytes(map(holds, self._numbers)).__getitem__
        return b"".join(bytes(map(told, step)) for step in in_steps(self.codes))


def in_steps(places: Sequence[int]) -> Iterator[Sequence[int]]:
    """At most `STEP` of them at a time."""
    for first in range(0, len(places), STEP):
        yield places[first : first + STEP]
