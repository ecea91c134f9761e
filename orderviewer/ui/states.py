"""What kind of state a free text tells: families found by rule, in French and in English."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from orderviewer.fields.naming import words

if TYPE_CHECKING:
    from collections.abc import Callable


class Family(StrEnum):
    """The families of product.md 4.1, and two that its glossary tells apart from them."""

    RECEIVED = "received"
    STUDY = "study"
    PRODUCTION = "production"
    APPOINTMENT = "appointment"
    ON_HOLD = "on_hold"
    LATE = "late"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


_WORDS: dict[Family, Callable[[], str]] = {
    Family.RECEIVED: lambda: QCoreApplication.translate("State", "Received"),
    Family.STUDY: lambda: QCoreApplication.translate("State", "Study"),
    Family.PRODUCTION: lambda: QCoreApplication.translate("State", "In production"),
    Family.APPOINTMENT: lambda: QCoreApplication.translate("State", "Appointment"),
    Family.ON_HOLD: lambda: QCoreApplication.translate("State", "On hold"),
    Family.LATE: lambda: QCoreApplication.translate("State", "Late"),
    Family.DELIVERED: lambda: QCoreApplication.translate("State", "Delivered"),
    Family.CANCELLED: lambda: QCoreApplication.translate("State", "Cancelled"),
    Family.REJECTED: lambda: QCoreApplication.translate("State", "Rejected"),
    Family.UNKNOWN: lambda: QCoreApplication.translate("State", "Unknown state"),
}

LONGEST = 200  # characters of a state that are looked at

# Shapes that differ without colour, for places where only text fits.
GLYPHS = {
    Family.RECEIVED: "○",
    Family.STUDY: "◐",
    Family.PRODUCTION: "●",
    Family.APPOINTMENT: "◷",
    Family.ON_HOLD: "‖",
    Family.LATE: "▲",
    Family.DELIVERED: "✓",
    Family.CANCELLED: "✕",
    Family.REJECTED: "⊘",
    Family.UNKNOWN: "?",
}

# A denied or partial end is no end: such a text stays unknown and is shown in Orange's words.
_HEDGED = re.compile(r"\b(?:not|non|pas|never|jamais|partial\w*|partiel\w*|impossible)\b")

# What the words of a state begin with; "|" ends a whole word and "_" is a blank.  The first
# family with a match wins: what stops an order says more than what it did before.
_BEGINNINGS = {
    Family.CANCELLED: "annul cancel abandon withdrawn aborted",
    Family.REJECTED: "reject rejet refus declin",
    Family.ON_HOLD: """
        suspend suspens hold| held| attente waiting awaiting pending pause bloqu blocked
        gele frozen stopped
    """,
    Family.LATE: "retard delay overdue late| repouss postpon jeopard depass violated hors_delai",
    Family.APPOINTMENT: """
        rendez rdv appointment intervention installation planifi scheduled confirm propos
    """,
    Family.STUDY: "etude study studied feasib faisab survey assess analys instruction",
    Family.PRODUCTION: """
        production progress in_progress en_cours in_delivery raccord travaux works| provision
        configur deploi deploy processing en_traitement build built construi en_fabrication
        under_way execut
    """,
    Family.DELIVERED: """
        livre| livree livres| delivered complet termine finished done| closed clos| close| closes|
        clotur acheve in_service en_service activated active| activee realise fulfil recette
    """,
    Family.RECEIVED: """
        recu| recue recus| received acknowledg accuse enregistr registered submitted soumis
        created cree new| nouve validat valide accept draft brouillon initiali
    """,
}
_RULES = {
    family: re.compile(
        r"\b(?:"
        + "|".join(
            beginning.replace("_", " ").replace("|", r"\b") for beginning in beginnings.split()
        )
        + ")"
    )
    for family, beginnings in _BEGINNINGS.items()
}


def same_words(text: str) -> str:
    """What a state says, without case, accents and ways to join words; for comparing."""
    return " ".join(words(text[:LONGEST]))


def family_of(text: str) -> Family:
    """The family of Orange's own wording, which is free text (api.md 3.4, rule 8)."""
    plain = same_words(text)
    if _HEDGED.search(plain):
        return Family.UNKNOWN
    for family, rule in _RULES.items():
        if rule.search(plain):
            return family
    return Family.UNKNOWN


def family_word(family: Family) -> str:
    """The name of a family in the language of the window."""
    return _WORDS[family]()


def state_text(text: str) -> str:
    """The word to show for Orange's wording: the family's, or Orange's own when there is none."""
    family = family_of(text)
    return text if family is Family.UNKNOWN else family_word(family)
