"""What really happened in a world between two days, for whoever must prove to have noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from orderviewer.simulator.catalogue import LANGUAGES, PRIORITIES, Phase, Words
from orderviewer.simulator.dialects import (
    local_hour,
    milestone_state,
    scope_text,
    utc_time,
    visit_id,
)
from orderviewer.simulator.life import Life, Person, Visit, iso_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orderviewer.simulator.world import World

_CALLED_OFF = 3  # among the states of appointments


class Happening(NamedTuple):
    """One thing that happened to an order; kinds are those of the program's own events.

    `path` names the field in the list of the dialect "orange", and only for the kind
    "field_changed"; texts are as the service writes them, "" for nothing.
    """

    order_id: str
    kind: str
    before: str = ""
    after: str = ""
    path: str = ""


class _Moment(NamedTuple):
    """An order on one day, in the words of one language."""

    life: Life
    day: int
    words: Words


def happenings(world: World, day_a: int, day_b: int, language: str = "en") -> list[Happening]:
    """What somebody who looked on every day until `day_a`, and again on `day_b`, could notice.

    Days are counted from the world's first.  What came and went in between left no trace.
    """
    words, begins = LANGUAGES[language], world.begins.toordinal()
    found: list[Happening] = []
    for index in range(world.size_on(day_b)):
        order_id = world.id_of(index)
        listed = world.is_listed(index, day_b)
        known = index < world.size_on(day_a)
        now = _Moment(world.life(index, begins + day_b), begins + day_b, words)
        if not known:
            if listed:
                found.append(Happening(order_id, "new", after=scope_text(now.life)))
            continue
        last = day_a
        while not world.is_listed(index, last):
            last -= 1  # it looked otherwise when it was last seen
        before = _Moment(world.life(index, begins + last), begins + last, words)
        found += _of_lists(order_id, before, now, was_listed=last == day_a, is_listed=listed)
        if listed:
            found += [Happening(order_id, *rest) for rest in _of_fields(before, now)]
    return found


def _of_lists(
    order_id: str, before: _Moment, now: _Moment, *, was_listed: bool, is_listed: bool
) -> Iterator[Happening]:
    old, new = scope_text(before.life), scope_text(now.life)
    if was_listed and not is_listed:
        yield Happening(order_id, "vanished", old)
    elif is_listed and not was_listed:
        yield Happening(order_id, "reappeared", "", new)
    elif is_listed and old != new:
        yield Happening(order_id, "left_current", old, new)


def _of_fields(before: _Moment, now: _Moment) -> Iterator[tuple[str, ...]]:
    yield from _of_course(before, now)
    yield from _of_people(before.life, now.life)
    yield from _of_milestones(before, now)
    yield from _of_visits(before, now)


def _of_course(before: _Moment, now: _Moment) -> Iterator[tuple[str, ...]]:
    """States, dates, reasons."""
    old, new, words = before.life, now.life, now.words
    if old.phase != new.phase:
        yield "state_changed", words.states[old.phase], words.states[new.phase]
    if old.promised != new.promised:
        yield "date_moved", iso_day(old.promised), iso_day(new.promised)
    if not old.closed and new.closed:
        if new.phase is Phase.ACCEPTED:
            yield "completed", "", utc_time(new.ended, 52_200)
        else:
            yield "cancelled", "", iso_day(new.ended)
            reason = words.cancel_reasons[new.cancel]
            yield "field_changed", "", reason, "cancellationReason"
    reasons = words.delay_reasons
    if old.delay != new.delay:
        yield "field_changed", reasons[old.delay], reasons[new.delay], "delayReason"
    ranks = PRIORITIES[old.priority], PRIORITIES[new.priority]
    if ranks[0] != ranks[1]:
        yield "field_changed", *ranks, "request.priority"


def _of_people(old: Life, new: Life) -> Iterator[tuple[str, ...]]:
    if old.street != new.street:
        yield "address_changed", _address(old), _address(new)
    for one, other in (
        (old.orange_contact, new.orange_contact),
        (old.site_contact, new.site_contact),
    ):
        if one != other:
            yield "contact_changed", *_apart(one, other)


def _apart(one: Person, other: Person) -> tuple[str, str]:
    """What tells two people apart, their names as a rule."""
    return next(pair for pair in zip(one, other, strict=True) if pair[0] != pair[1])


def _address(life: Life) -> str:
    return f"{life.site_name}, {life.street}, {life.town.postcode} {life.town.name}"


def _of_milestones(before: _Moment, now: _Moment) -> Iterator[tuple[str, ...]]:
    for number, name in enumerate(now.words.milestones):
        old, new = (milestone_state(one.life, number, one.day, one.words) for one in (before, now))
        if old != new:
            yield "field_changed", old, new, f"milestones[name={name}].status"


def _of_visits(before: _Moment, now: _Moment) -> Iterator[tuple[str, ...]]:
    known = {visit.number: visit for visit in before.life.visits}
    for visit in now.life.visits:
        old = known.get(visit.number)
        start = local_hour(now.life, visit.day, visit.begin)
        if old is None:
            yield "appointment_set", "", start
            continue
        former = local_hour(before.life, old.day, old.begin)
        if visit.state == _CALLED_OFF != old.state:
            state = now.words.appointment_states[visit.state]
            yield "appointment_cancelled", former, state
            continue
        if former != start:
            yield "appointment_moved", former, start
        yield from _of_visit_state(old, visit, now)


def _of_visit_state(old: Visit, new: Visit, now: _Moment) -> Iterator[tuple[str, ...]]:
    if old.state != new.state:
        states = now.words.appointment_states
        path = f"appointments[id={visit_id(now.life, new)}].status"
        yield "field_changed", states[old.state], states[new.state], path
