"""A profile is opened: what is stored is shown, a damaged file is set aside and told."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from orderviewer.feed.feed import MOST_RESCUES
from orderviewer.local.database import PAGE_BYTES
from orderviewer.local.query import Query
from orderviewer.local.store import Store
from orderviewer.order import Cause, Scope, StoreDamaged
from tests.feed.conftest import profile_of, secrets_of
from tests.local.stored import stores, unpack

if TYPE_CHECKING:
    from collections.abc import Callable

    from orderviewer.feed.feed import Feed
    from orderviewer.local.records import Rescued
    from orderviewer.profile import Home
    from orderviewer.simulator import Simulator


def test_a_damaged_store_is_set_aside_and_the_orders_come_again(
    feed: Feed, home: Home, simulator: Callable[..., Simulator], qtbot: Any
) -> None:
    service = simulator(orders=30)
    profile = profile_of(service)
    file = home.store_file(profile)
    file.parent.mkdir(parents=True)
    file.write_bytes(b"this is no database" * 1000)
    renamed: list[Rescued] = []
    listed: list[int] = []
    feed.rescued.connect(renamed.append)
    feed.listing.listed.connect(lambda listing: listed.append(len(listing.numbers)))
    with qtbot.waitSignal(feed.connected, timeout=10_000):
        feed.open(profile, secrets_of(service))
    feed.listing.show(Query(Scope.CURRENT))
    feed.crawl.read_first(Scope.CURRENT)
    qtbot.waitUntil(lambda: listed[-1:] == [len(service.world.ids(Scope.CURRENT))])
    assert [one.saved.orders for one in renamed] == [0]
    assert list(file.parent.glob("orders.sqlite.damaged-*"))


def flip(file: Path, table: str) -> None:
    """Damages the first page of a table."""
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (root,) = raw.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()
    with file.open("r+b") as content:
        content.seek((root - 1) * PAGE_BYTES)
        content.write(b"\x5a" * PAGE_BYTES)


def read_all(feed: Feed, service: Simulator, qtbot: Any) -> Path:
    """A profile with all its orders, closed again; its store's file."""
    profile = profile_of(service)
    with qtbot.waitSignal(feed.connected, timeout=10_000):
        feed.open(profile, secrets_of(service))
    with qtbot.waitSignal(feed.crawl.rested, timeout=10_000):
        feed.crawl.read_everything(Scope.ALL)
    with qtbot.waitSignal(feed.search.indexed, timeout=10_000):
        feed.search.index()
    feed.close()
    file = feed.home.store_file(profile)
    qtbot.waitUntil(lambda: not file.with_name(file.name + "-wal").exists(), timeout=10_000)
    return file


