"""The facts of one order, whatever its JSON looks like: a pure function of seed, index and day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from orderviewer.simulator.catalogue import OFFERS, Offer, Phase
from orderviewer.simulator.dice import Dice, workday
from orderviewer.simulator.people import CUSTOMERS, FIRST_NAMES, LAST_NAMES
from orderviewer.simulator.places import SITE_KINDS, STREETS, TOWNS, Town
from orderviewer.simulator.story import Story, tell

# How far into the time from order to delivery the four milestones between fall, in percent.
_MILESTONE_SHARES = (8, 30, 70, 96)
_SLOTS = ((8, 10), (10, 12), (13, 15), (14, 16), (16, 18))
_UNTOLD = Story()
_OUTCOMES = (Phase.ACCEPTED,) * 9 + (Phase.CANCELLED,) * 2 + (Phase.REFUSED,)


class Person(NamedTuple):
    """Somebody with a telephone."""

    name: str
    email: str
    phone: str


class Visit(NamedTuple):
    """One appointment on site; hours are local to the site."""

    day: int  # proleptic ordinal
    begin: int  # hour
    end: int
    number: int  # 0 survey, 1 installation, 2 the survey's second try
    kind: int  # index into Words.appointment_kinds
    state: int  # index into Words.appointment_states
    technician: str


class Span(NamedTuple):
    """Where an order lies in time, as the world's timeline says: ordinals of days."""

    ordered: int
    closed: bool  # on the day its plan was made
    today: int  # that day: when the world began, or when it was ordered
    later: bool = False  # than the world began


@dataclass(frozen=True, slots=True)
class Life:
    """Everything that is true of one order on one day; days are proleptic ordinals."""

    index: int
    phase: Phase
    closed: bool
    kind: int
    offer: Offer
    reference: str
    priority: int
    customer: tuple[str, str]
    orange_contact: Person
    site_contact: Person
    site_number: int
    site_kind: str
    town: Town
    street: str
    ordered: int
    ordered_at: int  # seconds since midnight, UTC
    requested: int
    promised: int
    ended: int  # the day it was, or will be, delivered, cancelled or refused
    delay: int
    cancel: int
    milestones: tuple[int, ...]
    visits: tuple[Visit, ...]
    noted: int  # the last day anybody wrote a note
    noted_by: str

    @property
    def site_name(self) -> str:
        return f"{self.site_kind} {self.town.name}"


def live(seed: int, index: int, span: Span, day: int) -> Life:
    """The order `index` as it stands on `day`: its plan, and what came in between."""
    dice = Dice(seed, index, b"life")
    delivery = delivery_of(dice, span)
    late = dice.below(100)
    promised = _promised(dice, span.ordered, delivery, late)
    story = _UNTOLD if day <= span.today else tell(seed, index, span.today, delivery, promised)
    outcome = dice.pick(_OUTCOMES)
    closed = delivery <= day
    town = dice.pick(TOWNS)
    milestones = _milestones(span.ordered, delivery)
    visits = _visits(dice, milestones, closed, outcome, day, story)
    delay = 1 + late % 6 if delivery - promised > 3 else 0
    kind = (0, 0, 0, 0, 1, 1, 2, 3)[dice.below(8)]
    life = Life(
        index=index,
        phase=outcome if closed else _phase(milestones, day),
        closed=closed,
        kind=kind,
        offer=dice.pick(OFFERS),
        reference=_reference(dice, index),
        priority=dice.below(5),
        customer=dice.pick(CUSTOMERS),
        orange_contact=(contact := dice.pick(_team(seed))),
        site_contact=_person(dice, "client.example"),
        site_number=10_000 + dice.below(50_000),
        site_kind=dice.pick(SITE_KINDS),
        town=town,
        street=f"{1 + dice.below(180)} {dice.pick(STREETS)}",
        ordered=span.ordered,
        ordered_at=6 * 3600 + dice.below(43_200),
        requested=workday(span.ordered + 10 + dice.below(60)),
        promised=promised,
        ended=delivery,
        delay=delay,
        cancel=late % 4,
        milestones=milestones,
        visits=visits,
        noted=min(day, span.today),
        noted_by=contact.name,
    )
    return _after(life, story, seed, day) if story.has_begun(day) else life


def _after(life: Life, story: Story, seed: int, day: int) -> Life:
    """The order with what changed until `day`."""
    promised, delay = life.promised, life.delay
    for promise in story.promises:
        if promise.told <= day:
            promised, delay = promise.promised, promise.delay or delay
    orange_contact, site_contact = life.orange_contact, life.site_contact
    if story.orange_contact <= day:
        team = _team(seed)
        orange_contact = team[(team.index(orange_contact) + 1 + life.index % 11) % len(team)]
    if story.site_contact <= day:
        site_contact = _person(Dice(seed, life.index, b"successor"), "client.example")
    return replace(
        life,
        promised=promised,
        delay=delay,
        orange_contact=orange_contact,
        site_contact=site_contact,
        street=f"{life.site_number % 90 + 181} {STREETS[life.index % len(STREETS)]}"
        if story.street <= day
        else life.street,
        priority=3 + life.index % 2 if story.priority <= day else life.priority,
    )


