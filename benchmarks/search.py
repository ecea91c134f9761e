"""A keystroke in the search box to the numbers found and the first rows, without the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.figures import Bound, Figure, Limit, Sample
from benchmarks.surroundings import run_program

if TYPE_CHECKING:
    from benchmarks.surroundings import Surroundings

NAME = "search"
KEYSTROKE = Bound(50.0, Limit.VALUE)
SORT = Bound(300.0, Limit.VALUE)
SIZE = Bound(1.0, Limit.VALUE)


def measure(here: Surroundings) -> list[Figure]:
    given = {"orders": here.size.orders}
    found = here.in_turn(
        min(3, here.size.long_runs),
        warm_up=0,
        search=lambda: run_program("search", environment={}, given=given),
    )["search"]

    def figure(
        what: str, unit: str, key: str, floor: str | None = None, bound: Bound | None = None
    ) -> Figure:
        floors = Sample.of([run[floor] for run in found]) if floor else None
        is_floor = "FTS5 alone" if floor else ""
        return Figure(
            NAME, what, unit, Sample.of([run[key] for run in found]), floors, is_floor, bound
        )

    return [
        figure("a keystroke, median", "ms", "keystroke", "alone", KEYSTROKE),
        figure("a keystroke, worst", "ms", "worst", "worst_alone", KEYSTROKE),
        figure("a filter, median", "ms", "asked", bound=KEYSTROKE),
        figure("a filter, worst", "ms", "worst_asked"),
        figure("a filter, the first time, median", "ms", "asked_first"),
        figure("sort by a column, median", "ms", "sort_median", bound=SORT),
        figure("sort by a column, worst", "ms", "sort", bound=SORT),
        figure("sort by three columns", "ms", "several", bound=SORT),
        figure("a facet of all orders", "ms", "facet"),
        figure("index, an order", "us", "index"),
        figure("index, 100 orders, median", "ms", "hop"),
        figure("index, 100 orders, longest", "ms", "longest"),
        figure("store with index, of its JSON", "", "size", bound=SIZE),
    ]
