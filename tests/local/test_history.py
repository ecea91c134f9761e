"""What the store remembers: versions, events, the table of another day."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from orderviewer.fields.roles import Role
from orderviewer.local.query import Query, SortKey
from orderviewer.local.records import Event, EventKind, Fate, Row
from orderviewer.local.store import Store
from orderviewer.order import Order, Scope, StoreDamaged
from orderviewer.search.terms import Operator, Path, Term
from tests.local.factories import in_chunks, minutes, order, page

CURRENT, CLOSED = Scope.CURRENT, Scope.CLOSED
DAY = timedelta(days=1)
Contents = dict[str, dict[str, Any]]


def content(key: int, **members: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(order(key).raw)
    request = {**found["request"], **members.pop("request", {})}
    return {**found, "request": request, **members}


def contents(count: int, **members: Any) -> Contents:
    return {str(key): content(key, **members) for key in range(count)}


def encoded(listed: Contents, rng: Random | None = None) -> list[Order]:
    return [Order(key, json.dumps(noisy(one, rng)).encode()) for key, one in listed.items()]


def noisy(value: Any, rng: Random | None) -> Any:
    if rng is None:
        return value
    if isinstance(value, dict):
        members = [(key, noisy(member, rng)) for key, member in value.items()]
        rng.shuffle(members)
        return dict(members)
    return f" {value}" if isinstance(value, str) and rng.random() < 0.5 else value


class Days:
    """Synchronises a store once a day with what is listed."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = minutes(0)

    def crawl(
        self, stream: Scope, listed: Iterable[Order], *, finish: bool = True, **how: Any
    ) -> None:
        self.now += timedelta(seconds=1)
        crawl = self.store.start_crawl(stream, self.now)
        start = 0
        for chunk in in_chunks(list(listed), 50):
            self.now += timedelta(seconds=1)
            self.store.put(page(chunk, stream=stream, offset=start), crawl, self.now)
            start += len(chunk)
        self.now += timedelta(seconds=1)
        if finish:
            self.store.finish_crawl(stream, crawl, complete=True, now=self.now, **how)

    def sync(
        self, current: Contents, closed: Contents | None = None, rng: Random | None = None
    ) -> list[Event]:
        """The events that it brought, oldest first."""
        self.now += DAY
        began = self.now
        self.crawl(CURRENT, encoded(current, rng))
        self.crawl(CLOSED, encoded(closed or {}, rng))
        return self.store.history.events(began, limit=10**6)[::-1]

    def table(self) -> list[Row]:
        return self.store.rows(self.store.numbers(Query(Scope.ALL)))

    def table_then(self, when: Any, query: Query | None = None) -> list[Row]:
        history = self.store.history
        return history.rows_as_of(when, history.numbers_as_of(when, query or Query(Scope.ALL)))


@pytest.fixture
def days(store: Store) -> Days:
    return Days(store)


def told(events: Iterable[Event]) -> list[tuple[str, str, str, str]]:
    return [(one.key, one.change.kind, one.change.before, one.change.after) for one in events]


def changed(listed: Contents, key: str, **members: Any) -> Contents:
    return {**listed, key: content(int(key), **members)}


def without(listed: Contents, *keys: str) -> Contents:
    return {key: one for key, one in listed.items() if key not in keys}


def test_the_first_crawl_is_no_news_later_orders_are(days: Days) -> None:
    assert days.sync(contents(5), {"90": content(90)}) == []
    events = days.sync(contents(6), {"90": content(90), "91": content(91)})
    assert told(events) == [("5", "new", "", "Current"), ("91", "new", "", "Closed")]
    assert events[0].not_after - events[0].not_before > timedelta(hours=23)


def test_an_interrupted_first_crawl_is_no_news_either(days: Days) -> None:
    days.crawl(CURRENT, encoded(contents(3)), finish=False)
    assert days.sync(contents(5)) == []


def test_an_event_says_between_when_it_happened(days: Days) -> None:
    days.sync(contents(3))
    met = days.now
    days.sync(contents(3))
    (event,) = days.sync(changed(contents(3), "1", request={"status": "Livrée"}))
    assert told([event]) == [("1", "state_changed", "En cours", "Livrée")]
    assert met < event.not_before < event.not_after <= days.now
    assert event.not_after - event.not_before > timedelta(hours=23)
    assert event.change.role is Role.STATE


