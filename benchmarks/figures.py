"""What was measured, held against its floor and its bound, and printed as one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence


class Limit(StrEnum):
    """What a bound speaks of."""

    RATIO = "x"  # measured / floor
    VALUE = ""  # the measured value itself, in its unit


@dataclass(frozen=True, slots=True)
class Bound:
    """At most so much."""

    most: float
    of: Limit = Limit.RATIO


@dataclass(frozen=True, slots=True)
class Sample:
    """The runs of one thing; lower is better."""

    median: float
    least: float
    most: float
    runs: int

    @classmethod
    def of(cls, values: Sequence[float]) -> Self:
        return cls(median(values), min(values), max(values), len(values))

    def __str__(self) -> str:
        if self.runs == 1:
            return _short(self.median)
        return f"{_short(self.median)} [{_short(self.least)}-{_short(self.most)}]"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; `floor_is` says what the floor is when there is one."""

    benchmark: str
    what: str
    unit: str
    measured: Sample
    floor: Sample | None = None
    floor_is: str = ""
    bound: Bound | None = None

    @property
    def ratio(self) -> float | None:
        if self.floor is None or not self.floor.median:
            return None
        return self.measured.median / self.floor.median

    @property
    def verdict(self) -> str:
        if self.bound is None:
            return ""
        held = self.ratio if self.bound.of is Limit.RATIO else self.measured.median
        if held is None:
            return "no floor here"
        if held <= self.bound.most:
            return "met"
        return f"missed by {held / self.bound.most - 1:.0%}"

    def cells(self) -> tuple[str, ...]:
        ratio, bound = self.ratio, self.bound
        return (
            self.benchmark,
            self.what,
            f"{self.measured} {self.unit}",
            f"{self.floor} {self.unit}, {self.floor_is}" if self.floor else "",
            "" if ratio is None else f"{ratio:.2f}",
            "" if bound is None else f"<= {bound.most:.3g}{_bound_unit(bound, self.unit)}",
            self.verdict,
        )


TITLES = ("benchmark", "what", "measured", "floor", "ratio", "bound", "verdict")


def table(figures: Sequence[Figure]) -> str:
    """Markdown that also reads well on a terminal."""
    lines = [TITLES, *(figure.cells() for figure in figures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(TITLES))]
    rows = [_row(line, widths) for line in lines]
    rows.insert(1, _row(["-" * width for width in widths], widths))
    return "\n".join(rows)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"


def _bound_unit(bound: Bound, unit: str) -> str:
    return "x" if bound.of is Limit.RATIO else f" {unit}"


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"
