"""One token for everybody: single flight, renewal, refusals, and what lifetimes mean."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import cast

import pytest

from orderviewer.order import Cause, OrderviewerError, Unauthorized, Unreachable
from orderviewer.remote.access_token import (
    LONGEST,
    SHORTEST,
    USUAL_SECONDS,
    TokenSource,
    lifetime_of,
)
from orderviewer.remote.api import Connection, OrderApi
from orderviewer.remote.exchange import Reply
from orderviewer.remote.redaction import Redactor
from orderviewer.remote.transport import Transport
from orderviewer.simulator import Simulator
from tests.remote.conftest import FIRST_PAGE, endpoint_of, secrets_of

Connect = Callable[..., Connection]
MANY = 20


def logins(sim: Simulator) -> int:
    return len(sim.requests.of("/token"))


def at_once(connection: Connection, count: int = MANY) -> list[OrderviewerError]:
    """The first page in so many threads at the same moment; returns what they raised."""
    apis = [connection.api() for _ in range(count)]
    ready = threading.Barrier(count)
    errors: list[OrderviewerError] = []

    def run(api: OrderApi) -> None:
        ready.wait(20)
        try:
            assert len(api.page(FIRST_PAGE).orders) == 20
        except OrderviewerError as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(api,), daemon=True) for api in apis]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
        assert not thread.is_alive()
    return errors


def test_twenty_threads_need_one_token(connection: Connection, sim: Simulator) -> None:
    sim.faults.set("token:delay=0.2")
    assert at_once(connection) == []
    assert logins(sim) == 1


def test_twenty_threads_whose_token_died_need_one_more(
    connection: Connection, sim: Simulator
) -> None:
    assert at_once(connection) == []
    sim.expire_tokens()
    sim.faults.set("token:delay=0.2")
    assert at_once(connection) == []
    assert logins(sim) == 2


def test_twenty_threads_share_one_failure(connection: Connection, sim: Simulator) -> None:
    sim.faults.set("token:delay=0.3", "token:status=503")
    errors = at_once(connection)
    assert [error.cause for error in errors] == [Cause.SERVICE] * MANY
    assert len({id(error) for error in errors}) == MANY, "each thread has an error of its own"
    assert all(error.http_status == 503 and error.request_id for error in errors)
    assert logins(sim) < MANY / 2, "only who came late asked again"


class Doorkeeper:
    """A transport whose login fails once another thread waits for it."""

    def __init__(self) -> None:
        self.asked = 0
        self._begun = threading.Event()
        self._waited_for = threading.Event()

    def wait_until_begun(self) -> None:
        assert self._begun.wait(20)

    @contextmanager
    def holding(self, lock: threading.Lock) -> Iterator[None]:
        if lock.locked():
            self._waited_for.set()
        with lock:
            yield

    def post(self, *_: object) -> Reply:
        self.asked += 1
        self._begun.set()
        assert self._waited_for.wait(20)
        raise Unreachable(Cause.SERVICE, "out of order")


def test_who_comes_while_a_login_is_under_way_has_its_failure(sim: Simulator) -> None:
    source = TokenSource(endpoint_of(sim), secrets_of(sim), {}, Redactor())
    transport = Doorkeeper()
    heard: list[OrderviewerError] = []

    def ask() -> None:
        with pytest.raises(Unreachable) as failure:
            source.token(cast("Transport", transport))
        heard.append(failure.value)

    threads = [threading.Thread(target=ask, daemon=True) for _ in range(2)]
    threads[0].start()
    transport.wait_until_begun()
    threads[1].start()
    for thread in threads:
        thread.join(20)
    assert [error.cause for error in heard] == [Cause.SERVICE] * 2
    assert transport.asked == 1


def test_a_failed_login_is_tried_again_by_the_next_call(
    connection: Connection, sim: Simulator
) -> None:
    sim.faults.set("token:status=503*1")
    api = connection.api()
    with pytest.raises(Unreachable):
        api.page(FIRST_PAGE)
    assert api.page(FIRST_PAGE).orders


def test_a_thread_that_was_stopped_does_not_stop_the_others(
    connection: Connection, sim: Simulator
) -> None:
    sim.faults.set("token:hang*1")
    api, other = connection.api(), connection.api()
    seen: list[object] = []

    def ask(which: OrderApi) -> None:
        try:
            seen.append(len(which.page(FIRST_PAGE).orders))
        except OrderviewerError as error:
            seen.append(error.cause)

    first = threading.Thread(target=ask, args=(api,), daemon=True)
    first.start()
    assert sim.requests.wait(1)
    second = threading.Thread(target=ask, args=(other,), daemon=True)
    second.start()
    api.abort()
    first.join(20)
    second.join(20)
    assert seen == [Cause.STOPPED, 20]


@pytest.mark.parametrize("fault", ["invalid_client", "unauthorized_client", "invalid_scope"])
def test_a_refused_client_is_asked_about_once(
    connection: Connection, sim: Simulator, fault: str
) -> None:
    sim.faults.set(fault)
    assert len(at_once(connection)) == MANY
    sim.faults.clear()
    with pytest.raises(Unauthorized):
        connection.api().page(FIRST_PAGE)
    assert len(sim.requests) == 1, "until there are new secrets"


@pytest.mark.parametrize("code", [40, 41, 42])
def test_a_401_renews_and_repeats_once(connection: Connection, sim: Simulator, code: int) -> None:
    sim.faults.set(f"code={code}*1")
    assert connection.api().page(FIRST_PAGE).orders
    assert logins(sim) == 2
    assert len(sim.requests) == 4
    first, second = (record.headers["authorization"] for record in sim.requests.of("/orders"))
    assert first != second


def test_a_401_with_an_unreadable_body_renews_as_well(
    connection: Connection, sim: Simulator
) -> None:
    sim.faults.set("html_error=401*1")
    assert connection.api().page(FIRST_PAGE).orders


def test_a_second_401_is_final(connection: Connection, sim: Simulator) -> None:
    sim.faults.set("code=42")
    with pytest.raises(Unauthorized) as caught:
        connection.api().page(FIRST_PAGE)
    assert caught.value.cause is Cause.ACCESS_REFUSED
    assert caught.value.code == "42"
    assert len(sim.requests) == 4


def test_a_token_that_dies_often_costs_one_login_each_time(
    connection: Connection, sim: Simulator
) -> None:
    sim.faults.set("token_dies_after=3")
    api = connection.api()
    for _ in range(9):
        assert api.page(FIRST_PAGE).orders
    assert logins(sim) == 3


class Clock:
    """The monotonic clock, as far ahead as the test wants."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.ahead


