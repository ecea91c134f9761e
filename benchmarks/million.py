"""1,000,000 orders in the store: a keystroke, a sort, its size, what it takes in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.figures import Bound, Figure, Limit, Sample
from benchmarks.surroundings import run_program

if TYPE_CHECKING:
    from benchmarks.surroundings import Surroundings

NAME = "million"
TIMES = 10  # as many orders as the other benchmarks have
SECONDS = 3_600  # to make the store: a quarter of an hour, and patience with a busy machine
KEYSTROKE = Bound(150.0, Limit.VALUE)
SORT = Bound(2_000.0, Limit.VALUE)
MEMORY = Bound(300.0, Limit.VALUE)
SIZE = Bound(1.0, Limit.VALUE)


def measure(here: Surroundings) -> list[Figure]:
    """The store is made once; what is measured on it is the least of a few."""
    with here.folder() as folder:
        given: dict[str, Any] = {
            "orders": TIMES * here.size.orders,
            "path": str(folder / "orders.sqlite"),
            "home": str(folder / "home"),
        }
        here.quiet.wait()
        made = run_program("fill", environment={}, given=given, seconds=SECONDS)
        here.quiet.wait()
        found = run_program("search", environment={}, given=given, seconds=SECONDS)
        here.quiet.wait()
        window = run_program("stored", environment=here.on_screen, given=given, seconds=SECONDS)

    def figure(what: str, unit: str, value: float, bound: Bound | None = None) -> Figure:
        return Figure(NAME, what, unit, Sample.of([value]), bound=bound)

    return [
        figure("a keystroke, median", "ms", found["keystroke"], KEYSTROKE),
        figure("a keystroke, worst", "ms", found["worst"], KEYSTROKE),
        figure("a keystroke, all orders found, median", "ms", found["all"]),
        figure("a keystroke, all orders found, worst", "ms", found["worst_all"]),
        figure("a keystroke, FTS5 alone, worst", "ms", found["worst_alone"]),
        figure("a filter, the first time, median", "ms", found["asked_first"], KEYSTROKE),
        figure("a filter, the first time, worst", "ms", found["worst_asked_first"]),
        figure("a filter, all orders found, median", "ms", found["asked"], KEYSTROKE),
        figure("a filter, all orders found, worst", "ms", found["worst_asked"]),
        figure("sort by a column, median", "ms", found["sort_median"], SORT),
        figure("sort by a column, worst", "ms", found["sort"], SORT),
        figure("sort by three columns", "ms", found["several"], SORT),
        figure("sort by three columns, all different", "ms", found["apart"], SORT),
        figure("index, an order", "us", made["index"]),
        figure("store with index, of its JSON", "", made["size"], SIZE),
        figure("memory, searched and sorted", "MB", found["peak"], MEMORY),
        figure("memory, the window", "MB", window["peak"], MEMORY),
    ]
