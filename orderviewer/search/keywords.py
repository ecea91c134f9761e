"""The words for fields, and for nothing, in a search: French and English, accents left out."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from orderviewer.fields.naming import fold
from orderviewer.fields.roles import Role
from orderviewer.search.terms import Computed, Path, Standing

if TYPE_CHECKING:
    from orderviewer.search.terms import Field


class Language(StrEnum):
    """Which keywords are written; both are understood at any time."""

    FRENCH = "fr"
    ENGLISH = "en"


# The first word is the one that is written (product.md 5); accents are optional when read.
_FRENCH: dict[Role | Computed, str] = {
    Role.ID: "commande numéro",
    Role.REQUEST_ID: "demande",
    Role.REFERENCE: "référence réf",
    Role.STATE: "état statut",
    Role.ORANGE_CONTACT: "interlocuteur contact",
    Role.SITE: "site",
    Role.TOWN: "ville commune",
    Role.POSTCODE: "cp code_postal codepostal",
    Role.PRODUCT: "produit offre service",
    Role.PROMISED: "promise promis date engagement échéance",
    Role.APPOINTMENT: "rdv rendez-vous",
    Role.APPOINTMENT_STATE: "état_rdv",
    Role.ORDERED: "commandée date_commande",
    Role.REQUESTED: "souhaitée souhaité",
    Role.COMPLETED: "livrée livré terminée",
    Role.CANCELLED: "annulée annulé",
    Role.DELAY_REASON: "motif",
    Role.STREET: "rue adresse voie",
    Role.SITE_CONTACT: "contact_site",
    Role.CUSTOMER: "client",
    Role.ORDER_KIND: "type",
    Role.STEP: "étape",
    Role.PRIORITY: "priorité",
    Computed.LATE: "retard",
    Computed.SLIP: "dérive glissement",
    Computed.GAP: "écart",
    Computed.SILENCE: "silence",
    Computed.DEPARTMENT: "département dép dpt",
    Computed.CHANGED: "modifiée modifié",
    Computed.RECEIVED: "reçue reçu",
    Computed.SCOPE: "portée",
    Computed.UNSEEN: "non_vu nonvu non_vus non_vues",
}
_ENGLISH: dict[Role | Computed, str] = {
    Role.ID: "order id number",
    Role.REQUEST_ID: "request",
    Role.REFERENCE: "reference ref",
    Role.STATE: "state status",
    Role.ORANGE_CONTACT: "orange_contact",
    Role.SITE: "site",
    Role.TOWN: "town city",
    Role.POSTCODE: "postcode zip",
    Role.PRODUCT: "product offer",
    Role.PROMISED: "promised due date",
    Role.APPOINTMENT: "appointment visit",
    Role.APPOINTMENT_STATE: "appointment_state",
    Role.ORDERED: "ordered",
    Role.REQUESTED: "requested wished",
    Role.COMPLETED: "completed delivered",
    Role.CANCELLED: "cancelled canceled",
    Role.DELAY_REASON: "reason",
    Role.STREET: "street address",
    Role.SITE_CONTACT: "site_contact",
    Role.CUSTOMER: "customer",
    Role.ORDER_KIND: "kind",
    Role.STEP: "step phase",
    Role.PRIORITY: "priority",
    Computed.LATE: "late overdue",
    Computed.SLIP: "slip",
    Computed.GAP: "gap",
    Computed.SILENCE: "silence silent",
    Computed.DEPARTMENT: "department",
    Computed.CHANGED: "changed",
    Computed.RECEIVED: "received",
    Computed.SCOPE: "scope",
    Computed.UNSEEN: "unseen",
}
_WORDS = {Language.FRENCH: _FRENCH, Language.ENGLISH: _ENGLISH}
_EMPTY = {Language.FRENCH: "vide", Language.ENGLISH: "empty"}
_SCOPES = {
    Language.FRENCH: {
        Standing.CURRENT: "en_cours",
        Standing.CLOSED: "close",
        Standing.ALL: "toutes",
        Standing.UNFINISHED: "inachevée",
    },
    Language.ENGLISH: {standing: standing.value for standing in Standing},
}
_SCOPE_WORDS = {
    Standing.CURRENT: ("en_cours", "en cours", "encours", "current", "ouverte", "open"),
    Standing.CLOSED: ("close", "clos", "closes", "closed", "cloturee", "cloturees", "fermee"),
    Standing.ALL: ("toutes", "tout", "tous", "all"),
    Standing.UNFINISHED: ("inachevees", "unfinished"),
}
_FIELDS: dict[str, Role | Computed] = {
    fold(word): field
    for words in _WORDS.values()
    for field, written in words.items()
    for word in written.split()
}
_NOTHING = frozenset(_EMPTY.values())


def field_named(word: str) -> Role | Computed | None:
    """The field of a keyword of either language, whatever its case and accents."""
    return _FIELDS.get(fold(word))


def keyword(field: Field, language: Language) -> str:
    """How a field is written in a search."""
    if isinstance(field, Path):
        return field.text
    return _WORDS[language][field].partition(" ")[0]


def keywords(language: Language) -> dict[str, Role | Computed]:
    """Every keyword of one language, the one that is written first."""
    return {word: field for field, words in _WORDS[language].items() for word in words.split()}


def says_empty(value: str) -> bool:
    """Whether a value is the word for nothing, in either language."""
    return fold(value) in _NOTHING


def empty_word(language: Language) -> str:
    return _EMPTY[language]


def scope_meant(value: str) -> Standing | None:
    """The standing that a word, or its beginning, speaks of; None when that is none, or several."""
    folded = fold(value).strip()
    if not folded:
        return None
    found = {
        standing
        for standing, words in _SCOPE_WORDS.items()
        if any(word.startswith(folded) for word in words)
    }
    return found.pop() if len(found) == 1 else None


def scope_word(standing: Standing, language: Language) -> str:
    return _SCOPES[language][standing]
