"""What the table shows comes from the store that is open now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orderviewer.feed.feed import Feed
from orderviewer.feed.rows import Listing
from orderviewer.fields.values import DateStyle
from orderviewer.order import Scope
from tests.feed.conftest import profile_of, secrets_of

if TYPE_CHECKING:
    from collections.abc import Callable

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
