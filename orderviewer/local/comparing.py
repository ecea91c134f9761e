"""Two days side by side, order by order: what became of each, and what of it is otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from orderviewer.fields.roles import Role
from orderviewer.local.earlier import differences_between
from orderviewer.local.fates import fates
from orderviewer.local.past import Past
from orderviewer.local.records import Compared, Fate, Shift

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from orderviewer.fields.reading import Reading
    from orderviewer.local.records import Row

MOST_SHIFTS = 20  # of one order
_ROLES = tuple(Role)
_PLACES = {role: place for place, role in enumerate(Role)}
_TELLING = {
    Fate.LATER: Role.PROMISED,
    Fate.EARLIER: Role.PROMISED,
    Fate.NEW: Role.STATE,
    Fate.REAPPEARED: Role.STATE,
    Fate.VANISHED: Role.STATE,
    Fate.CLOSED: Role.STATE,
    Fate.STATE_CHANGED: Role.STATE,
}


class Days(NamedTuple):
    """Two moments, in milliseconds since 1970."""

    earlier: int
    later: int


class TwoDays:
    """The tables of two moments, with connections of their own; close it when done."""

    def __init__(self, path: Path, days: Days, reading: Reading) -> None:
        self.days = days
        self._before = Past(path, days.earlier, reading)
        self._after = Past(path, days.later, reading)
        self.groups: dict[Fate, array[int]] = fates(self._before, self._after)

    def close(self) -> None:
        self._before.close()
        self._after.close()

    def rows(self, fate: Fate, numbers: Sequence[int]) -> list[Compared]:
        """Orders of one group, in the order given."""
        before = {row.number: row for row in self._before.rows(numbers)}
        after = {row.number: row for row in self._after.rows(numbers)}
        return [
            self._compared(fate, before.get(number), after[number])
            for number in numbers
            if number in after
        ]

    def _compared(self, fate: Fate, before: Row | None, after: Row) -> Compared:
        listed = after if fate is not Fate.VANISHED or before is None else before
        return Compared(
            number=after.number,
            key=after.key,
            fate=fate,
            values=listed.values,
            shifts=tuple(self._shifts(fate, before, after))[:MOST_SHIFTS],
        )

    def _shifts(self, fate: Fate, before: Row | None, after: Row) -> Iterator[Shift]:
        if fate is Fate.UNCHANGED:
            return
        if role := _TELLING.get(fate):
            was = before.values[_PLACES[role]] if before and fate is not Fate.REAPPEARED else ""
            now = after.values[_PLACES[role]] if fate is not Fate.VANISHED else ""
            yield Shift(role, "", was, now)
            return
        former = before.values if before else ("",) * len(_ROLES)
        pairs = zip(_ROLES, former, after.values, strict=True)
        found = [Shift(role, "", was, now) for role, was, now in pairs if was != now]
        yield from found or self._others(after.number)

    def _others(self, number: int) -> Iterator[Shift]:
        """Fields that play no role."""
        then, now = self._before.order(number), self._after.order(number)
        if then and now:
            for one in differences_between(then, now):
                yield Shift(None, one.path, one.before, one.after)
