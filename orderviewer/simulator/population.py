"""Which orders are listed where on a later day: some have closed, some came, some are gone."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

from orderviewer.order import Scope
from orderviewer.simulator.dice import Dice
from orderviewer.simulator.life import delivery_of
from orderviewer.simulator.story import absence

if TYPE_CHECKING:
    from orderviewer.simulator.timeline import Timeline


class Chronicle:
    """The day each order ends, found out once; a million take seconds."""

    def __init__(self, timeline: Timeline, seed: int) -> None:
        self.timeline = timeline
        self._seed = seed
        self._ends = array("i")

    def ends(self, count: int) -> array[int]:
        """The last days of the first `count` orders."""
        spans, seed = self.timeline.span, self._seed
        for index in range(len(self._ends), count):
            span = spans(index)
            closed = 0 if span.closed else delivery_of(Dice(seed, index, b"life"), span)
            self._ends.append(closed)
        return self._ends

    def is_there(self, index: int, day: int) -> bool:
        gone, back = absence(self._seed, index, self.timeline.span(index).today)
        return not gone <= day < back


class Population:
    """Like a timeline, on one later day; an ordinal."""

    def __init__(self, chronicle: Chronicle, day: int) -> None:
        self.size = chronicle.timeline.size_on(day)
        self._lists: dict[Scope, array[int]] = {scope: array("I") for scope in Scope}
        current, closed = self._lists[Scope.CURRENT], self._lists[Scope.CLOSED]
        ends = chronicle.ends(self.size)
        for index in range(self.size):
            if chronicle.is_there(index, day):
                (closed if ends[index] <= day else current).append(index)
        self._lists[Scope.ALL] = array("I", sorted((*current, *closed)))

    def has(self, index: int) -> bool:
        return self._is_in(Scope.ALL, index)

    def closed(self, index: int) -> bool:
        return self._is_in(Scope.CLOSED, index)

    def count(self, scope: Scope) -> int:
        return len(self._lists[scope])

    def select(self, scope: Scope, start: int, stop: int) -> list[int]:
        """The indexes at positions `start` to `stop` of a stream, oldest first."""
        return list(self._lists[scope][start:stop])

    def _is_in(self, scope: Scope, index: int) -> bool:
        listed = self._lists[scope]
        place = bisect_left(listed, index)
        return place < len(listed) and listed[place] == index
