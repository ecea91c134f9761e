"""From a request to its answer, with the faults that are on acting at their stages."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import msgspec

from orderviewer.simulator.faults.registry import Situation, Stage
from orderviewer.simulator.gateway import JSON_UTF8, refusal
from orderviewer.simulator.listing import Listing, language_of, listing_of
from orderviewer.simulator.messages import Answer
from orderviewer.simulator.service import BASE_PATH, Call, call_of, encode, list_answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from orderviewer.simulator.faults import Faults
    from orderviewer.simulator.gateway import Gateway
    from orderviewer.simulator.listener import Channel
    from orderviewer.simulator.messages import Request
    from orderviewer.simulator.world import World

    Act = Callable[..., Any]


class Acting:
    """The faults that act on one call, and what they see of it."""

    __slots__ = ("_faults",)

    def __init__(self, faults: list[tuple[dict[Stage, Act], Situation]]) -> None:
        self._faults = faults

    def at(self, stage: Stage) -> Iterator[tuple[Act, Situation]]:
        for acts, situation in self._faults:
            act = acts.get(stage)
            if act is not None:
                yield act, situation

    def any_at(self, stage: Stage) -> bool:
        return any(stage in acts for acts, _ in self._faults)

    def send(self, channel: Channel, answer: Answer, *, keep_alive: bool) -> bool:
        """Puts the answer on the wire; whether the connection can serve another request."""
        for act, situation in self.at(Stage.DELIVERY):
            return bool(act(situation, channel, answer)) and keep_alive
        channel.send(answer.head(keep_alive=keep_alive) + answer.body)
        return keep_alive


class Responder:
    """Answers requests from the world, after the gateway let them pass."""

    def __init__(self, world: World, gateway: Gateway, faults: Faults) -> None:
        self._world = world
        self._gateway = gateway
        self._faults = faults

    def respond(self, request: Request, origin: str) -> tuple[Answer, Acting]:
        """The finished answer, request id and all, and the faults that may spoil its delivery."""
        acting = self._acting(request, origin)
        answer = self._answer(request, acting)
        answer.headers += [("Server", "nginx"), ("X-OAPI-Request-Id", str(uuid.uuid4()))]
        for act, situation in acting.at(Stage.ANSWER):
            act(situation, answer)
        return answer, acting

    def _acting(self, request: Request, origin: str) -> Acting:
        return Acting(
            [
                (
                    switch.fault.acts,
                    Situation(
                        request=request,
                        value=switch.value,
                        use=use,
                        memory=switch.memory,
                        world=self._world,
                        gateway=self._gateway,
                        origin=origin,
                    ),
                )
                for switch, use in self._faults.due(request)
            ]
        )

    def _answer(self, request: Request, acting: Acting) -> Answer:
        for act, situation in acting.at(Stage.REQUEST):
            request = act(situation, request)
        for act, situation in acting.at(Stage.INSTEAD):
            answer: Answer | None = act(situation)
            if answer is not None:
                return answer
        call = call_of(request)
        if call is Call.TOKEN:
            return self._gateway.grant(request) if request.method == "POST" else refusal(61)
        return self._problem(request) or self._orders(call, request, acting)

    def _problem(self, request: Request) -> Answer | None:
        if not request.path.startswith(f"{BASE_PATH}/"):
            return refusal(60)
        problem = self._gateway.problem(request)
        if problem is None and request.method != "GET":
            return refusal(61)
        return problem

    def _orders(self, call: Call, request: Request, acting: Acting) -> Answer:
        if call is Call.LIST:
            listing = listing_of(request)
            return listing if isinstance(listing, Answer) else self._list(listing, acting)
        return self._detail(request, acting) if call is Call.DETAIL else refusal(60)

    def _list(self, listing: Listing, acting: Acting) -> Answer:
        for act, situation in acting.at(Stage.LISTING):
            answer: Answer | None = act(situation, listing)
            if answer is not None:
                return answer
        world = self._world
        encoded = world.rows(listing.indexes(world), listing.language)
        body, count = b"[" + b",".join(encoded) + b"]", len(encoded)
        if acting.any_at(Stage.ROWS):
            rows = _changed(msgspec.json.decode(body), acting)
            body, count = encode(rows), len(rows)
        return list_answer(body, count, world.count(listing.scope))

    def _detail(self, request: Request, acting: Acting) -> Answer:
        index = self._world.index_of("/".join(request.segments[4:]))
        if index is None:
            return refusal(60)
        order = self._world.order(index, language_of(request))
        if not acting.any_at(Stage.ROWS):
            return Answer(200, msgspec.json.encode(order), [JSON_UTF8])
        rows = _changed([order], acting)
        return Answer(200, encode(rows[0] if rows else None), [JSON_UTF8])


def _changed(rows: Any, acting: Acting) -> Any:  # noqa: ANN401  faults may make anything of them
    for act, situation in acting.at(Stage.ROWS):
        rows = act(situation, rows)
    return rows
