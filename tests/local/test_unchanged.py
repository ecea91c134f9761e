"""A second sync of a world that did not change writes nothing but that it was seen again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from orderviewer.local.store import Store
from orderviewer.order import Order, Page, PageRequest, Scope
from orderviewer.simulator.world import World
from tests.local.factories import NOON, minutes

PAGE = 50
# What may be written: where and when each order was met, and that there was a crawl.
SEEN = {
    "orders": {"crawl", "last_seen"},
    "streams": {"crawl", "completed"},
    "crawls": None,
    "sqlite_sequence": None,
}


def content(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, without the columns that a sync may change."""
    found = {}
    with closing(sqlite3.connect(file)) as raw:
        tables = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        for name, sql in tables:
            written = SEEN.get(name, set())
            if written is None or "VIRTUAL" in sql:
                continue
            columns = [row[1] for row in raw.execute(f"PRAGMA table_info({name})")]
            chosen = ", ".join(one for one in columns if one not in written)
            found[name] = sorted(raw.execute(f"SELECT {chosen} FROM {name}"), key=repr)
    return found


def synchronise(store: Store, world: World, minute: int) -> int:
    """How many orders were new or changed."""
    news, now = 0, minutes(minute)
    for stream in Scope.ALL.streams:
        crawl = store.start_crawl(stream, now)
        for offset in range(0, world.count(stream), PAGE):
            indexes = world.indexes(stream, offset, PAGE, descending=True)
            raws = world.rows(indexes, "fr")
            orders = [Order(world.id_of(n), raw) for n, raw in zip(indexes, raws, strict=True)]
            put = store.put(Page(PageRequest(stream, offset, PAGE), tuple(orders)), crawl, now)
            news += len(put.new) + len(put.changed)
        store.finish_crawl(stream, crawl, complete=True, now=now + timedelta(seconds=20))
    return news


def test_nothing_but_seen(store: Store, store_file: Path) -> None:
    world = World(300, seed=5, today=date(2026, 3, 2))
    assert synchronise(store, world, 0) == 300
    while store.rederive() or store.index_pending():
        continue
    before = content(store_file)
    assert synchronise(store, world, 10) == 0
    assert store.rederive() == 0
    assert store.index_pending() == 0
    after = content(store_file)
    assert after.keys() == before.keys()
    for table, rows in before.items():
        assert after[table] == rows, f"{table} was written"
    assert all(one.as_of and one.as_of > NOON for one in map(store.progress, Scope.ALL.streams))
    world.step_to(1)
    assert synchronise(store, world, 20) > 0
    assert content(store_file) != before
