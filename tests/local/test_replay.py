"""A scripted world, synchronised day by day: the events are what really happened, no more."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest

from orderviewer.local.query import Query
from orderviewer.local.records import Event, EventKind
from orderviewer.local.store import Store
from orderviewer.order import Order, Page, PageRequest, Scope
from orderviewer.simulator.world import World

BEGINS = date(2026, 1, 12)
PAGE = 100
LONG = os.environ.get("ORDERVIEWER_LONG")
Told = tuple[str, str, str, str, str]


def noisy(value: Any, rng: Random) -> Any:
    """The same meaning, written otherwise each time it is asked for."""
    if isinstance(value, dict):
        members = [(key, noisy(member, rng)) for key, member in value.items()]
        rng.shuffle(members)
        return dict(members)
    if isinstance(value, list):
        items = [noisy(item, rng) for item in value]
        rng.shuffle(items)
        return items
    if value is None or value == "":
        return rng.choice([None, "", "None", "  "])
    return f" {value}" if isinstance(value, str) and rng.random() < 0.1 else value


def rows(world: World, indexes: list[int], rng: Random | None, language: str) -> list[bytes]:
    if rng is None:
        return world.rows(indexes, language)
    listed = (world.order(index, language, full=False) for index in indexes)
    return [json.dumps(noisy(order, rng)).encode() for order in listed]


def synchronise(
    store: Store, world: World, rng: Random | None = None, language: str = "fr"
) -> datetime:
    """Both lists, whole, at noon of the world's day; when it ended."""
    now = datetime.combine(world.today, time(12), UTC)
    for stream in (Scope.CURRENT, Scope.CLOSED):
        crawl = store.start_crawl(stream, now)
        for offset in range(0, world.count(stream), PAGE):
            now += timedelta(milliseconds=1)
            indexes = world.indexes(stream, offset, PAGE, descending=True)
            encoded = rows(world, indexes, rng, language)
            orders = tuple(
                Order(world.id_of(index), raw) for index, raw in zip(indexes, encoded, strict=True)
            )
            store.put(Page(PageRequest(stream, offset, PAGE), orders), crawl, now)
        now += timedelta(milliseconds=1)
        store.finish_crawl(stream, crawl, complete=True, now=now)
    return now


def noticed(events: Iterable[Event]) -> Counter[Told]:
    return Counter(
        (
            *(one.key, str(one.change.kind), one.change.before, one.change.after),
            one.change.path if one.change.kind is EventKind.FIELD_CHANGED else "",
        )
        for one in events
    )


def replay(store: Store, size: int, days: Iterable[int], *, noise: bool) -> None:
    world, rng = World(size, seed=3, today=BEGINS), Random(7)
    before: int | None = None
    tables = []
    for day in days:
        world.step_to(day)
        began = datetime.combine(world.today, time(11), UTC)
        ended = synchronise(store, world, rng if noise else None)
        events = store.history.events(began, limit=10**7)
        if before is None:
            assert events == []
        else:
            truth = Counter(tuple(one) for one in world.events(before, day, "fr"))
            found = noticed(events)
            assert found - truth == Counter(), f"day {day}: told, but it did not happen"
            assert truth - found == Counter(), f"day {day}: it happened and was not told"
        for one in events:
            assert one.not_before < began < one.not_after <= ended
        before = day
        tables.append((ended, table(store)))
    for ended, known in tables[:: max(1, len(tables) // 5)]:
        assert table(store, ended) == known


def table(store: Store, when: datetime | None = None) -> int:
    """A digest of all rows: 90 tables of 5,000 orders are too many to keep."""
    while store.rederive(10**6):
        pass
    query, history = Query(Scope.ALL), store.history
    if when is None:
        listed = store.rows(store.numbers(query))
    else:
        listed = history.rows_as_of(when, history.numbers_as_of(when, query))
    return hash(frozenset(listed))


@pytest.mark.parametrize("noise", [False, True])
def test_ten_days_of_300_orders(store: Store, noise: bool) -> None:
    replay(store, 300, range(10), noise=noise)


def test_a_quarter_of_60_orders_with_noise(store: Store) -> None:
    replay(store, 60, range(90), noise=True)


def test_somebody_who_looks_now_and_then(store: Store) -> None:
    replay(store, 300, (0, 3, 7, 8), noise=False)


def test_another_data_language_is_one_event_beside_what_really_happened(store: Store) -> None:
    world = World(600, seed=3, today=BEGINS)
    synchronise(store, world)
    world.step_to(3)
    synchronise(store, world, language="en")
    events = store.history.events(limit=10**6)
    (schema,) = [one for one in events if one.number is None]
    assert schema.orders == 600
    assert "request.status" in schema.change.path.split("\n")
    truth = world.events(0, 3, "en")
    told = Counter((one.key, str(one.change.kind)) for one in events if one.number)
    assert told == Counter((one.order_id, one.kind) for one in truth)


@pytest.mark.skipif(not LONG, reason="minutes; set ORDERVIEWER_LONG to run it")
def test_90_days_of_5000_orders(store: Store) -> None:
    replay(store, 5000, range(90), noise=True)
