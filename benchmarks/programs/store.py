"""Microseconds and milliseconds of the store, without a window; input: {"orders": N}."""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from orderviewer.fields.roles import Role
from orderviewer.local.query import Query
from orderviewer.local.store import Store
from orderviewer.order import Page, PageRequest, Scope
from orderviewer.remote.answers import orders_of
from orderviewer.simulator.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = 500
REPEATS = 5


def main() -> int:
    orders = json.load(sys.stdin)["orders"]
    bodies = list(bodies_of(orders))
    folder = Path(tempfile.mkdtemp(prefix="orderviewer-bench-"))
    try:
        answer = {
            "decode": _seconds(lambda: [orders_of(body) for body in bodies]) / orders * 1e6,
            "bare": _bare(folder / "bare.sqlite", bodies) / orders * 1e6,
            **_store(folder / "orders.sqlite", bodies, orders),
        }
    finally:
        shutil.rmtree(folder)
    print(json.dumps(answer))
    return 0


def bodies_of(orders: int) -> Iterator[bytes]:
    world = World(orders)
    for first in range(0, orders, PAGE):
        rows = world.rows(range(first, min(orders, first + PAGE)), "fr")
        yield b"[" + b",".join(rows) + b"]"


def _bare(path: Path, bodies: list[bytes]) -> float:
    """Seconds for keys and bodies alone, a transaction a page: what SQLite itself takes."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=NORMAL")
    database.execute("CREATE TABLE orders (key TEXT PRIMARY KEY, json BLOB)")
    taken = 0.0
    for body in bodies:
        rows = [(order.key, order.raw) for order in orders_of(body)]
        began = time.perf_counter()
        with database:
            database.executemany("INSERT INTO orders VALUES (?, ?)", rows)
        taken += time.perf_counter() - began
    database.close()
    return taken


def _store(path: Path, bodies: list[bytes], orders: int) -> dict[str, float]:
    store = Store.open(path)
    crawl = store.start_crawl(Scope.CURRENT, datetime.now(UTC))
    taken = 0.0
    for place, body in enumerate(bodies):
        page = Page(PageRequest(Scope.CURRENT, place * PAGE, PAGE), orders_of(body), orders)
        began = time.perf_counter()
        store.put(page, crawl, datetime.now(UTC))
        taken += time.perf_counter() - began
    began = time.perf_counter()
    while store.rederive():
        pass
    rederived = time.perf_counter() - began
    numbers = store.numbers(Query(Scope.ALL))
    sorts = {"unsorted": None, "by_date": Role.PROMISED, "by_text": Role.SITE}
    listed = {name: _best(partial(_list_anew, store, sort)) for name, sort in sorts.items()}
    middle = numbers[len(numbers) // 2 :][:100]
    answer = {
        "put": taken / orders * 1e6,
        "rederive": rederived / orders * 1e6,
        **{name: seconds * 1000 for name, seconds in listed.items()},
        "rows": _best(lambda: store.rows(middle)) * 1000,
    }
    store.close()
    return answer


def _list_anew(store: Store, sort: Role | None) -> None:
    """What was listed last is remembered only while nothing is written."""
    store.upkeep.note_checked(datetime.now(UTC))
    store.numbers(Query(Scope.ALL, sort))


def _best(job: Callable[[], object]) -> float:
    """Seconds; the median of a few."""
    return sorted(_seconds(job) for _ in range(REPEATS))[REPEATS // 2]


def _seconds(job: Callable[[], object]) -> float:
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
