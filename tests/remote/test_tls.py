"""Who is trusted, over direct connections and through a proxy; what a refusal says."""

from __future__ import annotations

import logging
import ssl
import threading
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme

from orderviewer.order import Cause, Unreachable
from orderviewer.remote.certificate import issuer_of
from orderviewer.remote.exchange import Limits
from orderviewer.remote.transport import Transport
from orderviewer.simulator import Simulator
from tests.remote.servers import Proxy, free_port, rude_port

LIMITS = Limits(connect=5, gap=5, total=10)
HEADERS = {"Authorization": "Bearer S3cr3tCanary", "Accept": "application/json"}
OURS = "Contoso Proxy Inspection"
TheirServer = Callable[..., Simulator]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA(organization_name=OURS)


@pytest.fixture(scope="module")
def stranger() -> trustme.CA:
    return trustme.CA(organization_name="Somebody Else")


@pytest.fixture(autouse=True)
def trust(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system trusts our authority alone."""
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))


@pytest.fixture
def transport() -> Iterator[Transport]:
    one = Transport(LIMITS)
    yield one
    one.close()


@pytest.fixture
def serve(simulator: Callable[..., Simulator]) -> TheirServer:
    """A function that starts a simulator behind this certificate."""

    def start(certificate: trustme.LeafCert, *, old: bool = False) -> Simulator:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        if old:
            context.set_ciphers("ALL:@SECLEVEL=0")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                context.minimum_version = ssl.TLSVersion.TLSv1
                context.maximum_version = ssl.TLSVersion.TLSv1_1
        return simulator(orders=3, tls=context)

    return start


def refused(transport: Transport, url: str) -> Unreachable:
    with pytest.raises(Unreachable) as caught:
        transport.get(url, HEADERS)
    return caught.value


def test_a_company_authority_of_the_system_is_trusted(
    transport: Transport, serve: TheirServer, authority: trustme.CA
) -> None:
    sim = serve(authority.issue_cert("127.0.0.1"))
    assert transport.get(sim.base_url + "/orders", HEADERS).status == 401
    assert OURS in transport.greet(sim.base_url)
    assert "TLSv1." in transport.greet(sim.base_url)


def test_a_greeting_leaves_a_connection_to_use(
    transport: Transport, serve: TheirServer, authority: trustme.CA
) -> None:
    sim = serve(authority.issue_cert("127.0.0.1"))
    transport.greet(sim.base_url)
    kept = transport._adapter.poolmanager.pools.keys()
    transport.get(sim.base_url + "/orders", HEADERS)
    assert len(kept) == 1


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("stranger", "Somebody Else"),
        ("expired", "expired"),
        ("early", "not yet valid"),
        ("name", "127.0.0.1"),
        ("old", "127.0.0.1"),
    ],
)
def test_a_certificate_that_is_not_trusted(
    transport: Transport,
    serve: TheirServer,
    authority: trustme.CA,
    stranger: trustme.CA,
    case: str,
    said: str,
) -> None:
    past, future = (datetime(year, 1, 1, tzinfo=UTC) for year in (2020, 2090))
    certificate = {
        "stranger": lambda: stranger.issue_cert("127.0.0.1"),
        "expired": lambda: authority.issue_cert("127.0.0.1", not_after=past),
        "early": lambda: authority.issue_cert("127.0.0.1", not_before=future, not_after=future),
        "name": lambda: authority.issue_cert("orders.example"),
        "old": lambda: authority.issue_cert("127.0.0.1"),
    }[case]()
    sim = serve(certificate, old=case == "old")
    for error in (
        refused(transport, sim.base_url + "/orders"),
        refused(transport, sim.base_url + "/orders"),
    ):
        assert error.cause is Cause.UNTRUSTED
        assert said in error.detail
        assert case == "old" or "issued by" in error.detail
    assert not sim.requests, "nothing was sent"


def test_the_program_trusts_no_list_of_its_own(
    transport: Transport, serve: TheirServer, stranger: trustme.CA, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:  # fmt: skip
    """requests would add certifi's file, or the one in its own variable, to what is trusted."""
    file = tmp_path / "stranger.pem"
    stranger.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(file))
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(file))
    sim = serve(stranger.issue_cert("127.0.0.1"))
    assert refused(transport, sim.base_url + "/orders").cause is Cause.UNTRUSTED


def test_plain_http_where_tls_was_expected(transport: Transport, sim: Simulator) -> None:
    url = sim.base_url.replace("http:", "https:")
    assert refused(transport, url + "/orders").cause is Cause.NOT_HTTP


def test_a_peer_that_hangs_up_during_the_handshake(transport: Transport) -> None:
    with rude_port(b"\x15") as port:  # half a TLS alert, then the end
        error = refused(transport, f"https://127.0.0.1:{port}/")
    assert error.cause is Cause.BROKEN


def test_a_peer_that_never_shakes_hands(simulator: Callable[..., Simulator]) -> None:
    transport = Transport(Limits(connect=0.3, gap=5, total=5))
    sim = simulator(orders=1)  # waits for a line that TLS does not send
    with pytest.raises(Unreachable) as caught:
        transport.get(f"https://127.0.0.1:{sim.port}/", HEADERS)
    transport.close()
    assert caught.value.cause in {Cause.TOO_SLOW, Cause.NOT_HTTP}


