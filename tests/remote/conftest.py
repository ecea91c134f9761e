"""Connections to a simulator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from orderviewer.order import PageRequest, Scope
from orderviewer.profile import Endpoint
from orderviewer.remote.api import Connection
from orderviewer.remote.exchange import Limits
from orderviewer.remote.secret import Secret, Secrets
from orderviewer.simulator import Simulator

# For what is meant to take too long; everything else gets all the time of a busy machine.
SHORT = Limits(connect=5.0, gap=0.15, total=0.3)
PATIENT = Limits(connect=20, gap=20, total=20)
TODAY = date(2026, 3, 11)
FIRST_PAGE = PageRequest(Scope.CURRENT, 0, 20)


def endpoint_of(simulator: Simulator, **changes: Any) -> Endpoint:
    return replace(Endpoint(simulator.base_url, simulator.token_url), **changes)


def secrets_of(simulator: Simulator) -> Secrets:
    return Secrets(
        Secret(simulator.client_id), Secret(simulator.client_secret), Secret(simulator.api_key)
    )


@pytest.fixture
def sim(simulator: Callable[..., Simulator]) -> Simulator:
    """Sixty orders, 36 of them current."""
    return simulator(orders=60, today=TODAY)


@pytest.fixture
def connect() -> Iterator[Callable[..., Connection]]:
    """A function that opens connections to a simulator: `connect(sim, limits=Limits())`."""
    made: list[Connection] = []

    def open_one(
        simulator: Simulator,
        limits: Limits = PATIENT,
        secrets: Secrets | None = None,
        **endpoint: Any,
    ) -> Connection:
        secrets = secrets or secrets_of(simulator)
        made.append(Connection(endpoint_of(simulator, **endpoint), secrets, limits))
        return made[-1]

    yield open_one
    for connection in made:
        connection.close()


@pytest.fixture
def connection(connect: Callable[..., Connection], sim: Simulator) -> Connection:
    return connect(sim)
