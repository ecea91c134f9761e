"""Crawls driven by threads: overlap, failures, cancelling."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from orderviewer.local.drive import run_crawl
from orderviewer.local.query import Query
from orderviewer.local.records import Put
from orderviewer.local.store import Store
from orderviewer.local.sync import Crawl
from orderviewer.order import Cause, Page, PageRequest, Scope, StoreDamaged, Unreachable
from tests.local.factories import NOON, keys
from tests.local.service import Service

PATIENCE = 10.0  # seconds until a test that waits for ever fails


def falling(count: int) -> list[int]:
    return list(range(count, 0, -1))


def storing(store: Store, crawl: Crawl) -> Callable[[Page], Put]:
    number = store.start_crawl(Scope.CURRENT, NOON)
    return lambda page: store.put(page, number, NOON, start=crawl.start_of(page))


@pytest.mark.parametrize("workers", [1, 4])
def test_everything_arrives_in_the_services_order(store: Store, workers: int) -> None:
    service, lock = Service(falling(95)), threading.Lock()

    def fetch(request: PageRequest) -> Page:
        with lock:
            return service.page(request)

    crawl = Crawl(Scope.CURRENT, 10)
    run_crawl(crawl, fetch, storing(store, crawl), workers=workers)
    assert crawl.complete
    assert keys(store, store.numbers(Query(Scope.CURRENT))) == [str(key) for key in falling(95)]


def test_one_worker_fetches_while_a_page_is_stored(store: Store) -> None:
    service = Service(falling(40))
    fetched: dict[int, threading.Event] = {offset: threading.Event() for offset in range(0, 50, 10)}
    fetching: list[int] = []

    def fetch(request: PageRequest) -> Page:
        fetching.append(request.offset)
        assert len(fetching) == 1, "one request at a time"
        page = service.page(request)
        fetching.pop()
        fetched[request.offset].set()
        return page

    crawl = Crawl(Scope.CURRENT, 10)
    put = storing(store, crawl)

    def put_slowly(page: Page) -> Put:
        if 0 < page.request.offset < 30:  # the page after it arrives while it is being stored
            assert fetched[page.request.offset + 10].wait(PATIENCE)
        return put(page)

    run_crawl(crawl, fetch, put_slowly)
    assert crawl.complete


def test_several_workers_fetch_at_once(store: Store) -> None:
    service, together, lock = Service(falling(95)), threading.Barrier(3), threading.Lock()

    def fetch(request: PageRequest) -> Page:
        if 10 <= request.offset < 40:
            together.wait(PATIENCE)
        with lock:
            return service.page(request)

    crawl = Crawl(Scope.CURRENT, 10)
    run_crawl(crawl, fetch, storing(store, crawl), workers=3)
    assert crawl.complete


def test_a_failure_is_raised_after_what_arrived_is_stored(store: Store) -> None:
    service = Service(falling(57))
    broken = True

    def fetch(request: PageRequest) -> Page:
        if request.offset == 30 and broken:
            raise Unreachable(Cause.SERVICE, http_status=503)
        return service.page(request)

    crawl = Crawl(Scope.CURRENT, 10)
    put = storing(store, crawl)
    with pytest.raises(Unreachable):
        run_crawl(crawl, fetch, put)
    assert store.counts()[Scope.CURRENT] >= 30
    assert not crawl.ended
    broken = False
    asked = len(service.requests)
    run_crawl(crawl, fetch, put)
    assert crawl.complete
    assert store.counts()[Scope.CURRENT] == 57
    assert len(service.requests) - asked <= 3


def test_a_store_that_fails_ends_the_run(store: Store) -> None:
    service = Service(falling(60))
    crawl = Crawl(Scope.CURRENT, 10)
    put = storing(store, crawl)

    def fill_up(page: Page) -> Put:
        if page.request.offset == 20:
            raise StoreDamaged(Cause.DISK_FULL)
        return put(page)

    with pytest.raises(StoreDamaged):
        run_crawl(crawl, service.page, fill_up)
    assert store.counts()[Scope.CURRENT] == 20
    run_crawl(crawl, service.page, put)
    assert crawl.complete
    assert store.counts()[Scope.CURRENT] == 60


def test_a_wish_to_stop_is_heard(store: Store) -> None:
    service, stop = Service(falling(600)), threading.Event()
    hung_up, entered = threading.Event(), threading.Event()

    def fetch(request: PageRequest) -> Page:
        if request.offset == 30:
            entered.set()
            assert hung_up.wait(PATIENCE)
            raise Unreachable(Cause.STOPPED)
        return service.page(request)

    def stop_it() -> None:
        assert entered.wait(PATIENCE)
        stop.set()
        hung_up.set()

    crawl = Crawl(Scope.CURRENT, 10)
    stopper = threading.Thread(target=stop_it)
    stopper.start()
    try:
        run_crawl(crawl, fetch, storing(store, crawl), workers=2, stop=stop)
    except Unreachable as error:
        assert error.cause is Cause.STOPPED  # noqa: PT017
    stopper.join()
    assert not crawl.ended
    assert 30 <= store.counts()[Scope.CURRENT] < 600


def test_a_stop_before_the_start_asks_for_nothing(store: Store) -> None:
    service, stop = Service(falling(20)), threading.Event()
    stop.set()
    crawl = Crawl(Scope.CURRENT, 10)
    run_crawl(crawl, service.page, storing(store, crawl), stop=stop)
    assert service.requests == []
    assert crawl.next_request() == PageRequest(Scope.CURRENT, 0, 10)
