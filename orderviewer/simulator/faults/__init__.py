"""The faults a simulator can be told to show, each with one line on what it does."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from orderviewer.simulator.faults.content import CONTENT
from orderviewer.simulator.faults.encoding import ENCODING
from orderviewer.simulator.faults.noise import NOISE
from orderviewer.simulator.faults.paging import PAGING
from orderviewer.simulator.faults.refusals import REFUSALS
from orderviewer.simulator.faults.switchboard import Faults
from orderviewer.simulator.faults.tokens import TOKENS
from orderviewer.simulator.faults.wire import WIRE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orderviewer.simulator.faults.registry import Fault

_THEMES = (TOKENS, REFUSALS, PAGING, CONTENT, NOISE, ENCODING, WIRE)

KNOWN: Mapping[str, Fault] = MappingProxyType(
    {name: fault for theme in _THEMES for name, fault in theme.faults.items()}
)
FAULTS: Mapping[str, str] = MappingProxyType(
    {
        name: f"{fault.summary} [{', '.join(sorted(fault.calls))}]"
        + (f" (usually ={fault.value})" if fault.value else "")
        for name, fault in KNOWN.items()
    }
)

__all__ = ["FAULTS", "KNOWN", "Faults"]
