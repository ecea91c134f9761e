"""What a fault is: a name, a sentence, the calls it concerns and what it does there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from orderviewer.simulator.service import Call

if TYPE_CHECKING:
    from orderviewer.simulator.messages import Request
    from orderviewer.simulator.service import Listing
    from orderviewer.simulator.world import World

TOKEN = frozenset({Call.TOKEN})
LIST = frozenset({Call.LIST})
DETAIL = frozenset({Call.DETAIL})
API = LIST | DETAIL
EVERYTHING = API | TOKEN


class Stage(Enum):
    """When in the making of an answer a fault acts; each stage has its own kind of function."""

    INSTEAD = auto()  # (Situation) -> Answer | None: None lets the call go on
    LISTING = auto()  # (Situation, Listing) -> Answer | None: rewrites the listing
    ROWS = auto()  # (Situation, list of decoded orders) -> list: a detail is a list of one
    ANSWER = auto()  # (Situation, Answer) -> None: rewrites headers, status or body
    DELIVERY = auto()  # (Situation) -> Delivery: how the answer travels


@dataclass(slots=True)
class Situation:
    """What a fault may look at while it acts."""

    request: Request
    call: Call
    value: str
    use: int  # the how-manieth use of this fault this is, 1 first
    world: World
    base_url: str
    listing: Listing | None = None

    def number(self) -> int:
        return int(self.value)

    def seconds(self) -> float:
        return float(self.value)


@dataclass(frozen=True, slots=True)
class Fault:
    """One switch of the simulator.

    `value` is what stands after "=" when nothing is given there; None: the fault takes none.
    """

    name: str
    summary: str
    stage: Stage
    calls: frozenset[Call]
    act: Callable[..., Any]
    value: str | None = None


class Registry:
    """The faults of one theme, gathered by decorators."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def add(
        self,
        name: str,
        summary: str,
        stage: Stage,
        calls: frozenset[Call] = API,
        value: str | None = None,
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        def keep(act: Callable[..., Any]) -> Callable[..., Any]:
            self.faults.append(Fault(name, summary, stage, calls, act, value))
            return act

        return keep
