"""The demonstration's company has a past of three months, and the user knows all of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from orderviewer.feed.demo import DAYS, LOOKS, live_through
from orderviewer.local.query import Query
from orderviewer.local.records import EventKind
from orderviewer.local.store import Store
from orderviewer.order import Scope
from orderviewer.simulator.world import World


def test_the_store_was_followed_for_three_months(tmp_path: Path) -> None:
    first = date(2026, 1, 5)
    world = World(300, today=first, day=DAYS)
    live_through(tmp_path / "orders.db", world, "fr")
    assert world.day == DAYS
    store = Store.open(tmp_path / "orders.db")
    try:
        history = store.history
        looked = sorted({moment.date() for moment in history.synced()})
        assert looked == [first + timedelta(day) for day in LOOKS]
        kinds = {event.change.kind for event in history.events(limit=10**5)}
        assert kinds >= {EventKind.NEW, EventKind.DATE_MOVED, EventKind.LEFT_CURRENT}
        assert not history.events(unseen=True)  # only what the next look brings is news
        then = datetime.combine(looked[0], datetime.max.time(), UTC)
        assert len(history.numbers_as_of(then, Query(Scope.ALL))) == 300
        assert store.counts()[Scope.ALL] > 300
    finally:
        store.close()
