"""A sync against a crawl that stores nothing, and a second one against the first."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from benchmarks.figures import Bound, Figure, Sample
from benchmarks.surroundings import ROOT, ChildFailed, run_program

if TYPE_CHECKING:
    from benchmarks.surroundings import Surroundings

NAME = "sync"
LATENCY = 50  # ms
PARALLEL = 4
MOST = {LATENCY: Bound(1 / 0.8), 0: Bound(1 / 0.4)}
MOST_AGAIN = Bound(1 / 3)


def measure(here: Surroundings) -> list[Figure]:
    figures = []
    for latency, bound in MOST.items():
        here.service.set_latency(latency)
        try:
            found = here.in_turn(
                here.size.long_runs,
                warm_up=0,
                bare=lambda: _crawl(here, "bare"),
                decoded=lambda: _crawl(here, "decoded"),
                stored=lambda: _crawl(here, "twice"),
            )
        finally:
            here.service.set_latency(0)
        figures += _figures(f"{latency} ms latency, {PARALLEL} at a time", found, bound)
    typed = [_typed(here) for _ in range(min(2, here.size.long_runs))]
    first, second = (Sample.of(list(runs)) for runs in zip(*typed, strict=True))
    figures.append(
        Figure(NAME, "as typed, again", "s", second, first, "the first, indexed", MOST_AGAIN)
    )
    return figures


def _figures(what: str, found: dict[str, list[dict[str, float]]], bound: Bound) -> list[Figure]:
    bare = Sample.of([run["bare"] for run in found["bare"]])
    decoded = Sample.of([run["decoded"] for run in found["decoded"]])
    first = Sample.of([run["first"] for run in found["stored"]])
    again = Sample.of([run["second"] for run in found["stored"]])
    return [
        Figure(NAME, what, "s", first, bare, "nothing stored", bound),
        Figure(NAME, what, "s", first, decoded, "all decoded, nothing stored", bound),
        Figure(NAME, f"{what}, again", "s", again, first, "the first, not indexed"),
    ]


def _crawl(here: Surroundings, what: str) -> dict[str, Any]:
    with here.folder() as folder:
        given = {
            "access": here.service.access.as_json(),
            "counts": here.service.counts,
            "page": here.size.page,
            "parallel": PARALLEL,
            "orders": here.size.orders,
            "path": str(folder / "orders.sqlite"),
        }
        return run_program("crawl", what, environment={}, given=given)


def _typed(here: Surroundings) -> tuple[float, float]:
    """Seconds of `orderviewer sync` into an empty store, and of the same again."""
    access, size = here.service.access, here.size
    with here.folder() as folder:
        command = [
            *[sys.executable, "-m", "orderviewer", "sync", "--home", str(folder / "home")],
            *["--api-url", access.base_url, "--token-url", access.token_url, "--scope", "all"],
            *["--page-size", str(size.page), "--parallel", str(PARALLEL)],
            "--credentials-from-stdin",
        ]
        secrets = f"{access.client_id}\n{access.client_secret}\n{access.api_key}\n"
        here.quiet.wait()
        return _seconds(command, secrets), _seconds(command, secrets)


def _seconds(command: list[str], given: str) -> float:
    began = time.perf_counter()
    ended = subprocess.run(
        command, cwd=ROOT, input=given, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        raise ChildFailed(f"sync ended with {ended.returncode}:\n{ended.stdout}{ended.stderr}")
    return time.perf_counter() - began
