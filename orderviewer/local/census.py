"""Which orders a crawl has met, and in which of its sweeps, in one byte an order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Census:
    """Counts distinct orders by row number, over all sweeps and in the one under way."""

    def __init__(self) -> None:
        self.met = 0
        self._sweep = 1
        self._marks = bytearray()  # by row number: the sweep that met it last, 0 for none

    def begin_sweep(self) -> None:
        self._sweep += 1

    def meet(self, numbers: Sequence[int]) -> int:
        """How many of these orders this sweep had not met; each number comes once."""
        highest = max(numbers, default=0)
        if highest >= len(self._marks):
            self._marks.extend(bytes(highest + 1 - len(self._marks)))
        fresh = 0
        for number in numbers:
            mark = self._marks[number]
            self.met += not mark
            fresh += mark != self._sweep
            self._marks[number] = self._sweep
        return fresh

    def left_behind(self) -> tuple[int, ...]:
        """Row numbers that earlier sweeps met and this one did not."""
        return tuple(
            number for number, mark in enumerate(self._marks) if mark and mark != self._sweep
        )
