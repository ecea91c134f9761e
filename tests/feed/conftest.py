"""A feed on Qt's loop, talking to a real simulator and a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from orderviewer.feed.feed import Feed
from orderviewer.fields.values import DateStyle
from orderviewer.profile import Endpoint, Home, Profile
from orderviewer.remote.credentials import Secret, Secrets

if TYPE_CHECKING:
    from pathlib import Path

    from orderviewer.simulator import Simulator


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def feed(qloop: Any, home: Home) -> Iterator[Feed]:
    made = Feed(home, DateStyle())
    yield made
    assert qloop.run_until_complete(made.stop()), "a lane did not end"


def profile_of(simulator: Simulator, name: str = "Test", **changes: Any) -> Profile:
    endpoint = Endpoint(simulator.base_url, simulator.token_url)
    return Profile(name, endpoint, **changes)


def secrets_of(simulator: Simulator) -> Secrets:
    return Secrets(
        Secret(simulator.client_id), Secret(simulator.client_secret), Secret(simulator.api_key)
    )


@pytest.fixture
def opened(feed: Feed, simulator: Callable[..., Simulator], qtbot: Any) -> Callable[..., Simulator]:
    """Opens the feed on a simulator made with the given options."""

    def open_on(page_size: int = 50, parallel: int = 1, **options: Any) -> Simulator:
        service = simulator(**options)
        profile = profile_of(service, page_size=page_size, parallel_requests=parallel)
        with qtbot.waitSignal(feed.connected):
            feed.open(profile, secrets_of(service))
        return service

    return open_on
