"""The login that is under way while the store is opened."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import pytest

from orderviewer.commandline.login import early_login
from orderviewer.order import Unauthorized
from orderviewer.remote.api import Connection
from orderviewer.simulator import Simulator
from tests.remote.conftest import FIRST_PAGE, PATIENT, endpoint_of, secrets_of

Simulators = Callable[..., Simulator]


def logins(service: Simulator) -> int:
    return len(service.requests.of("/token"))


def connection_to(service: Simulator) -> Connection:
    return Connection(endpoint_of(service), secrets_of(service), PATIENT)


def test_it_is_the_only_one(simulator: Simulators) -> None:
    service = simulator(orders=20)
    with closing(connection_to(service)) as connection, early_login(connection):
        assert service.requests.wait(1), "nobody asked for a page"
        assert connection.api().page(FIRST_PAGE).orders
    assert logins(service) == 1


def test_a_refused_client_is_asked_about_once(simulator: Simulators) -> None:
    service = simulator(orders=20, faults=["token:invalid_client"])
    with closing(connection_to(service)) as connection, early_login(connection):
        assert service.requests.wait(1)
        with pytest.raises(Unauthorized):
            connection.api().page(FIRST_PAGE)
    assert logins(service) == 1


def test_the_end_does_not_wait_for_a_service_that_hangs(simulator: Simulators) -> None:
    service = simulator(orders=20, faults=["token:hang"])
    with closing(connection_to(service)) as connection, early_login(connection):
        assert service.requests.wait(1)


def test_a_failure_leaves_the_next_one_a_try(simulator: Simulators) -> None:
    service = simulator(orders=20, faults=["token:status=503*1"])
    with closing(connection_to(service)) as connection:
        with early_login(connection):
            assert service.requests.wait(1)
        assert connection.api().page(FIRST_PAGE).orders
    assert logins(service) == 2
