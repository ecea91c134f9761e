"""Orders and pages made by hand, small enough to read in a failing test."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from orderviewer.local.store import Put, Store
from orderviewer.order import Order, Page, PageRequest, Scope

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


def order(key: int | str, state: str = "En cours", **fields: Any) -> Order:
    """An order with the documented fields; `fields` come on top."""
    content = {
        "id": str(key),
        "request": {
            "id": f"3-{key:>07}",
            "customerReference": f"PO {key}",
            "status": state,
            "orangeContact": {"name": "Claire Martin"},
        },
        **fields,
    }
    return Order(str(key), json.dumps(content, ensure_ascii=False).encode())


def orders(keys: Iterable[int | str], state: str = "En cours") -> tuple[Order, ...]:
    return tuple(order(key, state) for key in keys)


def page(
    content: Iterable[Order],
    *,
    stream: Scope = Scope.CURRENT,
    offset: int = 0,
    limit: int = 50,
    about: int | None = None,
    ended: bool = False,
) -> Page:
    return Page(PageRequest(stream, offset, limit), tuple(content), about, ended)


def fill(
    store: Store, content: Iterable[Order], stream: Scope = Scope.CURRENT, now: datetime = NOON
) -> Put:
    """One complete crawl of one page."""
    listed = list(content)
    crawl = store.start_crawl(stream, now)
    put = store.put(page(listed, stream=stream, about=len(listed)), crawl, now)
    store.finish_crawl(stream, crawl, complete=True, now=now)
    return put


def keys(store: Store, numbers: Iterable[int]) -> list[str]:
    return [row.key for row in store.rows(list(numbers))]


def in_chunks(things: list[Any], size: int) -> Iterator[list[Any]]:
    for first in range(0, len(things), size):
        yield things[first : first + size]