def test_of_each_order_what_matters_most_is_read_first(days: Days) -> None:
    days.sync(contents(4))
    closed = {key: content(int(key), request={"status": "Livrée"}, note="x") for key in "12"}
    days.sync(without(contents(4), *closed), closed)
    latest = [(one.key, one.change.kind.value) for one in days.store.history.events(limit=10)]
    kinds = ["left_current", "state_changed", "field_changed"]
    assert latest == [(key, kind) for key in "21" for kind in kinds]


def test_noise_gives_no_events_and_no_versions(days: Days) -> None:
    rng = Random(1)
    for _ in range(6):
        assert days.sync(contents(60), rng=rng) == []
    assert days.store._database.value("SELECT count(*) FROM versions") == 0


def test_versions_survive_noise_and_can_be_read(days: Days) -> None:
    rng = Random(2)
    states = ["En cours", "Validée", "Bloquée", "Livrée"]
    for state in states:
        days.sync({"1": content(1, request={"status": state})}, rng=rng)
        days.sync({"1": content(1, request={"status": state})}, rng=rng)
    (row,) = days.table()
    versions = days.store.history.versions(row.number)
    assert [json.loads(one.json)["request"]["status"].strip() for one in versions] == states[::-1]
    for newer, older in pairwise(versions):
        assert older.until == newer.since
    packed = days.store._database.query("SELECT length(json) FROM versions")
    assert max(packed)[0] < 200


def test_an_order_that_goes_to_closed_left_current(days: Days) -> None:
    days.sync(contents(3))
    events = days.sync(without(contents(3), "1"), {"1": content(1)})
    assert told(events) == [("1", "left_current", "Current", "Closed")]
    events = days.sync(contents(3))
    assert told(events) == [("1", "reappeared", "Closed", "Current")]


def test_vanished_is_said_when_both_lists_lack_it(days: Days) -> None:
    days.sync(contents(3))
    days.now += DAY
    days.crawl(CURRENT, encoded(without(contents(3), "1")))
    assert days.store.history.events() == [], "it may have gone to Closed"
    assert [row.missing for row in days.table()] == [False, True, False]
    days.crawl(CLOSED, [])
    (event,) = days.store.history.events()
    assert told([event]) == [("1", "vanished", "Current", "")]
    assert days.sync(without(contents(3), "1")) == [], "once is enough"
    assert told(days.sync(contents(3))) == [("1", "reappeared", "", "Current")]


def test_an_order_the_service_knows_by_id_has_not_vanished(days: Days) -> None:
    days.sync(contents(3))
    days.now += DAY
    days.crawl(CURRENT, encoded(without(contents(3), "1")))
    crawl = days.store.start_crawl(CLOSED, days.now)
    number = days.table()[1].number
    days.store.finish_crawl(CLOSED, crawl, complete=True, now=days.now, ask_first=True)
    assert days.store.history.events() == []
    assert days.store.history.lost(CURRENT) == [number]
    assert days.store.lost(5) == [(number, "1")]
    days.store.put_detail(Order("1", b'{"id": "1"}'), days.now)
    assert days.store.lost(5) == [], "asked for, and known"
    days.store.tell_vanished([number], days.now)
    assert [told([one])[0][1] for one in days.store.history.events()] == ["vanished"]


def test_a_page_that_failed_makes_nothing_vanish(days: Days) -> None:
    days.sync(contents(120))
    days.now += DAY
    days.crawl(CURRENT, encoded(contents(50)), finish=False)
    days.crawl(CLOSED, [])
    assert days.store.history.events() == []


def test_what_an_interrupted_crawl_saw_is_told_by_the_next(days: Days) -> None:
    days.sync(contents(3))
    days.crawl(CURRENT, encoded(changed(contents(3), "1", note="x")), finish=False)
    assert days.store.history.events() == []
    days.crawl(CURRENT, encoded(changed(contents(3), "1", note="x")))
    assert told(days.store.history.events()) == [("1", "field_changed", "", "x")]


# --- the schema


def test_a_new_field_is_one_event_over_both_lists(days: Days) -> None:
    current, closed = contents(60), {str(key): content(key) for key in range(100, 140)}
    days.sync(current, closed)
    new = {key: {**one, "zone": f"Z{key}"} for key, one in current.items()}
    new = changed(new, "7", zone="Z7", request={"status": "Livrée"})
    done = {key: {**one, "zone": "Z1"} for key, one in closed.items()}
    events = days.sync(new, done)
    assert sorted(told(events)) == [
        ("", "schema_changed", "", "zone"),
        ("7", "state_changed", "En cours", "Livrée"),
    ]
    schema = next(one for one in events if one.change.kind is EventKind.SCHEMA_CHANGED)
    assert schema.orders == 100
    assert schema.number is None
    events = days.sync(current, closed)
    assert [one for one in told(events) if one[1] == "schema_changed"] == [
        ("", "schema_changed", "zone", "")
    ]


