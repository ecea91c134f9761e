"""The live set of faults: set and cleared while the simulator runs."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orderviewer.simulator.faults.registry import API, EVERYTHING, Fault, Memory
from orderviewer.simulator.service import Call, call_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from orderviewer.simulator.messages import Request

_SCOPES = {
    "token": frozenset({Call.TOKEN}),
    "list": frozenset({Call.LIST}),
    "detail": frozenset({Call.DETAIL}),
    "api": API,
    "all": EVERYTHING,
}
_SPEC = re.compile(
    r"(?:(?P<scope>token|list|detail|api|all):)?(?P<name>[a-z0-9_]+)"
    r"(?:=(?P<value>[^@*]*))?(?:@(?P<first>[0-9]+))?(?:\*(?P<times>[0-9]+))?"
)


@dataclass(slots=True)
class Switch:
    """One fault that is on, and how often it was met."""

    spec: str
    fault: Fault
    calls: frozenset[Call]
    value: str
    first: int
    times: int | None
    met: int = 0
    memory: Memory = field(default_factory=Memory)

    @property
    def uses(self) -> int:
        return max(0, self.met - self.first + 1)

    @property
    def spent(self) -> bool:
        return self.times is not None and self.uses >= self.times

    def concerns(self, call: Call, request: Request) -> bool:
        narrower = self.fault.concerns
        return call in self.calls and (narrower is None or narrower(request, self.value))


class Faults:
    """Which faults are on; every method may be called from any thread.

    A switch is written `[scope:]name[=value][@first][*times]`: "html_200"; "token:hang";
    "status=503*2", twice and then well again; "code=42@4", from the fourth call on.  The scope
    (token, list, detail, api: the last two, all) replaces the calls a fault concerns by itself.
    """

    def __init__(self, known: Mapping[str, Fault], specs: Iterable[str] = ()) -> None:
        self._known = known
        self._switches: tuple[Switch, ...] = ()
        self._lock = threading.Lock()
        self.set(*specs)

    def set(self, *specs: str) -> None:
        """Turns faults on, counting from zero; raises ValueError for what cannot be understood."""
        new = tuple(self._parse(spec) for spec in specs)
        with self._lock:
            replaced = {switch.spec for switch in new}
            kept = tuple(switch for switch in self._switches if switch.spec not in replaced)
            self._switches = kept + new

    def clear(self, *names: str) -> None:
        """Turns the named ones off (by name, or as they were set), or all of them."""
        with self._lock:
            self._switches = tuple(
                switch
                for switch in self._switches
                if names and switch.spec not in names and switch.fault.name not in names
            )

    def active(self) -> tuple[str, ...]:
        """What is on and not used up, as it was set."""
        with self._lock:
            return tuple(switch.spec for switch in self._switches if not switch.spent)

    def due(self, request: Request) -> list[tuple[Switch, int]]:
        """The faults that act on this call, each with the number of its use; counts it."""
        if not self._switches:
            return []
        call = call_of(request)
        acting = []
        with self._lock:
            for switch in self._switches:
                if not switch.spent and switch.concerns(call, request):
                    switch.met += 1
                    if switch.uses:
                        acting.append((switch, switch.uses))
        return acting

    def _parse(self, spec: str) -> Switch:
        match = _SPEC.fullmatch(spec)
        fault = self._known.get(match["name"]) if match else None
        if match is None or fault is None:
            raise ValueError(f"no such fault: {spec}")
        value = match["value"]
        if value is not None and fault.value is None:
            raise ValueError(f"the fault {fault.name} takes no value: {spec}")
        try:
            fault.check(value if value is not None else fault.value or "0")
        except ValueError:
            raise ValueError(f"the fault {fault.name} needs a number: {spec}") from None
        return Switch(
            spec=spec,
            fault=fault,
            calls=_SCOPES[match["scope"]] if match["scope"] else fault.calls,
            value=value if value is not None else fault.value or "",
            first=int(match["first"] or 1),
            times=int(match["times"]) if match["times"] else None,
        )
