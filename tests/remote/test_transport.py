"""One HTTP session: its limits, what ends it, what it never does."""

from __future__ import annotations

import gc
import logging
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
import pytest

from orderviewer.order import Cause, CredentialsUnavailable, Rejected, Unreachable
from orderviewer.remote.exchange import Limits
from orderviewer.remote.transport import Transport
from orderviewer.simulator import Simulator
from tests.remote.conftest import PATIENT, SHORT
from tests.remote.servers import free_port, full_port

AT_ONCE = 1.0  # seconds: what a person takes for it
HEADERS = {"Accept": "application/json"}


@pytest.fixture
def transport() -> Iterator[Transport]:
    one = Transport(PATIENT)
    yield one
    one.close()


def sockets_to(port: int) -> int:
    """This process's connections to a port, whatever their state."""
    ours = psutil.Process().net_connections("tcp")
    return sum(1 for each in ours if each.raddr and each.raddr.port == port)


class Call(threading.Thread):
    """A call under way in another thread."""

    def __init__(self, call: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self._call = call
        self.error: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self._call()
        except BaseException as error:  # noqa: BLE001  looked at by the test
            self.error = error

    def cause(self) -> Cause:
        self.join(PATIENT.total)
        assert isinstance(self.error, Unreachable), self.error
        return self.error.cause


def test_connections_are_kept_and_used_again(transport: Transport, sim: Simulator) -> None:
    for _ in range(3):
        assert transport.get(sim.base_url + "/orders", HEADERS).status == 401
        assert sockets_to(sim.port) == 1


def test_a_connection_unused_for_long_is_not_trusted(sim: Simulator) -> None:
    transport = Transport(replace(PATIENT, idle=0.0))
    seen = set()
    for _ in range(3):
        transport.get(sim.base_url + "/orders", HEADERS)
        ours = psutil.Process().net_connections("tcp")
        seen |= {each.laddr.port for each in ours if each.raddr and each.raddr.port == sim.port}
    transport.close()
    assert len(seen) == 3


def test_a_closed_transport_leaves_no_socket_and_refuses(
    transport: Transport, sim: Simulator
) -> None:
    transport.get(sim.base_url + "/orders", HEADERS)
    transport.close()
    assert sockets_to(sim.port) == 0
    asked = len(sim.requests)
    with pytest.raises(Unreachable) as caught:
        transport.get(sim.base_url + "/orders", HEADERS)
    assert caught.value.cause is Cause.STOPPED
    assert len(sim.requests) == asked


@pytest.mark.parametrize("fault", ["cut", "hang", "garbage", "endless_body", "reset"])
def test_a_failed_call_leaves_no_socket(sim: Simulator, fault: str) -> None:
    transport = Transport(SHORT)
    sim.faults.set(f"all:{fault}")
    with pytest.raises((Unreachable, Rejected)):
        transport.get(sim.base_url + "/orders", HEADERS)
    gc.collect()
    assert sockets_to(sim.port) == 0
    transport.close()


@pytest.mark.parametrize("fault", ["hang", "stall", "stall_headers", "drip=0.01", "endless_1xx"])
def test_abort_ends_a_call_under_way(transport: Transport, sim: Simulator, fault: str) -> None:
    sim.faults.set(f"all:{fault}")
    call = Call(lambda: transport.get(sim.base_url + "/orders", HEADERS))
    assert sim.requests.wait(1)
    started = time.monotonic()
    transport.abort()
    assert call.cause() is Cause.STOPPED
    assert time.monotonic() - started < AT_ONCE


def test_abort_concerns_no_later_call(transport: Transport, sim: Simulator) -> None:
    transport.abort()
    assert transport.get(sim.base_url + "/orders", HEADERS).status == 401


def test_an_operation_is_stopped_between_its_calls(transport: Transport, sim: Simulator) -> None:
    with transport.operation():
        transport.get(sim.base_url + "/orders", HEADERS)
        transport.abort()
        with pytest.raises(Unreachable) as caught:
            transport.get(sim.base_url + "/orders", HEADERS)
    assert caught.value.cause is Cause.STOPPED
    assert len(sim.requests) == 1


def test_close_ends_a_call_under_way(transport: Transport, sim: Simulator) -> None:
    sim.faults.set("all:hang")
    call = Call(lambda: transport.get(sim.base_url + "/orders", HEADERS))
    assert sim.requests.wait(1)
    transport.close()
    assert call.cause() is Cause.STOPPED
    assert sockets_to(sim.port) == 0


def test_nobody_listens(transport: Transport) -> None:
    with pytest.raises(Unreachable) as caught:
        transport.get(f"http://127.0.0.1:{free_port()}/", HEADERS)
    assert caught.value.cause is Cause.REFUSED


def test_a_name_that_does_not_exist(transport: Transport) -> None:
    with pytest.raises(Unreachable) as caught:
        transport.get("https://orders.invalid/", HEADERS)
    assert caught.value.cause is Cause.NO_NETWORK
    assert "orders.invalid" in caught.value.detail


@pytest.mark.parametrize("host", ["a" * 64 + ".invalid", "-.invalid", "xn--.invalid", "é" * 80])
def test_what_can_be_no_name(transport: Transport, host: str) -> None:
    with pytest.raises((Unreachable, Rejected)) as caught:
        transport.get(f"https://{host}/", HEADERS)
    assert caught.value.cause in {Cause.NO_NETWORK, Cause.WRONG_ADDRESS}


def test_no_route(transport: Transport, outside_contacts: list[str]) -> None:
    with pytest.raises(Unreachable) as caught:
        transport.get("https://192.0.2.1/", HEADERS)
    assert caught.value.cause is Cause.NO_NETWORK
    outside_contacts.clear()  # meant


@pytest.mark.skipif(sys.platform != "linux", reason="other systems answer a full queue differently")
def test_a_connection_that_never_comes_about() -> None:
    transport = Transport(Limits(connect=0.3))
    with full_port() as port, pytest.raises(Unreachable) as caught:
        transport.get(f"http://127.0.0.1:{port}/", HEADERS)
    transport.close()
    assert caught.value.cause is Cause.TOO_SLOW


@pytest.mark.skipif(sys.platform != "linux", reason="other systems answer a full queue differently")
def test_abort_while_connecting(transport: Transport) -> None:
    with full_port() as port:
        call = Call(lambda: transport.get(f"http://127.0.0.1:{port}/", HEADERS))
        while not sockets_to(port):
            assert call.is_alive()
        transport.abort()
        assert call.cause() is Cause.STOPPED
    assert sockets_to(port) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="other systems answer a full queue differently")
