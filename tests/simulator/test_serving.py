"""Starting, stopping and running as a command: nothing is left behind, nothing waits for ever."""

from __future__ import annotations

import io
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable
from datetime import date

import pytest
import trustme

from orderviewer.simulator import Simulator
from orderviewer.simulator.serve import serve
from tests.simulator.asking import Asking

AT_ONCE = 3.0  # seconds; a stop that had to wait for a client would take five


def own_threads() -> list[str]:
    return [one.name for one in threading.enumerate() if one.name.startswith("simulator-")]


def stopped_at_once(simulator: Simulator) -> bool:
    begun = time.monotonic()
    simulator.stop()
    return time.monotonic() - begun < AT_ONCE and not own_threads()


def test_addresses() -> None:
    with Simulator(orders=3) as simulator:
        origin = f"http://127.0.0.1:{simulator.port}"
        assert simulator.base_url == f"{origin}/order-tracking/b2b/v1"
        assert simulator.token_url == f"{origin}/oauth/v3/token"
        for secret in (simulator.client_id, simulator.client_secret, simulator.api_key):
            assert secret.isascii()
            assert secret.isalnum()
            assert len(secret) > 20
    assert not own_threads()


def test_it_ends_idle_connections(simulator: Callable[..., Simulator]) -> None:
    one = simulator(orders=3)
    connections = [Asking(one).connect() for _ in range(5)]
    for connection in connections:
        connection.connect()
    Asking(one).page()
    assert stopped_at_once(one)
    for connection in connections:
        connection.close()


@pytest.mark.parametrize(
    "fault",
    ["hang", "stall", "drip=0.5", "delay=60", "endless_body", "endless_1xx", "endless_blanks",
     "ten_gigabytes"],
)  # fmt: skip
def test_it_ends_clients_that_are_kept_waiting(
    simulator: Callable[..., Simulator], fault: str
) -> None:
    one = simulator(orders=3)
    asking = Asking(one)
    headers = "".join(f"{name}: {value}\r\n" for name, value in asking.usual_headers().items())
    one.faults.set(fault)
    with socket.create_connection(("127.0.0.1", one.port)) as client:
        client.sendall(f"GET /order-tracking/b2b/v1/orders HTTP/1.1\r\n{headers}\r\n".encode())
        assert one.requests.wait(2)
        assert stopped_at_once(one)


def test_latency_is_waited_for_and_cut_short_by_stop(simulator: Callable[..., Simulator]) -> None:
    one = simulator(orders=3, latency_ms=50)
    asking = Asking(one)
    begun = time.monotonic()
    asking.page()  # a token and a page
    assert time.monotonic() - begun >= 0.1
    one.latency_ms = 60_000
    with socket.create_connection(("127.0.0.1", one.port)) as client:
        client.sendall(b"GET / HTTP/1.1\r\n\r\n")
        assert one.requests.wait(3)
        assert one.requests[-1].status == 0, "not answered yet"
        assert stopped_at_once(one)


def test_it_starts_again_on_the_same_port_with_the_same_tokens() -> None:
    one = Simulator(orders=5)
    one.start()
    one.start()
    asking = Asking(one)
    before, port = asking.page().body, one.port
    one.stop()
    one.stop()
    with pytest.raises(ConnectionRefusedError):
        asking.page()
    with one:
        assert one.port == port
        assert asking.page().body == before


def test_a_port_that_is_taken_is_said() -> None:
    with Simulator(orders=1) as one, pytest.raises(OSError, match=r"in use|one usage"):
        Simulator(orders=1, port=one.port).start()
    assert not own_threads()


def test_a_million_orders_start_without_making_one(simulator: Callable[..., Simulator]) -> None:
    one = simulator(orders=1_000_000, today=date(2026, 3, 11))
    asking = Asking(one)
    assert one.world.made == 0
    reply = asking.page("status=Closed&offset=399990&limit=100&sort=-id")
    assert reply.header("X-Total-Count") == "400000"
    assert len(reply.json()) == one.world.made == 10


# --- TLS -----------------------------------------------------------------------------------


@pytest.fixture
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA, simulator: Callable[..., Simulator]) -> Simulator:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return simulator(orders=5, tls=context)


def test_it_speaks_tls_when_given_a_context(secure: Simulator, authority: trustme.CA) -> None:
    assert secure.base_url.startswith("https://127.0.0.1:")
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    with (
        socket.create_connection(("127.0.0.1", secure.port)) as plain,
        trusting.wrap_socket(plain, server_hostname="127.0.0.1") as client,
    ):
        client.sendall(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
        assert client.recv(4096).startswith(b"HTTP/1.1 404")
        assert stopped_at_once(secure)


def test_clients_that_distrust_or_stay_silent_do_no_harm(secure: Simulator) -> None:
    with (
        socket.create_connection(("127.0.0.1", secure.port)) as plain,
        pytest.raises(ssl.SSLCertVerificationError),
    ):
        ssl.create_default_context().wrap_socket(plain, server_hostname="127.0.0.1")
    with socket.create_connection(("127.0.0.1", secure.port)):
        assert stopped_at_once(secure)


# --- as a command --------------------------------------------------------------------------


class Line(io.StringIO):
    """Standard output that tells when it was flushed."""

    def __init__(self) -> None:
        super().__init__()
        self.flushed = threading.Event()

    def flush(self) -> None:
        self.flushed.set()


def test_serve_says_where_it_is_and_ends_when_told() -> None:
    stdout, stopped = Line(), threading.Event()
    thread = threading.Thread(
        target=serve,
        kwargs={
            "port": 0,
            "orders": 12,
            "faults": ["cap_limit=4"],
            "latency_ms": 0,
            "seed": 3,
            "stdout": stdout,
            "stopped": stopped,
        },
    )
    thread.start()
    try:
        assert stdout.flushed.wait(10)
        (line,) = stdout.getvalue().splitlines()
        ready = json.loads(line)
        assert ready.keys() == {
            "base_url", "token_url", "control_url", "client_id", "client_secret", "api_key",
            "orders", "day",
        }  # fmt: skip
        assert ready["orders"] == 12
        twin = Simulator(orders=12, seed=3)
        assert (twin.client_id, twin.client_secret, twin.api_key) == (
            ready["client_id"],
            ready["client_secret"],
            ready["api_key"],
        )
        twin._port = int(ready["base_url"].split(":")[2].split("/")[0])
        assert len(Asking(twin).page("").json()) == 4
    finally:
        stopped.set()
        thread.join(10)
    assert not thread.is_alive()
    assert not own_threads()


@pytest.mark.parametrize(
    ("options", "problem"),
    [({"faults": ["unheard_of"]}, "no such fault"), ({"dialect": "klingon"}, "no such dialect")],
)
def test_serve_refuses_before_it_says_anything(options: dict[str, object], problem: str) -> None:
    stdout = Line()
    usual: dict[str, object] = {"port": 0, "orders": 1, "faults": (), "latency_ms": 0, "seed": 1}
    with pytest.raises(ValueError, match=problem):
        serve(**{**usual, **options}, stdout=stdout, stopped=threading.Event())  # type: ignore[arg-type]
    assert not stdout.getvalue()
