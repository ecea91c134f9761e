"""What a search finds, against plain Python that knows nothing of the index."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from random import Random

import pytest

from orderviewer.fields.document import document
from orderviewer.local.index import outdate
from orderviewer.local.query import Query
from orderviewer.local.store import Store
from orderviewer.order import Order, Scope
from orderviewer.search.terms import Term
from tests.local.factories import NOON, fill, keys, order

WORDS = ["Épinal", "Œuvre", "cœur", "Élève", "L'Haÿ-les-Roses", "Müller", "Straße",
         "rue de l’Eau", "Lyon", "LYON 3e", "(urgent)", "naïf", "R & D", "a_b", "x", "100 Mbit/s",
         "É", "İstanbul", "Ελλάδα", "日本", "\x00nul", "quo\"ted", "it's", "tab\tbed",
         "  two   blanks  "]  # fmt: skip
DATES = ["2024-03-12", "2024-03-12T23:30:00Z", "2024-07-01T10:05:00+02:00", "12/03/2024",
         "20240312", "12 mars 2024", 1710201600, 1710201600000]  # fmt: skip


def folded(text: str) -> str:
    """By another way than the program's."""
    for ligature, letters in (("œ", "oe"), ("Œ", "oe"), ("æ", "ae"), ("’", "'")):
        text = text.replace(ligature, letters)
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    bare = "".join(" " if ord(c) < 32 or ord(c) == 127 else c for c in bare.casefold())
    return " ".join(bare.split())


def begins_here(text: str, at: int) -> bool:
    """Whether a word may be found from this character on."""
    one, before = text[at], text[at - 1] if at else " "
    if not one.isalnum():
        return False
    if not before.isalnum():
        return True
    if not one.isdecimal():
        return False
    three = text[at : at + 3]
    return not before.isdecimal() or (three.isdecimal() and len(three) == 3)


def seen_as(value: object) -> list[str]:
    """The texts of one value."""
    dates = {
        "2024-03-12": ("12/03/2024", "2024-03-12"),
        "2024-03-12T23:30:00Z": ("13/03/2024 00:30", "2024-03-13 00:30"),
        "2024-07-01T10:05:00+02:00": ("01/07/2024 10:05", "2024-07-01 10:05"),
        "12/03/2024": ("12/03/2024", "2024-03-12"),
        "20240312": ("20240312", "12/03/2024", "2024-03-12"),
        "12 mars 2024": ("12 mars 2024", "12/03/2024", "2024-03-12"),
        "1710201600": ("1710201600", "12/03/2024 01:00", "2024-03-12 01:00"),
        "1710201600000": ("1710201600000", "12/03/2024 01:00", "2024-03-12 01:00"),
    }
    return list(dates.get(str(value), (folded(str(value)),)))


def scalars(value: object) -> list[object]:
    if isinstance(value, dict):
        return [one for member in value.values() for one in scalars(member)]
    if isinstance(value, list):
        return [one for item in value for one in scalars(item)]
    return [] if value is None or value == "" else [value]


def is_found(wanted: str, raws: list[bytes]) -> bool:
    looked_for = folded(wanted)
    while looked_for and not looked_for[0].isalnum():
        looked_for = looked_for[1:]
    return any(
        text.startswith(looked_for, at) and begins_here(text, at)
        for raw in raws
        for value in scalars(document(raw))
        for text in seen_as(value)
        for at in range(len(text))
    )


def odd_order(key: int, dice: Random) -> Order:
    content = {
        "id": str(key),
        "request": {"customerReference": f"ORD-{dice.randrange(10**6):06}", "status": "Livrée"},
        "deep": [{"a": [dice.choice(WORDS), {"b": dice.choice(WORDS)}]}, dice.choice(DATES)],
        "text": " ".join(dice.sample(WORDS, 3)),
        "phone": f"+33{dice.randrange(10**9):09}",
        "mail": f"{dice.choice(['zoe.noel', 'li'])}@client{dice.randrange(9)}.example",
        "count": dice.choice([1.5, -3, 12345, True, None, ""]),
    }
    return Order(str(key), json.dumps(content, ensure_ascii=dice.random() < 0.5).encode())


def wishes(contents: dict[int, list[bytes]], dice: Random, count: int) -> list[str]:
    """Pieces of what there is, and what there is not."""
    found = ["", "-", "&", "épinal", "epinal", "EPINAL", "oe", "œ", "ORD-1", "12/03",
             "2024-03-12", "l'hay", "zoe.noel@client1", "1", "12", "123", "r & d", "strasse",
             "no such", "lyon 3", "(urgent", "urgent)", "a_b", "b", "日", "ελλαδα",
             "quo\"t", "true"]  # fmt: skip
    values = [
        str(one) for raws in contents.values() for raw in raws for one in scalars(document(raw))
    ]
    while len(found) < count:
        text = dice.choice(values)
        first = dice.randrange(len(text))
        found.append(text[first : first + dice.randrange(1, 50)])
    return found


def searched(store: Store, *words: str, scope: Scope = Scope.ALL) -> set[int]:
    return set(store.numbers(Query(scope, terms=tuple(map(Term, words)))))