@pytest.mark.parametrize("fault", ["stall", "drip=0.01", "hang"])
def test_abort_ends_an_encrypted_call(
    transport: Transport, serve: TheirServer, authority: trustme.CA, fault: str
) -> None:
    sim = serve(authority.issue_cert("127.0.0.1"))
    sim.faults.set(f"all:{fault}")
    errors: list[Unreachable] = []
    call = threading.Thread(
        target=lambda: errors.append(refused(transport, sim.base_url + "/orders")), daemon=True
    )
    call.start()
    assert sim.requests.wait(1)
    transport.abort()
    call.join(LIMITS.total)
    assert [error.cause for error in errors] == [Cause.STOPPED]


def test_an_encrypted_drip_ends_at_the_deadline(serve: TheirServer, authority: trustme.CA) -> None:
    sim = serve(authority.issue_cert("127.0.0.1"))
    sim.faults.set("all:drip_headers=0.02")
    transport = Transport(Limits(total=0.4))
    error = refused(transport, sim.base_url + "/orders")
    transport.close()
    assert error.cause is Cause.TOO_SLOW
    assert "0.4 s" in error.detail


# --- through a proxy -----------------------------------------------------------------------


def use_proxy(patch: pytest.MonkeyPatch, url: str) -> None:
    patch.setenv("HTTPS_PROXY", url)
    patch.setenv("HTTP_PROXY", url)


def test_a_proxy_carries_the_call_and_sees_no_header(
    transport: Transport, serve: TheirServer, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    sim = serve(authority.issue_cert("orders.test"))
    with Proxy(sim.port) as proxy:
        use_proxy(monkeypatch, f"http://127.0.0.1:{proxy.port}")
        assert transport.get("https://orders.test/order-tracking", HEADERS).status == 404
        assert OURS in transport.greet("https://orders.test/")
        assert transport.look_up("https://orders.test/") == "proxy 127.0.0.1: 127.0.0.1"
        transport.close()
    assert proxy.heads[0].startswith(b"CONNECT orders.test:443")
    assert not any(b"S3cr3tCanary" in head for head in proxy.heads)
    assert sim.requests[0].headers["authorization"] == "Bearer S3cr3tCanary"


def test_a_proxy_login_from_the_environment_is_used(
    transport: Transport, serve: TheirServer, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    sim = serve(authority.issue_cert("orders.test"))
    with Proxy(sim.port, login="bob:pass") as proxy:
        use_proxy(monkeypatch, f"http://bob:pass@127.0.0.1:{proxy.port}")
        assert transport.get("https://orders.test/order-tracking", HEADERS).status == 404
        transport.close()


def test_a_proxy_that_wants_a_login(
    transport: Transport, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with Proxy(0, login="bob:right") as proxy:
        use_proxy(monkeypatch, f"http://bob:Pr0xyCanary@127.0.0.1:{proxy.port}")
        error = refused(transport, "https://orders.test/")
    assert error.cause is Cause.PROXY_LOGIN
    assert error.http_status == 407
    assert "Pr0xyCanary" not in f"{error} {caplog.text}"


@pytest.mark.parametrize(
    "answer", [b"HTTP/1.1 403 No\r\n\r\n", b"HTTP/1.1 502 Bad\r\n\r\n", b"hello\r\n\r\n", b""]
)
def test_a_proxy_that_refuses(
    transport: Transport, monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    with Proxy(free_port(), answer=answer) as proxy:
        use_proxy(monkeypatch, f"http://127.0.0.1:{proxy.port}")
        assert refused(transport, "https://orders.test/").cause is Cause.PROXY_DOWN


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:{port}", "http://proxy.invalid:8080", "socks5://127.0.0.1:{port}",
            "http://:0", "http://user:pass@127.0.0.1:{port}", "nonsense://x"]
)  # fmt: skip
def test_a_proxy_that_is_not_there(
    transport: Transport, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    use_proxy(monkeypatch, url.format(port=free_port()))
    assert refused(transport, "https://orders.test/").cause is Cause.PROXY_DOWN


def test_a_proxy_does_not_make_a_stranger_trusted(
    transport: Transport, serve: TheirServer, stranger: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    sim = serve(stranger.issue_cert("orders.test"))
    with Proxy(sim.port) as proxy:
        use_proxy(monkeypatch, f"http://127.0.0.1:{proxy.port}")
        error = refused(transport, "https://orders.test/")
    assert error.cause is Cause.UNTRUSTED
    assert "Somebody Else" in error.detail
    assert not sim.requests


def test_this_machine_is_never_asked_for_through_a_proxy(
    transport: Transport, sim: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_proxy(monkeypatch, f"http://127.0.0.1:{free_port()}")
    assert transport.get(sim.base_url + "/orders", HEADERS).status == 401


# --- the issuer's name ----------------------------------------------------------------------


def test_the_issuer_of_a_certificate_is_read(authority: trustme.CA) -> None:
    leaf = authority.issue_cert("127.0.0.1", common_name="x" * 60)
    der = ssl.PEM_cert_to_DER_cert(leaf.cert_chain_pems[0].bytes().decode())
    assert issuer_of(der) == OURS
    for cut in range(len(der)):
        assert isinstance(issuer_of(der[:cut]), str), "no cut certificate raises"
    assert issuer_of(None) == issuer_of(b"") == issuer_of(b"\x30\x80" * 40) == ""
