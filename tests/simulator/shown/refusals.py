"""What the faults that answer instead of the service look like."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime

from tests.simulator.asking import BASE, Asking
from tests.simulator.shown import CURRENT, Check, shows


def refused(status: int, code: int | None) -> Check:
    def check(asking: Asking) -> None:
        for reply in (asking.page(), asking.order()):
            assert reply.status == status
            assert reply.json().get("code") == code

    return check


for number, expected in {400: 28, 401: 41, 403: 50, 404: 60, 405: 61, 406: 62, 408: 63, 409: None,
                         410: None, 418: None, 429: 53, 451: None, 500: 1, 501: None, 502: None,
                         503: 5, 504: 69}.items():  # fmt: skip
    shows(f"status={number}")(refused(number, expected))
shows("status")(refused(500, 1))
for number, expected in {1: 500, 5: 503, 6: 503, 20: 400, 25: 400, 26: 400, 27: 400, 40: 401,
                         41: 401, 42: 401, 50: 403, 51: 403, 52: 403, 53: 429, 60: 404,
                         800: 400}.items():  # fmt: skip
    shows(f"code={number}")(refused(expected, number))
shows("code")(refused(401, 42))


@shows("status=304", "status=203")
def _(asking: Asking) -> None:
    reply = asking.page()
    assert (reply.status in (304, 203), reply.body) == (True, b"")


@shows("token:status=503", "all:code=5")
def _(asking: Asking) -> None:
    assert (asking.ask_token().status, asking.ask_token().code) == (503, 5)


@shows("fail_page", "fail_page=2")
def _(asking: Asking) -> None:
    pages = [asking.page(f"{CURRENT}&offset={offset}").status for offset in (0, 10, 20, 0)]
    assert pages == [200, 500, 500, 200]


@shows("busy", "busy_403", "busy=7", "busy_403=7", "maintenance=7", "busy=soon", "busy=-1")
def _(asking: Asking) -> None:
    reply = asking.page()
    assert (reply.status, reply.code) in ((429, 53), (403, 53), (503, 5))
    assert reply.header("Retry-After") in (None, "7", "soon", "-1")


@shows("busy=7")
def _(asking: Asking) -> None:
    assert asking.page().header("Retry-After") == "7"


@shows("busy=date", "maintenance=date")
def _(asking: Asking) -> None:
    wait = parsedate_to_datetime(str(asking.page().header("Retry-After"))).timestamp()
    assert 0 < wait - time.time() < 10


@shows("busy=past")
def _(asking: Asking) -> None:
    wait = parsedate_to_datetime(str(asking.page().header("Retry-After"))).timestamp()
    assert wait < time.time() - 3000


@shows("maintenance")
def _(asking: Asking) -> None:
    assert (asking.page().status, asking.page().header("Retry-After")) == (503, None)


@shows("quota=2")
def _(asking: Asking) -> None:
    assert [asking.page().status, asking.order().status] == [200, 200]
    reply = asking.page()
    assert (reply.status, reply.code) == (429, 53)
    assert 0 < int(str(reply.header("Retry-After"))) <= 60


@shows("token_dies_after", "token_dies_after=3")
def _(asking: Asking) -> None:
    assert [asking.page().status for _ in range(3)] == [200, 200, 200]
    assert (asking.page().status, asking.page().code) == (401, 42)
    fresh = asking.ask_token().json()["access_token"]
    assert asking.page(Authorization=f"Bearer {fresh}").status == 200


@shows("html_200", "html_as_json")
def _(asking: Asking) -> None:
    reply = asking.page()
    assert reply.status == 200
    assert reply.body.startswith(b"<!DOCTYPE html>")


@shows("html_200")
def _(asking: Asking) -> None:
    assert asking.order().header("Content-Type") == "text/html; charset=utf-8"


@shows("html_error", "html_error=502", "html_error=503", "html_error=504")
def _(asking: Asking) -> None:
    reply = asking.page()
    assert reply.status in (502, 503, 504)
    assert b"nginx" in reply.body


@shows("portal_511")
def _(asking: Asking) -> None:
    assert asking.page().status == 511


@shows("proxy_407")
def _(asking: Asking) -> None:
    reply = asking.page()
    assert (reply.status, reply.header("Proxy-Authenticate")) == (407, 'Basic realm="proxy"')


@shows("redirect", "redirect=301", "redirect=303", "redirect=307", "redirect=308")
def _(asking: Asking) -> None:
    reply = asking.page()
    assert 301 <= reply.status <= 308
    assert reply.header("Location") == f"http://localhost:{asking.simulator.port}{BASE}/orders"


@shows("redirect_loop")
def _(asking: Asking) -> None:
    reply = asking.page()
    assert reply.status == 307
    assert reply.header("Location") == f"{asking.simulator.base_url}/orders"


@shows("redirect_to=http://127.0.0.1:1/elsewhere")
def _(asking: Asking) -> None:
    assert asking.page().header("Location") == "http://127.0.0.1:1/elsewhere"


@shows("no_content", "empty_200", "empty_404")
def _(asking: Asking) -> None:
    reply = asking.page()
    assert (reply.status in (200, 204, 404), reply.body) == (True, b"")


@shows("json", 'json={"items":3}', "json=[]", "json=5")
def _(asking: Asking) -> None:
    assert asking.page().json() in (None, {"items": 3}, [], 5)
    assert asking.order().status == 200


@shows("not_json")
def _(asking: Asking) -> None:
    assert asking.page().body == b"Service available\n"


@shows("base_moved")
def _(asking: Asking) -> None:
    assert (asking.page().status, asking.page().code) == (404, 60)


@shows("status_required")
def _(asking: Asking) -> None:
    assert (asking.page("").status, asking.page("").code) == (400, 27)
    assert asking.page().status == 200


@shows("unknown_status_empty")
def _(asking: Asking) -> None:
    reply = asking.page("status=current")
    assert (reply.status, reply.json(), reply.header("X-Total-Count")) == (200, [], "0")
    assert len(asking.page().json()) == 10


@shows("no_status_current")
def _(asking: Asking) -> None:
    assert {row["status"] for row in asking.page("limit=60").json()} == {"Current"}


@shows("bare_token_ok")
def _(asking: Asking) -> None:
    assert asking.page(Authorization=asking.token).status == 200


@shows("accept_optional")
def _(asking: Asking) -> None:
    assert asking.page(Accept="").status == 200
    assert asking.ask_token(Accept="").status == 200
