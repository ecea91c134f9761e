"""A search that picks from the remembered order finds what a search of its own finds, always."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from orderviewer.fields.roles import Role
from orderviewer.local import listed
from orderviewer.local.forgetting import forget_orders
from orderviewer.local.query import Query, SortKey
from orderviewer.local.rows import read_numbers
from orderviewer.local.store import Store
from orderviewer.order import Scope
from orderviewer.search.parsing import terms_of
from orderviewer.search.terms import Computed
from tests.local.factories import NOON, fill, keys, minutes, order, orders, page

SEARCHES = ("livré", "po 1", "7", "livré 12", "-livré", "état:livré", "état:livré|cours", "xyz")
SEARCHES = (*SEARCHES, "scope:closed", "ordered:empty 3", '"claire martin" -12', "- livré -7")
SEARCHES = (*SEARCHES, "-état:livré -7", "1 state:cours", "-12 -7", "état:livré|cours -scope:all")
ORDERS = (
    None,
    (SortKey(Role.STATE), SortKey(Role.REFERENCE, descending=True)),
    (SortKey(Computed.SILENCE),),
)


def index_all(store: Store) -> None:
    while store.index_pending():
        continue


@pytest.fixture(params=["pending", "indexed", "with gaps"])
def filled(
    store: Store, store_file: Path, open_store: Callable[..., Store], request: pytest.FixtureRequest
) -> Store:
    fill(store, [order(n, ("En cours", "Livré")[n % 3 == 0]) for n in range(1, 40)])
    fill(store, orders(range(100, 130), "Livré"), Scope.CLOSED)
    index_all(store)
    fill(store, [order(n, "Livré") for n in range(30, 45)])  # some missing, some changed, some new
    if request.param != "pending":
        index_all(store)
    if request.param == "with gaps":
        store.close()
        forget_orders(store_file, (3, 4, 50))
        store = open_store()
        fill(store, [order(n, "En cours") for n in (201, 202, 203)])
    return store


@pytest.mark.parametrize("typed", SEARCHES)
@pytest.mark.parametrize("sort", ORDERS)
@pytest.mark.parametrize("shortest", [1, 100], ids=["by runs", "one by one"])
def test_picked_or_not_is_the_same(
    filled: Store,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    sort: tuple[SortKey, ...] | None,
    shortest: int,
) -> None:
    monkeypatch.setattr(listed, "_SHORTEST", shortest)
    found = 0
    for scope in Scope:
        for missing in (True, False):
            query = Query(scope, sort, missing=missing, terms=terms_of(typed))
            own = read_numbers(filled._database, query)
            filled._listed._whole = None
            assert filled.numbers(query) == own  # on its own
            filled.numbers(replace(query, terms=()))
            whole = filled._listed._remembered(query)
            assert whole
            assert filled._listed._picked(query, whole) == own
            assert filled.numbers(query) == own
            found += len(own)
    assert (found == 0) == (typed == "xyz")


def test_what_is_written_is_found_at_once(filled: Store, store_file: Path) -> None:
    everything = Query(Scope.ALL)
    searched = Query(Scope.ALL, terms=terms_of("nouvelle"))
    assert len(filled.numbers(everything)) == len(filled.numbers(everything)) == 74
    assert not filled.numbers(searched)
    fill(filled, [order("A", "Nouvelle")])  # by itself
    assert keys(filled, filled.numbers(searched)) == ["A"]
    assert len(filled.numbers(everything)) == 75
    with closing(Store.open(store_file)) as other:
        crawl = other.start_crawl(Scope.CURRENT, minutes(9))
        other.put(page([order("B", "Nouvelle")]), crawl, NOON)
    assert set(keys(filled, filled.numbers(searched))) == {"A", "B"}
    assert len(filled.numbers(everything)) == 76


def test_another_order_day_or_scope_is_not_picked_from(filled: Store) -> None:
    asked = Query(Scope.ALL, Role.STATE, terms=terms_of("livré"), today=date(2026, 3, 1))
    filled.numbers(replace(asked, terms=()))
    assert filled._listed._remembered(asked) is not None
    for another in (
        replace(asked, sort=Role.REFERENCE),
        replace(asked, descending=True),
        replace(asked, scope=Scope.CLOSED),
        replace(asked, missing=False),
        replace(asked, today=date(2026, 3, 2)),
    ):
        assert filled._listed._remembered(another) is None


def test_whoever_has_a_list_may_change_it(filled: Store) -> None:
    filled.numbers(Query(Scope.ALL)).pop()
    every = filled.numbers(Query(Scope.ALL))
    assert len(every) == 74
    assert len(filled.numbers(Query(Scope.ALL, terms=terms_of("claire")))) == 74
