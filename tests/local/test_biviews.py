"""The views for Power Query and BI tools, read as those read them: with SQLite alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from orderviewer.local.store import Store
from orderviewer.order import Scope
from tests.local.factories import NOON, fill, minutes, order, orders, page
from tests.local.test_store import with_date

# Reports out there name these: a column may be added at the end, none may go or change places.
ORDER_COLUMNS = [
    *["key", "scope", "missing", "first_seen", "last_seen", "changed"],
    *["id", "request_id", "reference", "state", "orange_contact", "site", "town", "postcode"],
    *["product", "promised", "appointment", "appointment_state", "ordered", "requested"],
    *["completed", "cancelled", "delay_reason", "street", "site_contact", "customer"],
    *["order_kind", "step", "priority"],
]
EVENT_COLUMNS = [
    *["event", "key", "kind", "field", "path", "before", "after", "days"],
    *["not_before", "not_after", "seen", "orders"],
]
SCOPE_COLUMNS = ["scope", "orders", "complete", "received", "about", "as_of"]


def read(path: Path, sql: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as raw:
        raw.row_factory = sqlite3.Row
        return [dict(row) for row in raw.execute(sql)]


def columns(path: Path, view: str) -> list[str]:
    with closing(sqlite3.connect(path)) as raw:
        return [column[0] for column in raw.execute(f"SELECT * FROM {view}").description]


def test_their_columns_stay_as_they_are(store: Store, store_file: Path) -> None:
    assert columns(store_file, "bi_orders") == ORDER_COLUMNS
    assert columns(store_file, "bi_scopes") == SCOPE_COLUMNS
    assert columns(store_file, "bi_events") == EVENT_COLUMNS


def test_one_line_an_order_while_the_program_has_the_store_open(
    store: Store, store_file: Path
) -> None:
    fill(store, map(with_date, range(20)))
    fill(store, [order("x", "Livré")], Scope.CLOSED)
    crawl = store.start_crawl(Scope.CURRENT, minutes(1))
    changed = [order(0, "Planifié"), *map(with_date, range(1, 19))]
    store.put(page(changed), crawl, minutes(1))
    store.finish_crawl(Scope.CURRENT, crawl, complete=True, now=minutes(1))
    found = {row["key"]: row for row in read(store_file, "SELECT * FROM bi_orders")}
    assert len(found) == 21
    then, later = "2026-03-02T12:00:00Z", "2026-03-02T12:01:00Z"
    assert found["5"] | {"scope": "Current", "missing": 0, "promised": "2026-05-04"} == found["5"]
    assert found["5"] | {"first_seen": then, "last_seen": later, "changed": then} == found["5"]
    assert found["0"] | {"state": "Planifié", "changed": later, "promised": None} == found["0"]
    assert found["19"] | {"missing": 1, "last_seen": then} == found["19"]
    assert (
        found["x"] | {"scope": "Closed", "missing": 0, "orange_contact": "Claire Martin"}
        == (found["x"])
    )


def test_what_happened_while_the_program_goes_on_writing(store: Store, store_file: Path) -> None:
    fill(store, map(with_date, range(30)))
    crawl = store.start_crawl(Scope.CURRENT, minutes(1))
    listed = [order(0, "Planifié"), *map(with_date, range(1, 30))]
    store.put(page(listed[:15]), crawl, minutes(1))
    assert read(store_file, "SELECT * FROM bi_events") == [], "its crawl is not over"
    store.put(page(listed[15:], offset=15), crawl, minutes(2))
    store.finish_crawl(Scope.CURRENT, crawl, complete=True, now=minutes(2))
    found = read(store_file, "SELECT * FROM bi_events ORDER BY event")
    then, later = "2026-03-02T12:00:00Z", "2026-03-02T12:01:00Z"
    changed = "request.status", "En cours", "Planifié"
    states = [row for row in found if row["kind"] == "state_changed"]
    assert [tuple(row.values())[1:] for row in states] == [
        ("0", "state_changed", "state", *changed, None, then, later, 0, 1)
    ]
    assert {row["kind"] for row in found} == {"state_changed", "date_moved"}
    store.history.mark_seen()
    assert {row["seen"] for row in read(store_file, "SELECT * FROM bi_events")} == {1}


def test_whether_the_lists_are_whole(store: Store, store_file: Path) -> None:
    nothing = {"orders": 0, "complete": 0, "received": None, "about": None, "as_of": None}
    assert read(store_file, "SELECT * FROM bi_scopes") == [
        {"scope": "Current", **nothing},
        {"scope": "Closed", **nothing},
    ]
    fill(store, orders(range(7)))
    crawl = store.start_crawl(Scope.CLOSED, NOON)
    store.put(page(orders(range(10, 13)), stream=Scope.CLOSED, about=9), crawl, NOON)
    noon = "2026-03-02T12:00:00Z"
    assert [tuple(row.values()) for row in read(store_file, "SELECT * FROM bi_scopes")] == [
        ("Current", 7, 1, 7, 7, noon),
        ("Closed", 3, 0, 3, 9, noon),
    ]


def test_what_was_made_for_other_roles_is_made_anew(
    store_file: Path, open_store: Callable[..., Store]
) -> None:
    with closing(open_store()) as store:
        fill(store, orders(range(3)))
    with closing(sqlite3.connect(store_file)) as raw, raw:
        raw.execute("UPDATE meta SET value = 'id state' WHERE name = 'roles'")
        raw.execute("DROP VIEW bi_orders")
        raw.execute("DROP VIEW bi_scopes")
        raw.execute("DROP TABLE cells")
        raw.execute("CREATE TABLE cells (number INTEGER PRIMARY KEY, id TEXT, state TEXT)")
        raw.execute("CREATE VIEW bi_orders AS SELECT id, state FROM cells")
    store = open_store()
    assert columns(store_file, "bi_orders") == ORDER_COLUMNS
    assert columns(store_file, "bi_scopes") == SCOPE_COLUMNS
    while store.rederive():
        continue
    assert len(read(store_file, "SELECT * FROM bi_orders WHERE state = 'En cours'")) == 3


def test_a_file_opened_for_reading_is_not_written(
    store_file: Path, open_store: Callable[..., Store]
) -> None:
    with closing(open_store()) as store:
        fill(store, orders(range(3)))
    with closing(sqlite3.connect(store_file)) as raw, raw:
        raw.execute("DROP VIEW bi_orders")
    assert open_store(read_only=True).counts()[Scope.ALL] == 3
    with closing(sqlite3.connect(store_file)) as raw:
        assert raw.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall() == [
            ("bi_scopes",),
            ("bi_events",),
        ]
