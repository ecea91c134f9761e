"""A profile is opened: what is stored is shown, a damaged file is set aside and told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orderviewer.local.query import Query
from orderviewer.local.store import Store
from orderviewer.order import Cause, Scope
from tests.feed.conftest import profile_of, secrets_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from orderviewer.feed.feed import Feed
    from orderviewer.profile import Home
    from orderviewer.simulator import Simulator


def test_a_damaged_store_is_set_aside_and_the_orders_come_again(
    feed: Feed, home: Home, simulator: Callable[..., Simulator], qtbot: Any
) -> None:
    service = simulator(orders=30)
    profile = profile_of(service)
    file = home.store_file(profile)
    file.parent.mkdir(parents=True)
    file.write_bytes(b"this is no database" * 1000)
    renamed: list[str] = []
    listed: list[int] = []
    feed.set_aside.connect(renamed.append)
    feed.listing.listed.connect(lambda listing: listed.append(len(listing.numbers)))
    with qtbot.waitSignal(feed.connected, timeout=10_000):
        feed.open(profile, secrets_of(service))
    feed.listing.show(Query(Scope.CURRENT))
    feed.crawl.read_first(Scope.CURRENT)
    qtbot.waitUntil(lambda: listed[-1:] == [len(service.world.ids(Scope.CURRENT))])
    assert len(renamed) == 1
    assert list(file.parent.glob("orders.sqlite.damaged-*"))


def test_a_newer_store_is_left_alone_and_said(
    feed: Feed, home: Home, simulator: Callable[..., Simulator], qtbot: Any
) -> None:
    service = simulator(orders=5)
    profile = profile_of(service)
    file = home.store_file(profile)
    Store.open(file).close()
    content = bytearray(file.read_bytes())
    content[60:64] = (999).to_bytes(4, "big")  # where SQLite keeps user_version
    file.write_bytes(content)
    with qtbot.waitSignal(feed.failed, timeout=10_000) as failed:
        feed.open(profile, secrets_of(service))
    assert failed.args is not None
    assert failed.args[0].cause is Cause.NEWER
    assert file.read_bytes() == bytes(content)


def test_without_secrets_the_stored_orders_are_shown_all_the_same(
    feed: Feed, simulator: Callable[..., Simulator], qtbot: Any
) -> None:
    service = simulator(orders=20)
    profile = profile_of(service)
    with qtbot.waitSignal(feed.connected, timeout=10_000):
        feed.open(profile, secrets_of(service))
    with qtbot.waitSignal(feed.crawl.rested, timeout=10_000):
        feed.crawl.read_everything(Scope.ALL)
    listed: list[int] = []
    feed.listing.listed.connect(lambda listing: listed.append(len(listing.numbers)))
    with qtbot.waitSignal(feed.unconnected, timeout=10_000) as refused:
        feed.open(profile)
    assert refused.args is not None
    assert refused.args[0].cause is Cause.NOT_CONFIGURED
    feed.listing.show(Query(Scope.ALL))
    qtbot.waitUntil(lambda: listed[-1:] == [20])