def test_nothing_is_visible_before_the_crawl_ends(days: Days) -> None:
    days.sync(contents(60))
    new = {key: {**one, "zone": 1} for key, one in contents(60).items()}
    days.crawl(CURRENT, encoded(new), finish=False)
    assert days.store.history.events() == []
    assert days.store.history.unseen_counts().orders == 0


def test_a_field_that_others_had_before_is_news(days: Days) -> None:
    closed = {str(key): content(key, completionDate="2026-02-02") for key in range(100, 110)}
    days.sync(contents(60), closed)
    done = {key: {**one, "completionDate": "2026-03-01"} for key, one in contents(60).items()}
    events = days.sync(done, closed)
    assert Counter(one.change.kind for one in events) == {EventKind.COMPLETED: 60}


def test_few_orders_are_told_one_by_one(days: Days) -> None:
    days.sync(contents(15))
    events = days.sync({key: {**one, "zone": 1} for key, one in contents(15).items()})
    assert len(events) == 15


LABELS = {"En cours": "Under way", "Livrée": "Delivered", "Validée": "Validated"}


def in_states(count: int, words: Callable[[str], str], shift: int = 0) -> Contents:
    states = list(LABELS)
    return {
        str(key): content(
            key,
            request={"status": words(states[(key // 7 + shift) % 3])},
            title=f"{words('Livrée')}: {key}",
        )
        for key in range(count)
    }


def test_another_language_is_one_event_and_hides_no_change(days: Days) -> None:
    days.sync(in_states(90, str))
    english = in_states(90, LABELS.__getitem__)
    english["3"]["request"]["status"] = "Validated"  # it was under way
    events = days.sync(english)
    assert sorted(told(events)) == [
        ("", "schema_changed", "", ""),
        ("3", "state_changed", "En cours", "Validated"),
    ]
    schema = next(one for one in events if one.number is None)
    assert schema.change.path.split("\n") == ["request.status", "title"]
    assert schema.orders == 90


def test_a_busy_day_is_no_other_language(days: Days) -> None:
    days.sync(in_states(90, str))
    events = days.sync(in_states(90, str, shift=1))
    assert Counter(one.change.kind for one in events) == {EventKind.STATE_CHANGED: 90}


def test_a_field_that_never_rests_is_one_event_a_day(days: Days) -> None:
    days.sync({key: {**one, "age": 3} for key, one in contents(60).items()})
    for age in (4, 5):
        events = days.sync({key: {**one, "age": age} for key, one in contents(60).items()})
        assert told(events) == [("", "schema_changed", "", "")]
        assert events[0].change.path == "age"


# --- the detail


def test_details_have_versions_and_tell_nothing_twice(days: Days) -> None:
    store = days.store
    days.sync({"1": content(1)})
    plain = content(1, colour="A")
    detail = lambda **members: Order("1", json.dumps({**plain, **members}).encode())  # noqa: E731
    days.now += DAY
    assert store.put_detail(detail(), days.now)
    events = days.sync({"1": content(1, request={"status": "Livrée"})})
    assert told(events) == [("1", "state_changed", "En cours", "Livrée")]
    days.now += DAY
    new = detail(colour="B", request={**plain["request"], "status": "Livrée"})
    assert store.put_detail(new, days.now)
    store.settle_details(days.now)
    assert told(store.history.events(limit=1)) == [("1", "field_changed", "A", "B")]
    assert len(store.history.events()) == 2
    (row,) = days.table()
    assert [one.detail for one in store.history.versions(row.number)] == [False, False, True, True]


def test_the_list_does_not_repeat_what_a_detail_told(days: Days) -> None:
    store, late = days.store, {"request": {**content(1)["request"], "status": "Livrée"}}
    days.sync({"1": content(1)})
    days.now += DAY
    store.put_detail(Order("1", json.dumps(content(1)).encode()), days.now)
    days.now += DAY
    store.put_detail(Order("1", json.dumps({**content(1), **late}).encode()), days.now)
    store.settle_details(days.now)
    assert len(store.history.events()) == 1
    assert days.sync({"1": {**content(1), **late}}) == []


# --- seen


def test_what_is_seen_stays_seen(days: Days) -> None:
    history = days.store.history
    days.sync(contents(4))
    days.sync({key: {**one, "note": "x", "more": 1} for key, one in contents(4).items()})
    assert history.unseen_counts().orders == 4
    assert history.unseen_counts().kinds == {EventKind.FIELD_CHANGED: 8}
    numbers = [row.number for row in days.table()]
    assert history.unseen_orders(numbers[:2]) == set(numbers[:2])
    history.mark_seen(numbers=numbers[:1])
    history.mark_seen([one.event for one in history.events(number=numbers[1])])
    assert history.unseen_orders() == set(numbers[2:])
    assert len(history.events(unseen=True)) == 4
    history.mark_seen()
    assert history.unseen_counts().orders == 0


def test_events_come_in_pages(days: Days) -> None:
    days.sync(contents(9))
    days.sync({key: {**one, "note": "x"} for key, one in contents(9).items()})
    history = days.store.history
    first = history.events(limit=4)
    rest = history.events(limit=100, before=first[-1].event)
    assert [one.event for one in (*first, *rest)] == [one.event for one in history.events()]
    assert history.events(kinds=[EventKind.NEW]) == []


# --- another day


def lively(rng: Random, current: Contents, closed: Contents) -> None:
    """A day in the life of a company."""
    for key in list(current):
        throw = rng.random()
        if throw < 0.03:
            closed[key] = current.pop(key)
            closed[key]["completionDate"] = f"2026-04-{rng.randrange(10, 30)}"
        elif throw < 0.05:
            del current[key]
        elif throw < 0.15:
            current[key]["expectedCompletionDate"] = f"2026-05-{rng.randrange(10, 30)}"
        elif throw < 0.2:
            current[key]["request"]["status"] = rng.choice(list(LABELS))
    for _ in range(rng.randrange(3)):
        key = rng.randrange(500, 5000)
        current[str(key)] = content(key, expectedCompletionDate="2026-05-05")


def test_every_day_can_be_shown_again(days: Days) -> None:
    rng = Random(5)
    current, closed = contents(80, expectedCompletionDate="2026-05-04"), contents(0)
    tables = []
    queries = [
        Query(Scope.ALL),
        Query(CURRENT, Role.PROMISED, descending=True),
        Query(Scope.ALL, Role.STATE, missing=False),
    ]
    for _ in range(12):
        days.sync(current, closed, rng)
        for row in rng.sample(days.table(), 3):
            if not row.missing and rng.random() < 0.5:
                now = {**current, **closed}[row.key]
                raw = json.dumps({**now, "contacts": [{"name": f"A{rng.random()}"}]}).encode()
                days.now += timedelta(minutes=1)
                days.store.put_detail(Order(row.key, raw), days.now)
        while days.store.rederive(10**6):
            pass
        rows = {query: days.store.rows(days.store.numbers(query)) for query in queries}
        tables.append((days.now, rows))
        lively(rng, current, closed)
    for when, rows in tables:
        by_number = sorted(rows[queries[0]])
        assert sorted(days.table_then(when)) == by_number
        for query, then in rows.items():
            numbers = days.store.history.numbers_as_of(when, query)
            if query.sort is None:  # the service's own order is not remembered
                assert sorted(numbers) == sorted(row.number for row in then)
            else:
                assert list(numbers) == [row.number for row in then]


def test_now_is_the_live_table(days: Days) -> None:
    rng = Random(6)
    current, closed = contents(60), contents(0)
    for _ in range(4):
        days.sync(current, closed, rng)
        lively(rng, current, closed)
        assert days.table_then(days.now) == days.table()
    assert days.table_then(days.now - timedelta(days=300)) == []


def test_a_past_day_follows_what_is_written(days: Days) -> None:
    days.sync(contents(3))
    then, table = days.now, days.table()
    assert days.table_then(then) == table
    days.sync(changed(contents(4), "1", request={"status": "Livrée"}))
    assert days.table_then(then) == table
    days.sync(without(contents(4), "2"))
    assert days.table_then(then) == table
    assert len(days.table()) == 4


def test_a_past_day_is_listed_from_places_alone(days: Days) -> None:
    days.sync(contents(30))
    then, before = days.now, days.table()
    days.sync({key: {**one, "note": "x"} for key, one in contents(30).items()})
    history = days.store.history
    numbers = history.numbers_as_of(then, Query(Scope.ALL))
    table = history.table(then)
    assert not table._rows
    assert history.rows_as_of(then, numbers[:2]) == before[:2]
    assert len(table._rows) == 2
    searched = Query(Scope.ALL, terms=(Term("x"),))
    assert not history.numbers_as_of(then, searched)  # now all of them are looked at
    days.sync(without(contents(31), "2"))
    assert history.numbers_as_of(then, Query(Scope.ALL, Role.ID)) == numbers
    assert history.rows_as_of(then, numbers) == before
    assert not history.numbers_as_of(then, searched)


WRONG = ("moves SET missing = 1 - missing", "versions SET until = until + 1",
         "orders SET first_seen = 1")  # fmt: skip


@pytest.mark.parametrize("change", WRONG)
def test_no_past_day_is_made_of_what_was_not_stored(days: Days, change: str) -> None:
    days.sync(contents(3), contents(1))
    then = days.now
    days.sync(changed(contents(2), "1", request={"status": "Livrée"}), contents(0))
    days.sync(contents(0), contents(3))
    days.store._database.run(f"UPDATE {change}")
    with pytest.raises(StoreDamaged):
        days.store.history.numbers_as_of(then, Query(Scope.ALL))


def test_a_past_day_can_be_searched(days: Days) -> None:
    listed = contents(6, note="marmotte", expectedCompletionDate="2026-05-04")
    days.sync(listed)
    while days.store.index_pending(10**6):
        pass
    then = days.now
    new = changed(listed, "1", note="chamois", expectedCompletionDate="2026-06-04")
    new["2"]["request"]["status"] = "Livrée"
    days.sync({**new, "7": content(7, note="marmotte")})
    while days.store.index_pending(10**6):
        pass

    def found(when: Any, *terms: Term, sort: tuple[SortKey, ...] = ()) -> list[str]:
        query = Query(Scope.ALL, sort, terms=terms)
        numbers = days.store.history.numbers_as_of(when, query)
        live = list(days.store.numbers(query))
        assert when is then or list(numbers) == live
        return [row.key for row in days.store.history.rows_as_of(when, numbers)]

    by_note = (SortKey(Path("note")), SortKey(Role.ID))
    assert found(then, Term("marmotte"), sort=by_note) == ["0", "1", "2", "3", "4", "5"]
    assert found(days.now, Term("marmotte"), sort=by_note) == ["0", "2", "3", "4", "5", "7"]
    assert found(then, Term("chamois")) == []
    assert found(days.now, Term("chamois")) == ["1"]
    later = Term("2026-06-01", Role.PROMISED, Operator.MORE)
    assert (found(then, later), found(days.now, later)) == ([], ["1"])
    delivered = Term("livrée", Role.STATE)
    assert (found(then, delivered), found(days.now, delivered)) == ([], ["2"])


def test_two_days_side_by_side(days: Days) -> None:
    promised = {"expectedCompletionDate": "2026-05-04"}
    days.sync(contents(9, **promised))
    then = days.now
    later = contents(10, **promised)
    later["1"]["expectedCompletionDate"] = "2026-06-04"
    later["2"]["expectedCompletionDate"] = "2026-04-04"
    later["3"]["request"]["status"] = "Bloquée"
    later["4"]["note"] = "x"
    del later["5"]
    closed = {"6": later.pop("6")}
    days.sync(later, closed)
    groups = days.store.history.compare(then, days.now)
    keys = {row.number: row.key for row in days.table()}
    assert {fate: [keys[one] for one in numbers] for fate, numbers in groups.items()} == {
        Fate.NEW: ["9"],
        Fate.REAPPEARED: [],
        Fate.VANISHED: ["5"],
        Fate.CLOSED: ["6"],
        Fate.LATER: ["1"],
        Fate.EARLIER: ["2"],
        Fate.STATE_CHANGED: ["3"],
        Fate.CHANGED: ["4"],
        Fate.UNCHANGED: ["0", "7", "8"],
    }
    same = days.store.history.compare(then, then)
    assert sorted(map(keys.get, same[Fate.UNCHANGED])) == [str(key) for key in range(9)]


def test_unchanged_pages_cost_the_history_nothing(
    days: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    days.sync(contents(100))
    crawl = days.store.start_crawl(CURRENT, days.now)
    database, statements = days.store._database, []
    monkeypatch.setattr("orderviewer.local.pages.HistoryWriter", None)
    run = database.run
    monkeypatch.setattr(
        database, "run", lambda sql, *rest: (statements.append(sql), run(sql, *rest))
    )
    days.store.put(page(encoded(contents(100)), limit=100), crawl, days.now)
    assert not [sql for sql in statements if "pending" in sql or "versions" in sql]
