"""The machine: what it is, and whether others keep it busy."""

from __future__ import annotations

import os
import platform
import time
from dataclasses import dataclass, field
from pathlib import Path

STAT = Path("/proc/stat")
IDLE_ENOUGH = 0.93
LOOK_SECONDS = 0.25
LONGEST_WAIT = 20.0  # seconds before one run


@dataclass(slots=True)
class Quiet:
    """Waits before each run until the machine is idle, and remembers when it never was."""

    patience: float  # seconds that all waits together may take; 0: no wait, and no look
    waited: float = 0.0
    runs: int = 0
    busy: list[float] = field(default_factory=list)

    @property
    def looks(self) -> bool:
        return bool(self.patience) and STAT.exists()

    def wait(self) -> None:
        self.runs += 1
        if not self.looks:
            return
        began = time.monotonic()
        while (idle := _idle_share()) < IDLE_ENOUGH:
            waited = time.monotonic() - began
            if waited >= min(LONGEST_WAIT, self.patience - self.waited):
                self.busy.append(1 - idle)
                break
        self.waited += time.monotonic() - began

    def __str__(self) -> str:
        if not self.looks:
            return "nobody looked whether the machine was quiet"
        if not self.busy:
            return f"quiet before each of {self.runs} runs"
        worst = max(self.busy)
        return f"busy (up to {worst:.0%}) before {len(self.busy)} of {self.runs} runs"


def description() -> str:
    from PySide6 import __version__ as pyside

    return (
        f"{_processor()}, {os.cpu_count()} cores, {_system()}, "
        f"Python {platform.python_version()}, PySide6 {pyside}"
    )


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def _system() -> str:
    try:
        known = platform.freedesktop_os_release()
    except OSError:
        return platform.platform(terse=True)
    return known.get("PRETTY_NAME", platform.system())


def _idle_share() -> float:
    """How much of the next quarter of a second all cores together have nothing to do."""
    before = _times()
    time.sleep(LOOK_SECONDS)
    after = _times()
    spent = sum(after) - sum(before)
    return (after[3] + after[4] - before[3] - before[4]) / max(1, spent)


def _times() -> list[int]:
    return [int(part) for part in STAT.read_text().split("\n", 1)[0].split()[1:]]
