"""The people of an order: whoever has a name and a reason to be called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orderviewer.fields.flatten import flatten
from orderviewer.fields.members import (
    WORDED,
    Member,
    Place,
    first,
    is_under,
    members,
    places,
    text_of,
)
from orderviewer.fields.naming import is_among, words
from orderviewer.fields.paths import steps
from orderviewer.fields.roles import Role
from orderviewer.fields.rules import APPOINTMENT_WORDS
from orderviewer.fields.shapes import Shape, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterable

CONTACT_WORDS = frozenset(
    {
        "contact", "interlocuteur", "party", "technician", "technicien", "manager", "pilote",
        "conseiller", "person", "personne", "responsable", "gestionnaire", "demandeur",
        "requester", "requestor",
    }
)  # fmt: skip
_ORGANISATIONS = frozenset({"customer", "client", "company", "societe", "organization", "account"})
_NOT_NAMES = frozenset({"id", "type", "role", "company", "societe", "site", "first", "given"})
_PARTS = frozenset(
    {
        "name", "nom", "full", "phone", "telephone", "tel", "mobile", "portable", "email", "mail",
        "courriel", "fax", "number", "numero", "address", "adresse", "prenom", "first", "last",
        "sur", "on", "du", "de", "le",
    }
)  # fmt: skip
_DEEPEST = 5  # levels inside one person
_MOST = 200  # contacts; no order has more


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody; `role` is in Orange's words, `of` one of our roles where the place tells it."""

    name: str
    role: str = ""
    phone: str = ""
    email: str = ""
    path: str = ""
    of: Role | None = None


def contacts(document: object) -> tuple[Contact, ...]:
    """Everybody an order names, outer ones first, nobody twice."""
    found: dict[tuple[str, str, str, str], Contact] = {}
    for contact in _all(document):
        key = (contact.name, contact.role, contact.phone, contact.email)
        found.setdefault(key, contact)
        if len(found) >= _MOST:
            break
    return tuple(found.values())


def _all(document: object) -> Iterable[Contact]:
    if isinstance(document, dict):
        yield from _flat(document, "")
    for place in places(document):
        if isinstance(place.value, dict):
            contact = _of_object(place, place.value)
            found = [contact] if contact else _flat(place.value, place.path)
            visiting = is_under(place, APPOINTMENT_WORDS)  # shown with the appointment
            yield from (one for one in found if one.phone or one.email or not visiting)


def _of_object(place: Place, value: dict[str, object]) -> Contact | None:
    """The person that an object describes, None when it describes none."""
    own = members(value, place.path)
    called = is_under(place, CONTACT_WORDS)
    reach = _all_scalars(value) if called else own
    phone = next(filter(_is_phone, reach), None)
    email = next((member for member in reach if member.shape is Shape.EMAIL), None)
    name = _name(own)
    if not name or not (called or phone or email):
        return None
    role = text_of(first(own, "role|fonction|function|qualite", "type", shapes=WORDED))
    said = (*place.words, *words(role))
    if not (phone or email) and any(is_among(word, _ORGANISATIONS) for word in said):
        return None
    return Contact(name, role, text_of(phone), text_of(email), place.path, _kind(said))


def _name(own: list[Member]) -> str:
    last = first(own, "last name|family name|nom famille|nom|surname", shapes=WORDED)
    given = first(own, "first name|given name|prenom", shapes=WORDED)
    if given is not None and last is not None and given is not last:
        return f"{given.text} {last.text}"
    return text_of(
        first(own, "full name|display name|name|nom|libelle|label", shapes=WORDED, avoid=_NOT_NAMES)
    )


def _is_phone(member: Member) -> bool:
    if member.shape is Shape.PHONE:
        return not {"siret", "siren", "fax"} & set(member.words)
    return member.shape in {Shape.NUMBER, Shape.EPOCH} and bool(
        {"phone", "tel", "telephone", "mobile"} & set(member.words)
    )


def _all_scalars(value: dict[str, object]) -> list[Member]:
    """Those of the objects and lists inside as well: "contactMedium" and its like."""
    return [
        Member(_words_of(path), path, scalar, shape)
        for path, scalar in flatten(value, deepest=_DEEPEST)
        if (shape := shape_of(scalar)) is not None
    ]


def _words_of(path: str) -> tuple[str, ...]:
    keys = [step for step in steps(path) if isinstance(step, str)]
    return words(keys[-1]) if keys else ()


def _flat(value: dict[str, object], path: str) -> Iterable[Contact]:
    """People whose parts are members of another object: "contactNom", "contactTelephone"."""
    people: dict[frozenset[str], list[Member]] = {}
    for member in members(value, path):
        if any(is_among(word, CONTACT_WORDS) for word in member.words):
            people.setdefault(frozenset(member.words) - _PARTS, []).append(member)
    for said, own in people.items():
        name = next(filter(_is_name, own), None)
        if name is not None:
            phone = next(filter(_is_phone, own), None)
            email = next((member for member in own if member.shape is Shape.EMAIL), None)
            yield Contact(name.text, "", text_of(phone), text_of(email), name.path, _kind(said))


def _is_name(member: Member) -> bool:
    return member.shape is Shape.NAME and not {"role", "type", "id"} & set(member.words)


def _kind(said: Iterable[str]) -> Role | None:
    among = set(said)
    if "orange" in among:
        return Role.ORANGE_CONTACT
    return Role.SITE_CONTACT if "site" in among else None
