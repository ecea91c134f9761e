"""What the documentation promises of token, list and detail."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Callable

import pytest

from orderviewer.order import Scope
from orderviewer.simulator import Simulator
from tests.simulator.asking import BASE, TOKEN, Asking, exchange

WRONG = base64.b64encode(b"nobody:nothing").decode()


# --- token ---------------------------------------------------------------------------------


def test_a_token_is_given_and_opens_the_list(asking: Asking) -> None:
    reply = asking.ask_token()
    assert reply.status == 200
    assert reply.header("Content-Type") == "application/json"
    body = reply.json()
    assert body["token_type"] == "Bearer"
    assert body["expires_in"] == 3600
    assert len(body["access_token"]) == 608
    assert asking.page(Authorization=f"Bearer {body['access_token']}").status == 200


def test_credentials_may_stand_in_the_form(asking: Asking) -> None:
    simulator = asking.simulator
    form = (
        f"grant_type=client_credentials&client_id={simulator.client_id}"
        f"&client_secret={simulator.client_secret}"
    )
    assert asking.ask_token(form, Authorization="").status == 200


@pytest.mark.parametrize(
    ("header", "description"),
    [
        (f"Basic {WRONG}", "credentials, but the ones provided were invalid"),
        ("Basic ***", "Unable to decode Basic authorization."),
        ("Basic YWJj", "Unable to decode Basic authorization."),
        ("", "credentials, but the ones provided were invalid"),
    ],
)
def test_wrong_credentials_get_401_invalid_client(
    asking: Asking, header: str, description: str
) -> None:
    reply = asking.ask_token(Authorization=header)
    assert reply.status == 401
    assert reply.header("Www-Authenticate") == 'Basic realm="Authorization Required"'
    assert reply.json()["error"] == "invalid_client"
    assert description in reply.json()["error_description"]


def test_another_grant_is_refused(asking: Asking) -> None:
    reply = asking.ask_token("grant_type=password")
    assert (reply.status, reply.json()["error"]) == (400, "unsupported_grant_type")


def test_token_without_accept_is_406(asking: Asking) -> None:
    assert asking.ask_token(Accept="").status == 406
    assert asking.ask_token(Accept="text/html").status == 406
    assert asking.ask_token(Accept="*/*").status == 200


def test_token_by_get_is_405(asking: Asking) -> None:
    reply = asking.get(TOKEN)
    assert (reply.status, reply.code) == (405, 61)


# --- the gateway ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Accept": ""}, 406, 62),
        ({"Authorization": ""}, 401, 40),
        ({"Authorization": "Bearer"}, 401, 40),
        ({"Authorization": "Basic abc"}, 401, 40),
        ({"Authorization": "Bearer unheard-of"}, 401, 41),
        ({"X_Api_Key": ""}, 400, 25),
        ({"X_Api_Key": "wrong"}, 403, 50),
    ],
)
def test_who_may_not_ask(asking: Asking, headers: dict[str, str], status: int, code: int) -> None:
    for reply in (asking.page(**headers), asking.order(**headers)):
        assert (reply.status, reply.code) == (status, code)
        assert set(reply.json()) == {"code", "message", "description", "infoURL"}
        assert reply.header("X-OAPI-Request-Id")


def test_a_bare_token_is_refused_as_missing(asking: Asking) -> None:
    reply = asking.page(Authorization=asking.token)
    assert (reply.status, reply.code) == (401, 40)


def test_tokens_that_are_out_of_date_get_code_42(asking: Asking) -> None:
    assert asking.page().status == 200
    asking.simulator.expire_tokens()
    assert (asking.page().status, asking.page().code) == (401, 42)
    asking.renew()
    assert asking.page().status == 200


def test_a_short_token_really_ends(asking: Asking) -> None:
    asking.simulator.faults.set("expires_in=1")
    body = asking.ask_token().json()
    assert body["expires_in"] == 1
    header = f"Bearer {body['access_token']}"
    assert asking.page(Authorization=header).status == 200
    end = time.monotonic() + 10
    while (reply := asking.page(Authorization=header)).status == 200:
        assert time.monotonic() < end
    assert (reply.status, reply.code) == (401, 42)


@pytest.mark.parametrize(
    "path", ["/", f"{BASE}/", f"{BASE}/order", "/order-tracking/b2b/v2/orders"]
)
def test_unknown_paths_are_404(asking: Asking, path: str) -> None:
    reply = asking.get(path)
    assert (reply.status, reply.code) == (404, 60)


def test_only_get_is_allowed(asking: Asking) -> None:
    reply = asking.ask("DELETE", f"{BASE}/orders", asking.usual_headers())
    assert (reply.status, reply.code) == (405, 61)


# --- the list ------------------------------------------------------------------------------


def test_a_page_is_a_bare_array_with_counts(asking: Asking) -> None:
    reply = asking.page("status=Current&offset=10&limit=20&sort=-id")
    assert reply.header("Content-Type") == "application/json; charset=UTF-8"
    assert reply.header("X-Result-Count") == "20"
    assert reply.header("X-Total-Count") == str(asking.simulator.world.count(Scope.CURRENT))
    assert len(reply.json()) == 20


@pytest.mark.parametrize("status", ["Current", "Closed"])
@pytest.mark.parametrize("sort", ["id", "-id"])
def test_pages_together_are_the_whole_stream_in_natural_order(
    asking: Asking, status: str, sort: str
) -> None:
    rows: list[dict[str, str]] = []
    while True:
        page = asking.page(f"status={status}&offset={len(rows)}&limit=7&sort={sort}").json()
        if not page:
            break
        rows += page
    ids = [row["id"] for row in rows]
    known = asking.simulator.world.ids(Scope(status))
    assert ids == (known[::-1] if sort == "-id" else known)
    assert known == sorted(known, key=int)
    assert {row["status"] for row in rows} == {status}


def test_natural_order_is_not_text_order(asking: Asking) -> None:
    ids = [order["id"] for order in asking.page("limit=60&sort=id").json()]
    assert len(ids) == 60
    assert ids != sorted(ids)


def test_without_status_every_order_comes(asking: Asking) -> None:
    assert asking.page("").header("X-Total-Count") == "60"


def test_past_the_end_is_an_empty_array(asking: Asking) -> None:
    reply = asking.page("status=Current&offset=5000&limit=10")
    assert (reply.status, reply.json(), reply.header("X-Result-Count")) == (200, [], "0")


@pytest.mark.parametrize(
    "query",
    ["status=current", "status=Open", "offset=-1", "offset=x", "limit=0", "limit=x", "sort=name",
     "sort=-id,name", "limit="],
)  # fmt: skip
def test_wrong_parameters_get_code_28_and_their_name(asking: Asking, query: str) -> None:
    reply = asking.page(query)
    assert (reply.status, reply.code) == (400, 28)
    assert query.split("=", maxsplit=1)[0] in reply.json()["description"]


# --- the detail ----------------------------------------------------------------------------


def test_the_detail_holds_all_the_list_gave_and_more(asking: Asking) -> None:
    for row in asking.page("limit=60").json():
        detail = asking.order(row["id"]).json()
        for name, value in row.items():
            if name != "appointments":
                assert detail[name] == value
        assert set(detail) - set(row) == {"items", "notes"}
        for brief, whole in zip(row["appointments"], detail["appointments"], strict=True):
            assert brief.items() <= whole.items()
            assert {"description", "place", "technician"} <= whole.keys() - brief.keys()


@pytest.mark.parametrize("order_id", ["1", "99999999", "abc", "../oauth", "é☎", "1/2", "٣"])
def test_unknown_orders_are_404_with_code_60(asking: Asking, order_id: str) -> None:
    reply = asking.order(order_id)
    assert (reply.status, reply.code) == (404, 60)


def test_the_id_may_be_percent_encoded(asking: Asking) -> None:
    known = asking.simulator.world.id_of(3)
    encoded = "".join(f"%{ord(digit):02x}" for digit in known)
    assert asking.get(f"{BASE}/orders/{encoded}").json()["id"] == known


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "Livrée"), ("fr-FR,fr;q=0.9", "Livrée"), ("en", "Delivered"), ("", "Delivered"),
     ("de", "Delivered")],
)  # fmt: skip
def test_texts_follow_accept_language(asking: Asking, language: str, text: str) -> None:
    rows = asking.page("status=Closed&limit=50", Accept_Language=language).json()
    assert text in {row["request"]["status"] for row in rows}
    detail = asking.order(rows[0]["id"], Accept_Language=language).json()
    assert detail["request"]["status"] == rows[0]["request"]["status"]


# --- the connection ------------------------------------------------------------------------


def test_a_connection_serves_many_requests(asking: Asking) -> None:
    connection = asking.connect()
    try:
        for _ in range(3):
            reply = exchange(connection, "GET", f"{BASE}/orders?limit=1", asking.usual_headers())
            assert reply.status == 200
            here = connection.sock
        assert connection.sock is here
    finally:
        connection.close()


def test_connection_close_is_obeyed(asking: Asking) -> None:
    assert asking.page(Connection="close").header("Connection") == "close"


def test_every_answer_has_a_request_id_of_its_own(asking: Asking) -> None:
    ids = [asking.page().header("X-OAPI-Request-Id") for _ in range(3)]
    assert len(set(ids)) == 3
    assert [record.request_id for record in asking.simulator.requests.of("/orders")] == ids


def test_what_is_no_http_gets_400(asking: Asking) -> None:
    connection = asking.connect()
    connection.connect()
    try:
        connection.sock.sendall(b"\x16\x03\x01 hello\r\n\r\n")
        assert connection.sock.recv(4096).startswith(b"HTTP/1.1 400 ")
    finally:
        connection.close()


def test_requests_are_recorded(asking: Asking) -> None:
    asking.page("status=Closed&limit=3", Accept_Language="fr")
    token, page = asking.simulator.requests
    assert (token.method, token.path, token.status) == ("POST", TOKEN, 200)
    assert (page.method, page.path, page.status) == ("GET", f"{BASE}/orders", 200)
    assert page.query == {"status": "Closed", "limit": "3"}
    assert page.headers["accept-language"] == "fr"
    assert page.headers["x-api-key"] == asking.simulator.api_key
    assert token.when < page.when
    asking.simulator.requests.clear()
    assert len(asking.simulator.requests) == 0


def test_many_clients_at_once_get_their_own_pages(simulator: Callable[..., Simulator]) -> None:
    asking = Asking(simulator(orders=800))
    token = asking.token
    found: dict[int, list[str]] = {}

    def crawl(offset: int) -> None:
        page = asking.page(f"offset={offset}&limit=100&sort=id", Authorization=f"Bearer {token}")
        found[offset] = [order["id"] for order in page.json()]

    threads = [threading.Thread(target=crawl, args=(number * 100,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [id_ for number in range(8) for id_ in found[number * 100]] == (
        asking.simulator.world.ids()
    )


def test_bodies_are_the_same_for_the_same_seed_and_day(
    simulator: Callable[..., Simulator],
) -> None:
    from tests.simulator.conftest import TODAY

    one, same, other = (
        Asking(simulator(orders=50, seed=seed, today=TODAY)).page().body for seed in (4, 4, 5)
    )
    assert one == same
    assert one != other
    assert json.loads(one)
