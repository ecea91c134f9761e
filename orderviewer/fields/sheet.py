"""Everything the detail pane says of one order, in the order a reader wants it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orderviewer.fields.appointments import Appointment, appointments
from orderviewer.fields.contacts import Contact, contacts
from orderviewer.fields.dates import instant
from orderviewer.fields.document import merged
from orderviewer.fields.milestones import Milestone, milestones
from orderviewer.fields.reading import Learner
from orderviewer.fields.roles import DOCUMENTED, Role

if TYPE_CHECKING:
    from orderviewer.fields.reading import Reading

__all__ = ["Appointment", "Contact", "Fact", "Milestone", "OrderSheet", "sheet"]

_READING_ORDER = (
    Role.ID,
    Role.REFERENCE,
    Role.STATE,
    Role.STEP,
    Role.PRIORITY,
    Role.ORDER_KIND,
    Role.PRODUCT,
    Role.CUSTOMER,
    Role.SITE,
    Role.STREET,
    Role.POSTCODE,
    Role.TOWN,
    Role.SITE_CONTACT,
    Role.ORDERED,
    Role.REQUESTED,
    Role.PROMISED,
    Role.DELAY_REASON,
    Role.APPOINTMENT,
    Role.APPOINTMENT_STATE,
    Role.COMPLETED,
    Role.CANCELLED,
    Role.REQUEST_ID,
    Role.ORANGE_CONTACT,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """What a role is for this order: canonical text, and the path it was found at."""

    role: Role
    text: str
    path: str


@dataclass(frozen=True, slots=True)
class OrderSheet:
    """One order as a form, its milestones, appointments and people, and all of it as JSON.

    `form` holds the documented roles, "" where they are empty, and the others that have a text.
    """

    form: tuple[Fact, ...]
    milestones: tuple[Milestone, ...]
    appointments: tuple[Appointment, ...]
    contacts: tuple[Contact, ...]
    merged: object


def sheet(raw_list: bytes, raw_detail: bytes | None, reading: Reading) -> OrderSheet:
    """The sheet of an order as the list gave it, the detail laid over; never raises.

    Where the reading knows no path with a value, this order's own fields are searched for one:
    the detail often has fields that no list ever showed.
    """
    document = merged(raw_list, raw_detail)
    form = _form(document, reading)
    return OrderSheet(
        form,
        milestones(document),
        appointments(document) or _appointment_in(form),
        contacts(document),
        document,
    )


def _form(document: object, reading: Reading) -> tuple[Fact, ...]:
    known = reading.locate(document)
    learner = Learner()
    learner.observe_decoded(document)
    own = learner.reading().locate(document)
    facts = []
    for role in _READING_ORDER:
        found = known[role] if known[role].text else own[role]
        if found.text or role in DOCUMENTED:
            path = found.path or reading.paths.get(role, ("",))[0]
            facts.append(Fact(role, found.text, path))
    return tuple(facts)


def _appointment_in(form: tuple[Fact, ...]) -> tuple[Appointment, ...]:
    """The one that the roles tell of, where no object is one: in a list of names and values."""
    facts = {fact.role: fact for fact in form}
    start, state = facts.get(Role.APPOINTMENT), facts.get(Role.APPOINTMENT_STATE)
    if start is None or instant(start.text) is None:
        return ()
    return (Appointment(start.text, state=state.text if state else "", path=start.path),)
