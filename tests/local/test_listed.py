"""A search that picks from the remembered order finds what a search of its own finds, always."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path as Path_
from random import Random

import pytest

from orderviewer.fields.roles import Role
from orderviewer.local import beginning, listed, written
from orderviewer.local.database import Database
from orderviewer.local.deciding import decision as decide
from orderviewer.local.expressions import Expression
from orderviewer.local.forgetting import forget_orders
from orderviewer.local.query import Query, SortKey
from orderviewer.local.rows import read_numbers
from orderviewer.local.stopping import Stop, Stopped
from orderviewer.local.store import Store
from orderviewer.order import Order, Scope
from orderviewer.search.parsing import terms_of
from orderviewer.search.terms import Computed, Path
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
    store: Store,
    store_file: Path_,
    open_store: Callable[..., Store],
    request: pytest.FixtureRequest,
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


@pytest.mark.parametrize("typed", [*SEARCHES, "commande:*|livré", "request.status:livré -12"])
@pytest.mark.parametrize("sort", ORDERS)
def test_the_first_ones_are_found_without_the_others(
    filled: Store, monkeypatch: pytest.MonkeyPatch, typed: str, sort: tuple[SortKey, ...] | None
) -> None:
    for most in ("_LOOKED_AT", "_WITH_JSON"):
        monkeypatch.setattr(beginning, most, 90)
    monkeypatch.setattr(beginning, "_LOOKS", 3)
    monkeypatch.setattr(beginning, "NOTICED", 0)
    told = 0
    for scope in Scope:
        for missing in (True, False):
            query = Query(scope, sort, missing=missing, terms=terms_of(typed))
            filled._listed._whole = None
            assert filled.first_numbers(query, 1) is None  # in no order that is known
            own = read_numbers(filled._database, query)
            filled.numbers(replace(query, terms=()))
            for room in (1, 5, 20):
                first = filled.first_numbers(query, room)
                if first is not None:
                    assert len(first) >= room
                    assert first == own[: len(first)]
                    told += 1
    assert (told == 0) == (typed == "xyz")


def test_nobody_looks_for_the_first_of_a_few(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = Query(Scope.ALL, terms=terms_of("cours"))
    filled.numbers(Query(Scope.ALL))
    assert len(filled.numbers(query)) >= 20
    assert filled.first_numbers(query, 20) is None  # in a table of a few either
    monkeypatch.setattr(beginning, "NOTICED", 0)
    assert filled.first_numbers(query, 20)
    monkeypatch.setattr(beginning, "_WITH_JSON", 24)
    asked: list[int] = []
    original = Query.among_sql

    def among_sql(self: Query, numbers: Sequence[int]) -> Expression:
        asked.extend(numbers)
        return original(self, numbers)

    monkeypatch.setattr(Query, "among_sql", among_sql)
    assert filled.first_numbers(replace(query, terms=terms_of("xyz")), 20) is None
    assert len(asked) == 4  # at a look it was plain that they are too few


def test_whoever_would_wait_is_shown_the_first_ones(store: Store) -> None:
    columns, few, many = store._listed._columns, 5_000, 100_000

    def awaited(typed: str, orders: int) -> bool:
        return beginning.is_awaited(Query(Scope.ALL, terms=terms_of(typed)), orders, columns)

    assert awaited("request.status:livré", few)  # the JSON of each is read
    assert not awaited("état:livré", few)
    assert awaited("état:livré", many)  # the column is read once
    assert columns.where(decide(terms_of("état:livré")[0], date(2026, 3, 1)))
    assert not awaited("état:reçu", many)
    assert not awaited("lyon", many)
    assert awaited('"rue pasteur"', many)
    assert awaited("lyon", 10 * many)
    assert awaited("écart>3", many)


def test_what_nobody_waits_for_is_ended(filled: Store) -> None:
    stop, database = Stop(), filled._database
    numbers = filled.numbers(Query(Scope.ALL))
    database._connection.create_function("wish", 0, stop.wish)
    with pytest.raises(Stopped), filled.heeding(stop), database.steady():
        database.query("SELECT wish() FROM orders AS one, orders AS other")  # in the midst of it
    assert filled.numbers(Query(Scope.ALL)) == numbers
    with pytest.raises(Stopped), filled.heeding(stop):  # that was wished before it began
        raise AssertionError
    again = Stop()
    with pytest.raises(Stopped), filled.heeding(again):
        _wish_between(database, again)
    stop.wish()  # too late: nothing is done for it
    with filled.heeding(Stop()):
        assert filled.numbers(Query(Scope.ALL, terms=terms_of("livré")))


def _wish_between(database: Database, stop: Stop) -> None:
    stop.wish()
    database.value("SELECT 1")


def test_what_is_written_is_found_at_once(filled: Store, store_file: Path_) -> None:
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


def dull_order(dice: Random) -> Order:
    return order(dice.randrange(60), dice.choice(["En cours", "Livré", ""]))


KEPT = (
    (SortKey(Role.STATE), SortKey(Role.ID, descending=True)),
    (SortKey(Role.ID, descending=True),),
    (SortKey(Role.STATE, descending=True),),
    (SortKey(Computed.SCOPE, descending=True), SortKey(Computed.SILENCE), SortKey(Role.STATE)),
    (SortKey(Path("request.status")),),
    (SortKey(Computed.UNSEEN), SortKey(Role.STATE)),
    (),
)


@pytest.mark.parametrize("sort", KEPT)
@pytest.mark.parametrize("scope", [Scope.ALL, Scope.CURRENT])
@pytest.mark.parametrize("missing", [True, False])
@pytest.mark.parametrize("most", [3, 200], ids=["mostly untold", "told"])
def test_what_is_kept_is_kept_up_to_date(
    store: Store,
    store_file: Path_,
    monkeypatch: pytest.MonkeyPatch,
    sort: tuple[SortKey, ...],
    scope: Scope,
    missing: bool,
    most: int,
) -> None:
    monkeypatch.setattr(written, "MOST", most)
    dice = Random(f"{sort} {scope} {missing} {most}")
    whole = Query(scope, sort or None, missing=missing, today=date(2026, 3, 20))
    searched = [
        replace(whole, terms=terms_of(text)) for text in ("état:livré", "-1", "1 état:vide")
    ]
    with closing(Store.open(store_file)) as writer:
        for day in range(12):
            found = {one.key: one for one in (dull_order(dice) for _ in range(dice.choice([2, 9])))}
            stream = dice.choice([Scope.CURRENT, Scope.CLOSED])
            fill(writer, found.values(), stream, minutes(1_440 * day))
            if day % 3 == 2:
                detail = b'{"request": {"status": "Ended"}}'
                writer.put_detail(Order(next(iter(found)), detail), minutes(1_440 * day))
            while day % 2 and (writer.rederive() or writer.index_pending()):
                pass
            for query in (whole, *searched):
                assert store.numbers(query) == read_numbers(store._database, query), (day, query)


def test_an_unchanged_list_leaves_all_that_is_kept(store: Store, store_file: Path_) -> None:
    sorted_ = Query(Scope.ALL, Role.STATE)
    unsorted = Query(Scope.CURRENT)
    with closing(Store.open(store_file)) as writer:
        fill(writer, [order(n) for n in range(9)])
        fill(writer, [order(n) for n in range(9)])  # the reading has settled
        while writer.rederive() or writer.index_pending():
            pass
        for query in (sorted_, unsorted):
            fill(writer, [order(n) for n in range(9)])
            store.numbers(query)
            whole = store._listed._whole
            fill(writer, [order(n) for n in range(9)])
            assert store.numbers(query) == read_numbers(store._database, query)
            assert store._listed._whole is whole
            fill(writer, [order(n) for n in range(8, -1, -1)])  # at other places
            assert store.numbers(query) == read_numbers(store._database, query)
            assert (store._listed._whole is whole) == (query is sorted_)


def test_a_few_changed_orders_are_put_where_they_belong(
    store: Store, store_file: Path_, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = Query(Scope.ALL, Role.STATE)
    with closing(Store.open(store_file)) as writer:
        fill(writer, [order(n) for n in range(9)])
        while writer.rederive() or writer.index_pending():
            pass
        store.numbers(query)
        fill(writer, [order(3, "Annulée"), order(5, "Livrée"), order("new", "Clos")])
        monkeypatch.setattr(listed, "read_numbers", None)  # all would be sorted
        found = store.numbers(query)
        assert keys(store, found) == ["3", "new", "0", "1", "2", "4", "6", "7", "8", "5"]
