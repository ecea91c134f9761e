"""The store is kept up to date without anybody asking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from orderviewer.feed import syncing
from orderviewer.feed.syncing import REFUSALS, SyncState
from orderviewer.order import Scope, Unreachable
from orderviewer.remote import pace, retry

if TYPE_CHECKING:
    from collections.abc import Callable

    from orderviewer.feed.feed import Feed
    from orderviewer.simulator import Simulator

MINUTES = 15


def streams_asked(service: Simulator, since: int = 0) -> list[str]:
    """The status filter of each list call, repeats left out."""
    asked = [
        one.query["status"] for one in service.requests[since:] if one.path.endswith("/orders")
    ]
    return [one for place, one in enumerate(asked) if place == 0 or asked[place - 1] != one]


def first_sync(feed: Feed, opened: Callable[..., Simulator], qtbot: Any, orders: int) -> Simulator:
    """What the window does on start, until everything is read."""
    feed.sync.set_minutes(MINUTES)
    service = opened(orders=orders)
    feed.crawl.read_first(Scope.CURRENT)
    qtbot.waitUntil(lambda: feed.crawl.whole(Scope.ALL) and not feed.crawl.busy, timeout=20_000)
    return service


def test_everything_is_read_after_the_first_pages(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    service = first_sync(feed, opened, qtbot, 400)
    qtbot.waitUntil(lambda: feed.sync.waiting)
    assert feed.sync.state is SyncState.READY
    calls = [one.query for one in service.requests if one.path.endswith("/orders")]
    places = [(query["status"], query.get("offset")) for query in calls]
    assert len(places) == len(set(places)), "a page was asked for twice"


def test_the_next_sync_reads_all_again(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    service = first_sync(feed, opened, qtbot, 200)
    calls = len(service.requests)
    with qtbot.waitSignal(feed.crawl.rested, timeout=20_000):
        feed.sync.sync_now()
    qtbot.waitUntil(lambda: feed.crawl.whole(Scope.ALL) and not feed.crawl.busy, timeout=20_000)
    assert streams_asked(service, calls) == ["Current", "Closed"]


def test_what_is_on_the_screen_is_read_first(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    service = opened(orders=900)
    feed.crawl.look_at(Scope.CLOSED)
    feed.crawl.sync()
    qtbot.waitUntil(lambda: feed.crawl.whole(Scope.ALL) and not feed.crawl.busy, timeout=20_000)
    assert streams_asked(service) == ["Closed", "Current"]


def test_another_scope_comes_first_as_soon_as_it_is_looked_at(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    service = opened(orders=900)
    feed.crawl.sync()
    with qtbot.waitSignal(feed.crawl.stored):
        pass
    feed.crawl.look_at(Scope.CLOSED)
    qtbot.waitUntil(lambda: feed.crawl.whole(Scope.ALL) and not feed.crawl.busy, timeout=20_000)
    assert streams_asked(service) == ["Current", "Closed", "Current"]


def test_never_by_itself_reads_only_what_was_asked_for(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    service = opened(orders=400)
    with qtbot.waitSignal(feed.crawl.rested):
        feed.crawl.read_first(Scope.CURRENT)
    assert not feed.sync.waiting
    assert not feed.crawl.busy
    assert len(streams_asked(service)) == 2
    assert feed.sync.state is SyncState.OFF


def test_a_stop_by_the_user_holds_until_the_next_sync_is_due(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    feed.sync.set_minutes(MINUTES)
    opened(orders=2_000)
    feed.crawl.read_first(Scope.CURRENT)
    qtbot.waitUntil(lambda: feed.crawl.everything_wished)
    feed.sync.pause()
    assert not feed.crawl.busy
    assert feed.sync.waiting


def test_after_several_refusals_only_the_user_starts_the_next(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    service = first_sync(feed, opened, qtbot, 60)
    service.faults.set("status=400")
    for count in range(1, REFUSALS + 1):
        assert feed.sync.state is SyncState.READY
        with qtbot.waitSignal(feed.crawl.rested, timeout=20_000):
            feed.crawl.sync()
        assert feed.sync.waiting is (count < REFUSALS)
    assert feed.sync.state is SyncState.HALTED
    service.faults.clear()
    with qtbot.waitSignal(feed.crawl.rested, timeout=20_000):
        feed.sync.sync_now()
    assert feed.sync.state is SyncState.READY
    assert feed.sync.waiting


def test_refused_secrets_halt_at_once(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    service = first_sync(feed, opened, qtbot, 60)
    service.faults.set("status=403")
    with qtbot.waitSignal(feed.crawl.rested, timeout=20_000):
        feed.crawl.sync()
    assert feed.sync.state is SyncState.HALTED
    assert not feed.sync.waiting


def test_no_network_is_no_refusal(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = first_sync(feed, opened, qtbot, 60)
    monkeypatch.setattr("orderviewer.remote.retry.ATTEMPTS", 1)
    service.stop()
    for _ in range(REFUSALS):
        feed.crawl.sync()
        with qtbot.waitSignal(feed.crawl.failed, timeout=60_000) as failed:
            pass
        assert isinstance(failed.args[0], Unreachable)
        qtbot.waitUntil(lambda: not feed.crawl.busy)
    assert feed.sync.state is SyncState.READY
    assert feed.sync.waiting


@pytest.fixture
def no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Minutes are milliseconds, and nobody waits before another try."""
    monkeypatch.setattr(syncing, "MINUTE", 1)
    monkeypatch.setattr(retry, "FIRST_WAIT", 0.0)
    monkeypatch.setattr(retry, "LONGEST_WAIT", 0.0)
    monkeypatch.setattr(pace, "FIRST_PAUSE", 0.0)


def test_an_hour_without_a_service_costs_few_requests_and_the_next_answer_is_enough(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any, no_waits: None
) -> None:
    service = opened(orders=60, parallel=4)
    service.faults.set("reset")
    failures: list[object] = []
    feed.crawl.failed.connect(failures.append)
    feed.sync.set_minutes(5)
    feed.crawl.sync()
    qtbot.waitUntil(lambda: len(failures) >= 12, timeout=30_000)
    assert len(service.requests) <= 30
    assert feed.sync.state is SyncState.READY
    service.faults.clear()
    qtbot.waitUntil(lambda: feed.crawl.whole(Scope.ALL), timeout=30_000)


def test_the_service_says_when_it_may_be_asked_again(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any, no_waits: None
) -> None:
    service = opened(orders=60)
    service.faults.set("busy=600")
    feed.sync.set_minutes(5)
    with qtbot.waitSignal(feed.crawl.failed, timeout=20_000):
        feed.crawl.sync()
    qtbot.waitUntil(lambda: feed.sync.waiting)
    due = feed.sync.due_in
    assert due is not None
    assert due > 590_000