def test_damage_that_only_a_check_finds_is_mended_and_told(
    feed: Feed, simulator: Callable[..., Simulator], qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orderviewer.feed.keeping.IDLE_SECONDS", 0.01)
    service = simulator(orders=30)
    file = read_all(feed, service, qtbot)
    flip(file, "events_at")
    told: list[Rescued] = []
    listed: list[int] = []
    feed.rescued.connect(told.append)
    feed.listing.listed.connect(lambda listing: listed.append(len(listing.numbers)))
    with qtbot.waitSignal(feed.keep.failed, timeout=10_000):
        feed.open(profile_of(service), secrets_of(service))
    with qtbot.waitSignal(feed.keep.checked, timeout=10_000):  # the new file
        feed.listing.show(Query(Scope.ALL))
    qtbot.waitUntil(lambda: listed[-1:] == [30])
    assert [(one.saved.orders, one.saved.whole) for one in told] == [(30, True)]
    assert feed.session
    assert feed.session.connected


def test_damage_that_a_row_shows_is_mended_and_told(
    feed: Feed, simulator: Callable[..., Simulator], qtbot: Any
) -> None:
    service = simulator(orders=30)
    file = read_all(feed, service, qtbot)
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("UPDATE cells SET state = 'Autre' WHERE number = 7")
    with qtbot.waitSignal(feed.rescued, timeout=10_000) as rescued:
        feed.open(profile_of(service), secrets_of(service))
        feed.listing.show(Query(Scope.ALL))
        feed.listing.want([7])
    assert rescued.args
    assert rescued.args[0].saved.whole
    qtbot.waitUntil(lambda: feed.session is not None and feed.session.connected)
    with qtbot.waitSignal(feed.listing.rows_read, timeout=10_000):
        feed.listing.want([7])


def test_a_file_that_is_damaged_again_and_again_is_told_at_last(
    feed: Feed, simulator: Callable[..., Simulator], qtbot: Any
) -> None:
    service = simulator(orders=5)
    told: list[Rescued] = []
    feed.rescued.connect(told.append)
    with qtbot.waitSignal(feed.connected, timeout=10_000):
        feed.open(profile_of(service), secrets_of(service))
    for count in range(1, 6):
        feed.listing.failed.emit(StoreDamaged(Cause.DAMAGED))
        want = min(count, MOST_RESCUES)
        qtbot.waitUntil(lambda want=want: len(told) == want, timeout=10_000)
        qtbot.waitUntil(lambda: feed.session is not None and feed.session.connected)
    assert len(told) == MOST_RESCUES


def test_a_newer_store_is_shown_and_left_alone(
    feed: Feed, simulator: Callable[..., Simulator], qtbot: Any
) -> None:
    service = simulator(orders=30)
    file = read_all(feed, service, qtbot)
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA user_version=999")
    content = file.read_bytes()
    listed: list[int] = []
    feed.listing.listed.connect(lambda listing: listed.append(len(listing.numbers)))
    service.requests.clear()
    with qtbot.waitSignal(feed.newer, timeout=10_000):
        feed.open(profile_of(service), secrets_of(service))
    with qtbot.waitSignal(feed.detail.read, timeout=10_000):
        feed.listing.show(Query(Scope.ALL))
        feed.detail.open(3)
    qtbot.waitUntil(lambda: listed[-1:] == [30])
    feed.sync.sync_now()
    feed.crawl.read_first(Scope.CURRENT)
    assert not feed.crawl.busy
    feed.close()
    assert file.read_bytes() == content
    assert not list(service.requests)
    assert not list(file.parent.glob("*.damaged-*"))


def test_what_cannot_be_read_of_a_newer_store_is_said_and_left_alone(
    feed: Feed, simulator: Callable[..., Simulator], qtbot: Any
) -> None:
    service = simulator(orders=5)
    file = read_all(feed, service, qtbot)
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("DROP VIEW bi_orders")
        raw.execute("DROP VIEW bi_scopes")
        raw.execute("ALTER TABLE streams RENAME COLUMN orders TO orders_of_tomorrow")
        raw.execute("PRAGMA user_version=999")
    content = file.read_bytes()
    with qtbot.waitSignal(feed.listing.failed, timeout=10_000) as failed:
        feed.open(profile_of(service), secrets_of(service))
    assert failed.args
    assert failed.args[0].cause is Cause.NEWER
    assert file.read_bytes() == content


def test_the_store_of_the_first_version_is_shown_with_its_texts(
    feed: Feed, simulator: Callable[..., Simulator], qtbot: Any
) -> None:
    service = simulator(orders=5)
    unpack(stores()[0], feed.home.store_file(profile_of(service)))
    texts: list[str] = []
    feed.listing.listed.connect(
        lambda listing: texts.extend(row.texts[0] for row in listing.rows.values())
    )
    feed.listing.show(Query(Scope.CURRENT))
    with qtbot.waitSignal(feed.unconnected, timeout=10_000):
        feed.open(profile_of(service))  # offline
    qtbot.waitUntil(lambda: "OV-0007" in texts, timeout=10_000)


def test_a_window_and_the_command_line_fill_one_store_at_once(
    feed: Feed, simulator: Callable[..., Simulator], qtbot: Any
) -> None:
    service = simulator(orders=400)
    profile = profile_of(service, page_size=10)
    feed.home.save(profile)
    failed: list[object] = []
    for part in (feed, feed.crawl, feed.listing, feed.views):
        part.failed.connect(failed.append)
    with qtbot.waitSignal(feed.connected, timeout=10_000):
        feed.open(profile, secrets_of(service))
    command = ["-m", "orderviewer", "sync", "--home", str(feed.home.path), "--profile", "Test"]
    with subprocess.Popen(
        [sys.executable, *command, "--page-size", "10", "--credentials-from-stdin"],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdin
        secrets = (service.client_id, service.client_secret, service.api_key)
        program.stdin.write("".join(f"{one}\n" for one in secrets))
        program.stdin.close()
        while program.poll() is None:  # the window reads as often as it can meanwhile
            feed.crawl.sync(anew=True)
            qtbot.waitUntil(lambda: not feed.crawl.busy, timeout=30_000)
        assert program.stderr
        told = program.stderr.read()
    assert (program.returncode, told, failed) == (0, "", [])
    assert feed.crawl.whole(Scope.ALL)
    with closing(Store.open(feed.home.store_file(profile))) as store:
        store.check()
        assert store.counts()[Scope.ALL] == len(store.numbers(Query(Scope.ALL))) == 400


def test_without_secrets_the_stored_orders_are_shown_all_the_same(
    feed: Feed, simulator: Callable[..., Simulator], qtbot: Any
) -> None:
    service = simulator(orders=20)
    profile = profile_of(service)
    with qtbot.waitSignal(feed.connected, timeout=10_000):
        feed.open(profile, secrets_of(service))
    with qtbot.waitSignal(feed.crawl.rested, timeout=10_000):
        feed.crawl.read_everything(Scope.ALL)
    listed: list[int] = []
    feed.listing.listed.connect(lambda listing: listed.append(len(listing.numbers)))
    with qtbot.waitSignal(feed.unconnected, timeout=10_000) as refused:
        feed.open(profile)
    assert refused.args is not None
    assert refused.args[0].cause is Cause.NOT_CONFIGURED
    feed.listing.show(Query(Scope.ALL))
    qtbot.waitUntil(lambda: listed[-1:] == [20])
