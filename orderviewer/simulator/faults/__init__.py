"""The faults a simulator can be told to show, each with one line on what it does."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from orderviewer.simulator.faults.switchboard import Faults

if TYPE_CHECKING:
    from collections.abc import Mapping

    from orderviewer.simulator.faults.registry import Fault

KNOWN: Mapping[str, Fault] = MappingProxyType({})
FAULTS: Mapping[str, str] = MappingProxyType({name: fault.summary for name, fault in KNOWN.items()})

__all__ = ["FAULTS", "KNOWN", "Faults"]
