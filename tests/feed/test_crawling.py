"""Pages travel from the service into the store, as many as are wished for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from orderviewer.feed.rows import Coverage, Listing
from orderviewer.local.query import Query
from orderviewer.order import Cause, OrderviewerError, Scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from orderviewer.feed.feed import Feed
    from orderviewer.simulator import Simulator


class Heard:
    """Everything a feed said, in order."""

    def __init__(self, feed: Feed) -> None:
        self.coverages: list[Coverage] = []
        self.listings: list[Listing] = []
        self.failures: list[OrderviewerError] = []
        self.waits: list[float] = []
        feed.crawl.progressed.connect(self.coverages.append)
        feed.crawl.failed.connect(self.failures.append)
        feed.crawl.waited.connect(lambda _error, seconds: self.waits.append(seconds))
        feed.listing.listed.connect(self.listings.append)


def list_calls(service: Simulator) -> int:
    return sum(request.path.endswith("/orders") for request in service.requests)


def asking_in_vain(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> tuple[Heard, Simulator]:
    """A service that hangs, and has been asked for the first page of the current orders."""
    heard = Heard(feed)
    service = opened(orders=300)
    service.faults.set("hang")
    feed.crawl.read_first(Scope.CURRENT)
    qtbot.waitUntil(lambda: list_calls(service) == 1)
    return heard, service


def test_the_first_pages_come_by_themselves_and_no_more(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    heard = Heard(feed)
    service = opened(orders=600)
    feed.listing.show(Query(Scope.CURRENT))
    with qtbot.waitSignal(feed.crawl.rested):
        feed.crawl.read_first(Scope.CURRENT)
    qtbot.waitUntil(lambda: bool(heard.listings) and len(heard.listings[-1].numbers) == 50)
    assert list_calls(service) == 2  # one of each stream: the filter shows both counts
    last = heard.coverages[-1]
    assert (last.received, last.complete) == (50, False)
    assert last.about == len(service.world.ids(Scope.CURRENT))
    counts = feed.crawl.counts()
    assert counts[Scope.ALL] == (600, True)


def test_how_old_the_orders_are_stays_known_when_reading_them_again_fails(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    heard = Heard(feed)
    service = opened(orders=60)
    with qtbot.waitSignal(feed.crawl.rested, timeout=20_000):
        feed.crawl.sync()
    read = heard.coverages[-1].as_of
    assert read is not None
    service.faults.set("code=26")
    with qtbot.waitSignal(feed.crawl.failed, timeout=20_000):
        feed.crawl.sync(anew=True, patient=False)
    assert heard.coverages[-1].as_of == read
    assert not heard.coverages[-1].complete


def test_load_all_reads_both_streams_to_the_end(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    heard = Heard(feed)
    opened(orders=430)
    feed.listing.show(Query(Scope.ALL))
    with qtbot.waitSignal(feed.crawl.rested, timeout=20_000):
        feed.crawl.read_everything(Scope.ALL)
    qtbot.waitUntil(lambda: bool(heard.listings) and len(heard.listings[-1].numbers) == 430)
    assert feed.crawl.complete(Scope.ALL)
    assert not heard.failures
    assert heard.coverages[-1].complete


def test_several_requests_at_once_bring_the_same_orders(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    heard = Heard(feed)
    opened(orders=900, page_size=40, parallel=4)
    feed.listing.show(Query(Scope.ALL))
    with qtbot.waitSignal(feed.crawl.rested, timeout=20_000):
        feed.crawl.read_everything(Scope.ALL)
    qtbot.waitUntil(lambda: bool(heard.listings) and len(heard.listings[-1].numbers) == 900)
    assert not heard.failures


def test_a_failing_page_keeps_what_came_and_retry_goes_on_there(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    heard = Heard(feed)
    service = opened(orders=300)
    with qtbot.waitSignal(feed.crawl.rested):
        feed.crawl.read_first(Scope.CURRENT)
    service.faults.set("status=400")
    with qtbot.waitSignal(feed.crawl.failed) as failed:
        feed.crawl.read_everything(Scope.CURRENT)
    assert failed.args is not None
    assert failed.args[0].cause is Cause.BAD_REQUEST
    qtbot.waitUntil(lambda: not feed.crawl.busy)
    assert heard.coverages[-1].received >= 50
    calls = list_calls(service)
    feed.crawl.read_more(Scope.CURRENT)  # scrolling does not hammer a failing service
    assert not feed.crawl.busy
    assert list_calls(service) == calls
    service.faults.clear()
    with qtbot.waitSignal(feed.crawl.rested, timeout=20_000):
        feed.crawl.resume()
    assert feed.crawl.complete(Scope.CURRENT)


def test_a_busy_service_is_waited_for_and_then_read(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    heard = Heard(feed)
    service = opened(orders=60)
    service.faults.set("maintenance*1")
    with qtbot.waitSignal(feed.crawl.recovered, timeout=15_000):
        feed.crawl.read_first(Scope.CURRENT)
    qtbot.waitUntil(lambda: not feed.crawl.busy)
    assert heard.waits
    assert not heard.failures
    assert heard.coverages[-1].received


def test_a_pause_answers_at_once_while_the_service_hangs(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    heard, service = asking_in_vain(feed, opened, qtbot)
    feed.crawl.pause()
    assert not feed.crawl.busy
    service.faults.clear()
    with qtbot.waitSignal(feed.crawl.rested, timeout=5_000):
        feed.crawl.refresh(Scope.CURRENT)
    assert not heard.failures
    assert heard.coverages[-1].received == 50


def test_a_list_left_before_its_first_page_came_is_read_all_the_same(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    heard, service = asking_in_vain(feed, opened, qtbot)
    feed.crawl.read_first(Scope.CURRENT)  # again, which is no reason to ask again
    service.faults.clear()
    with qtbot.waitSignal(feed.crawl.rested, timeout=5_000):
        feed.crawl.read_first(Scope.CLOSED)
    assert list_calls(service) == 3
    assert not heard.failures
    for scope in Scope.ALL.streams:
        feed.crawl.look_at(scope)
        assert heard.coverages[-1].received == 50


@pytest.mark.parametrize("scope", list(Scope))
def test_each_scope_shows_its_own_orders(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any, scope: Scope
) -> None:
    heard = Heard(feed)
    service = opened(orders=90)
    feed.listing.show(Query(scope))
    with qtbot.waitSignal(feed.crawl.rested, timeout=20_000):
        feed.crawl.read_everything(scope)
    expected = sum(len(service.world.ids(stream)) for stream in scope.streams)
    qtbot.waitUntil(lambda: bool(heard.listings) and len(heard.listings[-1].numbers) == expected)
    assert {row.stream for row in heard.listings[-1].rows.values()} <= set(scope.streams)
