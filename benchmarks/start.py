"""From the start of the process to the first picture, against a bare window."""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.figures import Bound, Figure, Sample
from benchmarks.surroundings import run_program
from orderviewer.profile import Endpoint, Home, Profile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from benchmarks.surroundings import Surroundings

NAME = "start"
MOST = Bound(1.5)
NOWHERE = Endpoint("http://127.0.0.1:9/order-tracking/b2b/v1", "http://127.0.0.1:9/token")


def measure(here: Surroundings) -> list[Figure]:
    figures = []
    for platform in _platforms(here):
        figures += _on(here, platform)
    return figures


def _platforms(here: Surroundings) -> list[Mapping[str, str]]:
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    if here.platform == "offscreen" or not shutil.which("Xvfb"):
        return [offscreen]
    return [here.on_screen, offscreen]


def _on(here: Surroundings, platform: Mapping[str, str]) -> list[Figure]:
    with here.folder() as folder:
        home = Home(folder / "home")
        home.save(Profile(endpoint=NOWHERE))
        milliseconds = here.in_turn(
            here.size.runs,
            bare=partial(_first_paint, platform, "bare"),
            profile=partial(_first_paint, platform, "frame", home.path),
            first=partial(_first_paint, platform, "frame", folder / "none"),
            filled=partial(_first_paint, platform, "filled", home.path),
        )
    floor = Sample.of(milliseconds["bare"])
    return [
        Figure(
            NAME,
            f"{what}, {platform['QT_QPA_PLATFORM']}",
            "ms",
            Sample.of(milliseconds[name]),
            floor,
            "bare window",
            bound,
        )
        for name, what, bound in (
            ("profile", "with a profile", MOST),
            ("first", "first start", MOST),
            ("filled", "with a profile, everything in its place", None),
        )
    ]


def _first_paint(platform: Mapping[str, str], what: str, home: Path | None = None) -> float:
    """Milliseconds; the program gets no words, as from a double click."""
    own = {"ORDERVIEWER_HOME": str(home)} if home else {}
    answer = run_program("first_paint", what, environment={**platform, **own})
    return float(answer["ms"])
