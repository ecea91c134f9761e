"""After a sync, details are asked for by themselves: the useful ones, within a budget."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from orderviewer.feed import detailcrawl
from orderviewer.feed.detailcrawl import TRIALS, DetailProgress
from orderviewer.local.query import Query
from orderviewer.local.store import Store
from orderviewer.order import Scope

if TYPE_CHECKING:
    from orderviewer.feed.feed import Feed
    from orderviewer.simulator import Simulator


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detailcrawl, "PAUSE_SECONDS", 0.0)


def asked(service: Simulator) -> list[str]:
    """The ids of the detail calls, in order."""
    return [one.path.rpartition("/")[2] for one in service.requests if "/orders/" in one.path]


def rest(feed: Feed, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: not feed.crawl.busy and not feed.details.busy, timeout=30_000)


def sync(feed: Feed, qtbot: Any) -> None:
    feed.sync.sync_now()
    qtbot.waitUntil(lambda: feed.crawl.complete(Scope.ALL) and not feed.crawl.busy, timeout=30_000)
    rest(feed, qtbot)


Opened = Callable[..., "Simulator"]


def test_every_order_is_asked_for_once_current_ones_first(
    feed: Feed, opened: Opened, qtbot: Any
) -> None:
    service = opened(orders=60)
    feed.details.set_budget(500)
    told: list[DetailProgress | None] = []
    feed.details.progressed.connect(told.append)
    sync(feed, qtbot)
    ids = asked(service)
    current = set(service.world.ids(Scope.CURRENT))
    assert sorted(ids) == sorted(service.world.ids())
    assert set(ids[: len(current)]) == current
    assert told[0] == DetailProgress(0, 60)
    assert told[-2:] == [DetailProgress(59, 60), None]
    sync(feed, qtbot)
    assert asked(service) == ids, "unchanged orders were asked for again"


def test_appointments_soon_come_first_and_changed_ones_before_others(
    feed: Feed, opened: Opened, qtbot: Any
) -> None:
    service = opened(orders=80)
    sync(feed, qtbot)
    feed.details.set_budget(1_000)
    rest(feed, qtbot)
    before = len(asked(service))
    assert before == 80
    service.world.step_to(1)
    sync(feed, qtbot)
    again = asked(service)[before:]
    assert 0 < len(again) < 80
    assert session_file(feed).exists()
    with closing(Store.open(session_file(feed), read_only=True)) as store:
        assert store.details.plan(1_000).wanted == ()
        unseen = {one.key for one in store.history.events(limit=10**6) if one.key}
    assert set(again) <= unseen, "asked for, though the list told nothing of it"


def session_file(feed: Feed) -> Any:
    assert feed.session
    return feed.session.store_file


def test_what_the_list_has_already_is_not_asked_for(feed: Feed, opened: Opened, qtbot: Any) -> None:
    service = opened(orders=60, faults=["detail_poorer"])
    feed.details.set_budget(500)
    sync(feed, qtbot)
    ids = asked(service)
    assert 0 < len(ids) <= 2 * TRIALS, "the details add nothing in either list"
    sync(feed, qtbot)
    assert asked(service) == ids


def test_the_budget_is_for_an_hour(feed: Feed, opened: Opened, qtbot: Any) -> None:
    service = opened(orders=60)
    feed.details.set_budget(25)
    sync(feed, qtbot)
    assert len(asked(service)) == 25
    sync(feed, qtbot)
    assert len(asked(service)) == 25
    feed.details.set_budget(40)
    rest(feed, qtbot)
    assert len(asked(service)) == 40
    assert len(set(asked(service))) == 40
    feed.details.set_budget(0)
    sync(feed, qtbot)
    assert len(asked(service)) == 40


def test_a_stop_holds_until_the_next_sync(feed: Feed, opened: Opened, qtbot: Any) -> None:
    service = opened(orders=60, latency_ms=20)
    feed.details.set_budget(500)
    feed.sync.sync_now()
    qtbot.waitUntil(lambda: len(asked(service)) > 5, timeout=30_000)
    feed.details.stop()
    assert not feed.details.busy
    rest(feed, qtbot)
    so_far = len(asked(service))
    assert so_far < 60
    feed.crawl.read_more(Scope.CURRENT)
    rest(feed, qtbot)
    assert len(asked(service)) == so_far
    sync(feed, qtbot)
    assert set(asked(service)) == set(service.world.ids())
    assert len(asked(service)) <= 61, "only the one under way at the stop may come twice"


def test_a_sync_comes_before_details(feed: Feed, opened: Opened, qtbot: Any) -> None:
    service = opened(orders=60, latency_ms=20)
    feed.details.set_budget(500)
    feed.sync.sync_now()
    qtbot.waitUntil(lambda: len(asked(service)) > 5, timeout=30_000)
    calls = len(service.requests)
    sync(feed, qtbot)
    kinds = ["/orders/" in one.path for one in service.requests[calls:]]
    first_list = kinds.index(False)
    last_list = len(kinds) - 1 - kinds[::-1].index(False)
    assert first_list <= 2
    assert sum(kinds[first_list:last_list]) <= 1
    assert set(asked(service)) == set(service.world.ids())


@pytest.mark.parametrize(("fault", "most"), [("detail:status=403", 1), ("detail:status=400", 1)])
def test_refusals_end_the_round_and_several_end_them_all(
    feed: Feed, opened: Opened, qtbot: Any, fault: str, most: int
) -> None:
    service = opened(orders=30, faults=[fault])
    feed.details.set_budget(500)
    for count in range(1, 5):
        feed.crawl.sync()
        qtbot.waitUntil(lambda: not feed.crawl.busy, timeout=30_000)
        rest(feed, qtbot)
        assert len(asked(service)) <= most * min(count, detailcrawl.REFUSALS)
    assert not feed.crawl.troubled, "the list is whole: nothing to worry about"
    service.faults.clear()
    sync(feed, qtbot)
    assert len(set(asked(service))) == 30


def test_orders_that_are_listed_but_unknown_by_id_do_no_harm(
    feed: Feed, opened: Opened, qtbot: Any
) -> None:
    service = opened(orders=60, faults=["detail:status=404"])
    feed.details.set_budget(500)
    sync(feed, qtbot)
    assert len(asked(service)) <= 2 * TRIALS
    with closing(Store.open(session_file(feed), read_only=True)) as store:
        assert len(store.numbers(Query(Scope.ALL, missing=False))) == 60


def test_the_history_of_a_round_is_told_at_its_end(feed: Feed, opened: Opened, qtbot: Any) -> None:
    service = opened(orders=60)
    feed.details.set_budget(1_000)
    sync(feed, qtbot)
    service.world.step_to(2)
    sync(feed, qtbot)
    assert feed.session
    with closing(Store.open(feed.session.store_file)) as store:
        truth = {(one.order_id, one.kind) for one in service.world.events(0, 2, "en")}
        told = {(one.key, str(one.change.kind)) for one in store.history.events(limit=10**6)}
    assert told - truth == set() or {kind for _, kind in told - truth} <= {"field_changed"}
    assert truth - told == set()
