"""A damaged file is set aside, and the new one has every order and all history that was sound."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from orderviewer.local.checking import EVERY, Check, was_left_open
from orderviewer.local.database import PAGE_BYTES, Database
from orderviewer.local.query import Query
from orderviewer.local.records import EventKind, Rescued, Saved
from orderviewer.local.rescue import rescue
from orderviewer.local.schema import RESCUED
from orderviewer.local.store import Store
from orderviewer.order import Cause, Scope, StoreDamaged
from tests.local.factories import NOON, minutes, order, page

EVERYTHING = Query(Scope.ALL)
ORDERS = 600  # several pages of SQLite's in each table


@dataclass(frozen=True)
class Truth:
    """What a store says of its orders and of what happened to them."""

    orders: dict[str, tuple[object, ...]]
    events: set[tuple[object, ...]]
    versions: dict[str, tuple[bytes, ...]]


def truth_of(store: Store) -> Truth:
    store.check()
    rows = store.rows(store.numbers(EVERYTHING))
    stored = {row.key: store.order(row.number) for row in rows}
    orders = {
        row.key: (*row[2:4], one.list_json, one.detail_json, one.first_seen, one.last_seen)
        for row in rows
        if (one := stored[row.key])
    }
    events = {
        (event.key, event.change, event.not_before, event.not_after, event.seen)
        for event in store.history.events(limit=10_000)
    }
    versions = {
        row.key: tuple(version.json for version in store.history.versions(row.number))
        for row in rows
    }
    return Truth(orders, events, versions)


def content(key: int, day: int) -> object:
    state = "En cours" if (key + day) % 3 else f"Étape {day}"
    return order(key, state, committedDeliveryDate=f"2026-04-{1 + (key + day) % 28:02d}")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Truth]:
    """Four syncs of 600 orders; of the changes each brought, half were seen by the user."""
    path = tmp_path_factory.mktemp("whole") / "orders.db"
    with closing(Store.open(path)) as store:
        for day in range(4):
            now = NOON + timedelta(days=day)
            crawl = store.start_crawl(Scope.CURRENT, now)
            for first in range(0, ORDERS, 200):
                some = [content(key, day) for key in range(first, first + 200)]
                store.put(page(some, offset=first, about=ORDERS), crawl, now)
            store.finish_crawl(Scope.CURRENT, crawl, complete=True, now=now)
        for key in range(0, ORDERS, 40):
            store.put_detail(order(key, "Détaillé"), minutes(9999))
        store.history.mark_seen(numbers=range(1, ORDERS, 2))
        truth = truth_of(store)
    assert len(truth.orders) == ORDERS
    assert len(truth.events) > ORDERS
    return path.read_bytes(), truth


def root_of(content: bytes, table: str, folder: Path) -> list[int]:
    """The pages of a table, by number from 1."""
    path = folder / "looked-at.db"
    path.write_bytes(content)
    with closing(sqlite3.connect(path)) as raw:
        root = raw.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()[0]
    path.unlink()
    top = content[(root - 1) * PAGE_BYTES : root * PAGE_BYTES]
    if top[0] != 5:  # no interior page: the table is one leaf
        return [root]
    cells = int.from_bytes(top[3:5], "big")
    places = [int.from_bytes(top[12 + 2 * n : 14 + 2 * n], "big") for n in range(cells)]
    children = [*(top[at : at + 4] for at in places), top[8:12]]
    return [int.from_bytes(child, "big") for child in children]


def blank(content: bytes, number: int) -> bytes:
    broken = bytearray(content)
    broken[(number - 1) * PAGE_BYTES : number * PAGE_BYTES] = os.urandom(PAGE_BYTES)
    return bytes(broken)


def rescued(path: Path, broken: bytes) -> tuple[Rescued, Truth]:
    path.write_bytes(broken)
    told = rescue(path, NOON)
    assert Path(told.file).read_bytes() == broken, "what is set aside is as it was"
    with closing(Store.open(path)) as store:
        return told, truth_of(store)


def assert_nothing_false(found: Truth, truth: Truth) -> None:
    assert found.orders.items() <= truth.orders.items()
    assert found.events <= truth.events
    for key, versions in found.versions.items():
        assert set(versions) <= set(truth.versions[key])


def test_nothing_is_lost_of_a_sound_file(whole: tuple[bytes, Truth], tmp_path: Path) -> None:
    told, found = rescued(tmp_path / "orders.db", whole[0])
    assert found == whole[1]
    assert told.saved.whole
    assert told.saved.orders == ORDERS
    assert told.saved.events == len(found.events)


@pytest.mark.parametrize("table", ["cells", "words_data", "sqlite_autoindex_orders_1"])
def test_what_can_be_made_again_may_be_damaged(
    whole: tuple[bytes, Truth], tmp_path: Path, table: str
) -> None:
    broken, truth = whole
    for number in root_of(broken, table, tmp_path)[:1]:
        broken = blank(broken, number)
    told, found = rescued(tmp_path / "orders.db", broken)
    assert found == truth
    assert told.saved.whole


def test_a_damaged_page_costs_only_the_rows_on_it(
    whole: tuple[bytes, Truth], tmp_path: Path
) -> None:
    intact, truth = whole
    for table in ("orders", "bodies", "versions", "events"):
        pages = root_of(intact, table, tmp_path)
        assert len(pages) > 1, table
        told, found = rescued(tmp_path / f"{table}.db", blank(intact, pages[0]))
        assert_nothing_false(found, truth)
        assert 0 < len(found.orders) <= ORDERS, table
        assert 0 < len(found.events) <= len(truth.events), table
        assert told.saved.whole == (table in {"versions", "events"})
        if table == "versions":
            assert found.orders == truth.orders
            assert found.events == truth.events
            assert found.versions != truth.versions


def test_an_order_that_was_lost_is_no_news_when_it_comes_again(
    whole: tuple[bytes, Truth], tmp_path: Path
) -> None:
    path, (intact, _) = tmp_path / "orders.db", whole
    rescued(path, blank(intact, root_of(intact, "bodies", tmp_path)[1]))
    with closing(Store.open(path)) as store:
        before = len(store.history.events(limit=10_000))
        assert not store.progress(Scope.CURRENT).complete
        now = NOON + timedelta(days=9)
        crawl = store.start_crawl(Scope.CURRENT, now)
        some = [content(key, 3) for key in range(ORDERS)]
        put = store.put(page(some, about=ORDERS), crawl, now)
        store.finish_crawl(Scope.CURRENT, crawl, complete=True, now=now)
        assert put.new
        assert len(store.history.events(limit=10_000)) == before
        assert len(store.numbers(EVERYTHING)) == ORDERS


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: bytes(100) + content[100:],
        lambda content: content[: -PAGE_BYTES - 700],
        lambda content: content + b"\0" * 999,
    ],
    ids=["no head", "a cut end", "a longer end"],
)
def test_a_torn_file_is_read_all_the_same(
    whole: tuple[bytes, Truth], tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "orders.db"
    _, found = rescued(path, damage(whole[0]))
    assert_nothing_false(found, whole[1])
    assert len(found.orders) > ORDERS / 2
    assert found.events
    assert not [file.name for file in tmp_path.iterdir() if "mended" in file.name]


def test_half_a_file_tells_nothing_false(whole: tuple[bytes, Truth], tmp_path: Path) -> None:
    _, found = rescued(tmp_path / "orders.db", whole[0][: len(whole[0]) // 2])
    assert_nothing_false(found, whole[1])


def test_of_what_is_no_store_nothing_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "orders.db"
    for broken in (b"this is no database at all\n" * 3000, b"short", b""):
        path.write_bytes(broken)
        told = rescue(path, NOON)
        assert told.saved == Saved()
        assert Path(told.file).read_bytes() == broken
        assert not path.exists()
        with closing(Store.open(path)) as store:
            assert store.counts()[Scope.ALL] == 0
        path.unlink()


def test_everything_beside_the_store_is_for_its_owner_alone(
    whole: tuple[bytes, Truth], tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    path = folder / "orders.db"
    os.close(os.open(path, os.O_CREAT, 0o600))
    rescued(path, whole[0][:-5000])
    if os.name == "posix":
        assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


def test_a_program_killed_between_the_two_renames_loses_nothing(
    whole: tuple[bytes, Truth], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "orders.db"
    path.write_bytes(whole[0])

    def killed(*_: object) -> Path:
        path.rename(path.with_name("orders.db.damaged-now"))
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("orderviewer.local.rescue.set_aside", killed)
        with pytest.raises(KeyboardInterrupt):
            rescue(path, NOON)
    assert path.with_name(path.name + RESCUED).exists()
    with closing(Store.open(path)) as store:
        assert truth_of(store) == whole[1]


def test_without_room_nothing_is_touched(
    whole: tuple[bytes, Truth], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "orders.db"
    path.write_bytes(whole[0])

    def full(*_: object) -> None:
        raise StoreDamaged(Cause.DISK_FULL)

    monkeypatch.setattr("orderviewer.local.salvage.Deriver.write", full)
    with pytest.raises(StoreDamaged) as raised:
        rescue(path, NOON)
    assert raised.value.cause is Cause.DISK_FULL
    assert path.read_bytes() == whole[0]
    assert not [file for file in tmp_path.iterdir() if "rescue" in file.name]


# --- the check of the whole file


def test_a_check_finds_what_nobody_reads(whole: tuple[bytes, Truth], tmp_path: Path) -> None:
    path = tmp_path / "orders.db"
    path.write_bytes(whole[0])
    assert Check(path).run()
    path.write_bytes(blank(whole[0], root_of(whole[0], "events_at", tmp_path)[0]))
    with pytest.raises(StoreDamaged) as raised:
        Check(path).run()
    assert raised.value.cause is Cause.DAMAGED


def test_a_check_can_be_stopped(
    whole: tuple[bytes, Truth], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "orders.db"
    path.write_bytes(whole[0])
    begun = threading.Event()

    def endless(database: Database) -> None:
        begun.set()
        database.value(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        )

    monkeypatch.setattr(Database, "check", endless)
    check, ended = Check(path), []
    thread = threading.Thread(target=lambda: ended.append(check.run()))
    thread.start()
    assert begun.wait(10)
    while thread.is_alive():
        check.stop()  # again: the statement may not have begun
        thread.join(0.01)
    assert ended == [False]
    assert not check.run()


def test_small_files_are_checked_always_and_large_ones_now_and_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Store.open(tmp_path / "orders.db")) as store:
        store.upkeep.note_checked(NOON)
        assert store.upkeep.check_is_due(NOON)
        monkeypatch.setattr("orderviewer.local.checking.SMALL", 0)
        assert not store.upkeep.check_is_due(NOON)
        assert not store.upkeep.check_is_due(NOON + EVERY - timedelta(hours=1))
        assert store.upkeep.check_is_due(NOON + EVERY)
        assert store.upkeep.check_is_due(NOON - timedelta(days=1)), "the clock was set back"


def test_a_file_that_was_not_closed_in_order_is_known(tmp_path: Path) -> None:
    path = tmp_path / "orders.db"
    assert not was_left_open(path)
    with closing(Store.open(path)) as store:
        store.start_crawl(Scope.CURRENT, NOON)
        assert was_left_open(path)
    assert not was_left_open(path)


def test_kinds_of_events_are_those_of_the_program() -> None:
    assert {kind.value for kind in EventKind} >= {"new", "vanished"}
