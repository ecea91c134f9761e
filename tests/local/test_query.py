"""Queries against a plain Python oracle."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random

import pytest

from orderviewer.fields import coding, sorting
from orderviewer.fields.roles import Role
from orderviewer.fields.values import sort_key
from orderviewer.local.query import Query, SortKey
from orderviewer.local.store import Row, Store
from orderviewer.order import Order, Scope
from orderviewer.search.terms import Computed, Path
from tests.local.factories import fill, in_chunks, keys

ROLES = list(Role)
TOWNS = ["Épinal", "epernay", "Lyon", "lyon", "Œting", "Étampes", "", "Zuydcoote", "L'Haÿ"]
TOWNS += ["Lyon\x1f3", "lyon\x1f\x00"]  # with what stands between texts that come together
DATES = ["2024-03-12", "2024-03-12T17:59:18Z", "2024-03-12T18:59:18+02:00", "bientôt", "", None]


def odd_order(key: int, dice: Random) -> Order:
    content = {
        "id": key,
        "request": {
            "customerReference": f"PO-{dice.randrange(200)}-{dice.randrange(20)}",
            "status": dice.choice(["Livré", "livre", "En cours", "None", ""]),
        },
        "site": {"name": f"Agence {dice.randrange(30)}", "address": {"city": dice.choice(TOWNS)}},
        "expectedDeliveryDate": dice.choice(DATES),
        "orderDate": f"2024-0{dice.randrange(1, 9)}-1{dice.randrange(9)}",
    }
    return Order(str(key), json.dumps(content).encode())


@pytest.fixture
def mixed(store: Store) -> Store:
    dice = Random(5)
    numbers = list(range(1, 400))
    dice.shuffle(numbers)
    found = [odd_order(number, dice) for number in numbers]
    fill(store, found[:250])
    fill(store, found[230:], Scope.CLOSED)
    while store.rederive():
        pass
    return store


def every_row(store: Store) -> list[Row]:
    return store.rows(store.numbers(Query(Scope.ALL)))


def expected(rows: list[Row], query: Query) -> list[int]:
    """What Python says, without a word of SQL."""
    rows = [row for row in rows if query.scope in (Scope.ALL, row.stream)]
    if query.sort is None:
        return [row.number for row in rows]
    role = query.sort
    column = ROLES.index(role)
    rows = sorted(rows, key=lambda row: row.number)
    filled = [row for row in rows if row.values[column]]
    empty = [row.number for row in rows if not row.values[column]]
    filled.sort(key=lambda row: sort_key(role.kind, row.values[column]), reverse=False)
    if query.descending:  # equal ones keep their order in both directions
        groups: dict[str, list[int]] = {}
        for row in filled:
            groups.setdefault(sort_key(role.kind, row.values[column]), []).append(row.number)
        ordered = [number for key in sorted(groups, reverse=True) for number in groups[key]]
        return ordered + empty
    return [row.number for row in filled] + empty


@pytest.fixture(params=[coding.STEP, 37], ids=["at once", "in steps"])
def step(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few orders are sorted as a million are: column by column, texts that often differ too."""
    monkeypatch.setattr(coding, "STEP", request.param)
    monkeypatch.setattr(sorting, "_STEP", request.param)
    monkeypatch.setattr(coding, "_FEW", request.param)


@pytest.mark.usefixtures("step")
@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("descending", [False, True])
def test_every_sort_is_what_python_says(mixed: Store, scope: Scope, descending: bool) -> None:
    rows = every_row(mixed)
    for role in [None, *Role]:
        query = Query(scope, role, descending)
        assert list(mixed.numbers(query)) == expected(rows, query), role


def test_the_sorts_are_not_all_the_same(mixed: Store) -> None:
    rows = every_row(mixed)
    towns = [row.values[ROLES.index(Role.TOWN)] for row in rows]
    assert "" in towns
    assert len(set(towns)) == len(set(TOWNS))
    ordered = mixed.numbers(Query(Scope.ALL, Role.TOWN))
    shown = [row.values[ROLES.index(Role.TOWN)] for row in mixed.rows(ordered)]
    distinct = list(dict.fromkeys(shown))
    assert distinct[:2] == ["epernay", "Épinal"]
    assert set(distinct[4:6]) == {"Lyon", "lyon"}
    assert distinct[-1] == ""


