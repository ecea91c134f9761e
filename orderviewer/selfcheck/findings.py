"""What a check found, and the report that all of them make."""

from __future__ import annotations

import json
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import orderviewer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Fact = str | int | float | bool | list[str] | None


class Wrong(Exception):
    """A check did not find what the program needs; the text says what, without data or secrets."""


@dataclass
class Finding:
    """One check: `facts` for whoever reads, `problem` None when all is well."""

    name: str
    facts: dict[str, Fact] = field(default_factory=dict)
    problem: str | None = None
    seconds: float = 0.0


class Report:
    """Grows check by check; written after each, so that an end in between is seen too."""

    def __init__(self, file: Path, expected: tuple[str, ...]) -> None:
        """`expected`: the names of all checks; the report is good when all of them are."""
        self._file = file
        self._expected = expected
        self.findings: list[Finding] = []

    @property
    def good(self) -> bool:
        well = [finding.name for finding in self.findings if finding.problem is None]
        return set(self._expected) <= set(well) and len(well) == len(self.findings)

    @contextmanager
    def check(self, name: str) -> Iterator[dict[str, Fact]]:
        """Collects the facts of one check; whatever it raises is its problem."""
        finding = Finding(name)
        began = time.monotonic()
        try:
            yield finding.facts
        except Wrong as wrong:
            finding.problem = str(wrong)
        except Exception as error:  # noqa: BLE001  no check may keep the others from being made
            finding.problem = f"{type(error).__name__} at {_place(error)}"
        finding.seconds = round(time.monotonic() - began, 3)
        self.findings.append(finding)
        self.write()

    def add(self, name: str, problem: str) -> None:
        self.findings.append(Finding(name, problem=problem))
        self.write()

    def write(self) -> None:
        """Raises OSError."""
        known = {
            "orderviewer": orderviewer.__version__,
            "frozen": bool(getattr(sys, "frozen", False)),
            "good": self.good,
            "checks": {
                one.name: {"problem": one.problem, "seconds": one.seconds, **one.facts}
                for one in self.findings
            },
        }
        text = json.dumps(known, indent=1, ensure_ascii=False) + "\n"
        self._file.write_text(text, encoding="utf-8")


def _place(error: BaseException) -> str:
    """The module and line; not the message, which may hold anything."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}"
