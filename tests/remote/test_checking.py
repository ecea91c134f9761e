"""The connection tried step by step."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from orderviewer.order import Cause, Scope
from orderviewer.remote.api import Connection
from orderviewer.remote.checking import CheckStep, check
from orderviewer.remote.secret import Secret
from orderviewer.simulator import Simulator
from tests.remote.conftest import PATIENT, SHORT, secrets_of
from tests.remote.servers import free_port

Connect = Callable[..., Connection]
ALL = ["name", "tls", "token", "key", "order"]


def names(steps: list[CheckStep]) -> list[str]:
    return [step.name for step in steps]


def failure(connection: Connection) -> tuple[str, Cause]:
    *good, last = check(connection)
    assert all(step.ok and step.error is None for step in good)
    assert names([*good, last]) == ALL[: len(good) + 1]
    assert not last.ok
    assert last.error is not None
    assert last.detail == last.error.detail
    return last.name, last.error.cause


def test_all_is_well(connection: Connection, sim: Simulator) -> None:
    steps = list(check(connection))
    assert names(steps) == ALL
    assert all(step.ok and step.milliseconds >= 0 for step in steps)
    details = {step.name: step.detail for step in steps}
    assert details == {
        "name": "127.0.0.1: 127.0.0.1",
        "tls": "http",
        "token": "valid for 3600 s",
        "key": "accepted, about 36 current orders",
        "order": f"{max(map(int, sim.world.ids(Scope.CURRENT)))} read",
    }
    assert len(sim.requests) == 3


def test_each_step_is_told_before_the_next_begins(connection: Connection, sim: Simulator) -> None:
    steps: Iterator[CheckStep] = check(connection)
    asked = [(next(steps).name, len(sim.requests)) for _ in ALL]
    assert asked == [("name", 0), ("tls", 0), ("token", 1), ("key", 2), ("order", 3)]


def test_over_tls_the_issuer_is_named(
    connect: Connect,
    simulator: Callable[..., Simulator],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    authority = trustme.CA(organization_name="Contoso")
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    sim = simulator(orders=3, tls=context)
    assert failure(connect(sim)) == ("tls", Cause.UNTRUSTED)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    steps = list(check(connect(sim)))
    assert names(steps) == ALL
    assert "Contoso" in steps[1].detail


def test_where_it_fails(connect: Connect, sim: Simulator) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    wrong = Secret("wrong-value")
    secrets = secrets_of(sim)
    assert failure(connect(sim, token_url=nowhere)) == ("token", Cause.REFUSED)
    assert failure(connect(sim, base_url=nowhere)) == ("key", Cause.REFUSED)
    assert failure(connect(sim, token_url="https://login.invalid/")) == ("name", Cause.NO_NETWORK)
    assert failure(connect(sim, base_url="https://orders.invalid/")) == ("name", Cause.NO_NETWORK)
    https = sim.base_url.replace("http:", "https:")
    assert failure(connect(sim, base_url=https)) == ("tls", Cause.NOT_HTTP)
    changed = replace(secrets, client_secret=wrong)
    assert failure(connect(sim, secrets=changed)) == ("token", Cause.CLIENT_REFUSED)
    changed = replace(secrets, api_key=wrong)
    assert failure(connect(sim, secrets=changed)) == ("key", Cause.KEY_REFUSED)
    assert failure(connect(sim, base_url=sim.base_url + "/x")) == ("key", Cause.WRONG_ADDRESS)


@pytest.mark.parametrize(
    ("fault", "step", "cause"),
    [
        ("token_html", "token", Cause.LOGIN_PAGE),
        ("invalid_scope", "token", Cause.SCOPE_REFUSED),
        ("html_200", "key", Cause.LOGIN_PAGE),
        ("list:status=503", "key", Cause.SERVICE),
        ("list:not_json", "order", Cause.NOT_UNDERSTOOD),
        ("detail:status=500", "order", Cause.SERVICE),
        ("detail:empty_404", "order", Cause.ORDER_GONE),
        ("hang", "key", Cause.TOO_SLOW),
    ],
)
def test_a_step_that_fails_is_the_last(
    connect: Connect, sim: Simulator, fault: str, step: str, cause: Cause
) -> None:
    sim.faults.set(fault)
    limits = SHORT if cause is Cause.TOO_SLOW else PATIENT
    assert failure(connect(sim, limits=limits)) == (step, cause)


def test_a_customer_without_current_orders(
    connect: Connect, simulator: Callable[..., Simulator], sim: Simulator
) -> None:
    assert list(check(connect(simulator(orders=0))))[-1].detail == "none yet"
    sim.faults.set("ids_null")
    assert list(check(connect(sim)))[-1].detail == "one without an id"


@pytest.mark.parametrize("end", ["abort", "close"])
@pytest.mark.parametrize("after", [1, 2, 3, 4])
def test_a_stop_between_two_steps_ends_the_trial(
    connection: Connection, sim: Simulator, end: str, after: int
) -> None:
    steps = check(connection)
    assert all(next(steps).ok for _ in range(after))
    asked = len(sim.requests)
    getattr(connection, end)()
    error = next(steps).error
    assert error is not None
    assert error.cause is Cause.STOPPED
    assert list(steps) == []
    assert len(sim.requests) == asked


def test_a_trial_that_is_given_up_leaves_the_connection_usable(connection: Connection) -> None:
    steps = check(connection)
    next(steps)
    del steps
    assert names(list(check(connection))) == ALL
