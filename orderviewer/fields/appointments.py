"""The appointments of an order, wherever they stand and however they are nested."""

from __future__ import annotations

from dataclasses import dataclass, replace

from orderviewer.fields.members import (
    DATED,
    LABELLED,
    WORDED,
    Member,
    Place,
    date_of,
    first,
    inner_places,
    is_under,
    members,
    places,
    text_of,
)
from orderviewer.fields.naming import has_word
from orderviewer.fields.picking import is_called_off
from orderviewer.fields.roles import Kind
from orderviewer.fields.rules import APPOINTMENT_WORDS
from orderviewer.fields.shapes import Shape
from orderviewer.fields.values import sort_key

_ASIDE = frozenset(
    {
        "created", "creation", "update", "updated", "modified", "modification", "last", "booked",
        "booking", "prise", "confirmation", "cancellation", "annulation", "limite", "limit",
    }
)  # fmt: skip
_END = frozenset({"end", "fin", "to", "until", "jusque"})
_NOT_SAID = frozenset({"id", "role", "type", "code", "href", "country", "pays"})
_PERSON = "technician|technicien|intervenant|engineer|ingenieur|installer|installateur"
_LOCATION = "place|lieu|location|address|adresse|site"
_MOST = 200  # appointments; no order has more
_DEEPEST = 10  # levels inside what is called an appointment


@dataclass(frozen=True, slots=True)
class Appointment:
    """One visit; texts are "" where nothing is known, `start` and `end` are canonical dates.

    `slot` is a time of day in Orange's words when it is not part of the dates.
    """

    start: str
    end: str = ""
    state: str = ""
    kind: str = ""
    place: str = ""
    technician: str = ""
    slot: str = ""
    path: str = ""

    @property
    def called_off(self) -> bool:
        return is_called_off(self.state)


def appointments(document: object) -> tuple[Appointment, ...]:
    """Every appointment, by start; those without a start come last."""
    found: list[Appointment] = []
    taken: list[str] = []
    for place in places(document):
        if is_under(place, APPOINTMENT_WORDS) and not place.path.startswith(tuple(taken)):
            inside = _inside(place, _DEEPEST)
            if inside:
                found.extend(inside)
                taken.extend((f"{place.path}.", f"{place.path}["))
    if not found and isinstance(document, dict):
        found.extend(_flat(document))
    found.sort(key=lambda appointment: sort_key(Kind.DATE, appointment.start))
    return tuple(found[:_MOST])


def _inside(place: Place, deepest: int) -> list[Appointment]:
    """The appointment that an object is, or those that stand in it."""
    own = _of_object(place, place.value) if isinstance(place.value, dict) else None
    if own is not None and own.start:
        return [own]
    inner = [inner for inner in inner_places(place) if _may_hold(place, inner)][:_MOST]
    found = [one for next_ in inner for one in _inside(next_, deepest - 1)] if deepest > 0 else []
    if own is None:
        return found
    if found:
        return [_completed(one, own) for one in found]
    return [own] if own.state else []


def _may_hold(outer: Place, inner: Place) -> bool:
    return isinstance(outer.value, list) or is_under(inner, APPOINTMENT_WORDS)


def _completed(appointment: Appointment, outer: Appointment) -> Appointment:
    """With what the object around it says of all in it."""
    return replace(
        appointment,
        state=appointment.state or outer.state,
        kind=appointment.kind or outer.kind,
        place=appointment.place or outer.place,
        technician=appointment.technician or outer.technician,
    )


def _of_object(place: Place, value: dict[str, object]) -> Appointment:
    own = members(value, place.path, levels=2)
    near = [member for member in own if member.path.count(".") <= place.path.count(".") + 1]
    start = _start(own)
    end = first(own, "end*|fin|until|to", shapes=DATED, avoid=_ASIDE)
    state = first(near, "status|state|etat|statut", shapes=LABELLED)
    kind = first(
        near,
        "type|kind|category|categorie|nature|motif|description|libelle|label|objet|title|titre|name"
        "|nom",
        shapes=WORDED,
        avoid=frozenset({"technician", "technicien", "place", "lieu", "site", "contact"}),
    )
    slot = first(own, "creneau|slot|horaire|timeslot|heure|hour", shapes={*WORDED, Shape.OTHER})
    return Appointment(
        date_of(start),
        date_of(end),
        text_of(state),
        text_of(kind),
        _described(place, near, _LOCATION),
        _described(place, near, _PERSON),
        text_of(slot),
        place.path,
    )


def _start(own: list[Member]) -> Member | None:
    avoid = _ASIDE | _END
    return first(
        own,
        "start*|debut|begin*|from",
        "date|datetime|day|jour|horaire",
        "appointment|rendezvous|intervention|visite|creneau|slot|timeslot|planned|prevue",
        shapes=DATED,
        avoid=avoid,
    )


def _described(place: Place, near: list[Member], names: str) -> str:
    """Somebody or some place: a text, or an object whose texts are joined."""
    member = first(near, names, shapes=WORDED, avoid=frozenset({"id", "code", "type", "phone"}))
    if member is not None:
        return member.text
    for inner in inner_places(place):
        if isinstance(inner.value, dict) and any(
            has_word(name, inner.words) for name in names.split("|")
        ):
            return _joined(inner.value, inner.path)
    return ""


def _joined(value: dict[str, object], path: str) -> str:
    """The name of a person or place, and the parts of an address, in the order sent."""
    parts = [
        member.text
        for member in members(value, path, levels=2)
        if member.shape is Shape.POSTCODE
        or (member.shape in WORDED and not _NOT_SAID & set(member.words))
    ]
    return ", ".join(dict.fromkeys(parts))


def _flat(document: dict[str, object]) -> list[Appointment]:
    """An appointment whose parts are members of the order itself: "dateRdv", "etatRdv"."""
    own = [
        member
        for member in members(document, "")
        if any(has_word(word, member.words) for word in APPOINTMENT_WORDS)
    ]
    start = _start(own)
    if start is None:
        return []
    return [
        Appointment(
            date_of(start),
            date_of(first(own, "end*|fin", shapes=DATED, avoid=_ASIDE)),
            text_of(first(own, "status|state|etat|statut", shapes=LABELLED)),
            text_of(first(own, "type|kind|nature|motif|libelle|objet", shapes=WORDED)),
            text_of(first(own, _LOCATION, shapes=WORDED)),
            text_of(first(own, _PERSON, shapes=WORDED)),
            text_of(first(own, "creneau|slot|horaire|heure", shapes={*WORDED, Shape.OTHER})),
            start.path,
        )
    ]
