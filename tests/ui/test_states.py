"""Free texts of states fall into the right family, in both languages, or into none."""

from __future__ import annotations

import pytest

from orderviewer.simulator.catalogue import ENGLISH, FRENCH
from orderviewer.ui.states import GLYPHS, Family, family_of, family_word, same_words


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Livrée", Family.DELIVERED),
        ("LIVREE", Family.DELIVERED),
        ("completed", Family.DELIVERED),
        ("Mise en service effectuée", Family.DELIVERED),
        ("clôturée", Family.DELIVERED),
        ("En production", Family.PRODUCTION),
        ("inProgress", Family.PRODUCTION),
        ("in_progress", Family.PRODUCTION),
        ("En cours de livraison", Family.PRODUCTION),
        ("Étude de faisabilité", Family.STUDY),
        ("Étude terminée", Family.STUDY),
        ("Site survey done", Family.STUDY),
        ("RDV pris", Family.APPOINTMENT),
        ("Rendez-vous confirmé", Family.APPOINTMENT),
        ("Suspendue", Family.ON_HOLD),
        ("En attente client", Family.ON_HOLD),
        ("held", Family.ON_HOLD),
        ("En retard", Family.LATE),
        ("Annulée", Family.CANCELLED),
        ("RDV annulé", Family.CANCELLED),
        ("Rejected", Family.REJECTED),
        ("Refusée", Family.REJECTED),
        ("acknowledged", Family.RECEIVED),
        ("Enregistrée", Family.RECEIVED),
    ],
)
def test_a_wording_is_in_its_family(text: str, family: Family) -> None:
    assert family_of(text) is family


@pytest.mark.parametrize(
    "text",
    ["", "K7", "Not delivered", "Non livrée", "Partially completed", "Partiellement livrée", "??",
     "À livrer", "<b>x</b>", "\u202e"],
)  # fmt: skip
def test_what_no_rule_is_sure_of_stays_unknown(text: str) -> None:
    assert family_of(text) is Family.UNKNOWN


def test_every_state_of_the_demonstration_has_a_family() -> None:
    wordings = (*ENGLISH.states, *FRENCH.states)
    assert [text for text in wordings if family_of(text) is Family.UNKNOWN] == []


def test_both_languages_of_the_demonstration_agree() -> None:
    assert [family_of(text) for text in ENGLISH.states] == [
        family_of(text) for text in FRENCH.states
    ]


def test_families_differ_in_shape_and_word() -> None:
    assert len(set(GLYPHS.values())) == len(Family)
    assert len({family_word(family) for family in Family}) == len(Family)


def test_wordings_are_compared_without_case_accents_and_joints() -> None:
    assert same_words("Étude_Réalisée") == same_words("etude realisee")


def test_a_very_long_state_is_looked_at_only_in_its_beginning() -> None:
    assert family_of("x" * 300 + " delivered") is Family.UNKNOWN
