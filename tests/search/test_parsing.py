"""What was typed is understood, never fails, and can be written back in both languages."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from orderviewer.fields.naming import fold
from orderviewer.fields.roles import Role
from orderviewer.search.keywords import Language, field_named, keyword, keywords, scope_meant
from orderviewer.search.moments import days_meant, numbers_meant
from orderviewer.search.parsing import LONGEST_QUERY, parse, terms_of
from orderviewer.search.terms import Computed, Measure, Operator, Path, Term, Trouble, measure_of
from orderviewer.search.writing import write, write_term

TODAY = date(2024, 3, 14)
HAS, IS, LESS, MORE, EMPTY = (
    *(Operator.HAS, Operator.IS, Operator.LESS, Operator.MORE, Operator.EMPTY),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("   ", []),
        ("lyon", [Term("lyon")]),
        ("lyon  fibre", [Term("lyon"), Term("fibre")]),
        ('"rue de lyon"', [Term("rue de lyon")]),
        ("« rue de lyon »", [Term("rue de lyon")]),
        ('"rue de', [Term("rue de")]),
        ("-lyon", [Term("lyon", negated=True)]),
        ('-"le mans"', [Term("le mans", negated=True)]),
        ("ORD-12", [Term("ORD-12")]),
        ("état:livré", [Term("livré", Role.STATE)]),
        ("ETAT:livré", [Term("livré", Role.STATE)]),
        ("state:livré", [Term("livré", Role.STATE)]),
        ("-ville:lyon", [Term("lyon", Role.TOWN, negated=True)]),
        ('ville="Le Mans"', [Term("Le Mans", Role.TOWN, IS)]),
        ('ville=""', [Term("", Role.TOWN, IS)]),
        ("promise<+7j", [Term("+7j", Role.PROMISED, LESS)]),
        ("promis<=+7j", [Term("+7j", Role.PROMISED, Operator.AT_MOST)]),
        ("promise≥demain", [Term("demain", Role.PROMISED, Operator.AT_LEAST)]),
        ("date=12/03/2024", [Term("12/03/2024", Role.PROMISED, IS)]),
        ("commande>=2024-01-01", [Term("2024-01-01", Role.ORDERED, Operator.AT_LEAST)]),
        ("commande:123", [Term("123", Role.ID)]),
        ("ordered:2024-03", [Term("2024-03", Role.ORDERED)]),
        ("retard>0", [Term("0", Computed.LATE, MORE)]),
        ("late>-5", [Term("-5", Computed.LATE, MORE)]),
        ("changed:demain", [Term("demain", Computed.CHANGED)]),
        ("changed:dem", [Term("dem", Computed.CHANGED, trouble=Trouble.NOT_A_DATE)]),
        ("silence:10..20", [Term("10..20", Computed.SILENCE)]),
        ("rdv:vide", [Term("", Role.APPOINTMENT, EMPTY)]),
        ("-rendez-vous:empty", [Term("", Role.APPOINTMENT, EMPTY, negated=True)]),
        ('rdv:"vide"', [Term("vide", Role.APPOINTMENT)]),
        ("portée:close", [Term("close", Computed.SCOPE)]),
        ("site.address.city:lyon", [Term("lyon", Path("site.address.city"))]),
        ("12:30", [Term("12:30")]),
        ("http://a.example/x", [Term("http://a.example/x")]),
        ("nature:x", [Term("nature:x", trouble=Trouble.UNKNOWN_FIELD)]),
        ("ville:", [Term("", Role.TOWN, trouble=Trouble.UNFINISHED)]),
        ("promise<", [Term("", Role.PROMISED, LESS, trouble=Trouble.UNFINISHED)]),
        ("promise<12/0", [Term("12/0", Role.PROMISED, LESS, trouble=Trouble.NOT_A_DATE)]),
        ("retard>x", [Term("x", Computed.LATE, MORE, trouble=Trouble.NOT_A_NUMBER)]),
        ("ville>lyon", [Term("lyon", Role.TOWN, MORE, trouble=Trouble.NOT_ORDERED)]),
        ("scope:x", [Term("x", Computed.SCOPE, trouble=Trouble.NOT_A_SCOPE)]),
        ("-", [Term("-")]),
        (":x", [Term(":x")]),
    ],
)
def test_what_is_understood(text: str, expected: list[Term]) -> None:
    assert list(terms_of(text)) == expected


def test_a_name_that_is_known_needs_no_dot() -> None:
    assert terms_of("Nature:x", ["nature"]) == (Term("x", Path("Nature")),)


def test_places_are_those_in_the_text() -> None:
    text = ' lyon  -état:"en cours"  retard>0'
    assert [text[one.first : one.last] for one in parse(text)] == [
        "lyon",
        '-état:"en cours"',
        "retard>0",
    ]


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("état:livré promise<+7j", "state:livré promised<+7d"),
        ("rdv:vide -portée:close", "appointment:empty -scope:closed"),
        ('retard>2s lyon -"le mans"', 'late>2w lyon -"le mans"'),
        ("promise:demain..semaine", "promised:tomorrow..week"),
        ("a.b:+7j", "a.b:+7j"),
    ],
)
def test_terms_are_written_in_both_languages(french: str, english: str) -> None:
    assert write(terms_of(french), Language.ENGLISH) == english
    assert write(terms_of(english), Language.FRENCH) == french
    assert write(terms_of(french), Language.FRENCH) == french


# --- whatever is typed

PIECES = some.sampled_from(
    (
        *(
            "état",
            "promise",
            "retard",
            "late",
            "ville",
            "scope",
            "rdv",
            "a.b",
            "x",
            "vide",
            "empty",
        ),
        *(":", "<", "<=", ">", "=", "≤", "-", "−", '"', "«", "»", "“", "”", " ", "\u00a0", "+7j"),
        *("12/03", "2024-03", "..", "é", "//", "\x00", "\ud800", "demain", "lyon", "\n", "."),
    )
)
TYPED = some.one_of(some.text(), some.lists(PIECES, max_size=14).map("".join))


@settings(max_examples=400, deadline=None)
@given(TYPED)
def test_anything_can_be_read_and_written_back(text: str) -> None:
    found = parse(text)
    ends = [0, *(place for one in found for place in (one.first, one.last)), len(text)]
    assert ends == sorted(ends)
    assert not "".join(text[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True)).strip()
    for one in found:
        is_read_back(one.term)
    written = write((one.term for one in found), Language.ENGLISH)
    assert write(terms_of(written), Language.ENGLISH) == written


def is_read_back(term: Term) -> None:
    for language in Language:
        written = terms_of(write_term(term, language))
        assert len(written) == 1
        again = written[0]
        assert (again.field, again.operator) == (term.field, term.operator)
        assert (again.negated, again.asks) == (term.negated, term.asks)
        if term.field is None or measure_of(term.field) is Measure.TEXT:
            assert again.value == term.value
        for meaning in (partial(days_meant, today=TODAY), numbers_meant, scope_meant):
            assert meaning(again.value) == meaning(term.value)  # type: ignore[operator]


@settings(max_examples=200, deadline=None)
@given(TYPED)
def test_the_end_not_typed_yet_does_not_change_the_beginning(text: str) -> None:
    whole = parse(f"{text} lyon")
    if whole and whole[-1].first > len(text):
        assert parse(text) == whole[:-1]


def test_very_long_texts_are_read_in_part() -> None:
    found = parse("a " * LONGEST_QUERY)
    assert 0 < len(found) < LONGEST_QUERY


# --- keywords


def test_a_keyword_means_one_field() -> None:
    met: dict[str, Role | Computed] = {}
    for language in Language:
        for word, field in keywords(language).items():
            assert met.setdefault(fold(word), field) is field, word
            assert field_named(word) is field


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("field", [*Role, *Computed])
def test_every_field_has_a_keyword(language: Language, field: Role | Computed) -> None:
    assert field_named(keyword(field, language)) is field
    assert terms_of(f"{keyword(field, language)}:") == (
        Term("", field, trouble=Trouble.UNFINISHED),
    )


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("état:livrée|annulée", ["livrée", "annulée"]),
        ('état="en production"|Livrée|«a|b»', ["en production", "Livrée", "a|b"]),
        ("état:|a", ["a"]),
        ("état:a|", ["a"]),
        ("-ville=Lyon|vide", ["Lyon", ""]),
        ("promise:2026-W12|2026-W13", ["2026-W12", "2026-W13"]),
    ],
)
def test_several_values_of_a_field_mean_or(typed: str, values: list[str]) -> None:
    (term,) = terms_of(typed)
    assert [one.value for one in term.alternatives] == values
    assert term.negated is typed.startswith("-")
    assert term.asks
    for language in Language:
        assert terms_of(write_term(term, language)) == (term,)


def test_a_bar_in_a_word_is_only_a_bar() -> None:
    assert terms_of("a|b") == (Term("a|b"),)
