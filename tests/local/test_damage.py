"""Bytes of a real store that a disk changed: noticed, or of no consequence; never a wrong text."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from orderviewer.fields.roles import Role
from orderviewer.local.query import Query
from orderviewer.local.records import Row
from orderviewer.local.store import Store
from orderviewer.order import Cause, Order, Scope, StoreDamaged
from orderviewer.search.parsing import terms_of
from orderviewer.simulator.world import World
from tests.local.factories import NOON, fill, order, orders

EVERYTHING = Query(Scope.ALL)
ORDERS = 200
# 1,000 files take half a minute: ORDERVIEWER_LONG=1 asks for them.
FILES = 1_000 if os.environ.get("ORDERVIEWER_LONG") else 60


@dataclass(frozen=True)
class Truth:
    """What an undamaged store says: rows by number, JSON of list and detail by key."""

    rows: dict[int, tuple[str, tuple[str, ...]]]
    jsons: dict[str, tuple[bytes, bytes | None]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Truth]:
    """A store of lifelike orders, some with details, all of them indexed."""
    path = tmp_path_factory.mktemp("whole") / "orders.db"
    world = World(ORDERS, 1, "orange", None)
    with closing(Store.open(path)) as store:
        for scope in Scope.ALL.streams:
            indexes = world.indexes(scope, 0, ORDERS)
            raws = map(bytes, world.rows(indexes, "fr"))
            keys = map(world.id_of, indexes)
            fill(store, (Order(key, raw) for key, raw in zip(keys, raws, strict=True)), scope)
        for key in world.ids()[::5]:
            store.put_detail(order(key, "Détaillé"), NOON)
        while store.rederive() or store.index_pending():
            continue
        rows = store.rows(store.numbers(EVERYTHING))
        truth = Truth(
            {row.number: (row.key, row.values) for row in rows},
            {
                row.key: (body, detail)
                for chunk in store.stream_raw(EVERYTHING)
                for row, body, detail in chunk
            },
        )
    assert len(truth.rows) == len(truth.jsons) == ORDERS
    return path.read_bytes(), truth


def rows_are_right(rows: list[Row], truth: Truth) -> bool:
    return all(truth.rows.get(row.number) == (row.key, row.values) for row in rows)


def read_the_rest(store: Store) -> None:
    store.counts()
    store.reading()
    store.numbers(Query(Scope.ALL, Role.PROMISED))
    for stream in Scope.ALL.streams:
        store.progress(stream)
    store.rederive()
    store.index_pending()


def read_everything(store: Store, truth: Truth) -> int:
    """How many of the ways to read notice damage; asserts that the others tell the truth."""

    def rows() -> None:
        assert rows_are_right(store.rows(store.numbers(EVERYTHING)), truth)

    def found() -> None:
        terms = terms_of("lyon -livrée promise>2020-01-01")
        assert rows_are_right(store.rows(store.numbers(Query(Scope.ALL, terms=terms))), truth)

    def texts() -> None:
        right = sorted(values for _, values in truth.rows.values())
        streamed = store.stream_texts(EVERYTHING, tuple(Role))
        assert sorted(text for chunk in streamed for text in chunk) == right

    def jsons() -> None:
        streamed = [line for chunk in store.stream_raw(EVERYTHING) for line in chunk]
        assert {row.key: tuple(raws) for row, *raws in streamed} == truth.jsons

    def each() -> None:
        for number, (key, _) in truth.rows.items():
            stored = store.order(number)
            assert stored is None or (stored.key, stored.list_json) == (key, truth.jsons[key][0])

    noticed = 0
    for read in (rows, found, texts, jsons, each, store.check, lambda: read_the_rest(store)):
        try:
            read()
        except StoreDamaged as error:
            assert error.cause is Cause.DAMAGED  # noqa: PT017
            noticed += 1
    return noticed


def test_flipped_bytes_are_noticed_or_change_no_order(
    whole: tuple[bytes, Truth], tmp_path: Path
) -> None:
    intact, truth = whole
    dice, noticed = random.Random(7), 0
    for number in range(FILES):
        path = tmp_path / f"{number}.db"
        broken = bytearray(intact)
        for _ in range(dice.choice([1, 4])):
            broken[dice.randrange(len(broken))] ^= 1 << dice.randrange(8)
        path.write_bytes(broken)
        try:
            with closing(Store.open(path)) as store:
                noticed += bool(read_everything(store, truth))
        except StoreDamaged as error:
            assert error.cause is Cause.DAMAGED  # noqa: PT017
            noticed += 1
        path.unlink()
    assert noticed > FILES / 3


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE cells SET state = 'Livrée' WHERE number = 7",
        "UPDATE cells SET number = 99 WHERE number = 7",
        "DELETE FROM cells WHERE number = 7",
        "UPDATE cells SET id = '7', seal = (SELECT seal FROM cells WHERE id = '7') WHERE id = '6'",
    ],
)
def test_a_text_that_is_not_what_was_stored_is_never_shown(
    store_file: Path, open_store: Callable[..., Store], damage: str
) -> None:
    with closing(open_store()) as store:
        fill(store, orders(range(10)))
    with closing(sqlite3.connect(store_file)) as raw, raw:
        raw.execute(damage)
    store = open_store()
    assert [row.key for row in store.rows([6, 8])] == ["5", "7"]
    for read in (
        lambda: store.rows([6, 7]),
        lambda: list(store.stream_texts(EVERYTHING, (Role.ID,))),
        lambda: list(store.stream_raw(EVERYTHING)),
    ):
        with pytest.raises(StoreDamaged) as raised:
            read()
        assert raised.value.cause is Cause.DAMAGED


def test_a_key_that_its_index_does_not_know_is_never_shown(
    whole: tuple[bytes, Truth], tmp_path: Path
) -> None:
    intact, truth = whole
    key = truth.rows[7][0].encode()
    places = [at for at in range(len(intact)) if intact.startswith(key, at)]
    path, noticed = tmp_path / "orders.db", 0
    for at in places:  # in the table, in its index, in cells and in JSON
        broken = bytearray(intact)
        broken[at + len(key) - 1] ^= 1
        path.write_bytes(broken)
        with closing(Store.open(path)) as store:
            for read in (lambda: store.rows([7]), lambda: store.order(7)):
                try:
                    read()
                except StoreDamaged:
                    noticed += 1
    assert noticed >= 5


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE orders SET first_seen = 1 << 62",
        "UPDATE crawls SET as_of = -(1 << 62)",
        "INSERT INTO meta VALUES ('stale', '1 x')",
        "UPDATE meta SET value = 'x' WHERE name = 'made_by'",
        "UPDATE meta SET value = 'x' WHERE name = 'learner'",
    ],
)
def test_what_cannot_be_read_is_damage(
    store_file: Path, open_store: Callable[..., Store], damage: str
) -> None:
    with closing(open_store()) as store:
        fill(store, orders(range(10)))
    with closing(sqlite3.connect(store_file)) as raw, raw:
        raw.execute(damage)

    def read_what_is_damaged() -> None:
        store = open_store()
        store.order(1)
        store.progress(Scope.CURRENT)
        store.rederive()

    with pytest.raises(StoreDamaged) as raised:
        read_what_is_damaged()
    assert raised.value.cause is Cause.DAMAGED
