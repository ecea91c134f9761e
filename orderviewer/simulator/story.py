"""What happens to an order after its plan was made: moved dates, other people, disappearance."""

from __future__ import annotations

from typing import NamedTuple

from orderviewer.simulator.dice import Dice, workday

NEVER = 10**9
# How often, out of so many lives: the chance that something happens is one in these.
_OTHER_ORANGE_CONTACT = 25
_OTHER_SITE_CONTACT = 25
_OTHER_STREET = 60
_OTHER_PRIORITY = 30
_VISIT_MOVES = 5
_DISAPPEARS = 300
_MOVES = (0, 0, 0, 1, 1, 2)  # of the promised date
_PATIENCE = 10  # days before anything disappears


class Promise(NamedTuple):
    """Another promised date, told on a day, with the reason when it is later (0: none)."""

    told: int
    promised: int
    delay: int


class Story(NamedTuple):
    """The days on which an order changes; days are proleptic ordinals, NEVER for no such day."""

    promises: tuple[Promise, ...] = ()
    visit_told: int = NEVER
    visit_kind: int = 0
    visit_later: int = 0  # days
    orange_contact: int = NEVER
    site_contact: int = NEVER
    street: int = NEVER
    priority: int = NEVER

    def has_begun(self, day: int) -> bool:
        return day >= min(
            self.promises[0].told if self.promises else NEVER,
            self.orange_contact,
            self.site_contact,
            self.street,
            self.priority,
        )

    def day_of_visit(self, kind: int, planned: int, day: int, last: int) -> int:
        """When a visit takes place as far as is known on `day`; never after the `last` day."""
        if kind != self.visit_kind or not self.visit_told <= day or self.visit_told >= planned:
            return planned
        later = min(workday(planned + self.visit_later), last)
        return later if later > planned and (later - 1) % 7 < 5 else planned


def tell(seed: int, index: int, begins: int, ends: int, promised: int) -> Story:
    """The story of an order from the day after `begins` until the day before it `ends`."""
    rest = ends - begins - 1
    if rest < 1:
        return Story()
    dice = Dice(seed, index, b"story")

    def some_day(chance: int) -> int:
        happens, day = dice.below(chance) == 0, begins + 1 + dice.below(rest)
        return day if happens else NEVER

    return Story(
        promises=_promises(dice, begins, rest, promised),
        visit_told=some_day(_VISIT_MOVES),
        visit_kind=dice.below(2),
        visit_later=1 + dice.below(10),
        orange_contact=some_day(_OTHER_ORANGE_CONTACT),
        site_contact=some_day(_OTHER_SITE_CONTACT),
        street=some_day(_OTHER_STREET),
        priority=some_day(_OTHER_PRIORITY),
    )


def absence(seed: int, index: int, begins: int) -> tuple[int, int]:
    """From which day until before which an order is in neither list; NEVER is forever."""
    if ((index * 2_654_435_761 + seed * 97) >> 7) % _DISAPPEARS:
        return NEVER, NEVER
    dice = Dice(seed, index, b"absence")
    gone = begins + _PATIENCE + dice.below(80)
    return gone, gone + 2 + dice.below(20) if dice.below(2) else NEVER


def _promises(dice: Dice, begins: int, rest: int, promised: int) -> tuple[Promise, ...]:
    days = sorted({begins + 1 + dice.below(rest) for _ in range(dice.pick(_MOVES))})
    promises: list[Promise] = []
    for day in days:
        earlier, reason = dice.below(4) == 0, 1 + dice.below(6)
        by = -2 - dice.below(6) if earlier else 3 + dice.below(25)
        moved = workday(promised + by)
        if moved != promised:
            promises.append(Promise(day, moved, 0 if earlier else reason))
            promised = moved
    return tuple(promises)
