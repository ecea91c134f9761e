"""What the window has in memory with all orders loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.figures import Bound, Figure, Limit, Sample
from benchmarks.stalls import load

if TYPE_CHECKING:
    from benchmarks.surroundings import Surroundings

NAME = "memory"
MOST = Bound(200.0, Limit.VALUE)


def measure(here: Surroundings) -> list[Figure]:
    found = here.in_turn(
        min(3, here.size.long_runs), warm_up=0, load=lambda: load(here, scroll=True)
    )["load"]
    before = Sample.of([run["before"] for run in found])
    return [
        Figure(
            NAME,
            what,
            "MB",
            Sample.of([run[key] for run in found]),
            before,
            "the first page loaded",
            MOST,
        )
        for what, key in (("peak", "peak"), ("with everything loaded", "after"))
    ]
