"""What is put into the store comes out again, and says what is new about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from orderviewer.fields.roles import Role
from orderviewer.local.query import Query
from orderviewer.local.store import Store
from orderviewer.order import Order, Scope
from tests.local.factories import NOON, fill, keys, minutes, order, orders, page

ROLES = list(Role)
CURRENT, CLOSED = Scope.CURRENT, Scope.CLOSED


def value(store: Store, number: int, role: Role) -> str:
    return store.rows([number])[0].values[ROLES.index(role)]


def test_an_order_comes_back_byte_for_byte(store: Store) -> None:
    raw = b'{ "id": "7",\n  "request" : {"status": "Livr\xc3\xa9"}, "x": 1.50 }'
    put = fill(store, [Order("7", raw)])
    assert put.new == put.numbers
    assert (put.known, put.changed) == (0, ())
    stored = store.order(put.new[0])
    assert stored is not None
    assert (stored.key, stored.list_json, stored.detail_json) == ("7", raw, None)
    assert (stored.stream, stored.missing, stored.has_id) == (CURRENT, False, True)
    assert stored.first_seen == stored.last_seen == NOON
    assert stored.detail_seen is None


def test_an_unknown_number_is_no_order(store: Store) -> None:
    assert store.order(1) is None
    assert store.rows([1, 2]) == []


def test_a_row_has_one_text_for_each_role(store: Store) -> None:
    put = fill(store, [order(12, "En cours")])
    row = store.rows(put.new)[0]
    assert (row.number, row.key, row.stream, row.missing) == (put.new[0], "12", CURRENT, False)
    assert len(row.values) == len(ROLES)
    assert row.values[:5] == ("12", "3-0000012", "PO 12", "En cours", "Claire Martin")


def test_what_is_no_object_is_kept_all_the_same(store: Store) -> None:
    odd = [Order("?1", b"[1, 2]", has_id=False), Order("?2", b'"text"', has_id=False)]
    put = fill(store, odd)
    stored = [store.order(number) for number in put.new]
    assert [(one.list_json, one.has_id) for one in stored if one] == [
        (b"[1, 2]", False),
        (b'"text"', False),
    ]
    assert all(not any(row.values) for row in store.rows(put.new))


def test_rows_come_in_the_order_asked(store: Store) -> None:
    put = fill(store, orders(range(120)))
    asked = [*put.new[::-7], 99_999, put.new[3]]
    assert [row.number for row in store.rows(asked)] == [*put.new[::-7], put.new[3]]


def test_the_same_again_is_only_seen(store: Store) -> None:
    put = fill(store, orders(range(250)))
    again = store.put(page(orders(range(250))), store.start_crawl(CURRENT, minutes(5)), minutes(5))
    assert again.numbers == put.new
    assert (again.new, again.changed, again.known) == ((), (), 250)
    stored = store.order(put.new[0])
    assert stored is not None
    assert (stored.first_seen, stored.last_seen) == (NOON, minutes(5))


def test_new_and_changed_are_named(store: Store) -> None:
    put = fill(store, orders(range(150)))
    later = [*orders(range(149)), order(149, "Livré"), order(150)]
    second = store.put(page(later), store.start_crawl(CURRENT, minutes(1)), minutes(1))
    assert second.changed == (put.new[149],)
    assert second.known == 150
    assert second.new == (second.numbers[150],)
    assert value(store, put.new[149], Role.STATE) == "Livré"
    assert value(store, put.new[148], Role.STATE) == "En cours"


def test_of_two_with_one_key_the_later_counts(store: Store) -> None:
    put = fill(store, [order(1, "first"), order(2), order(1, "second")])
    assert len(put.numbers) == len(put.new) == 2
    assert store.counts()[CURRENT] == 2
    assert sorted(keys(store, put.new)) == ["1", "2"]
    number = next(row.number for row in store.rows(put.new) if row.key == "1")
    assert value(store, number, Role.STATE) == "second"


def test_an_empty_page_changes_nothing(store: Store) -> None:
    fill(store, orders(range(3)))
    crawl = store.start_crawl(CURRENT, minutes(1))
    put = store.put(page([], offset=3, ended=True), crawl, minutes(1))
    assert put.numbers == ()
    assert store.counts()[Scope.ALL] == 3


def test_keys_that_no_file_can_hold_are_stored_readably(store: Store) -> None:
    key = "bad \udcff key"
    put = fill(store, [Order(key, b"{}")])
    again = fill(store, [Order(key, b"{}")])
    assert again.numbers == put.new
    assert keys(store, put.new) == ["bad ? key"]


def test_an_order_moves_to_the_stream_it_was_last_seen_in(store: Store) -> None:
    put = fill(store, orders(range(5)))
    moved = fill(store, [order(2)], CLOSED)
    assert moved.numbers == moved.changed == (put.new[2],)
    assert store.counts() == {CURRENT: 4, CLOSED: 1, Scope.ALL: 5}
    assert keys(store, store.numbers(Query(CLOSED))) == ["2"]
    assert keys(store, store.numbers(Query(CURRENT))) == ["0", "1", "3", "4"]
    assert keys(store, store.numbers(Query(Scope.ALL))) == ["0", "1", "3", "4", "2"]


# --- crawls


def test_only_a_complete_crawl_makes_orders_missing(store: Store) -> None:
    put = fill(store, orders(range(4)))
    crawl = store.start_crawl(CURRENT, minutes(1))
    store.put(page(orders([0, 1])), crawl, minutes(1))
    store.finish_crawl(CURRENT, crawl, complete=False, now=minutes(2))
    assert not any(row.missing for row in store.rows(put.new))

    crawl = store.start_crawl(CURRENT, minutes(3))
    store.put(page(orders([0, 1])), crawl, minutes(3))
    store.finish_crawl(CURRENT, crawl, complete=True, now=minutes(4))
    assert [row.missing for row in store.rows(put.new)] == [False, False, True, True]
    stored = store.order(put.new[3])
    assert stored is not None
    assert stored.missing
    assert stored.last_seen == NOON
    assert store.counts()[CURRENT] == 4


def test_a_missing_order_that_comes_back_is_changed(store: Store) -> None:
    put = fill(store, orders(range(3)))
    fill(store, orders([0, 1]))
    back = store.put(page(orders(range(3))), store.start_crawl(CURRENT, minutes(9)), minutes(9))
    assert back.changed == (put.new[2],)
    assert not any(row.missing for row in store.rows(put.new))


def test_a_crawl_of_one_stream_says_nothing_of_the_other(store: Store) -> None:
    put = fill(store, orders(range(3)))
    fill(store, orders([10]), CLOSED)
    assert not any(row.missing for row in store.rows(put.new))


def test_orders_met_at_first_and_gone_at_the_end_are_missing(store: Store) -> None:
    crawl = store.start_crawl(CURRENT, NOON)
    put = store.put(page(orders(range(3))), crawl, NOON)
    store.finish_crawl(CURRENT, crawl, complete=True, now=NOON, gone=[put.new[1]])
    assert [row.missing for row in store.rows(put.new)] == [False, True, False]


def test_an_order_that_moved_away_meanwhile_is_not_made_missing(store: Store) -> None:
    current, closed = store.start_crawl(CURRENT, NOON), store.start_crawl(CLOSED, NOON)
    put = store.put(page(orders(range(3))), current, NOON)
    store.put(page(orders([1]), stream=CLOSED), closed, NOON)
    store.finish_crawl(CLOSED, closed, complete=True, now=NOON)
    store.finish_crawl(CURRENT, current, complete=True, now=NOON, gone=[put.new[1]])
    assert not any(row.missing for row in store.rows(put.new))


def test_progress_is_of_the_latest_crawl_that_stored_anything(store: Store) -> None:
    assert store.progress(CURRENT).as_of is None
    crawl = store.start_crawl(CURRENT, NOON)
    assert store.progress(CURRENT).as_of is None
    store.put(page(orders(range(50)), about=120), crawl, minutes(1))
    store.put(page(orders(range(40, 90)), offset=50, about=121), crawl, minutes(2))
    progress = store.progress(CURRENT)
    assert (progress.received, progress.about, progress.complete) == (90, 121, False)
    assert progress.as_of == minutes(2)
    store.put(page([], offset=90), crawl, minutes(3))
    store.finish_crawl(CURRENT, crawl, complete=True, now=minutes(4))
    progress = store.progress(CURRENT)
    assert (progress.received, progress.about, progress.complete) == (90, 121, True)
    assert progress.as_of == minutes(4)
    store.start_crawl(CURRENT, minutes(5))
    assert store.progress(CURRENT) == progress
    assert store.progress(CLOSED).as_of is None


def test_an_empty_stream_read_to_its_end_is_complete(store: Store) -> None:
    fill(store, [])
    progress = store.progress(CURRENT)
    assert (progress.received, progress.complete, progress.as_of) == (0, True, NOON)


def test_a_late_page_of_an_older_crawl_makes_nothing_missing(store: Store) -> None:
    old = store.start_crawl(CURRENT, NOON)
    put = fill(store, orders(range(3)))
    store.put(page(orders(range(3))), old, minutes(1))
    assert not any(row.missing for row in store.rows(put.new))


# --- details


def test_a_detail_is_kept_beside_the_list(store: Store) -> None:
    put = fill(store, [order(1)])
    detail = order(1, "Livré", site={"name": "Agence Lyon"})
    assert store.put_detail(detail, minutes(1))
    stored = store.order(put.new[0])
    assert stored is not None
    assert (stored.list_json, stored.detail_json) == (order(1).raw, detail.raw)
    assert stored.detail_seen == minutes(1)
    assert value(store, put.new[0], Role.STATE) == "Livré"


def test_the_same_detail_again_is_only_seen(store: Store) -> None:
    put = fill(store, [order(1)])
    assert store.put_detail(order(1, "x"), minutes(1))
    assert not store.put_detail(order(1, "x"), minutes(2))
    stored = store.order(put.new[0])
    assert stored is not None
    assert stored.detail_seen == minutes(2)


def test_a_detail_of_no_stored_order_is_dropped(store: Store) -> None:
    assert not store.put_detail(order(1), NOON)
    assert store.counts()[Scope.ALL] == 0


def test_what_changed_last_wins_and_the_other_fills_its_blanks(store: Store) -> None:
    put = fill(store, [order(1, "first")])
    number = put.new[0]
    store.put_detail(Order("1", b'{"request": {"status": "second"}}'), minutes(1))
    assert value(store, number, Role.STATE) == "second"
    assert value(store, number, Role.REFERENCE) == "PO 1"
    crawl = store.start_crawl(CURRENT, minutes(2))
    store.put(page([Order("1", b'{"request": {"status": "third"}}')]), crawl, minutes(2))
    store.put_detail(order(1, "fourth"), minutes(3))
    store.put(page([Order("1", b'{"request": {"status": "fifth"}}')]), crawl, minutes(4))
    assert value(store, number, Role.STATE) == "fifth"
    assert value(store, number, Role.REFERENCE) == "PO 1"


# --- the reading


def with_date(key: int) -> Order:
    return order(key, expectedDeliveryDate="2026-05-04")


def test_a_role_found_later_reaches_the_rows_stored_before(store: Store) -> None:
    put = fill(store, orders(range(150)))
    assert Role.PROMISED not in store.reading().columns()
    blank = Order("900", b'{"id": "900", "expectedDeliveryDate": "2026-06-07"}')
    found = fill(store, [*map(with_date, range(1000, 1020)), blank])
    assert found.reading_changed
    assert Role.PROMISED in store.reading().columns()
    left = store.rederive(60)
    assert left == 150 - 60  # what came with the new reading has it
    assert [store.rederive(60), store.rederive(60), store.rederive(60)] == [30, 0, 0]
    assert value(store, found.new[0], Role.PROMISED) == "2026-05-04"
    assert value(store, put.new[0], Role.PROMISED) == ""


def test_rows_made_by_an_older_reading_are_made_anew(
    store: Store, open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orderviewer.fields.reading.Learner.consider", lambda *_: False)
    first = fill(store, [order(1)])
    unseen = fill(store, [with_date(2), with_date(3)])
    store.put_detail(Order("3", b'{"expectedDeliveryDate": "2027-01-01"}'), minutes(1))
    assert not any(value(store, number, Role.PROMISED) for number in unseen.new)
    monkeypatch.undo()
    other = open_store()
    assert fill(other, map(with_date, range(10, 30))).reading_changed
    while store.rederive(1):
        pass
    assert value(store, first.new[0], Role.PROMISED) == ""
    assert value(store, unseen.new[0], Role.PROMISED) == "2026-05-04"
    assert value(store, unseen.new[1], Role.PROMISED) == "2027-01-01"


def test_the_reading_is_remembered(store: Store, open_store: Callable[..., Store]) -> None:
    fill(store, map(with_date, range(20)))
    other = open_store()
    assert other.reading().columns() == store.reading().columns()
    assert Role.PROMISED in other.reading().columns()
    assert not fill(other, map(with_date, range(20, 40))).reading_changed
