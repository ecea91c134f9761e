"""Canonical texts, sort keys and what is safe to show."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from orderviewer.fields.naming import fold, has_word, words
from orderviewer.fields.roles import Kind, Role
from orderviewer.fields.values import (
    CELL_LENGTH,
    EMPTY_KEY,
    DateStyle,
    any_key,
    canonical,
    show,
    show_each,
    sort_key,
    visible,
)
from tests.fields.samples import documents

kinds = st.sampled_from(Kind)


@pytest.mark.parametrize(
    "nothing", [None, "", "  \n", "None", "null", "NULL", " None ", [], {}, [None, ""]]
)
@pytest.mark.parametrize("kind", Kind)
def test_nothing_has_many_faces(nothing: object, kind: Kind) -> None:
    assert canonical(nothing, kind) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  Nancy ", "Nancy"),
        (0, "0"),
        (12.5, "12.5"),
        (True, "true"),
        (False, "false"),
        ([None, "", "b", "c"], "b"),
        ({"a": 1}, ""),
        ([["a"], {"b": 1}], ""),
        ("a\ud800b", "a\ufffd\ufffd\ufffdb"),
        ("n/a", "n/a"),
    ],
)
def test_canonical_texts(value: object, text: str) -> None:
    assert canonical(value, Kind.TEXT) == text


@given(documents, kinds)
def test_any_value_has_a_text_that_can_be_stored_and_is_stable(value: object, kind: Kind) -> None:
    text = canonical(value, kind)
    text.encode("utf-8")
    assert canonical(text, kind) == text
    sort_key(kind, text).encode("utf-8")
    show(kind, text, DateStyle()).encode("utf-8")


# --- sorting


def natural(text: str) -> list[tuple[int, int]]:
    """A plain oracle: letters by their code, runs of digits by their number."""
    parts = re.findall(r"[0-9]+|[^0-9]", fold(text).replace(EMPTY_KEY, "\ufffd"))
    return [
        (0x30, int(part)) if part.isdigit() and part.isascii() else (ord(part), 0) for part in parts
    ]


texts = st.one_of(
    st.text(max_size=12),
    st.text("aAéÉœß019-/ ", max_size=12),
    st.from_regex(r"[A-Z]{0,3}-?0{0,3}[0-9]{1,12}", fullmatch=True),
).map(str.strip)


@given(st.lists(texts.filter(bool), max_size=8))
def test_texts_sort_as_the_oracle_says(several: list[str]) -> None:
    by_key = sorted(several, key=lambda text: sort_key(Kind.TEXT, text))
    assert [natural(text) for text in by_key] == sorted(map(natural, several))


@given(st.lists(texts, max_size=8), kinds)
def test_sqlite_agrees(several: list[str], kind: Kind) -> None:
    keys = [sort_key(kind, text) for text in several]
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE t (k TEXT)")
        database.executemany("INSERT INTO t VALUES (?)", [(key,) for key in keys])
        in_sqlite = [key for (key,) in database.execute("SELECT k FROM t ORDER BY k")]
    assert in_sqlite == sorted(keys)


@pytest.mark.parametrize(
    "in_order",
    [
        ["9", "10", "100", "101233"],
        ["PO-2024-9", "PO-2024-00010", "PO-2025-1"],
        ["3-0000000", "3-00286023", "33-01257052"],
        ["eclair", "Épinal", "épinay", "Evry"],
        ["Oe", "Œuf", "of"],
        ["Strasse", "Straße b"],
        ["a", "a 1", "a b", "b"],
    ],
)
def test_order_people_expect(in_order: list[str]) -> None:
    for kind in (Kind.TEXT, Kind.IDENTIFIER, Kind.STATE):
        keys = [sort_key(kind, text) for text in in_order]
        assert keys == sorted(keys)
        assert len(set(keys)) == len(keys)


def test_case_and_accents_do_not_count() -> None:
    assert sort_key(Kind.TEXT, "Élève") == sort_key(Kind.TEXT, "ELEVE")
    assert sort_key(Kind.TEXT, "Cœur") == sort_key(Kind.TEXT, "COEUR")


def test_the_empty_value_comes_last() -> None:
    for kind in Kind:
        assert sort_key(kind, "") == EMPTY_KEY > sort_key(kind, "\U0010ffff\U0010ffff")


def test_keys_are_bounded() -> None:
    assert len(sort_key(Kind.TEXT, "ﷺ" * 10_000)) < 5_000
    assert len(sort_key(Kind.IDENTIFIER, "9" * 1_000_000)) < 5_000


# --- showing


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Agence d'Épinal", "Agence d'Épinal"),
        ("12\u202f500\xa0€", "12\u202f500\xa0€"),
        ("a\tb", "a⇥b"),
        ("a\nb\r\nc\rd\u2028e", "a⏎b⏎c⏎d⏎e"),
        ("a\x00b\x1b[31m\x7f", "a␀b␛[31m␡"),
        ("abc\u202egnp.exe", "abc⟨U+202E⟩gnp.exe"),
        ("\u2066x\u2069", "⟨U+2066⟩x⟨U+2069⟩"),
        ("pay\u200bpal\ufeff", "pay⟨U+200B⟩pal⟨U+FEFF⟩"),
        ("\x9b1m", "⟨U+009B⟩1m"),
        ("a\u3164b", "a⟨U+3164⟩b"),
        ("😀 ok", "😀 ok"),
    ],
)
def test_nothing_hides(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert show(Kind.TEXT, text, DateStyle()) == shown


@given(st.text())
def test_no_control_or_bidi_character_is_left(text: str) -> None:
    assert not {unicodedata.category(c) for c in visible(text)} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text(max_size=50), st.integers(0, 40))
@example("000000000000000\r\n", 30)
def test_cells_are_bounded(text: str, times: int) -> None:
    shown = show(Kind.TEXT, text * times, DateStyle())
    assert len(shown) <= CELL_LENGTH
    if len(visible(text * times)) <= CELL_LENGTH:
        assert shown == visible(text * times)
    else:
        assert shown.endswith("…")


def test_a_huge_text_is_cut_before_it_is_looked_at() -> None:
    assert show(Kind.TEXT, "x" * 5_000_000, DateStyle()) == "x" * (CELL_LENGTH - 1) + "…"
    assert len(visible("x" * 1000)) == 1000


# --- names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("dateMiseEnService", ("date", "mise", "en", "service")),
        ("expected_completion_date", ("expected", "completion", "date")),
        ("montantHT", ("montant", "ht")),
        ("IDCommande", ("id", "commande")),
        ("adresse1", ("adresse", "1")),
        ("libellé-du-Site", ("libelle", "du", "site")),
        ("dateRDV", ("date", "rendezvous")),
        ("rendezVous", ("rendezvous",)),
        ("", ()),
        ("日本", ()),
    ],
)
def test_words_of_names(name: str, expected: tuple[str, ...]) -> None:
    assert words(name) == expected


def test_plurals_and_beginnings() -> None:
    assert has_word("jalon", {"jalons"})
    assert has_word("contract*", {"contractual"})
    assert not has_word("site", {"siteweb"})


cells = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["", "2026-03-14", "2026-03-14T09:30:00Z", "Épinal", "a\u202eb", "ㅤ"]),
)


@given(st.lists(cells, min_size=len(Role), max_size=len(Role)), st.booleans())
def test_the_cells_of_an_order_look_as_each_of_them_does(texts: list[str], long: bool) -> None:
    if long:
        texts[3] = "y" * (CELL_LENGTH + 1)
    each = [show(role.kind, text, DateStyle()) for role, text in zip(Role, texts, strict=True)]
    assert list(show_each(texts, DateStyle())) == each


def test_of_unknown_kinds_numbers_come_by_size_then_dates_by_instant_then_texts() -> None:
    ordered = ["-12,5", "−3", "0", "007", "7.5", "10", "12/03/2024", "2024-03-13T00:30:00Z",
               "2024-03-14", "1 rue", "9 rue", "10 rue", "Épinal", "zone", ""]  # fmt: skip
    shuffled = sorted(ordered)
    assert sorted(shuffled, key=any_key) == ordered
    assert any_key("-0") == any_key("0,0")
