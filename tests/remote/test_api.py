"""Pages and orders as the API gives them, and everything the calls carry."""

from __future__ import annotations

import logging
import socket
import threading
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest

import orderviewer
from orderviewer.order import (
    Cause,
    CredentialsUnavailable,
    OrderviewerError,
    PageRequest,
    Rejected,
    Scope,
    Unauthorized,
    Unreachable,
)
from orderviewer.profile import Endpoint
from orderviewer.remote.api import Connection
from orderviewer.remote.redaction import disguises
from orderviewer.remote.secret import Secret, Secrets
from orderviewer.remote.transport import Transport
from orderviewer.simulator import Simulator
from tests.remote.conftest import FIRST_PAGE, PATIENT, SHORT, endpoint_of, secrets_of

Connect = Callable[..., Connection]


def test_a_page_is_the_orders_as_sent(connection: Connection, sim: Simulator) -> None:
    page = connection.api().page(PageRequest(Scope.CURRENT, 5, 7))
    newest_first = sorted(map(int, sim.world.ids(Scope.CURRENT)), reverse=True)
    assert [int(order.key) for order in page.orders] == newest_first[5:12]
    assert all(order.has_id and order.raw.startswith(b'{"id":') for order in page.orders)
    assert (page.about, page.ended, page.sort_refused) == (36, False, False)
    assert page.request_id == sim.requests[-1].request_id


def test_what_a_list_call_carries(connect: Connect, sim: Simulator) -> None:
    connect(sim, data_language="en").api().page(PageRequest(Scope.CLOSED, 20, 50, "-id"))
    record = sim.requests[-1]
    assert record.path.endswith("/order-tracking/b2b/v1/orders")
    assert record.query == {"status": "Closed", "offset": "20", "limit": "50", "sort": "-id"}
    expected = {
        "x-api-key": sim.api_key,
        "accept": "application/json",
        "accept-language": "en",
        "accept-encoding": "gzip",
        "user-agent": f"orderviewer/{orderviewer.__version__}",
    }
    assert {name: record.headers.get(name) for name in expected} == expected
    assert record.headers["authorization"].startswith("Bearer ")


def test_what_a_login_carries(connect: Connect, sim: Simulator) -> None:
    connect(sim, token_scope=" b2b:a b2b:b ").api().page(FIRST_PAGE)
    record = sim.requests[0]
    assert record.method == "POST"
    assert record.headers["authorization"] == secrets_of(sim).basic()
    assert record.headers["accept"] == "application/json"
    assert record.headers["content-type"] == "application/x-www-form-urlencoded"
    assert record.body == b"grant_type=client_credentials&scope=b2b%3Aa+b2b%3Ab"
    assert "x-api-key" not in record.headers, "the key is the API's business alone"


def test_no_scope_is_sent_unless_set(connection: Connection, sim: Simulator) -> None:
    connection.api().page(FIRST_PAGE)
    assert sim.requests[0].body == b"grant_type=client_credentials"


@pytest.mark.parametrize("language", ["fr\r\nX-Evil: 1", "é", "", "fr; q=1"])
def test_an_impossible_language_is_not_sent(
    connect: Connect, sim: Simulator, language: str
) -> None:
    connect(sim, data_language=language).api().page(FIRST_PAGE)
    assert sim.requests[-1].headers["accept-language"] == "fr"


@pytest.mark.parametrize("spelling", ["{}", "{}/", " {}/ "])
def test_the_base_address_with_and_without_slash(
    connect: Connect, sim: Simulator, spelling: str
) -> None:
    connection = connect(sim, base_url=spelling.format(sim.base_url))
    assert connection.api().page(FIRST_PAGE).orders


