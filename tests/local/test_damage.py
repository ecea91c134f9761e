"""Bytes of a real store that a disk changed: noticed, or of no consequence; never a wrong text."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from orderviewer.fields.roles import Role
from orderviewer.local.database import PAGE_BYTES
from orderviewer.local.query import Query
from orderviewer.local.records import Row
from orderviewer.local.store import Store
from orderviewer.order import Cause, Order, Scope, StoreDamaged
from orderviewer.search.parsing import terms_of
from orderviewer.simulator.world import World
from tests.local.factories import NOON, fill, order, orders, page

EVERYTHING = Query(Scope.ALL)
ORDERS, DAYS = 200, 3
# 1,000 files take half a minute: ORDERVIEWER_LONG=1 asks for them.
FILES = 1_000 if os.environ.get("ORDERVIEWER_LONG") else 60
SEED = int(os.environ.get("ORDERVIEWER_SEED", "7"))


@dataclass(frozen=True)
class Truth:
    """What an undamaged store says: rows by number, JSON of list and detail by key.

    And of what was: events, the versions of each order, the rows of each day.
    """

    rows: dict[int, tuple[str, tuple[str, ...]]]
    jsons: dict[str, tuple[bytes, bytes | None]]
    events: frozenset[tuple[object, ...]]
    versions: dict[int, frozenset[bytes]]
    days: tuple[dict[int, tuple[str, ...]], ...]


def day_after(days: int) -> datetime:
    return NOON + timedelta(days=days, hours=1)


def sync(store: Store, world: World, day: int) -> None:
    """Both lists as they are on that day of the world."""
    now = NOON + timedelta(days=day)
    for scope in Scope.ALL.streams:
        indexes = world.indexes(scope, 0, ORDERS)
        raws = map(bytes, world.rows(indexes, "fr"))
        keys = map(world.id_of, indexes)
        listed = [Order(key, raw) for key, raw in zip(keys, raws, strict=True)]
        crawl = store.start_crawl(scope, now)
        store.put(page(listed, stream=scope, about=len(listed)), crawl, now)
        store.finish_crawl(scope, crawl, complete=True, now=now)


def events_of(store: Store) -> frozenset[tuple[object, ...]]:
    found = store.history.events(limit=100_000)
    return frozenset((one.key, one.change, one.not_before, one.not_after) for one in found)


def rows_of_day(store: Store, day: int) -> dict[int, tuple[str, ...]]:
    when = day_after(day)
    numbers = store.history.numbers_as_of(when, EVERYTHING)
    return {row.number: row.values for row in store.history.rows_as_of(when, numbers)}


def truth_of(store: Store) -> Truth:
    rows = store.rows(store.numbers(EVERYTHING))
    return Truth(
        {row.number: (row.key, row.values) for row in rows},
        {
            row.key: (body, detail)
            for chunk in store.stream_raw(EVERYTHING)
            for row, body, detail in chunk
        },
        events_of(store),
        {
            row.number: frozenset(one.json for one in store.history.versions(row.number))
            for row in rows
        },
        tuple(rows_of_day(store, day) for day in range(DAYS)),
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Truth]:
    """A store of lifelike orders, some with details, all of them indexed, over some weeks."""
    path = tmp_path_factory.mktemp("whole") / "orders.db"
    world = World(ORDERS, 1, "orange", None)
    with closing(Store.open(path)) as store:
        for day in range(DAYS):
            sync(store, world, day)
            for key in world.ids()[day::7]:
                store.put_detail(order(key, f"Détaillé {day}"), day_after(day))
            store.settle_details(day_after(day))
            world.step_to(world.day + 9)
        while store.rederive() or store.index_pending():
            continue
        truth = truth_of(store)
    assert len(truth.rows) == len(truth.jsons) >= ORDERS
    assert len(truth.events) > ORDERS
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


def read_history(store: Store, truth: Truth) -> None:
    wrong = not events_of(store) <= truth.events
    for number, versions in list(truth.versions.items())[::10]:
        wrong |= not {one.json for one in store.history.versions(number)} <= versions
    in_the_making = store.is_stale()  # damage ended that: what is to be made anew is blank
    for day, right in enumerate(truth.days):
        for number, values in rows_of_day(store, day).items():
            blank = in_the_making and not any(values)
            wrong |= not blank and right.get(number, values) != values
    if wrong:  # a whole row may be gone, or two be exchanged: that the check notices
        store.check()
        pytest.fail("what was is told wrong")


def read_everything(store: Store, truth: Truth, fewer: int = 0) -> int:
    """How many of the ways to read notice damage; asserts that the others tell the truth.

    `fewer`: so many orders may be missing, of a journal that is damaged.
    """

    def rows() -> None:
        while store.rederive():  # as the program does when it opens a file
            continue
        assert rows_are_right(store.rows(store.numbers(EVERYTHING)), truth)

    def found() -> None:
        terms = terms_of("lyon -livrée promise>2020-01-01")
        assert rows_are_right(store.rows(store.numbers(Query(Scope.ALL, terms=terms))), truth)

    def texts() -> None:
        right = {values for _, values in truth.rows.values()}
        if store.is_stale():  # making them anew met damage: those that are to be made are blank
            right.add(("",) * len(Role))
        streamed = store.stream_texts(EVERYTHING, tuple(Role))
        shown = [text for chunk in streamed for text in chunk]
        assert set(shown) <= right
        assert len(shown) in (len(truth.rows), len(truth.rows) - fewer)

    def jsons() -> None:
        streamed = [line for chunk in store.stream_raw(EVERYTHING) for line in chunk]
        shown = {row.key: tuple(raws) for row, *raws in streamed}
        assert len(shown) in (len(truth.jsons), len(truth.jsons) - fewer)
        otherwise = {key: raws for key, raws in shown.items() if raws != truth.jsons.get(key)}
        assert all(raws == (truth.jsons[key][0], None) for key, raws in otherwise.items())
        if otherwise:  # a whole detail may be gone: that the check notices
            store.check()
            pytest.fail("an order is told without its detail")

    def each() -> None:
        for number, (key, _) in truth.rows.items():
            stored = store.order(number)
            assert stored is None or (stored.key, stored.list_json) == (key, truth.jsons[key][0])

    noticed = 0
    reads = (
        *(rows, found, texts, jsons, each, store.check),
        *(lambda: read_history(store, truth), lambda: read_the_rest(store)),
    )
    for read in reads:
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
    dice, noticed = random.Random(SEED), 0
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


def test_flipped_bytes_of_a_file_with_its_journal_change_no_order(
    whole: tuple[bytes, Truth], tmp_path: Path
) -> None:
    live, more = tmp_path / "live.db", orders(range(900_000, 900_030))
    live.write_bytes(whole[0])
    with closing(Store.open(live)) as store:
        crawl = store.start_crawl(Scope.CURRENT, day_after(DAYS))
        store.put(page(more), crawl, day_after(DAYS))
        truth = truth_of(store)
        parts = [live.read_bytes(), live.with_name("live.db-wal").read_bytes()]  # as if killed
    assert len(parts[1]) > PAGE_BYTES
    dice, noticed = random.Random(SEED + 1), 0
    for number in range(FILES // 3):
        path = tmp_path / f"{number}.db"
        broken = [bytearray(part) for part in parts]
        for _ in range(dice.choice([1, 4])):
            part = broken[number % 2]
            part[dice.randrange(len(part))] ^= 1 << dice.randrange(8)
        for name, content in zip(("", "-wal"), broken, strict=True):
            path.with_name(path.name + name).write_bytes(content)
        try:
            with closing(Store.open(path)) as store:
                noticed += bool(read_everything(store, truth, fewer=len(more)))
        except StoreDamaged as error:
            assert error.cause is Cause.DAMAGED  # noqa: PT017
            noticed += 1
    assert noticed > FILES / 12


def test_no_detail_of_another_order_is_told(whole: tuple[bytes, Truth], tmp_path: Path) -> None:
    path = tmp_path / "orders.db"
    path.write_bytes(whole[0])
    with closing(sqlite3.connect(path)) as raw, raw:
        without = "SELECT min(number) FROM orders WHERE number NOT IN (SELECT number FROM details)"
        raw.execute(
            f"UPDATE details SET number = ({without})"
            " WHERE number = (SELECT max(number) FROM details)"
        )
    with closing(Store.open(path)) as store, pytest.raises(StoreDamaged):
        list(store.stream_raw(EVERYTHING))


def test_no_text_is_made_of_what_was_not_stored(whole: tuple[bytes, Truth], tmp_path: Path) -> None:
    path = tmp_path / "orders.db"
    path.write_bytes(whole[0])
    one, other = sorted(whole[1].rows)[:2]
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(f"DELETE FROM cells WHERE number = {one}")
        raw.execute("INSERT INTO meta VALUES ('stale', '1 1000')")
        raw.execute(
            f"UPDATE bodies SET packed = (SELECT packed FROM bodies WHERE number = {other})"
            f" WHERE number = {one}"
        )
    with closing(Store.open(path)) as store, pytest.raises(StoreDamaged):
        store.rederive()


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE events SET after = '2031-01-01' WHERE event = 3", "events"),
        ("UPDATE events SET not_after = not_after + 4096 WHERE event = 3", "events"),
        ("UPDATE events SET number = 4 WHERE event = 3", "events"),
        ("UPDATE versions SET until = until + 8 WHERE number = 1", "versions"),
        ("UPDATE versions SET number = 1 WHERE number = 2", "versions"),
        ("UPDATE moves SET stream = 1 - stream", "days"),
        ("UPDATE details SET since = since + 4096 WHERE number % 5 = 3", "days"),
        ("UPDATE orders SET changed = changed + 256 WHERE number = 1", "days"),
        ("DELETE FROM bodies WHERE number IN (SELECT number FROM versions)", "days"),
        ("UPDATE orders SET first_seen = first_seen - 256 WHERE number = 1", "versions"),
        ("UPDATE orders SET first_seen = first_seen - 256 WHERE number = 1", "order"),
    ],
)
def test_a_history_that_is_not_what_was_stored_is_never_told(
    whole: tuple[bytes, Truth], tmp_path: Path, damage: str, told: str
) -> None:
    path = tmp_path / "orders.db"
    path.write_bytes(whole[0])
    with closing(sqlite3.connect(path)) as raw, raw:
        assert raw.execute(damage).rowcount > 0
    reads = {
        "events": lambda store: store.history.events(limit=100_000),
        "versions": lambda store: store.history.versions(1),
        "days": lambda store: rows_of_day(store, 0),
        "order": lambda store: store.order(1),
    }
    with closing(Store.open(path)) as store, pytest.raises(StoreDamaged) as raised:
        reads[told](store)
    assert raised.value.cause is Cause.DAMAGED


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
        "UPDATE sqlite_schema SET sql = replace(sql, 'tokenchars ', '') WHERE name = 'words'",
        "UPDATE sqlite_schema SET sql = replace(sql, 'detail', 'detaim') WHERE name = 'words'",
        "UPDATE sqlite_schema SET sql = replace(sql, 'number', 'mumber') WHERE name = 'events'",
    ],
)
def test_what_cannot_be_read_is_damage(
    store_file: Path, open_store: Callable[..., Store], damage: str
) -> None:
    with closing(open_store()) as store:
        fill(store, orders(range(10)))
    with closing(sqlite3.connect(store_file)) as raw, raw:
        raw.execute("PRAGMA writable_schema = 1")
        raw.execute(damage)

    def read_what_is_damaged() -> None:
        store = open_store()
        store.order(1)
        store.progress(Scope.CURRENT)
        store.rederive()
        store.history.events()
        store.numbers(Query(Scope.ALL, terms=terms_of("lyon")))

    with pytest.raises(StoreDamaged) as raised:
        read_what_is_damaged()
    assert raised.value.cause is Cause.DAMAGED