@pytest.fixture
def contents(store: Store) -> dict[int, list[bytes]]:
    """What each order of the store consists of; all indexed, a part changed or new since."""
    dice = Random(11)
    put = fill(store, [odd_order(key, dice) for key in range(120)])
    while store.index_pending(50):
        pass
    changed = [odd_order(key, dice) for key in range(100, 140)]
    put = fill(store, [*(odd_order(key, Random(key)) for key in range(100)), *changed])
    for key in (3, 4, 101, 130):
        store.put_detail(odd_order(key, dice), NOON)
    found = {number: store.order(number) for number in put.numbers}
    return {
        number: [raw for raw in (one.list_json, one.detail_json) if raw is not None]
        for number, one in found.items()
        if one is not None
    }


@pytest.mark.parametrize("indexed", ["pending", "half", "indexed"])
def test_what_is_found_is_what_python_finds(
    store: Store, contents: dict[int, list[bytes]], indexed: str
) -> None:
    limit = {"pending": 0, "half": 70, "indexed": 10_000}[indexed]
    left = store.index_pending(limit)
    assert (left == 0) == (indexed == "indexed")
    met = 0
    for wish in wishes(contents, Random(3), 160):
        expected = {number for number, raws in contents.items() if is_found(wish, raws)}
        if not any(one.isalnum() for one in folded(wish)):
            expected = set(contents)
        assert searched(store, wish) == expected, wish
        met += 0 < len(expected) < len(contents)
    assert met > 60


def test_several_words_mean_and(store: Store, contents: dict[int, list[bytes]]) -> None:
    store.index_pending(60)
    for words in (["lyon", "ord-1"], ["epinal", "33", "zoe"], ["12/03/2024", "-", "coeur"]):
        apart = [searched(store, word) for word in words]
        assert searched(store, *words) == set.intersection(*apart)
    assert searched(store, "lyon", "ord-1")


def test_a_word_can_be_excluded(store: Store, contents: dict[int, list[bytes]]) -> None:
    store.index_pending(60)
    numbers = store.numbers(Query(Scope.ALL, terms=(Term("lyon", negated=True), Term("ord"))))
    assert set(numbers) == set(contents) - searched(store, "lyon")


def test_what_an_order_no_longer_says_is_not_found(store: Store) -> None:
    fill(store, [order(1, "Étude"), order(2, "Étude")])
    assert store.index_pending() == 0
    fill(store, [order(1, "Livrée"), order(2, "Étude")])
    for _ in range(2):
        assert keys(store, searched(store, "etude")) == ["2"]
        assert keys(store, searched(store, "livre")) == ["1"]
        assert store.index_pending() == 0
    fill(store, [order(1, "Étude"), order(2, "Étude")])
    fill(store, [order(1, "Close"), order(2, "Étude")])
    while store.index_pending(1):
        pass
    assert keys(store, searched(store, "etude")) == ["2"]
    words = store._database.query("SELECT rowid FROM words WHERE words MATCH 'livree OR etude'")
    assert words == [(2,)]


def test_a_search_keeps_scope_and_order(store: Store) -> None:
    fill(store, [order("b", town="Lyon"), order("a", town="Paris"), order("c", town="Lyon")])
    fill(store, [order("d", town="Lyon")], Scope.CLOSED)
    store.index_pending()
    lyon = (Term("lyon"),)
    assert keys(store, store.numbers(Query(Scope.ALL, terms=lyon))) == ["b", "c", "d"]
    assert keys(store, store.numbers(Query(Scope.CLOSED, terms=lyon))) == ["d"]


def test_an_index_of_another_version_is_made_anew(store: Store) -> None:
    fill(store, [order(1, "Étude")])
    store.index_pending()
    store._database.run("UPDATE meta SET name = 'indexed 0' WHERE name LIKE 'indexed %'")
    assert keys(store, searched(store, "etude")) == ["1"]
    assert store.index_pending() == 0
    assert keys(store, searched(store, "etude")) == ["1"]
    assert store._database.query("SELECT rowid FROM words WHERE words MATCH 'etude'") == [(1,)]
    marks = store._database.value("SELECT count(*) FROM meta WHERE name LIKE 'indexed %'")
    assert marks == 1


def test_an_order_that_goes_leaves_nothing(store: Store) -> None:
    put = fill(store, [order(1, "Étude"), order(2, "Étude")])
    store.index_pending()
    with store._database.writing():
        outdate(store._database, put.new[:1])
        for table in ("orders", "bodies", "cells"):
            store._database.run(f"DELETE FROM {table} WHERE number = ?", put.new[:1])
    assert keys(store, searched(store, "etude")) == ["2"]
    assert store.index_pending() == 0
    assert keys(store, searched(store, "etude")) == ["2"]
    assert store._database.query("SELECT rowid FROM words WHERE words MATCH 'etude'") == [(2,)]


def test_a_detail_is_searched_too(store: Store) -> None:
    fill(store, [order(1), order(2)])
    store.index_pending()
    store.put_detail(Order("2", b'{"id": "2", "note": "B\\u00e2timent \\u0152rsted"}'), NOON)
    for _ in range(2):
        assert keys(store, searched(store, "batiment oer")) == ["2"]
        assert keys(store, searched(store, "claire")) == ["1", "2"]
        store.index_pending()


def test_an_index_is_filled_by_another_connection(
    store: Store, open_store: Callable[..., Store]
) -> None:
    reader = open_store()
    fill(store, [order(key, "Étude") for key in range(30)])
    for left in (20, 10, 0):
        assert len(searched(reader, "etude")) == 30
        assert store.index_pending(10) == left
    assert len(searched(reader, "etude")) == 30
