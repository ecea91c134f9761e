"""From the last byte of a page's reply to its rows on the screen, against one full repaint."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.figures import Bound, Figure, Sample
from benchmarks.surroundings import run_program

if TYPE_CHECKING:
    from benchmarks.surroundings import Surroundings

NAME = "paint"
MOST = Bound(3.0)
PAGE = 100
PAGES = 5  # scrolled to, in each run


def measure(here: Surroundings) -> list[Figure]:
    found = here.in_turn(here.size.runs, window=lambda: _window(here))["window"]
    first = Sample.of([run["first"] for run in found])
    following = Sample.of([one for run in found for one in run["following"]])
    own = Sample.of([median(run["repaint"]) for run in found])
    stock = Sample.of([median(run["stock"]) for run in found])
    return [
        Figure(NAME, what, "ms", sample, floor, floor_is, bound)
        for what, sample in (("first page", first), ("next page", following))
        for floor, floor_is, bound in (
            (own, "repaint of the window's table", MOST),
            (stock, "repaint of Qt's own table", MOST),
        )
    ]


def _window(here: Surroundings) -> dict[str, Any]:
    with here.folder() as folder:
        given = {
            "home": str(folder),
            "access": here.service.access.as_json(),
            "page": min(PAGE, here.size.orders // 20),
            "pages": min(PAGES, here.size.runs),
        }
        return run_program("page", environment=here.on_screen, given=given)
