"""Chance that repeats: draws that depend on what they are for, and days of the week."""

from __future__ import annotations

from hashlib import blake2b
from struct import Struct
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

_DRAWS = Struct("<32H")


class Dice:
    """Thirty-two draws that depend on the seed, the index and the purpose alone."""

    __slots__ = ("_draws",)

    def __init__(self, seed: int, index: int, purpose: bytes = b"") -> None:
        key = seed.to_bytes(8, "little", signed=True)
        digest = blake2b(index.to_bytes(8, "little"), key=key, person=purpose).digest()
        self._draws = iter(_DRAWS.unpack(digest))

    def below(self, bound: int) -> int:
        return int(next(self._draws)) % bound

    def pick(self, choices: Sequence[T]) -> T:
        return choices[int(next(self._draws)) % len(choices)]


def workday(ordinal: int) -> int:
    """The same day, or the Monday after a weekend."""
    weekday = (ordinal - 1) % 7
    return ordinal if weekday < 5 else ordinal + 7 - weekday
