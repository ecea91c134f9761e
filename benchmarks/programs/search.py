"""Milliseconds of a keystroke in the search box, without a window.

Input: {"orders": N}, or {"orders": N, "path": file} for a file that `fill` made.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.programs.peak import MEGABYTE, peak
from benchmarks.programs.store import PAGE, bodies_of
from orderviewer.fields.roles import Role
from orderviewer.local.query import Query, SortKey
from orderviewer.local.store import Store
from orderviewer.order import Page, PageRequest, Scope
from orderviewer.remote.answers import orders_of
from orderviewer.search.parsing import terms_of
from orderviewer.search.texts import match_expression, needle

if TYPE_CHECKING:
    from collections.abc import Callable

TYPED = ("lyon fibre", "po-2024-0", "picard", "12/03", "3-00")
ASKED = ("état:livrée", "ville=lyon", "promise<+7j", "retard>0", "-lyon", '"rue pasteur"')
ROWS = 50
REPEATS = 5
SORTED = 2  # repeats of a sort
STEP = 100  # orders indexed in one transaction


def main() -> int:
    given = json.load(sys.stdin)
    if "path" in given:
        with closing(Store.open(Path(given["path"]))) as store:
            answer = {**_search(store, Path(given["path"])), "peak": peak() / MEGABYTE}
    else:
        answer = _made_and_searched(given["orders"])
    print(json.dumps(answer))
    return 0


def _made_and_searched(orders: int) -> dict[str, float]:
    folder = Path(tempfile.mkdtemp(prefix="orderviewer-bench-"))
    path = folder / "orders.sqlite"
    try:
        with closing(Store.open(path)) as store:
            raw = fill(store, orders)
            answer = {**index(store, orders), **_search(store, path)}
        return {**answer, "size": path.stat().st_size / raw}
    finally:
        shutil.rmtree(folder)


def fill(store: Store, orders: int) -> int:
    """The bytes of JSON stored."""
    crawl = store.start_crawl(Scope.CURRENT, datetime.now(UTC))
    raw = 0
    for place, body in enumerate(bodies_of(orders)):
        found = orders_of(body)
        raw += sum(len(order.raw) for order in found)
        page = Page(PageRequest(Scope.CURRENT, place * PAGE, PAGE), found, orders)
        store.put(page, crawl, datetime.now(UTC))
    while store.rederive():
        pass
    store.finish_crawl(Scope.CURRENT, crawl, complete=True, now=datetime.now(UTC))
    return raw


def index(store: Store, orders: int) -> dict[str, float]:
    hops = []
    left = 1
    while left:
        began = time.perf_counter()
        left = store.index_pending(STEP)
        hops.append(time.perf_counter() - began)
    return {
        "index": sum(hops) / orders * 1e6,
        "hop": median(hops) * 1000,
        "longest": max(hops) * 1000,
    }


def _search(store: Store, path: Path) -> dict[str, float]:
    keystrokes = [typed[:end] for typed in TYPED for end in range(1, len(typed) + 1)]
    store.numbers(Query(Scope.ALL))  # the window has listed everything before anybody types
    rows = [_least(partial(_first_rows, store, text)) * 1000 for text in keystrokes]
    taken = [_least(partial(_rows, store, text)) * 1000 for text in keystrokes]
    bare = sqlite3.connect(path)
    alone = [_least(partial(_alone, bare, text)) * 1000 for text in keystrokes]
    bare.close()
    rows_asked, asked = [], []
    for text in ASKED:  # the first time its column is still to be read
        rows_asked.append(_seconds(partial(_first_rows, store, text)) * 1000)
        asked.append(_least(partial(_rows, store, text)) * 1000)
    several = (SortKey(Role.STATE), SortKey(Role.PROMISED, descending=True), SortKey(Role.SITE))
    apart = (SortKey(Role.REFERENCE), SortKey(Role.ORDERED, descending=True), SortKey(Role.ID))
    everything = Query(Scope.ALL)
    sorts = {role: _sorted(store, role) * 1000 for role in store.reading().columns()}
    return {
        "keystroke": median(rows),
        "worst": max(rows),
        "all": median(taken),
        "worst_all": max(taken),
        "alone": median(alone),
        "worst_alone": max(alone),
        "asked_first": median(rows_asked),
        "worst_asked_first": max(rows_asked),
        "asked": median(asked),
        "worst_asked": max(asked),
        "sort": max(sorts.values()),
        "sort_median": median(sorts.values()),
        "several": _sorted(store, several) * 1000,
        "apart": _sorted(store, apart) * 1000,
        "facet": _least(lambda: store.facet(everything, Role.PRODUCT)) * 1000,
    }


def _rows(store: Store, text: str) -> None:
    numbers = store.numbers(Query(Scope.ALL, terms=terms_of(text)))
    store.rows(numbers[:ROWS])


def _first_rows(store: Store, text: str) -> None:
    """As the window does."""
    query = Query(Scope.ALL, terms=terms_of(text))
    numbers = store.first_numbers(query, ROWS) or store.numbers(query)
    store.rows(numbers[:ROWS])


def _sorted(store: Store, sort: Role | tuple[SortKey, ...]) -> float:
    """Seconds of a sort that is not the latest one, which is remembered."""
    taken = []
    for _ in range(SORTED):
        store.numbers(Query(Scope.ALL))
        taken.append(_seconds(lambda: store.numbers(Query(Scope.ALL, sort))))
    return min(taken)


def _alone(database: sqlite3.Connection, text: str) -> list[Any]:
    match = " AND ".join(match_expression(needle(word)) for word in text.split() if needle(word))
    return database.execute("SELECT rowid FROM words WHERE words MATCH ?", (match,)).fetchall()


def _least(job: Callable[[], object]) -> float:
    """Seconds."""
    return min(_seconds(job) for _ in range(REPEATS))


def _seconds(job: Callable[[], object]) -> float:
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
