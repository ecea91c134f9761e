"""The policy's own proxy and certificates, with real TLS; and what a broken policy lets out."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from orderviewer.order import Cause, Rejected, Unreachable
from orderviewer.policy.settings import Route
from orderviewer.remote.api import Connection
from orderviewer.remote.checking import check
from orderviewer.remote.exchange import Limits
from orderviewer.remote.transport import Transport
from orderviewer.simulator import Simulator
from tests.remote.conftest import FIRST_PAGE, endpoint_of, secrets_of
from tests.remote.servers import Proxy, free_port

LIMITS = Limits(connect=5, gap=5, total=10)
Simulators = Callable[..., Simulator]


@pytest.fixture
def company() -> trustme.CA:
    return trustme.CA(organization_name="Contoso")


@pytest.fixture
def pem(company: trustme.CA, tmp_path: Path) -> str:
    file = tmp_path / "company.pem"
    company.cert_pem.write_to_path(str(file))
    return str(file)


@pytest.fixture(autouse=True)
def nobody_is_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own store holds somebody else alone."""
    file = tmp_path / "system.pem"
    trustme.CA(organization_name="Public").cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))


def served(simulator: Simulators, authority: trustme.CA, name: str) -> Simulator:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return simulator(orders=30, tls=context)


def test_the_policys_certificates_and_proxy_carry_the_whole_conversation(
    simulator: Simulators, company: trustme.CA, pem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sim = served(simulator, company, "orders.test")
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{free_port()}")  # leads nowhere
    monkeypatch.setenv("NO_PROXY", "orders.test")
    with Proxy(sim.port) as proxy:
        route = Route(f"http://127.0.0.1:{proxy.port}", pem)
        endpoint = endpoint_of(
            sim,
            base_url="https://orders.test/order-tracking/b2b/v1",
            token_url="https://orders.test/oauth/v3/token",
        )
        with Connection(endpoint, secrets_of(sim), LIMITS, route=route) as connection:
            assert [step.ok for step in check(connection)] == [True] * 5
            assert len(connection.api().page(FIRST_PAGE).orders) > 0
    assert {head.split(b" HTTP")[0] for head in proxy.heads} == {b"CONNECT orders.test:443"}


def test_without_them_the_same_server_is_not_trusted(
    simulator: Simulators, company: trustme.CA
) -> None:
    sim = served(simulator, company, "127.0.0.1")
    transport = Transport(LIMITS)
    with pytest.raises(Unreachable) as caught:
        transport.get(sim.base_url, {})
    transport.close()
    assert caught.value.cause is Cause.UNTRUSTED
    assert "Contoso" in caught.value.detail


def test_they_add_to_the_systems_trust_and_vouch_for_nobody_else(
    simulator: Simulators, pem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public, stranger = trustme.CA(), trustme.CA(organization_name="Somebody Else")
    public.cert_pem.write_to_path(str(tmp_path / "system.pem"))
    transport = Transport(LIMITS, Route(ca_file=pem))
    assert transport.get(served(simulator, public, "127.0.0.1").base_url, {}).status in {401, 404}
    with pytest.raises(Unreachable) as caught:
        transport.get(served(simulator, stranger, "127.0.0.1").base_url, {})
    transport.close()
    assert caught.value.cause is Cause.UNTRUSTED


def test_straight_means_past_the_systems_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with Proxy(free_port()) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
        transport = Transport(LIMITS, Route(proxy=""))
        with pytest.raises(Unreachable) as caught:
            transport.get("https://orders.invalid/", {})
        transport.close()
    assert caught.value.cause is Cause.NO_NETWORK
    assert not proxy.heads


@pytest.mark.parametrize("content", [None, b"", b"no certificate"])
def test_certificates_that_cannot_be_had_let_nothing_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    file = tmp_path / "gone.pem"
    if content is not None:
        file.write_bytes(content)
    let_nothing_out(Route(ca_file=str(file)), str(file), monkeypatch)


def test_a_broken_policy_lets_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    let_nothing_out(Route(broken="/etc/p.json: not JSON"), "/etc/p.json: ", monkeypatch)


def let_nothing_out(route: Route, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Proxy(free_port()) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
        transport = Transport(LIMITS, route)
        for call in (
            lambda: transport.get("https://orders.test/", {}),
            lambda: transport.post("https://orders.test/", {}, "a=b"),
            lambda: transport.look_up("https://orders.test/"),
            lambda: transport.greet("https://orders.test/"),
        ):
            with pytest.raises(Rejected) as caught:
                call()
            assert caught.value.cause is Cause.POLICY_BROKEN
            assert caught.value.detail.startswith(told)
        transport.close()
    assert not proxy.heads


def test_a_broken_policy_leaves_the_demonstration_alone(sim: Simulator) -> None:
    """It never leaves this computer."""
    route = Route(broken="/etc/p.json: not JSON")
    with Connection(endpoint_of(sim), secrets_of(sim), LIMITS, route=route) as connection:
        assert connection.api().page(FIRST_PAGE).orders