@pytest.mark.parametrize(
    "address",
    ["http://api.orange.com/x", "ftp://127.0.0.1/", "", "https://", "https://u:p@api.orange.com/"],
)
@pytest.mark.parametrize("which", ["base_url", "token_url"])
def test_secrets_go_to_no_unsafe_address(sim: Simulator, which: str, address: str) -> None:
    endpoint = replace(endpoint_of(sim), **{which: address})
    with pytest.raises(Rejected) as caught:
        Connection(endpoint, secrets_of(sim))
    assert caught.value.cause is Cause.WRONG_ADDRESS


@pytest.mark.parametrize("value", ["", "a b", "a\n", "é", "x" * 1001])
def test_a_secret_that_cannot_be_sent_is_refused_at_once(value: str) -> None:
    with pytest.raises(CredentialsUnavailable) as caught:
        Connection(Endpoint(), Secrets(Secret("id"), Secret("secret"), Secret(value)))
    assert caught.value.cause is Cause.UNUSABLE_SECRET
    assert not value or value not in str(caught.value)


@pytest.mark.parametrize("fault", ["past_end=416", "past_end=404", "past_end=204"])
def test_the_server_declares_the_end(connection: Connection, sim: Simulator, fault: str) -> None:
    sim.faults.set(fault)
    page = connection.api().page(PageRequest(Scope.CURRENT, 500, 20))
    assert page.ended
    assert page.orders == ()
    assert page.request_id


@pytest.mark.parametrize("fault", ["no_content", "empty_200", "as_status=204"])
def test_an_empty_answer_is_an_empty_list(
    connection: Connection, sim: Simulator, fault: str
) -> None:
    sim.faults.set(fault)
    page = connection.api().page(FIRST_PAGE)
    assert page.ended
    assert page.orders == ()


def test_an_empty_array_is_no_declared_end(connection: Connection) -> None:
    page = connection.api().page(PageRequest(Scope.CURRENT, 500, 20))
    assert page.orders == ()
    assert not page.ended


def test_doubles_in_a_page_stay_in_it(connection: Connection, sim: Simulator) -> None:
    sim.faults.set("duplicate_rows")
    assert len(connection.api().page(FIRST_PAGE).orders) == 40


# --- sorting ---------------------------------------------------------------------------------


def test_a_refused_sort_is_given_up_once_for_all(connection: Connection, sim: Simulator) -> None:
    sim.faults.set("sort_refused")
    pages = [connection.api().page(FIRST_PAGE), connection.api().page(FIRST_PAGE)]
    assert [len(page.orders) for page in pages] == [20, 20]
    assert all(page.sort_refused for page in pages)
    sorts = [record.query.get("sort") for record in sim.requests.of("/orders")]
    assert sorts == ["-id", None, None]


def test_a_refusal_for_another_reason_keeps_the_sort(
    connection: Connection, sim: Simulator
) -> None:
    sim.faults.set("code=28*2")
    api = connection.api()
    with pytest.raises(Rejected):
        api.page(FIRST_PAGE)
    page = api.page(FIRST_PAGE)
    assert not page.sort_refused
    assert sim.requests[-1].query["sort"] == "-id"


def test_a_page_asked_without_sort_has_none_refused(connection: Connection, sim: Simulator) -> None:
    sim.faults.set("sort_refused")
    page = connection.api().page(replace(FIRST_PAGE, sort=None))
    assert not page.sort_refused


# --- one order -------------------------------------------------------------------------------


def test_an_order_in_full(connection: Connection, sim: Simulator) -> None:
    wanted = sim.world.id_of(3)
    order = connection.api().order(wanted)
    assert order.key == wanted
    assert sim.requests[-1].path.endswith(f"/orders/{wanted}")
    assert sim.requests[-1].headers["x-api-key"] == sim.api_key


@pytest.mark.parametrize("fault", ["detail_array", "as_status=206", "bom", "detail_poorer"])
def test_an_order_in_another_form(connection: Connection, sim: Simulator, fault: str) -> None:
    sim.faults.set(fault)
    wanted = sim.world.id_of(3)
    assert connection.api().order(wanted).key == wanted


