"""The frozen program from the start of its process to the first picture, against a bare window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from benchmarks.figures import Bound, Figure, Sample
from benchmarks.start import NOWHERE
from benchmarks.surroundings import ROOT, run_program
from orderviewer.profile import Home, Profile

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.surroundings import Surroundings

NAME = "frozen"
MOST = Bound(1.6)
DRIVEN = ROOT / "build" / "driven" / "orderviewer-driven"  # made by packaging/build.py bundle


def measure(here: Surroundings) -> list[Figure]:
    """Nothing where no bundle was built."""
    if not DRIVEN.exists():
        return []
    with here.folder() as folder:
        home = Home(folder / "home")
        home.save(Profile(endpoint=NOWHERE))
        words = ("--home", str(home.path))
        milliseconds = here.in_turn(
            here.size.runs,
            floor=partial(_first_paint, here, None, "bare"),
            bare=partial(_first_paint, here, DRIVEN, "bare"),
            frame=partial(_first_paint, here, DRIVEN, "frame", *words),
            filled=partial(_first_paint, here, DRIVEN, "filled", *words),
        )
    floor = Sample.of(milliseconds["floor"])
    return [
        Figure(NAME, what, "ms", Sample.of(milliseconds[name]), floor, "bare, from source", bound)
        for name, what, bound in (
            ("frame", "frozen, with a profile", MOST),
            ("filled", "frozen, everything in its place", None),
            ("bare", "bare window, frozen", None),
        )
    ]


def _first_paint(here: Surroundings, driven: Path | None, *words: str) -> float:
    answer = run_program("first_paint", *words, environment=here.on_screen, driven=driven)
    return float(answer["ms"])
