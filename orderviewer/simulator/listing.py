"""The list call's parameters as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from itertools import count
from math import gcd
from typing import TYPE_CHECKING

from orderviewer.order import Scope
from orderviewer.simulator.gateway import refusal

if TYPE_CHECKING:
    from orderviewer.simulator.messages import Answer, Request
    from orderviewer.simulator.world import World

USUAL_LIMIT = 100
MOST_LIMIT = 50_000
_STRIDE = 7919  # from here on a stride is looked for that meets every row once


class Arrangement(Enum):
    """How the rows of a list are put in order."""

    NATURAL = auto()  # 99 before 100
    TEXT = auto()  # 100 before 99
    SCATTERED = auto()


@dataclass(slots=True)
class Listing:
    """One list call, understood; faults may rewrite it before the rows are looked up."""

    scope: Scope
    offset: int
    limit: int
    descending: bool
    language: str
    arrangement: Arrangement = Arrangement.NATURAL
    shift: int = 0  # moves a scattered order

    def indexes(self, world: World) -> list[int]:
        """Which orders stand on this page."""
        total = world.count(self.scope)
        positions = range(self.offset, min(self.offset + self.limit, total))
        if self.arrangement is Arrangement.NATURAL:
            return world.indexes(self.scope, self.offset, self.limit, descending=self.descending)
        if self.arrangement is Arrangement.SCATTERED:
            stride = next(n for n in count(_STRIDE + self.shift) if gcd(n, total) == 1)
            scattered = ((place * stride + self.shift) % total for place in positions)
            return [world.indexes(self.scope, place, 1)[0] for place in scattered]
        every = world.indexes(self.scope, 0, total)
        every.sort(key=world.id_of, reverse=self.descending)
        return [every[place] for place in positions]


def language_of(request: Request) -> str:
    """English unless French is asked for first (api.md 2.3)."""
    return "fr" if request.headers.get("accept-language", "").lower().startswith("fr") else "en"


def page_number(request: Request) -> int:
    """Which page, 1 first, the offset and limit of a request stand for."""
    offset, limit = _number(request, "offset", 0), _number(request, "limit", USUAL_LIMIT)
    return 1 + (offset or 0) // (limit or USUAL_LIMIT)


def listing_of(request: Request) -> Listing | Answer:
    """The list call's parameters, or the refusal that names the wrong one."""
    query = request.query
    status = query.get("status")
    if status not in (None, "Current", "Closed"):
        return refusal(28, f"status: {status!r} is not one of Current, Closed.")
    offset, limit = _number(request, "offset", 0), _number(request, "limit", USUAL_LIMIT)
    if offset is None:
        return refusal(28, f"offset: {query['offset']!r} is not a whole number from 0.")
    if not limit:
        return refusal(28, f"limit: {query['limit']!r} is not a whole number from 1.")
    keys = [key.strip() for key in query.get("sort", "id").split(",")]
    if any(key.removeprefix("-") != "id" for key in keys):
        return refusal(28, f"sort: {query['sort']!r} names a field that cannot be sorted.")
    return Listing(
        scope=Scope(status) if status else Scope.ALL,
        offset=offset,
        limit=min(limit, MOST_LIMIT),
        descending=keys[0] == "-id",
        language=language_of(request),
    )


def _number(request: Request, name: str, usual: int) -> int | None:
    text = request.query.get(name, str(usual))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
