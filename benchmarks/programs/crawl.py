"""Seconds of a crawl through the parts of the program; input: see `sync._crawl`.

Argument "bare": pages are fetched and taken apart, nothing is stored.  "decoded": each order is
decoded besides.  "twice": everything into an empty store, and once more, without the search index.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

import msgspec

from benchmarks.service import LANGUAGE
from orderviewer.commandline.fetching import SWITCH
from orderviewer.commandline.reading import Reader
from orderviewer.local.store import Store
from orderviewer.order import PageRequest, Scope
from orderviewer.profile import Endpoint
from orderviewer.remote.api import Connection, OrderApi
from orderviewer.remote.secret import Secret, Secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from orderviewer.order import Order


def main() -> int:
    given = json.load(sys.stdin)
    gc.disable()  # as the command line does
    if sys.argv[1:] == ["bare"]:
        answer = {"bare": _bare(given, len)}
    elif sys.argv[1:] == ["decoded"]:
        answer = {"decoded": _bare(given, _decode)}
    else:
        sys.setswitchinterval(SWITCH)
        with closing(Store.open(Path(given["path"]))) as store:
            answer = {"first": _read(given, store), "second": _read(given, store)}
    print(json.dumps(answer))
    return 0


def _connection(given: dict[str, Any]) -> Connection:
    access = given["access"]
    names = ("client_id", "client_secret", "api_key")
    endpoint = Endpoint(access["base_url"], access["token_url"], data_language=LANGUAGE)
    return Connection(endpoint, Secrets(*(Secret(access[name]) for name in names)))


def _read(given: dict[str, Any], store: Store) -> float:
    """As `orderviewer sync` does, its start and its index apart."""
    began = time.perf_counter()
    with closing(_connection(given)) as connection:
        reader = Reader(
            connection,
            store,
            page_size=given["page"],
            parallel=given["parallel"],
            tell=lambda _extent: None,
            tell_wait=lambda _error, _seconds: None,
        )
        with reader:
            extent = reader.read(Scope.ALL)
    taken = time.perf_counter() - began
    if not extent.complete or extent.received != given["orders"]:
        raise SystemExit(f"read {extent.received} of {given['orders']} orders")
    return taken


def _decode(orders: Sequence[Order]) -> None:
    for order in orders:
        msgspec.json.decode(order.raw)


def _bare(given: dict[str, Any], look: Callable[[Sequence[Order]], object]) -> float:
    """As many requests at once, of pages that are known before; `look` gets what came."""
    size, parallel = given["page"], given["parallel"]
    began = time.perf_counter()
    apis: SimpleQueue[OrderApi] = SimpleQueue()

    def page(request: PageRequest) -> int:
        api = apis.get()
        try:
            orders = api.page(request).orders
            look(orders)
            return len(orders)
        finally:
            apis.put(api)

    with closing(_connection(given)) as connection, ThreadPoolExecutor(parallel) as threads:
        for _ in range(parallel):
            apis.put(connection.api())
        received = sum(
            threads.map(
                page,
                [
                    PageRequest(stream, offset, size)
                    for stream in Scope.ALL.streams
                    for offset in range(0, given["counts"][stream.value], size)
                ],
            )
        )
    if received != given["orders"]:
        raise SystemExit(f"read {received} of {given['orders']} orders")
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
