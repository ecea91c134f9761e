"""How deaf the window is while everything is fetched, decoded and stored."""

from __future__ import annotations

from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

from benchmarks.figures import Bound, Figure, Limit, Sample
from benchmarks.surroundings import run_program

if TYPE_CHECKING:
    from benchmarks.surroundings import Surroundings

NAME = "stalls"
MOST_GAP = Bound(50.0, Limit.VALUE)
MOST_FRAME = Bound(2.0)


def measure(here: Surroundings) -> list[Figure]:
    found = here.in_turn(
        here.size.long_runs,
        warm_up=0,
        still=lambda: load(here, scroll=False),
        scrolling=lambda: load(here, scroll=True),
    )
    still, scrolling = found["still"], found["scrolling"]
    return [
        _gap("worst gap of a 5 ms timer, loading", still, "loading", MOST_GAP),
        _gap("worst gap, making the search index", still, "loaded", MOST_GAP),
        _gap("worst gap, loading and scrolling", scrolling, "loading", None),
        *(
            Figure(
                NAME,
                f"{what} while loading",
                "ms",
                Sample.of([pick(run["frames_loading"]) for run in scrolling]),
                Sample.of([pick(run["frames_alone"]) for run in scrolling]),
                "without a worker",
                MOST_FRAME,
            )
            for what, pick in (
                ("median frame", median),
                ("99th percentile frame", _late),
                ("worst frame", max),
            )
        ),
        Figure(NAME, "load all", "s", Sample.of([run["seconds"] for run in still])),
        Figure(NAME, "load all, scrolling", "s", Sample.of([run["seconds"] for run in scrolling])),
    ]


def load(here: Surroundings, *, scroll: bool) -> dict[str, Any]:
    """One window that loads all orders, in its own process."""
    with here.folder() as folder:
        given = {
            "home": str(folder),
            "access": here.service.access.as_json(),
            "page": here.size.page,
            "orders": here.size.orders,
            "idle_seconds": here.size.idle_seconds,
            "scroll": scroll,
        }
        return run_program("load", environment=here.on_screen, given=given)


def _gap(what: str, runs: list[dict[str, Any]], phase: str, bound: Bound | None) -> Figure:
    return Figure(
        NAME,
        what,
        "ms",
        Sample.of([max(run[phase]) for run in runs]),
        Sample.of([max(run["idle"]) for run in runs]),
        "idle",
        bound,
    )


def _late(frames: list[float]) -> float:
    return quantiles(frames, n=100)[-1]
