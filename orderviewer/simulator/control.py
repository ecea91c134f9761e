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

CONTROL_PATH = "/_simulator"


class Controlled(Protocol):
    """What of a simulator can be steered from outside."""

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


class Control:
    """GET faults: what is on and known; POST faults: a Wish; GET requests: the journal."""

    def __init__(self, simulator: Controlled) -> None:
        self._simulator = simulator

    def answer(self, request: Request) -> Answer:
        what = request.path.removeprefix(CONTROL_PATH).strip("/")
        if (request.method, what) == ("GET", "requests"):
            return _json(200, self._requests())
        if what != "faults" or request.method not in ("GET", "POST"):
            return _json(404, {"message": "GET faults, POST faults, GET requests"})
        if request.method == "POST":
            try:
                self._grant(msgspec.json.decode(request.body, type=Wish))
            except ValueError as problem:  # msgspec's own errors are ValueErrors too
                return _json(400, {"message": str(problem)})
        return _json(200, {"active": self._simulator.faults.active(), "known": dict(FAULTS)})

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