def test_an_order_that_leaves_its_id_out_keeps_the_one_asked_for(
    connection: Connection, sim: Simulator
) -> None:
    sim.faults.set("ids_missing")
    order = connection.api().order(sim.world.id_of(3))
    assert (order.key, order.has_id) == (sim.world.id_of(3), True)


def test_ids_of_every_kind_can_be_asked_for(connection: Connection, sim: Simulator) -> None:
    sim.faults.set("ids_odd")
    api = connection.api()
    odd = [order.key for order in api.page(FIRST_PAGE).orders]
    assert any(set("/#% ") & set(key) for key in odd)
    for key in odd[:8]:
        assert api.order(key).key == key


@pytest.mark.parametrize("wanted", ["../x", "a/../../b", "?a=b", "#", "é", "100%", "a\\b", "..x"])
def test_no_id_leaves_its_place_in_the_path(
    connection: Connection, sim: Simulator, wanted: str
) -> None:
    with pytest.raises(OrderviewerError):
        connection.api().order(wanted)
    assert sim.requests[-1].path.removeprefix("/order-tracking/b2b/v1/orders/").count("/") == 0
    assert not sim.requests[-1].query


def test_an_unknown_order(connection: Connection) -> None:
    with pytest.raises(Rejected) as caught:
        connection.api().order("999999999")
    error = caught.value
    assert (error.cause, error.http_status, error.code) == (Cause.ORDER_GONE, 404, "60")
    assert error.request_id


# --- refusals --------------------------------------------------------------------------------


def test_a_wrong_key(connect: Connect, sim: Simulator) -> None:
    secrets = replace(secrets_of(sim), api_key=Secret("wrong-key"))
    with pytest.raises(Unauthorized) as caught:
        connect(sim, secrets=secrets).api().page(FIRST_PAGE)
    error = caught.value
    assert (error.cause, error.http_status, error.code) == (Cause.KEY_REFUSED, 403, "50")
    assert error.request_id == sim.requests[-1].request_id
    assert len(sim.requests) == 2, "no repeat"


@pytest.mark.parametrize(
    ("sent", "seconds"), [("42", 42.0), ("0", 0.0), ("-5", 0.0), ("soon", None), ("past", 0.0)]
)
@pytest.mark.parametrize("fault", ["busy", "maintenance"])
def test_the_service_says_how_long_to_wait(
    connection: Connection, sim: Simulator, fault: str, sent: str, seconds: float | None
) -> None:
    sim.faults.set(f"{fault}={sent}")
    with pytest.raises(Unreachable) as caught:
        connection.api().page(FIRST_PAGE)
    assert caught.value.retry_after == seconds


def test_a_date_to_wait_for(connection: Connection, sim: Simulator) -> None:
    sim.faults.set("busy=date")
    with pytest.raises(Unreachable) as caught:
        connection.api().page(FIRST_PAGE)
    assert caught.value.retry_after is not None
    assert 0 < caught.value.retry_after <= 120


# --- stopping --------------------------------------------------------------------------------


class Calls:
    """The same call in several threads at once, each with an API of its own."""

    def __init__(self, connection: Connection, count: int) -> None:
        self.errors: list[OrderviewerError] = []
        self.pages: list[int] = []
        self._ready = threading.Barrier(count)
        apis = [connection.api() for _ in range(count)]
        self._threads = [
            threading.Thread(target=self._run, args=(api,), daemon=True) for api in apis
        ]
        for thread in self._threads:
            thread.start()

    def _run(self, api: orderviewer.remote.api.OrderApi) -> None:
        self._ready.wait(20)
        try:
            self.pages.append(len(api.page(FIRST_PAGE).orders))
        except OrderviewerError as error:
            self.errors.append(error)

    def join(self) -> None:
        for thread in self._threads:
            thread.join(20)
            assert not thread.is_alive()