@lru_cache(maxsize=8192)
def iso_day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


@lru_cache(maxsize=8192)
def offset_in_paris(ordinal: int) -> str:
    """Summer time from the last Sunday of March to the last Sunday of October."""
    day = date.fromordinal(ordinal)
    starts = _last_sunday(day.year, 3)
    ends = _last_sunday(day.year, 10)
    return "+02:00" if starts <= ordinal < ends else "+01:00"


def _last_sunday(year: int, month: int) -> int:
    last = date(year, month, 31).toordinal()
    return last - last % 7  # ordinal 7 was a Sunday


def delivery_of(dice: Dice, span: Span) -> int:
    """The day an order ends, from the first of the dice of its life.

    Past for an order that is closed when the world begins, ahead of that day otherwise.
    """
    age = span.today - span.ordered
    near = dice.below(4)
    draw = dice.below(65_536)
    if not span.closed:
        spans = (30, 240) if span.later else (14, 90)
        return workday(span.today + 1 + draw % spans[near > 0])
    longest = max(1, min(150, age - 8))
    delivery = span.ordered + 8 + draw % longest
    weekday = (delivery - 1) % 7
    return min(delivery if weekday < 5 else delivery + 4 - weekday, span.today)


def _promised(dice: Dice, ordered: int, delivery: int, late: int) -> int:
    """Most orders keep their date; who waits longer than five months seldom does."""
    lead = delivery - ordered
    if lead > 150 and late > 25:
        return workday(ordered + 30 + dice.below(70))
    slip = 0 if late < 70 else 1 + dice.below(14) if late < 88 else 15 + dice.below(46)
    return workday(ordered + max(2, lead - slip))


def _milestones(ordered: int, delivery: int) -> tuple[int, ...]:
    lead = delivery - ordered
    planned = (min(workday(ordered + lead * share // 100), delivery) for share in _MILESTONE_SHARES)
    return (ordered, *planned, delivery)


def _phase(milestones: tuple[int, ...], day: int) -> Phase:
    reached = Phase.RECEIVED
    for phase in (Phase.VALIDATED, Phase.STUDIED, Phase.BUILT, Phase.INSTALLED):
        if milestones[phase] <= day:
            reached = phase
    return reached


def _visits(
    dice: Dice, milestones: tuple[int, ...], closed: bool, outcome: Phase, day: int, story: Story
) -> tuple[Visit, ...]:
    """Survey and installation; one order in eight needs none, one in ten a second try."""
    kind_of_order = dice.below(40)
    if kind_of_order < 5:
        return ()
    stopped = outcome is not Phase.ACCEPTED
    visits = []
    for kind, at in ((0, milestones[Phase.STUDIED]), (1, milestones[Phase.INSTALLED])):
        slot = dice.pick(_SLOTS)
        technician = _name(dice)
        at = story.day_of_visit(kind, at, day, milestones[-1])  # noqa: PLW2901  it was moved
        number = kind
        if at <= day:
            state = 3 if closed and stopped and kind == 1 else 2
        else:
            state = 1 if at - day < 45 else 0
        if kind_of_order < 9 and kind == 0 and at <= day:
            visits.append(Visit(at, *slot, number, kind, 4, technician))
            number = 2
            at = workday(at + 3)  # noqa: PLW2901  the second try takes its place
            state = 2 if at <= day else 1
        visits.append(Visit(at, *slot, number, kind, state, technician))
    return tuple(visits)


def _name(dice: Dice) -> str:
    return f"{dice.pick(FIRST_NAMES)} {dice.pick(LAST_NAMES)}"


_MAIL_LETTERS = str.maketrans("àâäéèêëîïôöùûüçÀÂÉÈÊÎÔÙÇ '", "aaaeeeeiioouuucaaeeeiouc--")


def _person(dice: Dice, domain: str) -> Person:
    name = _name(dice)
    address = name.translate(_MAIL_LETTERS).lower().replace("-", ".", 1)
    number = 100_000_000 + dice.below(6) * 100_000_000 + dice.below(65_536) * 1499
    return Person(name, f"{address}@{domain}", f"+33{number}")


@lru_cache(maxsize=64)
def _team(seed: int) -> tuple[Person, ...]:
    """The people at Orange who look after this customer."""
    return tuple(_person(Dice(seed, number, b"team"), "orange.example") for number in range(12))


def _reference(dice: Dice, index: int) -> str:
    """A customer's own reference: mostly sober, sometimes what spreadsheets love to spoil."""
    shape = dice.below(64)
    if shape < 3:
        return ""
    if shape < 16:
        return f"{index * 37 % 1_000_000:09d}"  # leading zeros
    if shape < 40:
        return f"PO-{2000 + shape % 7 + 20}-{index % 100_000:05d}"
    if shape < 56:
        return f"DSI/{index % 400:03d}/{shape:02d}"
    return (
        "#DEMO#",
        "1E5",
        "Rénovation étage 3",
        f"{1 + index % 12:02d}-{1 + index % 28:02d}",
        "+CDE-114",
        "Fibre n°2 « bis »",
        f"CMD {index}",
        "n/a",
    )[shape - 56]
