"""Packed orders come out byte for byte, and nothing torn comes out as something else unnoticed."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from orderviewer.local.dictionaries import OF_DETAILS, OF_LISTS, Packer
from orderviewer.local.packing import (
    LONGEST_DICTIONARY,
    Dictionary,
    dictionary_text,
    pack,
    pack_each,
    unpacked,
)
from orderviewer.local.query import Query
from orderviewer.local.store import Store
from orderviewer.order import Cause, Order, Scope, StoreDamaged
from orderviewer.simulator.world import DIALECTS, World
from tests.local.factories import NOON, fill, order, page

JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
)


def back(packed: bytes, text: str) -> bytes:
    return unpacked(packed, lambda _: text.encode())


def values(value: Any) -> list[str]:
    """Every text and number of a document, as it stands in the JSON."""
    if isinstance(value, dict):
        return [text for one in value.values() for text in values(one)]
    if isinstance(value, list):
        return [text for one in value for text in values(one)]
    return [json.dumps(value, ensure_ascii=False)]


@given(some.lists(JSON.map(json.dumps).map(str.encode) | some.binary(), min_size=1))
def test_anything_comes_out_as_it_went_in(raws: list[bytes]) -> None:
    text = dictionary_text(raws)
    assert [back(one, text) for one in pack_each(raws, Dictionary(1, text))] == raws
    assert [back(one, "another") for one in pack_each(raws, None)] == raws


@pytest.mark.parametrize("dialect", DIALECTS)
def test_orders_take_half_and_the_dictionary_has_nothing_of_their_values(dialect: str) -> None:
    world = World(300, 3, dialect)
    raws = [bytes(raw) for raw in world.rows(world.indexes(Scope.ALL, 0, 300), "fr")]
    text = dictionary_text(raws[:20])
    assert 0 < len(text.encode()) <= LONGEST_DICTIONARY
    packed = pack_each(raws, Dictionary(1, text))
    assert sum(map(len, packed)) < 0.55 * sum(map(len, raws))
    named = {text for raw in raws for text in values(json.loads(raw)) if text != '""'}
    assert len(named) > 1000
    assert not [one for one in named if one.startswith('"') and f":{one}" in text]
    assert not any(character.isdigit() for character in text.replace("line2", ""))


def test_odd_orders_make_no_dictionary_and_break_none() -> None:
    odd = [b"", b"\xff", b"nonsense", b"[" * 100_000, b'{"a": NaN}', b'"\\ud800"']
    assert dictionary_text(odd) in {"", '""'}
    large = json.dumps({f"member {n}": n for n in range(2000)}).encode()
    assert dictionary_text([large, b'{"a": 1}']) == '{"a":""}'


@pytest.mark.parametrize(
    "packed", [None, 7, "text", b"", b"\x01", b"\x01\xff\xff\xff\x7fa", b"\x02"]
)
def test_what_cannot_be_an_order_is_damage(packed: object) -> None:
    with pytest.raises(StoreDamaged) as raised:
        unpacked(packed, lambda _: b"")
    assert raised.value.cause is Cause.DAMAGED


def test_flipped_bytes_are_damage_or_something_else_never_a_crash() -> None:
    raw = json.dumps({"id": "1", "request": {"status": "En cours"}, "note": "x" * 500}).encode()
    text, dice = dictionary_text([raw]), Random(5)
    packed = pack(raw, Dictionary(1, text))
    for _ in range(2000):
        torn = bytearray(packed)
        torn[dice.randrange(len(torn))] ^= 1 << dice.randrange(8)
        with suppress(StoreDamaged):
            back(bytes(torn), text)


def test_a_dictionary_is_made_once_and_kept(store: Store, store_file: Path) -> None:
    fill(store, [order(1, "En cours", site={"town": "Lyon"})])
    first = store._packer.dictionary
    assert first is not None
    assert "town" in first.text
    fill(store, [order(2, "En cours", access={"floor": 3})])
    store.put_detail(order(2, "En cours", access={"door": "B"}), NOON)
    assert store._packer.dictionary == first
    with closing(Store.open(store_file)) as other:
        fill(other, [order(3, "Livré")])
        assert other._packer.dictionary == first
        for number in other.numbers(Query(Scope.ALL)):
            assert other.order(number) is not None
    with closing(sqlite3.connect(store_file)) as raw:
        numbers = raw.execute("SELECT number FROM dictionaries").fetchall()
    assert numbers == [(OF_LISTS,), (OF_DETAILS,)]


def test_one_that_was_rolled_back_is_not_packed_with(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise StoreDamaged(Cause.DISK_FULL, "full")

    with monkeypatch.context() as patch:
        patch.setattr("orderviewer.local.pages.PageWriter._count", fails)
        with pytest.raises(StoreDamaged):
            fill(store, [order(1, wrong={"name": 1})])
    assert store._packer.dictionary is None
    fill(store, [order(2, right={"name": 1})])
    dictionary = store._packer.dictionary
    assert dictionary is not None
    assert "right" in dictionary.text
    assert "wrong" not in dictionary.text


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM dictionaries",
        "UPDATE dictionaries SET text = replace(text, 'status', 'stature')",
        "UPDATE dictionaries SET text = ''",
    ],
)
def test_a_damaged_dictionary_is_damage(store_file: Path, damage: str) -> None:
    with closing(Store.open(store_file)) as store:
        fill(store, [order(1, "En cours")])
    with closing(sqlite3.connect(store_file)) as raw, raw:
        raw.execute(damage)
    with closing(Store.open(store_file)) as store, pytest.raises(StoreDamaged) as raised:
        store.order(1)
    assert raised.value.cause is Cause.DAMAGED


def test_two_programs_agree_on_the_first_ones(store: Store, store_file: Path) -> None:
    with closing(Store.open(store_file)) as other:
        fill(store, [order(1, one={"name": 1})])
        fill(other, [order(2, two={"name": 1})])
        assert other._packer.dictionary == store._packer.dictionary
        assert isinstance(other._packer, Packer)
        stored = store.order(2)
    assert stored is not None
    assert Order("2", stored.list_json) == order(2, two={"name": 1})


def test_a_page_with_nothing_new_needs_none(store: Store) -> None:
    crawl = store.start_crawl(Scope.CURRENT, NOON)
    store.put(page([], about=0), crawl, NOON)
    assert store._packer.dictionary is None