@pytest.mark.parametrize("end", ["abort", "close"])
@pytest.mark.parametrize("fault", ["hang", "token:hang"])
def test_everything_under_way_is_ended(
    connect: Connect, sim: Simulator, fault: str, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the login hanging, one thread asks and three wait for its token."""
    under_way = threading.Semaphore(0)
    holding = Transport.holding

    def told(self: Transport, lock: threading.Lock) -> AbstractContextManager[None]:
        under_way.release()
        return holding(self, lock)

    monkeypatch.setattr(Transport, "holding", told)
    sim.faults.set(fault)
    connection = connect(sim)
    calls = Calls(connection, 4)
    if fault == "token:hang":
        assert all(under_way.acquire(timeout=20) for _ in range(4))
        assert sim.requests.wait(1)
    else:  # who comes when the token is there waits for nobody
        assert sim.requests.wait(5)
    getattr(connection, end)()
    calls.join()
    assert [error.cause for error in calls.errors] == [Cause.STOPPED] * 4


def test_an_aborted_connection_goes_on(connection: Connection) -> None:
    api = connection.api()
    connection.abort()
    assert api.page(FIRST_PAGE).orders


def test_one_api_is_ended_alone(connect: Connect, sim: Simulator) -> None:
    connection = connect(sim)
    other, api = connection.api(), connection.api()
    assert other.page(FIRST_PAGE).orders
    sim.faults.set("hang")
    asked = len(sim.requests)
    errors: list[Unreachable] = []

    def ask() -> None:
        with pytest.raises(Unreachable) as caught:
            api.page(FIRST_PAGE)
        errors.append(caught.value)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    assert sim.requests.wait(asked + 1)
    api.abort()
    thread.join(20)
    sim.faults.clear()
    assert [error.cause for error in errors] == [Cause.STOPPED]
    assert other.page(FIRST_PAGE).orders


def test_a_closed_connection_gives_out_nothing(connection: Connection) -> None:
    api = connection.api()
    api.page(FIRST_PAGE)
    connection.close()
    connection.close()
    for act in (connection.api, lambda: api.page(FIRST_PAGE), lambda: api.order("1")):
        with pytest.raises(Unreachable) as caught:
            act()
        assert caught.value.cause is Cause.STOPPED


# --- secrets ---------------------------------------------------------------------------------


@pytest.mark.expects_log("Failed to parse headers")
@pytest.mark.parametrize(
    "fault",
    ["", "invalid_client", "unknown_client", "code=42", "code=50", "hang", "close", "garbage",
     "redirect", "bad_header", "html_200", "token_with_newline", "truncated_json", "token:reset"],
)  # fmt: skip
def test_no_secret_is_logged_or_told(
    connect: Connect, sim: Simulator, caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    caplog.set_level(logging.DEBUG)
    sim.faults.set(*([fault] if fault else []))
    secrets = secrets_of(sim)
    connection = connect(sim, limits=SHORT if fault == "hang" else PATIENT)
    told = ""
    try:
        api = connection.api()
        api.page(FIRST_PAGE)
        api.order(sim.world.id_of(0))
    except OrderviewerError as error:
        logging.getLogger("test").info("it failed", exc_info=error)
        told = "".join(traceback.format_exception(error)) + repr(vars(error))
    told += caplog.text + repr(secrets) + repr(connection) + repr(vars(connection))
    assert caplog.text, "something was logged"
    sent = {record.headers.get("authorization", "") for record in sim.requests}
    tokens = [header.removeprefix("Bearer ") for header in sent if header.startswith("Bearer ")]
    values = [secrets.client_id, secrets.client_secret, secrets.api_key]
    forbidden = [form for value in values for form in disguises(value.reveal())]
    for form in [*forbidden, *tokens, secrets.basic().removeprefix("Basic ")]:
        assert form not in told


def test_nothing_is_asked_of_the_network_before_a_call(
    sim: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no(*_: object, **__: object) -> None:
        pytest.fail("a look-up")

    monkeypatch.setattr(socket, "getaddrinfo", no)
    with Connection(Endpoint(), secrets_of(sim)) as connection:
        connection.api()
