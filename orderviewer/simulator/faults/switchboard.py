"""The live set of faults: set and cleared while the simulator runs."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orderviewer.simulator.faults.registry import API, EVERYTHING, Fault
from orderviewer.simulator.service import Call

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    """One fault that is on: `[scope:]name[=value][@first][*times]`."""

    spec: str
    fault: Fault
    calls: frozenset[Call]
    value: str
    first: int
    times: int | None
    seen: int = 0  # calls it could have acted on

    @property
    def uses(self) -> int:
        return max(0, self.seen - self.first + 1)

    @property
    def spent(self) -> bool:
        return self.times is not None and self.uses >= self.times


class Faults:
    """Which faults are on; every method may be called from any thread.

    A switch is written `[scope:]name[=value][@first][*times]`: "html_200", "list:hang",
    "status=503*2" (twice, then well again), "later_status=500@3" (from the third call on).
    """

    def __init__(self, known: Mapping[str, Fault], specs: Iterable[str] = ()) -> None:
        self._known = known
        self._switches: tuple[Switch, ...] = ()
        self._lock = threading.Lock()
        self.set(*specs)

    def set(self, *specs: str) -> None:
        """Turns faults on; raises ValueError for a name nobody knows or a value that is wrong."""
        new = tuple(self._parse(spec) for spec in specs)
        with self._lock:
            replaced = {switch.spec for switch in new}
            kept = tuple(switch for switch in self._switches if switch.spec not in replaced)
            self._switches = kept + new

    def clear(self, *names: str) -> None:
        """Turns the named ones off (by name or as they were set), or all of them."""
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

    def due(self, call: Call) -> list[tuple[Switch, int]]:
        """The faults that act on this call, each with the number of its use; counts it."""
        if not self._switches:
            return []
        acting = []
        with self._lock:
            for switch in self._switches:
                if call in switch.calls and not switch.spent:
                    switch.seen += 1
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
        return Switch(
            spec=spec,
            fault=fault,
            calls=_SCOPES[match["scope"]] if match["scope"] else fault.calls,
            value=value if value is not None else fault.value or "",
            first=int(match["first"] or 1),
            times=int(match["times"]) if match["times"] else None,
        )
