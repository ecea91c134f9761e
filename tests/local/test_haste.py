"""A page somebody waits for is learnt from later in part: in the end nothing is otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from orderviewer.fields.roles import Role
from orderviewer.local.query import Query
from orderviewer.local.store import Store
from orderviewer.order import Order, Page, PageRequest, Scope
from tests.fields.samples import wires
from tests.local.factories import NOON, in_chunks, order, page

DIALECTS = ("orange", "tmf", "bare", "mixed")
PAGE = 75


def pages_of(dialect: str) -> list[Page]:
    wired = [Order(f"{place:03}", raw) for place, raw in enumerate(wires(dialect, 300))]
    return [
        Page(PageRequest(Scope.CURRENT, place * PAGE, PAGE), tuple(orders), None)
        for place, orders in enumerate(in_chunks(wired, PAGE))
    ]


def put_all(
    store: Store, pages: list[Page], after_each: Callable[[], Store] | None = None
) -> Store:
    """In haste when there is something to be done after each page."""
    crawl = store.start_crawl(Scope.CURRENT, NOON)
    for one in pages:
        store.put(one, crawl, NOON, in_haste=after_each is not None)
        store = after_each() if after_each else store
    return store


def shown(store: Store) -> list[tuple[str, ...]]:
    """Every text of every order, when all was learnt."""
    store.learn_rest()
    while store.rederive():
        pass
    assert not store.is_stale()
    return [row.values for row in store.rows(store.numbers(Query(Scope.ALL)))]


def learnt(store: Store) -> dict[str, object]:
    """All that is kept of what was learnt but how often the reading was another one."""
    store.finish_crawl(Scope.CURRENT, 1, complete=True, now=NOON)
    (text,) = store._database.query("SELECT value FROM meta WHERE name = 'learner'")[0]
    kept: dict[str, object] = json.loads(text)
    del kept["reading"]
    return {**kept, "paths": store.reading().paths}


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("way", ["learnt between", "next page too soon", "program ended"])
def test_in_the_end_nothing_is_otherwise(dialect: str, way: str, tmp_path: Path) -> None:
    pages = pages_of(dialect)
    with_patience = put_all(Store.open(tmp_path / "one.db"), pages)
    opened = [Store.open(tmp_path / "other.db")]

    def between() -> Store:
        if way == "learnt between":
            opened[-1].learn_rest()
        elif way == "program ended":
            opened[-1].close()
            opened.append(Store.open(tmp_path / "other.db"))
        return opened[-1]

    in_haste = put_all(opened[0], pages, between)
    assert shown(in_haste) == shown(with_patience)
    assert learnt(in_haste) == learnt(with_patience)
    in_haste.close()
    with_patience.close()


def test_a_patient_page_after_one_in_haste_comes_after_it(tmp_path: Path) -> None:
    pages = pages_of("mixed")
    stores = [Store.open(tmp_path / name) for name in ("one.db", "other.db")]
    for store, in_haste in zip(stores, (True, False), strict=True):
        crawl = store.start_crawl(Scope.CURRENT, NOON)
        store.put(pages[0], crawl, NOON, in_haste=in_haste)
        store.put(pages[1], crawl, NOON)
    assert shown(stores[0]) == shown(stores[1])
    assert learnt(stores[0]) == learnt(stores[1])
    for store in stores:
        store.close()


def test_what_only_the_last_order_shows_is_found_at_once_after(store: Store) -> None:
    alike = [order(key) for key in range(60)]
    rare = order(60, expectedDeliveryDate="2026-05-04")
    crawl = store.start_crawl(Scope.CURRENT, NOON)
    put = store.put(page([*alike, rare]), crawl, NOON, in_haste=True)
    assert Role.PROMISED not in store.reading().columns()
    assert store.learn_rest()
    assert Role.PROMISED in store.reading().columns()
    while store.rederive():
        pass
    (row,) = store.rows(put.new[-1:])
    assert row.values[list(Role).index(Role.PROMISED)] == "2026-05-04"


def test_nobody_is_told_of_anything_when_the_rest_teaches_nothing(store: Store) -> None:
    crawl = store.start_crawl(Scope.CURRENT, NOON)
    store.put(page(map(order, range(60))), crawl, NOON, in_haste=True)
    assert not store.learn_rest()
    assert not store.is_stale()


def test_the_very_first_page_is_kept_as_it_came_and_the_next_one_packed(store: Store) -> None:
    crawl = store.start_crawl(Scope.CURRENT, NOON)
    store.put(page(map(order, range(3))), crawl, NOON, in_haste=True)
    store.put(page(map(order, range(3, 6))), crawl, NOON, in_haste=True)
    packed = store._database.query("SELECT substr(packed, 1, 1) FROM bodies ORDER BY number")
    assert [how for (how,) in packed] == [b"\0"] * 3 + [b"\1"] * 3
    for number in store.numbers(Query(Scope.ALL)):
        stored = store.order(number)
        assert stored is not None
        assert Order(str(number - 1), stored.list_json) == order(number - 1)
