"""Which orders of a world are open or closed, and how old: arithmetic, nothing is stored."""

from __future__ import annotations

from orderviewer.order import Scope
from orderviewer.simulator.life import Span

_BLOCK = 5
_OLDEST_DAYS = 720
_MIDDLE_DAYS = 140
_NEWEST_DAYS = 50
_RENEWAL_DAYS = 125  # in which as many orders come as there were


class Timeline:
    """Indexes from the oldest order to the newest, in blocks of five.

    In the oldest two fifths of the blocks one order of five is still open, in the next two
    fifths one of five is already closed, and the newest fifth is all open: three of five
    orders are Current.  Which one of five is the odd one depends on the seed.
    """

    def __init__(self, size: int, seed: int, today: int) -> None:
        """`today` is a proleptic ordinal."""
        self.size = size
        self._seed = seed
        self._today = today
        blocks = size // _BLOCK
        old = -(-blocks * 2 // 5)
        middle = blocks * 2 // 5
        self._old = old * _BLOCK
        self._middle = (old + middle) * _BLOCK

    def span(self, index: int) -> Span:
        if index >= self.size:
            ordered = self._today + -(-(index - self.size + 1) * _RENEWAL_DAYS // self.size)
            return Span(ordered, closed=False, today=ordered, later=True)
        return Span(self._ordered(index), self.closed(index), self._today)

    def size_on(self, day: int) -> int:
        """How many orders there have ever been on a day, the first or a later one."""
        return self.size + self.size * max(0, day - self._today) // _RENEWAL_DAYS

    def has(self, index: int) -> bool:
        return 0 <= index < self.size

    def closed(self, index: int) -> bool:
        if index >= self._middle:
            return False
        block, position = divmod(index, _BLOCK)
        odd = position == self._odd(block)
        return odd != (index < self._old)

    def count(self, scope: Scope) -> int:
        if scope is Scope.ALL:
            return self.size
        closed = self._old // _BLOCK * 4 + (self._middle - self._old) // _BLOCK
        return closed if scope is Scope.CLOSED else self.size - closed

    def select(self, scope: Scope, start: int, stop: int) -> list[int]:
        """The indexes at positions `start` to `stop` of a stream, oldest first."""
        stop = min(stop, self.count(scope))
        if scope is Scope.ALL:
            return list(range(start, stop))
        nth = self._nth_closed if scope is Scope.CLOSED else self._nth_current
        return [nth(position) for position in range(start, stop)]

    def _nth_current(self, position: int) -> int:
        old = self._old // _BLOCK
        if position < old:
            return position * _BLOCK + self._odd(position)
        position -= old
        middle = (self._middle - self._old) // _BLOCK * 4
        if position < middle:
            block = old + position // 4
            place = position % 4
            return block * _BLOCK + place + (place >= self._odd(block))
        return self._middle + position - middle

    def _nth_closed(self, position: int) -> int:
        old = self._old // _BLOCK
        if position < old * 4:
            block, place = divmod(position, 4)
            return block * _BLOCK + place + (place >= self._odd(block))
        block = old + position - old * 4
        return block * _BLOCK + self._odd(block)

    def _odd(self, block: int) -> int:
        return ((block * 2_654_435_761 + self._seed * 40_503) >> 9) % _BLOCK

    def _ordered(self, index: int) -> int:
        """The day the order was placed; the newest was placed today."""
        if index < self._old:
            first, last, begin, end = 0, self._old, _OLDEST_DAYS, _MIDDLE_DAYS
        elif index < self._middle:
            first, last, begin, end = self._old, self._middle, _MIDDLE_DAYS, _NEWEST_DAYS
        else:
            first, last, begin, end = self._middle, self.size, _NEWEST_DAYS, 0
        return self._today - begin + (begin - end) * (index - first) // max(1, last - first - 1)
