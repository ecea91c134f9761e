"""What the table shows comes from the store that is open now."""

from __future__ import annotations

import threading
from array import array
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QTimer

from orderviewer.feed import listing
from orderviewer.feed.feed import Feed
from orderviewer.feed.rows import Listing, Showing, read_listing
from orderviewer.fields.roles import DOCUMENTED, Role
from orderviewer.fields.values import DateStyle
from orderviewer.local import beginning, deriving
from orderviewer.local.query import Query
from orderviewer.local.stopping import Stop
from orderviewer.local.store import Store
from orderviewer.order import Scope
from orderviewer.search.parsing import terms_of
from tests.feed.conftest import profile_of, secrets_of
from tests.local.factories import fill, orders

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from orderviewer.profile import Home
    from orderviewer.simulator import Simulator


def heard(feed: Feed) -> list[Listing]:
    listings: list[Listing] = []
    feed.listing.listed.connect(listings.append)
    return listings


def test_what_is_stored_is_listed_without_asking_anybody(
    feed: Feed, opened: Callable[..., Simulator], home: Home, qloop: Any, qtbot: Any
) -> None:
    service = opened(orders=60)
    feed.crawl.read_everything(Scope.CURRENT)
    qtbot.waitUntil(lambda: feed.crawl.complete(Scope.CURRENT) and not feed.crawl.busy)
    tomorrow = Feed(home, DateStyle())
    listings = heard(tomorrow)
    with qtbot.waitSignal(tomorrow.unconnected):
        tomorrow.open(profile_of(service))
    qtbot.waitUntil(lambda: bool(listings))
    assert len(listings[-1].numbers) == len(service.world.ids(Scope.CURRENT))
    assert qloop.run_until_complete(tomorrow.stop())


def test_a_listing_and_its_counts_are_of_one_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "orders.sqlite"
    with closing(Store.open(file)) as writer, closing(Store.open(file)) as reader:
        fill(writer, orders(range(5)))
        counts = reader.counts

        def after_another_page() -> dict[Scope, int]:
            fill(writer, orders(range(9)))
            return counts()

        monkeypatch.setattr(reader, "counts", after_another_page)
        listing = read_listing(reader, Query(Scope.CURRENT), (0, 50), Showing(DateStyle()), Stop())
    assert len(listing.numbers) == listing.counts[Scope.CURRENT] == 5