@pytest.mark.parametrize(
    ("lifetime", "still", "no_more"),
    [(3600, 3530, 3545), (600, 530, 545), (100, 70, 80), (10, 5, 8), (0, 3, 4.5)],
)
def test_a_token_is_renewed_before_its_end(
    connection: Connection,
    sim: Simulator,
    monkeypatch: pytest.MonkeyPatch,
    lifetime: int,
    still: float,
    no_more: float,
) -> None:
    clock = Clock()
    monkeypatch.setattr("orderviewer.remote.access_token.time", SimpleNamespace(monotonic=clock))
    sim.faults.set(f"expires_in={lifetime}")
    api = connection.api()
    api.log_in()
    clock.ahead = still
    api.log_in()
    assert logins(sim) == 1
    clock.ahead = no_more
    api.log_in()
    assert logins(sim) == 2


def test_the_wall_clock_does_not_matter(
    connection: Connection, sim: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = connection.api()
    api.page(FIRST_PAGE)
    monkeypatch.setattr(time, "time", lambda: 0.0)
    api.page(FIRST_PAGE)
    assert logins(sim) == 1


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        (3600, 3600.0),
        ("3600", 3600.0),
        (" 7776000 ", LONGEST),
        (3600.5, 3600.5),
        (None, USUAL_SECONDS),
        ("one hour", USUAL_SECONDS),
        ("", USUAL_SECONDS),
        (True, USUAL_SECONDS),
        ([3600], USUAL_SECONDS),
        (float("nan"), USUAL_SECONDS),
        (10**400, USUAL_SECONDS),
        (0, SHORTEST),
        (-1, SHORTEST),
        (float("inf"), LONGEST),
        (10**12, LONGEST),
    ],
)
def test_lifetimes_of_every_kind(said: object, seconds: float) -> None:
    assert lifetime_of(said) == seconds
