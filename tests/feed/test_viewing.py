"""The views of the open profile: read, kept, and counted while orders come in."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from orderviewer.feed import counting, viewing
from orderviewer.feed.feed import Feed
from orderviewer.feed.viewing import ViewFeed
from orderviewer.local.query import Query
from orderviewer.local.store import Store
from orderviewer.order import Cause, OrderviewerError, Scope, StoreDamaged
from orderviewer.profile import Home, Profile
from orderviewer.search.parsing import terms_of
from orderviewer.views.file import SavedViews, read_views, write_views
from orderviewer.views.view import BUILT_IN, View, view_of
from tests.feed.conftest import profile_of, secrets_of

if TYPE_CHECKING:
    from orderviewer.simulator import Simulator

LYON = View("Lyon", "town:l", Scope.ALL)
PARIS = View("Paris", "town:paris", Scope.ALL, (("town", True),))
LONG = 3_600.0  # seconds; nothing that waits so long happens in a test


@pytest.fixture
def views(feed: Feed) -> ViewFeed:
    return feed.views


def heard(views: ViewFeed) -> dict[str, Any]:
    """Every count as it was last said."""
    counts: dict[str, Any] = {}
    views.counted.connect(counts.update)
    return counts


def file_of(home: Home) -> Path:
    return home.views_file(Profile("Test"))

    return Profile("Test")


def kept(home: Home) -> SavedViews:
    return read_views(file_of(home), datetime.now(ZoneInfo("UTC")))[0]


def plant(home: Home, saved: SavedViews) -> None:
    file_of(home).parent.mkdir(parents=True)
    write_views(file_of(home), saved)


def test_counts_follow_what_arrives_in_the_store(
    views: ViewFeed, feed: Feed, opened: Callable[..., Simulator], qtbot: Any, home: Home,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(counting, "SHORTEST_PAUSE", 0.0)
    plant(home, SavedViews((LYON,)))
    counts = heard(views)
    service = opened(orders=120)
    feed.crawl.read_everything(Scope.ALL)
    qtbot.waitUntil(lambda: feed.crawl.complete(Scope.ALL) and not feed.crawl.busy)
    qtbot.waitUntil(lambda: not views.busy)
    assert set(counts) == {view.key for view in (*BUILT_IN, LYON)}
    assert counts["builtin:current"] == len(service.world.ids(Scope.CURRENT))
    assert counts["builtin:closed"] == len(service.world.ids(Scope.CLOSED))
    assert feed.session
    for view in (*BUILT_IN, LYON):
        assert counts[view.key] == count_of(feed, views.query_of(view)), view.name
    assert 0 < counts[LYON.key] < 120
    assert 0 < counts["builtin:overdue"] < counts["builtin:current"]


def test_a_list_that_was_never_read_has_no_count(
    views: ViewFeed, feed: Feed, opened: Callable[..., Simulator], qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(counting, "SHORTEST_PAUSE", 0.0)
    feed.sync.set_minutes(0)
    told: list[dict[str, int | None]] = []
    views.counted.connect(told.append)
    service = opened(orders=60)
    qtbot.waitUntil(lambda: len({key for one in told for key in one}) == len(BUILT_IN))
    assert not any(count is not None for one in told for count in one.values())
    counts = heard(views)
    feed.crawl.read_first(Scope.CURRENT)
    for scope in Scope.ALL.streams:
        key, listed = f"builtin:{scope.value.lower()}", len(service.world.ids(scope))
        qtbot.waitUntil(lambda key=key, listed=listed: counts.get(key) == listed)
    assert counts["builtin:changed"] == 0


def test_lists_that_are_empty_count_nothing(
    views: ViewFeed, feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    counts = heard(views)
    opened(orders=0)
    feed.crawl.read_everything(Scope.ALL)
    qtbot.waitUntil(lambda: set(counts.values()) == {0})


def count_of(feed: Feed, query: Query) -> int:
    """Counted by listing, on a door of its own."""
    assert feed.session
    store = Store.open(feed.session.store_file, read_only=True)
    try:
        return len(store.numbers(query))
    finally:
        store.close()


def test_the_users_views_come_after_the_built_in_ones(
    views: ViewFeed, opened: Callable[..., Simulator], qtbot: Any, home: Home
) -> None:
    plant(home, SavedViews((LYON, PARIS)))
    assert views.views == BUILT_IN
    with qtbot.waitSignal(views.listed) as listed:
        opened(orders=1)
    assert listed.args == [(*BUILT_IN, LYON, PARIS)]


def test_views_are_added_renamed_moved_and_removed_and_kept(
    views: ViewFeed, opened: Callable[..., Simulator], qtbot: Any, home: Home
) -> None:
    with qtbot.waitSignal(views.listed):
        opened(orders=1)
    listed: list[tuple[View, ...]] = []
    views.listed.connect(listed.append)
    changed = replace(LYON, text="town:épinal")
    views.keep(LYON)
    views.keep(PARIS)
    views.keep(changed)  # in the place of the one with its name
    assert views.own == (changed, PARIS)
    views.move(PARIS, -1)
    assert views.own == (PARIS, changed)
    views.move(PARIS, -1)  # is the first already
    views.move(PARIS, 5)
    views.rename(PARIS, "Paris 1er")
    views.remove(changed)
    assert views.own == (replace(PARIS, name="Paris 1er"),)
    assert listed[-1] == views.views
    assert len(listed) == 7  # the move that moved nothing was not told
    qtbot.waitUntil(lambda: kept(home).views == views.own)


def test_a_new_view_is_counted_at_once(
    views: ViewFeed, feed: Feed, opened: Callable[..., Simulator], qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(counting, "SHORTEST_PAUSE", LONG)
    opened(orders=60)
    feed.crawl.read_everything(Scope.ALL)
    qtbot.waitUntil(lambda: feed.crawl.complete(Scope.ALL) and not feed.crawl.busy)
    counts = heard(views)
    everything = view_of("all", Query(Scope.ALL, terms=terms_of("commande>1900-01-01")))
    views.keep(everything)
    qtbot.waitUntil(lambda: everything.key in counts)
    assert counts[everything.key] == count_of(feed, views.query_of(everything))


def test_what_arrives_soon_after_a_count_waits(
    views: ViewFeed, opened: Callable[..., Simulator], qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "SHORTEST_PAUSE", LONG)
    passes: list[int] = []
    views.counted.connect(lambda counts: passes.extend(counts.values()))
    opened(orders=1)
    qtbot.waitUntil(lambda: len(passes) >= len(BUILT_IN) and not views.busy)
    del passes[:]
    for _ in range(20):
        views.update()
    assert views.busy
    views.keep(LYON)  # does not wait, and what waits comes along
    qtbot.waitUntil(lambda: not views.busy)
    assert len(passes) == len(BUILT_IN) + 1


def test_a_row_on_the_screen_waits_for_one_view_at_most(
    views: ViewFeed, feed: Feed, opened: Callable[..., Simulator], qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    opened(orders=1)
    qtbot.waitUntil(lambda: not views.busy)
    session, count = feed.session, counting._count_found
    assert session
    go, began, done = threading.Event(), threading.Event(), []

    def slow(store: Store, query: Query) -> int:
        began.set()
        assert go.wait(10)
        done.append("view")
        return count(store, query)

    monkeypatch.setattr(counting, "_count_found", slow)
    monkeypatch.setattr(counting, "TOGETHER", 0.0)  # whatever a view takes is too long
    views.keep(LYON)
    qtbot.waitUntil(began.is_set)
    session.lanes.reading.submit(lambda: done.append("row"))
    go.set()
    qtbot.waitUntil(lambda: not views.busy)
    assert done == ["view", "row", *["view"] * len(BUILT_IN)]


def test_a_count_for_views_that_are_no_more_is_dropped(
    views: ViewFeed, opened: Callable[..., Simulator], qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(orders=1)
    qtbot.waitUntil(lambda: not views.busy)
    began, go = threading.Event(), threading.Event()

    def odd(_store: Store, _query: Query) -> int:
        began.set()
        assert go.wait(10)
        return -1

    counts = heard(views)
    with monkeypatch.context() as patch:
        patch.setattr(counting, "_count_found", odd)
        views.keep(LYON)
        qtbot.waitUntil(began.is_set)
    views.remove(LYON)
    go.set()
    qtbot.waitUntil(lambda: len(counts) == len(BUILT_IN) and not views.busy)
    assert -1 not in counts.values()


def test_a_view_that_is_not_written_yet_is_kept_at_the_end(
    views: ViewFeed, feed: Feed, opened: Callable[..., Simulator], qtbot: Any, home: Home
) -> None:  # fmt: skip
    with qtbot.waitSignal(views.listed):
        opened(orders=1)
    views.keep(LYON)  # not written yet when the end comes
    views.attach(None)
    feed.close()
    qtbot.waitUntil(lambda: kept(home).views == (LYON,))


def test_another_profile_has_its_own_views(
    views: ViewFeed, feed: Feed, opened: Callable[..., Simulator], qtbot: Any, home: Home
) -> None:
    plant(home, SavedViews((LYON,)))
    service = opened(orders=1)
    qtbot.waitUntil(lambda: views.own == (LYON,))
    views.attach(None)
    assert views.own == ()
    with qtbot.waitSignal(views.listed) as listed:
        feed.open(profile_of(service, name="Other"), secrets_of(service))
    assert listed.args == [BUILT_IN]
    qtbot.waitUntil(lambda: not views.busy)
    assert kept(home).views == (LYON,)


def test_a_damaged_file_is_told_and_the_views_begin_anew(
    views: ViewFeed, opened: Callable[..., Simulator], qtbot: Any, home: Home
) -> None:
    file_of(home).parent.mkdir(parents=True)
    file_of(home).write_text("{")
    with qtbot.waitSignal(views.set_aside) as told:
        opened(orders=1)
    assert Path(told.args[0]).read_text() == "{"
    views.keep(LYON)
    qtbot.waitUntil(lambda: kept(home).views == (LYON,))


def test_of_a_demonstration_nothing_is_kept(
    views: ViewFeed, feed: Feed, simulator: Callable[..., Simulator], qtbot: Any, home: Home,
    tmp_path: Path,
) -> None:  # fmt: skip
    service = simulator(orders=1)
    elsewhere = tmp_path / "demo" / "orders.sqlite"
    with qtbot.waitSignal(views.listed):
        feed.open(profile_of(service), secrets_of(service), elsewhere)
    views.keep(LYON)
    assert views.own == (LYON,)
    qtbot.waitUntil(lambda: not views.busy)
    views.attach(None)
    assert not list(tmp_path.rglob("views.json*"))


@pytest.mark.parametrize(
    ("number", "cause"), [(28, Cause.DISK_FULL), (13, Cause.NOT_WRITABLE)], ids=["full", "refused"]
)
def test_a_view_that_cannot_be_kept_is_told_and_stays_for_now(
    views: ViewFeed, opened: Callable[..., Simulator], qtbot: Any,
    monkeypatch: pytest.MonkeyPatch, number: int, cause: Cause,
) -> None:  # fmt: skip
    with qtbot.waitSignal(views.listed):
        opened(orders=1)

    def refuse(_file: Path, _saved: SavedViews) -> None:
        raise OSError(number, "refused")

    with monkeypatch.context() as patch:
        patch.setattr(viewing, "write_views", refuse)
        with qtbot.waitSignal(views.failed) as failed:
            views.keep(LYON)
    error = failed.args[0]
    assert isinstance(error, OrderviewerError)
    assert error.cause is cause
    assert views.own == (LYON,)


@pytest.mark.expects_log("the views were not kept: refused")
def test_views_that_cannot_be_kept_at_the_end_stop_nothing(
    views: ViewFeed, feed: Feed, opened: Callable[..., Simulator], qtbot: Any,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    with qtbot.waitSignal(views.listed):
        opened(orders=1)

    def refuse(_file: Path, _saved: SavedViews) -> None:
        raise OSError(13, "refused")

    monkeypatch.setattr(viewing, "write_views", refuse)
    views.keep(LYON)
    views.attach(None)
    feed.close()
    qtbot.waitUntil(lambda: bool(caplog.records))


def test_a_store_that_cannot_be_read_is_told(
    feed: Feed,
    views: ViewFeed,
    opened: Callable[..., Simulator],
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened(orders=1)
    qtbot.waitUntil(lambda: not views.busy)

    def broken(_store: Store, _query: Query) -> int:
        raise StoreDamaged(Cause.DAMAGED, "seen")

    with monkeypatch.context() as patch:
        patch.setattr(counting, "_count_found", broken)
        with qtbot.waitSignal(views.failed) as failed, qtbot.waitSignal(feed.opened):
            views.keep(LYON)
    assert failed.args[0].cause is Cause.DAMAGED
    qtbot.waitUntil(lambda: not views.busy)  # of the mended store
    counts = heard(views)
    views.keep(PARIS)  # the next wish is tried again
    qtbot.waitUntil(lambda: PARIS.key in counts)


def test_known_names_change_what_is_counted(
    views: ViewFeed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    opened(orders=1)
    codes = View("codes", "siteCode:12", Scope.ALL)
    before = views.query_of(codes).terms
    views.know_names(["siteCode"])
    assert views.query_of(codes).terms != before
    qtbot.waitUntil(lambda: not views.busy)


def test_nothing_is_kept_before_the_file_was_read(
    views: ViewFeed, opened: Callable[..., Simulator], qtbot: Any, home: Home
) -> None:
    plant(home, SavedViews((LYON,)))
    before = json.loads(file_of(home).read_text())
    views.keep(PARIS)
    opened(orders=1)
    qtbot.waitUntil(lambda: views.own == (LYON,))
    assert json.loads(file_of(home).read_text()) == before