def test_a_dead_address_does_not_take_the_time_of_a_living_one(
    sim: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    transport = Transport(Limits(connect=1.0))
    with full_port() as dead:
        ways = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))
            for port in (dead, sim.port)
        ]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: ways)
        assert transport.get("http://localhost/order-tracking", HEADERS).status == 404
    transport.close()


class SlowNames:
    """A name service that answers when it is told to."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.answer = threading.Event()

    def __call__(self, *_: Any, **__: Any) -> Any:
        self.asked.set()
        self.answer.wait(PATIENT.total)
        raise socket.gaierror(socket.EAI_AGAIN, "no answer")


@pytest.fixture
def slow_names(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowNames]:
    names = SlowNames()
    monkeypatch.setattr(socket, "getaddrinfo", names)
    yield names
    names.answer.set()


def test_a_name_service_that_is_silent(slow_names: SlowNames) -> None:
    transport = Transport(Limits(connect=0.3))
    with pytest.raises(Unreachable) as caught:
        transport.get("https://orders.test/", HEADERS)
    transport.close()
    assert caught.value.cause is Cause.NO_NETWORK


def test_abort_while_a_name_is_looked_up(transport: Transport, slow_names: SlowNames) -> None:
    call = Call(lambda: transport.get("https://orders.test/", HEADERS))
    assert slow_names.asked.wait(PATIENT.total)
    transport.abort()
    assert call.cause() is Cause.STOPPED


def test_a_redirect_carries_nothing_anywhere(
    transport: Transport, sim: Simulator, simulator: Callable[..., Simulator]
) -> None:
    other = simulator(orders=1)
    sim.faults.set(f"all:redirect_to={other.base_url}/orders?x=1")
    secret = {"Authorization": "Bearer abcdefgh", "X-Api-Key": "ijklmnop"}
    acts: list[Callable[[], object]] = [
        lambda: transport.get(sim.base_url + "/orders", secret),
        lambda: transport.post(sim.token_url, secret, "grant_type=client_credentials"),
    ]
    for act in acts:
        with pytest.raises(Rejected) as caught:
            act()
        assert caught.value.cause is Cause.REDIRECTED
        assert caught.value.http_status == 302
        assert caught.value.request_id
    assert not other.requests


def test_netrc_replaces_nothing(
    transport: Transport, sim: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "netrc"
    file.write_text("machine 127.0.0.1 login somebody password else\n")
    file.chmod(0o600)
    monkeypatch.setenv("NETRC", str(file))
    transport.get(sim.base_url + "/orders", {"Authorization": "Bearer ours"})
    transport.get(sim.base_url + "/orders", HEADERS)
    sent = [record.headers.get("authorization") for record in sim.requests]
    assert sent == ["Bearer ours", None]


def test_a_broken_bundle_in_the_environment_is_not_looked_at(
    transport: Transport, sim: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "nowhere.pem")
    monkeypatch.setenv("CURL_CA_BUNDLE", "nowhere.pem")
    assert transport.get(sim.base_url + "/orders", HEADERS).status == 401


def test_cookies_are_not_kept(transport: Transport, sim: Simulator) -> None:
    transport.get(sim.base_url + "/orders", HEADERS)
    transport.get(sim.base_url + "/orders", HEADERS)
    assert all("cookie" not in record.headers for record in sim.requests)
    assert not transport._session.cookies


@pytest.mark.parametrize("spoilt", ["\n", "\r\nX: y", " ", "\0", "”", "é", "\t"])
@pytest.mark.parametrize("first", [True, False])
def test_a_value_no_header_can_carry_is_not_quoted(
    transport: Transport, sim: Simulator, spoilt: str, first: bool
) -> None:
    secret = "S3cr3tCanary0123456789"
    value = spoilt + secret if first else secret + spoilt
    with pytest.raises(CredentialsUnavailable) as caught:
        transport.get(sim.base_url + "/orders", {"X-Api-Key": value})
    assert caught.value.cause is Cause.UNUSABLE_SECRET
    assert secret not in "".join(traceback.format_exception(caught.value))
    assert not sim.requests


def test_a_huge_body_is_not_held(transport: Transport, sim: Simulator) -> None:
    sim.faults.set("all:gzip_bomb=300")
    before = psutil.Process().memory_info().rss
    with pytest.raises(Rejected) as caught:
        transport.get(sim.base_url + "/orders", HEADERS)
    assert caught.value.cause is Cause.TOO_LARGE
    assert caught.value.request_id
    assert psutil.Process().memory_info().rss - before < 100 * 2**20


def test_the_log_at_debug_shows_no_header(
    transport: Transport, sim: Simulator, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = {"Authorization": "Bearer S3cr3tCanary01", "X-Api-Key": "S3cr3tCanary02"}
    transport.get(sim.base_url + "/orders", secret)
    assert "127.0.0.1" in caplog.text, "the libraries do log"
    assert "S3cr3tCanary" not in caplog.text


def test_compressed_answers_are_asked_for_and_read(transport: Transport, sim: Simulator) -> None:
    sim.faults.set("all:gzip")
    reply = transport.get(sim.base_url + "/orders", {**HEADERS, "Accept-Encoding": "gzip"})
    assert reply.body.startswith(b"{")
    assert reply.header("Content-Encoding") == "gzip"
