"""The documented calls on orders: which one a request is, and its good answer."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from orderviewer.simulator.gateway import JSON_UTF8
from orderviewer.simulator.messages import Answer

if TYPE_CHECKING:
    from orderviewer.simulator.messages import Request

BASE_PATH = "/order-tracking/b2b/v1"
TOKEN_PATH = "/oauth/v3/token"  # noqa: S105  a path
_ORDERS = f"{BASE_PATH}/orders"


class Call(StrEnum):
    """What a request asks for, as far as faults tell calls apart."""

    TOKEN = "token"  # noqa: S105  a name
    LIST = "list"
    DETAIL = "detail"
    OTHER = "other"


def call_of(request: Request) -> Call:
    path = request.path.rstrip("/")
    if path == TOKEN_PATH:
        return Call.TOKEN
    if path == _ORDERS:
        return Call.LIST
    return Call.DETAIL if path.startswith(f"{_ORDERS}/") else Call.OTHER


def list_answer(body: bytes, count: int, total: int) -> Answer:
    headers = [JSON_UTF8, ("X-Result-Count", str(count)), ("X-Total-Count", str(total))]
    return Answer(200, body, headers)


def encode(value: Any) -> bytes:  # noqa: ANN401  any JSON value, lone surrogates included
    """UTF-8 where it can be had, escapes where the text holds half a surrogate pair."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()