def test_without_a_sort_current_comes_first_in_the_services_order(store: Store) -> None:
    fill(store, [Order(key, b"{}") for key in ("c2", "c1")], Scope.CLOSED)
    fill(store, [Order(key, b"{}") for key in ("b", "a", "c")])
    assert keys(store, store.numbers(Query(Scope.ALL))) == ["b", "a", "c", "c2", "c1"]
    fill(store, [Order(key, b"{}") for key in ("new", "b", "c", "a")])
    assert keys(store, store.numbers(Query(Scope.CURRENT))) == ["new", "b", "c", "a"]


def test_orders_no_longer_listed_can_be_left_out(store: Store) -> None:
    fill(store, [Order(key, b"{}") for key in ("b", "a", "c")])
    fill(store, [Order(key, b"{}") for key in ("c", "new")])
    fill(store, [Order(key, b"{}") for key in ("c1", "c2")], Scope.CLOSED)
    fill(store, [Order("c2", b"{}")], Scope.CLOSED)
    for sort in (None, Role.ID):
        listed = [keys(store, store.numbers(Query(s, sort, missing=False))) for s in Scope]
        assert [sorted(found) for found in listed] == [["c", "new"], ["c2"], ["c", "c2", "new"]]


def test_texts_of_some_roles_are_those_of_the_rows(mixed: Store) -> None:
    roles, query = (Role.TOWN, Role.ID, Role.PROMISED), Query(Scope.ALL, Role.TOWN)
    rows = mixed.rows(mixed.numbers(query))
    texts = [line for chunk in mixed.stream_texts(query, roles, chunk=7) for line in chunk]
    assert texts == [tuple(row.values[ROLES.index(role)] for role in roles) for row in rows]


def test_numbers_are_one_array(mixed: Store) -> None:
    numbers = mixed.numbers(Query(Scope.ALL))
    assert numbers.typecode == "q"
    assert len(numbers) == len(set(numbers)) == 399


def test_counts_are_what_counting_says(mixed: Store, open_store: Callable[..., Store]) -> None:
    counts = open_store().counts()
    assert counts == {scope: len(mixed.numbers(Query(scope))) for scope in Scope}
    assert counts[Scope.CLOSED] == 169


def test_large_windows_come_whole(mixed: Store) -> None:
    numbers = mixed.numbers(Query(Scope.ALL, Role.ID))
    together = mixed.rows(numbers)
    apart = [row for part in in_chunks(list(numbers), 60) for row in mixed.rows(part)]
    assert together == apart
    assert len(together) == 399


# --- several keys


def by_key(rows: list[Row], key: SortKey) -> list[Row]:
    """A stable sort by one key; what is empty comes last either way."""
    assert isinstance(key.field, Role)
    column, kind = ROLES.index(key.field), key.field.kind
    filled = [row for row in rows if row.values[column]]
    filled.sort(key=lambda row: sort_key(kind, row.values[column]), reverse=key.descending)
    return filled + [row for row in rows if not row.values[column]]


@pytest.mark.usefixtures("step")
@pytest.mark.parametrize("seed", range(12))
def test_several_keys_sort_one_after_the_other(mixed: Store, seed: int) -> None:
    dice = Random(seed)
    roles = dice.sample([Role.TOWN, Role.STATE, Role.PROMISED, Role.REFERENCE, Role.ID], 3)
    keys_ = tuple(SortKey(role, dice.random() < 0.5) for role in roles)
    rows = sorted(every_row(mixed), key=lambda row: row.number)
    for key in reversed(keys_):
        rows = by_key(rows, key)
    assert list(mixed.numbers(Query(Scope.ALL, keys_))) == [row.number for row in rows]


def test_one_key_is_what_a_role_alone_is(mixed: Store) -> None:
    for role in (Role.TOWN, Role.PROMISED):
        for descending in (False, True):
            one = Query(Scope.ALL, (SortKey(role, descending),))
            assert mixed.numbers(one) == mixed.numbers(Query(Scope.ALL, role, descending))


@pytest.mark.parametrize("descending", [False, True])
def test_a_place_in_the_json_sorts_as_a_text(mixed: Store, descending: bool) -> None:
    query = Query(Scope.ALL, (SortKey(Path("address.city"), descending),))
    assert mixed.numbers(query) == mixed.numbers(Query(Scope.ALL, Role.TOWN, descending))


@pytest.mark.parametrize("field", Computed)
def test_every_computed_field_can_be_sorted_by(mixed: Store, field: Computed) -> None:
    numbers = mixed.numbers(Query(Scope.ALL, (SortKey(field), SortKey(Role.ID))))
    assert sorted(numbers) == sorted(mixed.numbers(Query(Scope.ALL)))
