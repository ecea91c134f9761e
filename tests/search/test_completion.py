"""What the search box suggests."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from orderviewer.fields.roles import Role
from orderviewer.search.completion import Suggestion, complete
from orderviewer.search.keywords import Language
from orderviewer.search.parsing import terms_of
from orderviewer.search.terms import Computed, Field, Operator, Path, Term
from tests.search.test_parsing import TYPED

FRENCH, ENGLISH = Language.FRENCH, Language.ENGLISH


def stored(field: Field) -> Sequence[tuple[str, int]]:
    if field is Role.TOWN:
        return [("Lyon", 30), ("Le Mans", 20), ("", 9), ("Épinal", 3)]
    return [("vide", 2), ('12" rack', 1)] if field is Role.PRODUCT else []


PLACES = {"site.access": "3e", "saturn": "", "$.palier": "2", "note.Pâlier": "3", "a key.etc": ""}


def suggested(text: str, language: Language = FRENCH, cursor: int | None = None) -> list[str]:
    at = len(text) if cursor is None else cursor
    return [one.text for one in complete(text, at, stored, language, PLACES)]


def test_an_empty_box_suggests_the_keyword_of_every_field() -> None:
    found = complete("", 0, stored, FRENCH)
    assert [one.field for one in found] == [*Role, *Computed]
    assert found[0] == Suggestion("commande:", 0, 0, Role.ID)


def test_typing_alone_suggests_nothing_before_a_word_has_begun() -> None:
    for text in ("", " ", "lyon ", "ville:lyon  "):
        assert complete(text, len(text), stored, FRENCH, PLACES, unasked=True) == ()
        assert complete(text, len(text), stored, FRENCH, PLACES)
    for text in ("l", "lyon vi", "ville:", 'ville:"le '):
        found = complete(text, len(text), stored, FRENCH, PLACES)
        assert found == complete(text, len(text), stored, FRENCH, PLACES, unasked=True)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("pro", FRENCH, ["produit:", "promise:"]),
        ("ETA", FRENCH, ["état:", "état_rdv:", "étape:"]),
        ("-vi", FRENCH, ["-ville:"]),
        ("city", FRENCH, ["ville:"]),
        ("tow", FRENCH, ["town:"]),
        ("lat", ENGLISH, ["late:"]),
        ("lyon sat", FRENCH, ["saturn:"]),
        ("site.acc", FRENCH, ["site.access:"]),
        ("-acc", FRENCH, ["-site.access:"]),
        ("pali", ENGLISH, ["$.palier:", "note.Pâlier:"]),
        ("etc", ENGLISH, []),
        ("ville:", FRENCH, ["ville=Lyon", 'ville="Le Mans"', "ville=Épinal", "ville:vide"]),
        ("ville:l", FRENCH, ["ville=Lyon", 'ville="Le Mans"']),
        ("-city:EP", ENGLISH, ["-town=Épinal"]),
        ("produit:", FRENCH, ['produit="vide"', 'produit=«12" rack»', "produit:vide"]),
        ("promise<de", FRENCH, ["promise<demain"]),
        ("promise:t", ENGLISH, ["promised:today", "promised:tomorrow"]),
        ("retard", FRENCH, ["retard:"]),
        ("retard:", FRENCH, ["retard>0", "retard>5", "retard>10", "retard>30"]),
        ("scope:c", ENGLISH, ["scope:current", "scope:closed"]),
        ("portée:in", FRENCH, ["portée:inachevée"]),
        ("zzz", FRENCH, []),
    ],
)
def test_what_is_suggested(text: str, language: Language, expected: list[str]) -> None:
    assert suggested(text, language) == expected


def test_the_word_at_the_cursor_counts() -> None:
    found = complete("vil lyon", 3, stored, FRENCH)
    assert [(one.text, one.first, one.last) for one in found] == [("ville:", 0, 3)]


def test_a_value_says_how_many_orders_have_it() -> None:
    assert [one.count for one in complete("ville:", 6, stored, FRENCH)] == [30, 20, 3, None]


def test_a_value_is_read_as_suggested() -> None:
    assert terms_of(suggested("ville:le")[0]) == (Term("Le Mans", Role.TOWN, Operator.IS),)


def test_a_keyword_says_what_it_stands_for() -> None:
    assert complete("silen", 5, stored, FRENCH)[0].field is Computed.SILENCE
    assert complete("site.a", 6, stored, FRENCH, PLACES)[0] == Suggestion(
        "site.access:", 0, 6, Path("site.access"), example="3e"
    )


@settings(max_examples=200, deadline=None)
@given(TYPED, some.integers(-2, 40), some.sampled_from(Language))
def test_it_never_fails(text: str, cursor: int, language: Language) -> None:
    for one in complete(text, cursor, stored, language, PLACES):
        assert 0 <= one.first <= one.last <= len(text)
        assert len(terms_of(one.text)) == 1
