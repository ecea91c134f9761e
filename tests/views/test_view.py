"""What each view asks for, and that what is shown can be kept and shown again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderviewer.fields.roles import Role
from orderviewer.local.query import Query, SortKey
from orderviewer.local.store import Store
from orderviewer.order import Order, Scope
from orderviewer.search.keywords import Language
from orderviewer.search.parsing import terms_of
from orderviewer.search.terms import Computed, Path
from orderviewer.search.writing import write
from orderviewer.views.view import (
    BUILT_IN,
    LONGEST_NAME,
    SILENT_DAYS,
    View,
    finds_the_same,
    is_taken,
    query_of,
    tidy_name,
    view_of,
)
from tests.local.conftest import open_store, store, store_file
from tests.local.factories import NOON, fill, keys, order

__all__ = ["open_store", "store", "store_file"]

DAY = NOON.date()  # a day on which everything was stored
DONE = ("delivered", "delivered late", "done tomorrow")  # or to be
NAMED = {view.name: view for view in BUILT_IN}


def days(count: int) -> str:
    return (DAY + timedelta(days=count)).isoformat()


def promised(
    key: str, day: str | None, visit: str | None = None, *, done: str | None = None
) -> Order:
    fields: dict[str, object] = {"expectedDeliveryDate": day, "completionDate": done}
    if visit:
        fields["appointmentDate"] = visit
    return order(key, **fields)


@pytest.fixture
def filled(store: Store) -> Store:
    fill(
        store,
        [
            promised("late", days(-1), days(3)),
            promised("today", days(0)),
            promised("week", days(7), days(6)),
            promised("later", days(8), days(7)),
            promised("open", None),
            promised("delivered", days(0), done=days(0)),
            promised("delivered late", days(-9), done=days(-1)),
            promised("done tomorrow", None, done=days(1)),
        ],
    )
    fill(store, [promised("done late", days(-9)), promised("done", None)], Scope.CLOSED)
    while store.rederive():
        pass
    return store


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "current",
            ["late", "today", "week", "later", "open", *DONE],
        ),
        ("closed", ["done late", "done"]),
        ("overdue", ["late"]),
        ("due_soon", ["today", "week"]),
        ("no_appointment", ["today", "open", "done tomorrow"]),
        ("silent", []),
    ],
)
def test_a_built_in_view_finds_its_orders(filled: Store, name: str, expected: list[str]) -> None:
    query = query_of(NAMED[name], before=Query(Scope.ALL, today=DAY))
    assert keys(filled, filled.numbers(query)) == expected
    assert filled.count(query) == len(expected)


def test_every_built_in_view_was_tried_or_is_below() -> None:
    assert set(NAMED) == {
        *("current", "closed", "overdue", "due_soon", "no_appointment", "silent", "changed")
    }
    assert all(view.builtin for view in BUILT_IN)


@pytest.mark.parametrize(("passed", "count"), [(SILENT_DAYS, 0), (SILENT_DAYS + 1, 5)])
def test_an_order_is_silent_after_a_month_without_change(
    filled: Store, passed: int, count: int
) -> None:
    day = DAY + timedelta(days=passed)
    assert filled.count(query_of(NAMED["silent"], before=Query(Scope.ALL, today=day))) == count


def test_what_has_changed_is_what_has_changes_that_nobody_has_seen(filled: Store) -> None:
    changed = query_of(NAMED["changed"])
    assert filled.count(changed) == 0  # what the first reading brings is no news
    content = [promised("late", days(5)), promised("new", None), promised("today", days(0))]
    fill(filled, content, now=NOON + timedelta(days=2))
    assert {"late", "new"} == set(keys(filled, filled.numbers(changed)))
    assert frozenset(filled.numbers(changed)) == filled.history.unseen_orders()
    assert filled.count(changed) == filled.history.unseen_counts().orders
    late = next(n for n in filled.numbers(changed) if keys(filled, [n]) == ["late"])
    filled.history.mark_seen([], numbers=[late], until=None)
    assert "late" not in keys(filled, filled.numbers(changed))
    filled.history.mark_seen(None, numbers=[], until=None)
    assert filled.count(changed) == 0


@pytest.mark.parametrize("view", BUILT_IN, ids=lambda view: view.name)
def test_built_in_searches_are_understood_in_either_language(view: View) -> None:
    terms = query_of(view).terms
    assert all(term.trouble is None and term.field for term in terms)
    for language in Language:
        text = write(terms, language)
        assert finds_the_same(view, Query(view.scope, terms=terms_of(text)))


TEXTS = [
    "",
    "lyon fibre",
    "état:livrée -ville:lyon promise<+7j",
    '"rue de lyon" site.address.city:lyon',
    "rdv:vide silence>2sem",
    "portée:close non_vu>0",
]
SORTS = [
    (),
    (SortKey(Role.TOWN), SortKey(Computed.LATE, descending=True)),
    (SortKey(Path("site.address.city"), descending=True),),
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("sort", SORTS)
def test_what_is_shown_can_be_kept_and_shown_again(text: str, sort: tuple[SortKey, ...]) -> None:
    query = Query(Scope.CLOSED, sort or None, terms=terms_of(text))
    view = view_of("  Fibre   Sud-Est ", query, [Role.STREET, Role.STREET])
    assert view.name == "Fibre Sud-Est"
    assert not view.builtin
    assert view.columns == (Role.ID, Role.STREET)
    again = query_of(view, before=Query(Scope.ALL, Role.SITE, descending=True))
    assert finds_the_same(view, query)
    assert again.scope is Scope.CLOSED
    assert again.sort_keys == sort
    assert view_of(view.name, again, view.columns) == view


def test_a_key_of_the_json_without_a_dot_needs_to_be_known() -> None:
    query = Query(Scope.ALL, terms=terms_of("siteCode:12", ["siteCode"]))
    view = view_of("codes", query, names=["siteCode"])
    assert query_of(view, names=["siteCode"]).terms == query.terms
    assert query_of(view).terms != query.terms


def test_the_sort_of_a_role_is_kept_as_the_table_has_it() -> None:
    view = view_of("towns", Query(Scope.ALL, Role.TOWN, descending=True))
    assert view.sort == (("town", True),)
    assert query_of(view).sort_keys == (SortKey(Role.TOWN, descending=True),)


def test_a_view_that_says_nothing_of_the_order_leaves_it() -> None:
    before = Query(Scope.ALL, Role.TOWN, descending=True, terms=terms_of("lyon"))
    shown = query_of(NAMED["closed"], before=before)
    assert shown == Query(Scope.CLOSED, Role.TOWN, descending=True)


def test_terms_that_ask_nothing_are_not_kept() -> None:
    query = Query(Scope.CURRENT, terms=terms_of("lyon retard> promise<nonsense"))
    assert view_of("half", query).text == "lyon"


@pytest.mark.parametrize(
    "other",
    [
        Query(Scope.ALL, terms=terms_of("late>0")),
        Query(Scope.CURRENT),
        Query(Scope.CURRENT, terms=terms_of("late>1")),
        Query(Scope.CURRENT, terms=terms_of("late>0 lyon")),
    ],
)
def test_other_orders_are_not_the_views(other: Query) -> None:
    assert not finds_the_same(NAMED["overdue"], other)


def test_another_order_of_the_same_orders_is_still_the_view() -> None:
    query = Query(Scope.CURRENT, Role.TOWN, terms=terms_of("retard>0 promise<"))
    assert finds_the_same(NAMED["overdue"], query)


@given(st.text())
def test_a_tidy_name_stays_tidy(typed: str) -> None:
    name = tidy_name(typed)
    assert len(name) <= LONGEST_NAME
    assert tidy_name(name) == name == name.strip()


def test_names_are_the_same_however_they_are_written() -> None:
    assert is_taken(" fibre  SUD ", ["Fibre Sud"])
    assert not is_taken("Fibre Nord", ["Fibre Sud", ""])


def test_a_users_view_may_have_the_word_of_a_built_in_one() -> None:
    assert View("overdue").key != NAMED["overdue"].key
