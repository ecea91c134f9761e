"""What a fault is: a name, a sentence, the calls it concerns and what it does there."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from orderviewer.simulator.listing import page_number
from orderviewer.simulator.service import Call

if TYPE_CHECKING:
    from collections.abc import Callable

    from orderviewer.simulator.gateway import Gateway
    from orderviewer.simulator.messages import Request
    from orderviewer.simulator.world import World

TOKEN = frozenset({Call.TOKEN})
LIST = frozenset({Call.LIST})
DETAIL = frozenset({Call.DETAIL})
API = LIST | DETAIL
EVERYTHING = API | TOKEN


class Stage(Enum):
    """When in the making of an answer a fault acts; each stage has its own kind of function."""

    REQUEST = auto()  # (Situation, Request) -> Request: what the service believes it was asked
    INSTEAD = auto()  # (Situation) -> Answer | None: None lets the call go on
    LISTING = auto()  # (Situation, Listing) -> Answer | None: may rewrite the listing
    ROWS = auto()  # (Situation, list of decoded orders) -> list; a detail is a list of one
    ANSWER = auto()  # (Situation, Answer) -> None: rewrites status, headers or body
    DELIVERY = auto()  # (Situation, Channel, Answer) -> bool: sends; can the connection go on?


@dataclass(slots=True)
class Memory:
    """What a fault remembers between calls."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    counts: dict[str, int] = field(default_factory=dict)
    moments: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Situation:
    """What a fault may look at while it acts on one call."""

    request: Request
    value: str
    use: int  # which use of this switch this is, 1 first
    memory: Memory
    world: World
    gateway: Gateway
    origin: str

    def number(self) -> int:
        return int(self.value)

    def seconds(self) -> float:
        return float(self.value)


@dataclass(frozen=True, slots=True)
class Fault:
    """One switch of the simulator.

    `value` is what "=" gives when nothing stands there; None: the fault takes no value.
    `check` turns a value into what it means, raising ValueError.  `concerns` narrows the calls
    down further: others are neither touched nor counted.
    """

    name: str
    summary: str
    calls: frozenset[Call]
    value: str | None
    check: Callable[[str], object]
    concerns: Callable[[Request, str], bool] | None
    acts: dict[Stage, Callable[..., Any]] = field(default_factory=dict)


class Registry:
    """The faults of one theme, gathered by decorators."""

    def __init__(self) -> None:
        self.faults: dict[str, Fault] = {}

    def fault(
        self,
        name: str,
        summary: str,
        stage: Stage,
        calls: frozenset[Call] = API,
        value: object = None,
        concerns: Callable[[Request, str], bool] | None = None,
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Registers what a fault does; its usual `value` says what type its values have."""

        def keep(act: Callable[..., Any]) -> Callable[..., Any]:
            usual = None if value is None else str(value)
            check = type(value) if isinstance(value, int | float) else str
            self.faults[name] = Fault(name, summary, calls, usual, check, concerns, {stage: act})
            return act

        return keep

    def also(self, name: str, stage: Stage) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """A second thing that the fault does, at another stage."""

        def keep(act: Callable[..., Any]) -> Callable[..., Any]:
            self.faults[name].acts[stage] = act
            return act

        return keep


def from_page(request: Request, value: str) -> bool:
    """Whether this list call asks for the page numbered `value`, or a later one."""
    return page_number(request) >= int(value)


def this_page(request: Request, value: str) -> bool:
    """Whether this list call asks for the page numbered `value`."""
    return page_number(request) == int(value)
