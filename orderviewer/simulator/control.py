"""A small door beside the API, for whoever runs the simulator as a process of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

from orderviewer.simulator.faults import FAULTS, Faults
from orderviewer.simulator.gateway import JSON_UTF8
from orderviewer.simulator.messages import Answer

if TYPE_CHECKING:
    from orderviewer.simulator.journal import Journal
    from orderviewer.simulator.messages import Request
    from orderviewer.simulator.world import World

CONTROL_PATH = "/_simulator"


class Controlled(Protocol):
    """What of a simulator can be steered from outside."""

    world: World
    faults: Faults
    requests: Journal
    latency_ms: float

    def expire_tokens(self) -> None: ...


class Wish(msgspec.Struct, forbid_unknown_fields=True):
    """The body of POST /_simulator/faults; first `clear`, then `set`; true clears all."""

    clear: bool | list[str] = []
    set: list[str] = []
    latency_ms: float | None = None
    expire_tokens: bool = False


class Day(msgspec.Struct, forbid_unknown_fields=True):
    """The body of POST /_simulator/day: the day to go to, counted from the world's first."""

    day: int


class Control:
    """GET faults: what is on and known; POST faults: a Wish; GET requests: the journal.

    GET day: which day it is, and how many orders there are; POST day: a Day.
    """

    def __init__(self, simulator: Controlled) -> None:
        self._simulator = simulator

    def answer(self, request: Request) -> Answer:
        what = request.path.removeprefix(CONTROL_PATH).strip("/")
        if (request.method, what) == ("GET", "requests"):
            return _json(200, self._requests())
        if what not in ("faults", "day") or request.method not in ("GET", "POST"):
            paths = "GET faults, POST faults, GET requests, GET day, POST day"
            return _json(404, {"message": paths})
        if request.method == "POST":
            try:
                if what == "day":
                    self._simulator.world.step_to(msgspec.json.decode(request.body, type=Day).day)
                else:
                    self._grant(msgspec.json.decode(request.body, type=Wish))
            except ValueError as problem:  # msgspec's own errors are ValueErrors too
                return _json(400, {"message": str(problem)})
        return _json(200, self._today() if what == "day" else self._faults())

    def _today(self) -> dict[str, object]:
        world = self._simulator.world
        return {"day": world.day, "today": world.today.isoformat(), "orders": world.count()}

    def _faults(self) -> dict[str, object]:
        return {"active": self._simulator.faults.active(), "known": dict(FAULTS)}

    def _grant(self, wish: Wish) -> None:
        faults = self._simulator.faults
        if wish.clear is True:
            faults.clear()
        elif wish.clear:
            faults.clear(*wish.clear)
        faults.set(*wish.set)
        if wish.latency_ms is not None:
            self._simulator.latency_ms = wish.latency_ms
        if wish.expire_tokens:
            self._simulator.expire_tokens()

    def _requests(self) -> list[dict[str, object]]:
        """Without headers and bodies: those hold credentials."""
        return [
            {
                "method": record.method,
                "path": record.path,
                "query": record.query,
                "status": record.status,
                "when": record.when,
            }
            for record in self._simulator.requests
        ]


def _json(status: int, value: object) -> Answer:
    return Answer(status, msgspec.json.encode(value), [JSON_UTF8])