def test_a_listing_that_waits_is_made_of_what_was_opened_meanwhile(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    service = opened(orders=60)
    with qtbot.waitSignal(feed.listing.listed):
        feed.listing.update_listing()
    feed.listing.update_listing()  # so soon after the last one that it waits a little
    listings = heard(feed)
    with qtbot.waitSignal(feed.connected):
        feed.open(profile_of(service, name="Other"), secrets_of(service))
    feed.crawl.read_everything(Scope.CURRENT)
    expected = len(service.world.ids(Scope.CURRENT))
    qtbot.waitUntil(lambda: bool(listings) and len(listings[-1].numbers) == expected)


def test_a_page_that_is_waited_for_brings_its_own_listing(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    opened(orders=300)
    with qtbot.waitSignal(feed.crawl.rested):
        feed.crawl.read_first(Scope.CURRENT)
    with qtbot.waitSignal(feed.crawl.rested):
        feed.crawl.read_more(Scope.CURRENT)
    qtbot.waitUntil(lambda: not (feed.crawl.learning or feed.listing.busy))  # all is learnt
    listings, unlisted = heard(feed), []
    feed.crawl.unlisted.connect(lambda: unlisted.append(True))
    feed.listing.look(0, 150)
    with qtbot.waitSignal(feed.crawl.rested):
        feed.crawl.read_more(Scope.CURRENT)
    assert [len(one.numbers) for one in listings] == [150]
    assert not unlisted
    assert set(listings[0].numbers[100:]) == set(listings[0].rows)  # the others came before


def test_rows_below_the_screen_wait_until_it_is_painted(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    opened(orders=300)
    listings = heard(feed)
    feed.listing.look(0, 20)
    with qtbot.waitSignal(feed.crawl.rested):
        feed.crawl.read_first(Scope.CURRENT)
    first = next(one for one in listings if one.numbers)
    assert list(first.rows) == list(first.numbers[:20])
    qtbot.waitUntil(lambda: not (feed.crawl.learning or feed.listing.busy))
    feed.listing.look(30, 50)  # the end: whoever is there scrolls on
    listings.clear()
    with qtbot.waitSignal(feed.crawl.rested):
        feed.crawl.read_more(Scope.CURRENT)
    assert list(listings[0].rows) == list(listings[0].numbers[50:70])


def test_the_rows_of_an_awaited_page_come_before_what_is_told_of_them(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    opened(orders=300)
    with qtbot.waitSignal(feed.crawl.rested):
        feed.crawl.read_first(Scope.CURRENT)
    qtbot.waitUntil(lambda: not (feed.crawl.learning or feed.listing.busy))
    order: list[str] = []

    def show(_listing: Listing) -> None:
        order.append("rows")
        QTimer.singleShot(0, lambda: order.append("picture"))

    feed.listing.listed.connect(show)
    with qtbot.waitSignal(feed.crawl.rested):
        feed.crawl.read_more(Scope.CURRENT)
        feed.crawl.progressed.connect(lambda _: order.append("coverage"))
    assert order[:3] == ["rows", "picture", "coverage"]


def test_a_listing_that_came_with_a_page_is_dropped_after_another_wish(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any
) -> None:
    opened(orders=300)
    with qtbot.waitSignal(feed.crawl.rested):
        feed.crawl.read_first(Scope.CURRENT)
    glance = feed.listing.glance()
    assert glance
    feed.listing.show(Query(Scope.CLOSED))
    listings = heard(feed)
    of_before = Listing(glance.query, array("q"), {}, frozenset(), {})
    feed.listing.take(glance, of_before)
    qtbot.waitUntil(lambda: bool(listings))
    assert of_before not in listings
    assert listings[-1].query.scope is Scope.CLOSED


def test_what_the_rest_of_the_first_page_teaches_comes_by_itself(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deriving, "AT_ONCE", 0)
    listings = heard(feed)
    opened(orders=60)
    feed.crawl.read_first(Scope.CURRENT)
    qtbot.waitUntil(lambda: bool(listings) and Role.PROMISED in listings[-1].found)
    with_rows = [one for one in listings if one.numbers]
    assert with_rows[0].found == frozenset(DOCUMENTED)
    number = with_rows[-1].numbers[0]
    assert any(with_rows[-1].rows[number].texts[len(DOCUMENTED) :])


COMMON = Query(Scope.CURRENT, terms=terms_of("po-"))


@pytest.fixture
def many(
    feed: Feed, opened: Callable[..., Simulator], qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> Listing:
    """All current orders, as listed; so many that a search shows the first ones at once."""
    monkeypatch.setattr(beginning, "NOTICED", 0)
    monkeypatch.setattr(listing, "FIRST_SCREEN", 20)
    opened(orders=300)
    feed.crawl.read_everything(Scope.CURRENT)
    listings = heard(feed)
    qtbot.waitUntil(
        lambda: (
            not (feed.crawl.busy or feed.crawl.learning or feed.listing.busy)
            and feed.crawl.complete(Scope.CURRENT)
            and bool(listings)
        )
    )
    return listings[-1]


def answers(feed: Feed) -> list[tuple[str, Listing]]:
    told: list[tuple[str, Listing]] = []
    feed.listing.begun.connect(lambda begun: told.append(("begun", begun)))
    feed.listing.listed.connect(lambda whole: told.append(("listed", whole)))
    return told


def test_the_first_that_a_search_finds_among_many_come_before_the_others(
    feed: Feed, many: Listing, qtbot: Any
) -> None:
    told = answers(feed)
    with qtbot.waitSignal(feed.listing.listed):
        feed.listing.show(COMMON)
    (began, begun), (ended, whole) = told
    assert (began, ended) == ("begun", "listed")
    assert listing.FIRST_SCREEN <= len(begun.numbers) < len(whole.numbers) <= len(many.numbers)
    assert begun.numbers == whole.numbers[: len(begun.numbers)]
    assert set(begun.rows) == set(begun.numbers[: listing.FIRST_SCREEN])
    told.clear()
    with qtbot.waitSignal(feed.listing.listed):
        feed.listing.restyle(DateStyle())  # the same question: whoever reads on is not sent back
    assert [kind for kind, _ in told] == ["listed"]


@pytest.mark.parametrize("found", [True, False])
def test_no_list_begins_without_the_chosen_order_if_it_is_found(
    feed: Feed, many: Listing, qtbot: Any, *, found: bool
) -> None:
    with qtbot.waitSignal(feed.listing.listed) as signal:
        feed.listing.show(COMMON)
    others = sorted(set(many.numbers) - set(signal.args[0].numbers))
    feed.listing.hold(signal.args[0].numbers[-1] if found else others[0])
    feed.listing.show(Query(Scope.CURRENT))
    qtbot.waitUntil(lambda: not feed.listing.busy)
    told = answers(feed)
    with qtbot.waitSignal(feed.listing.listed):
        feed.listing.show(COMMON)
    assert [kind for kind, _ in told] == (["listed"] if found else ["begun", "listed"])


def test_what_is_found_for_the_text_before_is_not_waited_for(
    feed: Feed, many: Listing, qtbot: Any, qloop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert many.numbers
    read, typed_on = listing.read_listing, Query(Scope.CURRENT, terms=terms_of("po-2"))
    wished = threading.Event()

    class Told(Stop):
        def wish(self) -> None:
            super().wish()
            wished.set()

    def read_slowly(store: Store, query: Query, *rest: Any) -> Listing:
        if query == COMMON:
            qloop.call_soon_threadsafe(feed.listing.show, typed_on)
            assert wished.wait(10)
        return read(store, query, *rest)

    monkeypatch.setattr(listing, "Stop", Told)
    monkeypatch.setattr(listing, "read_listing", read_slowly)
    told, failures = answers(feed), []
    feed.listing.failed.connect(failures.append)
    with qtbot.waitSignal(feed.listing.listed):
        feed.listing.show(COMMON)
    assert [(kind, one.query) for kind, one in told] == [
        ("begun", COMMON),
        ("begun", typed_on),
        ("listed", typed_on),
    ]
    assert not failures


def test_whoever_types_on_is_not_shown_what_was_typed_before(
    feed: Feed, many: Listing, qtbot: Any, qloop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert many.numbers
    read, typed_on = listing.read_beginning, Query(Scope.CURRENT, terms=terms_of("po-2"))

    def read_slowly(store: Store, query: Query, *rest: Any) -> Listing | None:
        if query == COMMON:
            qloop.call_soon_threadsafe(feed.listing.show, typed_on)
        return read(store, query, *rest)

    monkeypatch.setattr(listing, "read_beginning", read_slowly)
    told = answers(feed)
    with qtbot.waitSignal(feed.listing.listed):
        feed.listing.show(COMMON)
    assert {one.query for _, one in told} == {typed_on}
    assert [kind for kind, _ in told] == ["begun", "listed"]
