"""The three documented calls: token, list, detail."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from orderviewer.order import Scope
from orderviewer.simulator.gateway import JSON_UTF8, refusal
from orderviewer.simulator.messages import Answer

if TYPE_CHECKING:
    from orderviewer.simulator.gateway import Gateway
    from orderviewer.simulator.messages import Request
    from orderviewer.simulator.world import World

BASE_PATH = "/order-tracking/b2b/v1"
TOKEN_PATH = "/oauth/v3/token"  # noqa: S105  a path
USUAL_LIMIT = 100
MOST_LIMIT = 50_000
_ORDERS = f"{BASE_PATH}/orders"


class Call(StrEnum):
    """What a request asks for, as far as faults can tell calls apart."""

    TOKEN = "token"  # noqa: S105
    LIST = "list"
    DETAIL = "detail"
    OTHER = "other"


def call_of(request: Request) -> Call:
    path = request.path.rstrip("/")
    if path == TOKEN_PATH:
        return Call.TOKEN
    if path == _ORDERS:
        return Call.LIST
    if path.startswith(f"{_ORDERS}/"):
        return Call.DETAIL
    return Call.OTHER


@dataclass(slots=True)
class Listing:
    """One list call, understood; faults may rewrite it before the rows are looked up."""

    scope: Scope
    offset: int
    limit: int
    descending: bool
    language: str


def language_of(request: Request) -> str:
    """English unless French is asked for first (api.md 2.3)."""
    return "fr" if request.headers.get("accept-language", "").lower().startswith("fr") else "en"


def listing_of(request: Request) -> Listing | Answer:
    """The list call's parameters, or the refusal that names the wrong one."""
    query = request.query
    status = query.get("status")
    if status not in (None, "Current", "Closed"):
        return refusal(28, f"status: {status!r} is not one of Current, Closed.")
    numbers = []
    for name, usual in (("offset", "0"), ("limit", str(USUAL_LIMIT))):
        text = query.get(name, usual)
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            return refusal(28, f"{name}: {text!r} is not a whole number from 0.")
        numbers.append(int(text))
    if numbers[1] == 0:
        return refusal(28, "limit: at least 1.")
    keys = [key.strip() for key in query.get("sort", "id").split(",")]
    if any(key.removeprefix("-") != "id" for key in keys):
        return refusal(28, f"sort: {query['sort']!r} names a field that cannot be sorted.")
    return Listing(
        scope=Scope(status) if status else Scope.ALL,
        offset=numbers[0],
        limit=min(numbers[1], MOST_LIMIT),
        descending=keys[0] == "-id",
        language=language_of(request),
    )


class OrderService:
    """Answers allowed requests from the world."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway

    def listed(self, listing: Listing) -> Answer:
        world = self._world
        indexes = world.indexes(
            listing.scope, listing.offset, listing.limit, descending=listing.descending
        )
        rows = world.rows(indexes, listing.language)
        return list_answer(b"[" + b",".join(rows) + b"]", len(rows), world.count(listing.scope))

    def detail(self, request: Request) -> Answer:
        order_id = "/".join(request.segments[4:])
        index = self._world.index_of(order_id)
        if index is None:
            return refusal(60)
        order = self._world.order(index, language_of(request))
        return Answer(200, msgspec.json.encode(order), [JSON_UTF8])


def list_answer(body: bytes, count: int, total: int) -> Answer:
    return Answer(
        200,
        body,
        [JSON_UTF8, ("X-Result-Count", str(count)), ("X-Total-Count", str(total))],
    )
