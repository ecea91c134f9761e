"""What the faults of the token endpoint look like."""

from __future__ import annotations

import json
from typing import Any

from tests.simulator.asking import Asking
from tests.simulator.shown import shows


def member(asking: Asking, name: str) -> Any:
    reply = asking.ask_token()
    assert reply.status == 200
    return reply.json()[name]


@shows("token_missing")
def _(asking: Asking) -> None:
    assert "access_token" not in asking.ask_token().json()


@shows("token_type_absent")
def _(asking: Asking) -> None:
    assert "token_type" not in asking.ask_token().json()


@shows("expires_in_absent")
def _(asking: Asking) -> None:
    assert "expires_in" not in asking.ask_token().json()


@shows("token_empty")
def _(asking: Asking) -> None:
    assert member(asking, "access_token") == ""


@shows("token_null")
def _(asking: Asking) -> None:
    assert member(asking, "access_token") is None


@shows("token_number")
def _(asking: Asking) -> None:
    assert isinstance(member(asking, "access_token"), int)


@shows("token_with_newline")
def _(asking: Asking) -> None:
    assert "\r\nX-Injected" in member(asking, "access_token")


@shows("token_not_ascii")
def _(asking: Asking) -> None:
    assert not member(asking, "access_token").isascii()


@shows("token_type", "token_type=mac")
def _(asking: Asking) -> None:
    assert member(asking, "token_type") == "mac"


@shows("token_type=bearer")
def _(asking: Asking) -> None:
    assert member(asking, "token_type") == "bearer"


@shows("token_scope")
def _(asking: Asking) -> None:
    assert member(asking, "scope") == "ope:order-tracking:v1:access"


@shows("expires_in_null")
def _(asking: Asking) -> None:
    assert member(asking, "expires_in") is None


@shows("expires_in_text")
def _(asking: Asking) -> None:
    assert member(asking, "expires_in") == "3600"


@shows("expires_in_words")
def _(asking: Asking) -> None:
    assert member(asking, "expires_in") == "one hour"


@shows("expires_in_float")
def _(asking: Asking) -> None:
    assert member(asking, "expires_in") == 3600.5


@shows("expires_in=0", "expires_in=-60", "expires_in=99999999999")
def _(asking: Asking) -> None:
    assert member(asking, "expires_in") in (0, -60, 99999999999)
    header = f"Bearer {member(asking, 'access_token')}"
    assert asking.page(Authorization=header).status == 200


@shows("token_newline")
def _(asking: Asking) -> None:
    body = asking.ask_token().body
    assert body.startswith(b"\n{\n")
    assert body.endswith(b"}\n   ")
    assert json.loads(body)["expires_in"] == 3600


@shows("token_long", "token_long=2000")
def _(asking: Asking) -> None:
    token = member(asking, "access_token")
    assert len(token) in (2000, 6000)
    assert asking.page(Authorization=f"Bearer {token}").status == 200


@shows("token_huge=100000")
def _(asking: Asking) -> None:
    assert len(asking.ask_token().body) > 100_000


@shows("token_array")
def _(asking: Asking) -> None:
    assert asking.ask_token().json()[0]["token_type"] == "Bearer"


@shows("token_html")
def _(asking: Asking) -> None:
    reply = asking.ask_token()
    assert (reply.status, reply.header("Content-Type")) == (200, "text/html")


@shows("token_quota=2")
def _(asking: Asking) -> None:
    assert [asking.ask_token().status for _ in range(3)] == [200, 200, 429]


@shows("invalid_client", "invalid_client=400")
def _(asking: Asking) -> None:
    reply = asking.ask_token()
    assert reply.status in (400, 401)
    assert reply.json()["error"] == "invalid_client"
    assert "Basic" in str(reply.header("Www-Authenticate"))


@shows("unknown_client")
def _(asking: Asking) -> None:
    reply = asking.ask_token()
    assert reply.status == 401
    assert asking.simulator.client_id in reply.json()["error_description"]


@shows("invalid_scope", "unauthorized_client")
def _(asking: Asking) -> None:
    reply = asking.ask_token()
    assert reply.status == 400
    assert reply.json()["error"] in ("invalid_scope", "unauthorized_client")
