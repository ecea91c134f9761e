"""Small figures for developers: what one step of the store and of the detail pane costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from benchmarks.figures import Figure, Sample
from benchmarks.surroundings import run_program

if TYPE_CHECKING:
    from benchmarks.surroundings import Surroundings

NAME = "parts"


def measure(here: Surroundings) -> list[Figure]:
    found = here.in_turn(
        min(3, here.size.long_runs),
        warm_up=0,
        store=lambda: run_program("store", environment={}, given={"orders": here.size.orders}),
        detail=lambda: _detail(here),
    )

    def sample(program: str, key: str) -> Sample:
        return Sample.of([run[key] for run in found[program]])

    bare = sample("store", "bare")
    unsorted = sample("store", "unsorted")
    repaint = sample("detail", "repaint")
    is_bare, is_unsorted = "SQLite, key and JSON alone", "unsorted"
    return [
        Figure(NAME, "split a page, an order", "us", sample("store", "decode")),
        Figure(NAME, "store, an order", "us", sample("store", "put"), bare, is_bare),
        Figure(NAME, "values found anew, an order", "us", sample("store", "rederive")),
        Figure(NAME, "numbers by date", "ms", sample("store", "by_date"), unsorted, is_unsorted),
        Figure(NAME, "numbers by site", "ms", sample("store", "by_text"), unsorted, is_unsorted),
        Figure(NAME, "100 rows by number", "ms", sample("store", "rows")),
        Figure(NAME, "detail, from the list", "ms", sample("detail", "stored"), repaint, "repaint"),
        Figure(
            NAME, "detail, from the store", "ms", sample("detail", "merged"), repaint, "repaint"
        ),
    ]


def _detail(here: Surroundings) -> dict[str, Any]:
    with here.folder() as folder:
        given = {
            "home": str(folder),
            "access": here.service.access.as_json(),
            "page": 100,
        }
        return run_program("detail", environment=here.on_screen, given=given)
