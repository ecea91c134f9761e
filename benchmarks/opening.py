"""From the start of the process to stored orders on the screen, without a network."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from benchmarks.figures import Bound, Figure, Limit, Sample
from benchmarks.surroundings import run_program
from orderviewer.profile import Endpoint, Home, Profile

if TYPE_CHECKING:
    from benchmarks.surroundings import Surroundings

NAME = "opening"
NOWHERE = Endpoint("http://127.0.0.1:9/order-tracking/b2b/v1", "http://127.0.0.1:9/token")
MOST = Bound(2000.0, Limit.VALUE)
ORDERS = 50_000


def measure(here: Surroundings) -> list[Figure]:
    orders = min(ORDERS, here.size.orders)
    environment = here.on_screen
    with here.folder() as folder:
        home = Home(folder / "home")
        profile = Profile(endpoint=NOWHERE)
        home.save(profile)
        given = {"orders": orders, "file": str(home.store_file(profile))}
        made = run_program("opening", "make", environment=environment, given=given)
        found = here.in_turn(
            here.size.runs,
            bare=partial(run_program, "first_paint", "bare", environment=environment),
            rows=partial(run_program, "opening", str(home.path), environment=environment),
        )
    floor = Sample.of([run["ms"] for run in found["bare"]])
    rows = Sample.of([run["ms"] for run in found["rows"]])
    figure = partial(Figure, NAME)
    return [
        figure(f"{orders:,} orders, rows on screen", "ms", rows, floor, "bare window", MOST),
        figure("check of the whole file", "ms", Sample.of([made["check"]])),
        figure("backup before a migration", "ms", Sample.of([made["backup"]])),
        figure("forgetting one order", "ms", Sample.of([made["forget"]])),
        figure("rescue of a damaged file", "ms", Sample.of([made["rescue"]])),
        figure("the file", "MB", Sample.of([made["bytes"] / 1e6])),
    ]
