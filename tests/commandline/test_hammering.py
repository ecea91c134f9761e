"""How many requests a fault costs: Orange revokes clients that hammer (reliability.md, T16)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from orderviewer.commandline.reading import Extent, Reader
from orderviewer.local.store import Store
from orderviewer.order import Cause, Scope
from orderviewer.remote import pace, retry
from orderviewer.remote.api import Connection
from orderviewer.simulator import Simulator
from tests.remote.conftest import PATIENT, endpoint_of, secrets_of
from tests.remote.test_faults import FAILURES, TOKEN_FAILURES

Simulators = Callable[..., Simulator]
MOST = 20  # requests of an operation that fails
# Their rule is that of their neighbours, and each takes as long as a time-out or a large answer.
SLOW = {Cause.TOO_SLOW, Cause.TOO_LARGE}
QUICK = sorted(name for name, cause in {**FAILURES, **TOKEN_FAILURES}.items() if cause not in SLOW)


@pytest.fixture(autouse=True)
def no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "FIRST_WAIT", 0.0)
    monkeypatch.setattr(retry, "LONGEST_WAIT", 0.0)
    monkeypatch.setattr(pace, "FIRST_PAUSE", 0.0)


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Simulator], Extent]:
    """Syncs everything with four requests at once."""

    def run(service: Simulator) -> Extent:
        with (
            closing(Store.open(tmp_path / "orders.sqlite")) as store,
            closing(Connection(endpoint_of(service), secrets_of(service), PATIENT)) as connection,
            Reader(
                connection,
                store,
                page_size=10,
                parallel=4,
                tell=lambda _extent: None,
                tell_wait=lambda _error, _seconds: None,
            ) as reader,
        ):
            return reader.read(Scope.ALL)

    return run


@pytest.mark.parametrize("fault", QUICK)
def test_no_fault_costs_more_than_twenty_requests(
    simulator: Simulators, read: Callable[[Simulator], Extent], fault: str
) -> None:
    service = simulator(orders=60, faults=[fault])
    extent = read(service)
    assert extent.error, "a failure was expected"
    most = 1 if extent.error.cause is Cause.CLIENT_REFUSED else MOST
    assert 0 < len(service.requests) <= most


@pytest.mark.parametrize("fault", ["list:status=503@4", "list:reset@4", "list:busy=0@4"])
def test_nor_does_one_in_the_middle_of_a_sync(
    simulator: Simulators, read: Callable[[Simulator], Extent], fault: str
) -> None:
    service = simulator(orders=300, faults=[fault])
    extent = read(service)
    assert extent.error
    assert extent.received > 0
    assert len(service.requests) <= 4 + MOST
