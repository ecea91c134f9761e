"""All orders over HTTP into a file, against curl to nowhere and the loop of the documentation."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.figures import Bound, Figure, Sample
from benchmarks.surroundings import ROOT, ChildFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from benchmarks.surroundings import Surroundings

NAME = "export"
LATENCY = 50  # ms, a round trip to a service in the same country and its work
PARALLEL = (1, 4, 8)
MOST_ALONE, MOST_AHEAD, MOST_LOOP = Bound(1.3), Bound(0.4), Bound(1 / 3)
COLUMNS = "[.id, .request.id, .request.customerReference, .request.status,"
JQ = f".[] | {COLUMNS} .request.orangeContact.name] | @csv"


def measure(here: Surroundings) -> list[Figure]:
    has_curl, has_jq = bool(shutil.which("curl")), bool(shutil.which("jq"))
    here.service.set_latency(LATENCY)
    try:
        far = _far(here, with_floor=has_curl)
    finally:
        here.service.set_latency(0)
    return far + _near(here, with_curl=has_curl, with_jq=has_jq)


def _far(here: Surroundings, *, with_floor: bool) -> list[Figure]:
    makers: dict[str, Callable[[], float]] = {
        f"parallel_{count}": partial(_export, here, count) for count in PARALLEL
    }
    if with_floor:
        makers["curl"] = partial(_curl, here)
    seconds = here.in_turn(here.size.long_runs, warm_up=0, **makers)
    floor = Sample.of(seconds["curl"]) if with_floor else None
    return [
        Figure(
            NAME,
            f"{LATENCY} ms latency, {count} at a time",
            "s",
            Sample.of(seconds[f"parallel_{count}"]),
            floor,
            "curl, kept alive, one after the other",
            MOST_ALONE if count == 1 else MOST_AHEAD,
        )
        for count in PARALLEL
    ]


def _near(here: Surroundings, *, with_curl: bool, with_jq: bool) -> list[Figure]:
    makers: dict[str, Callable[[], float]] = {
        "alone": partial(_export, here, 1),
        "ahead": partial(_export, here, 4),
    }
    if with_curl:
        makers["curl"] = partial(_curl, here)
    if with_curl and with_jq:
        makers["loop"] = partial(_loop, here)
    seconds = here.in_turn(here.size.long_runs, warm_up=0, **makers)
    loop = Sample.of(seconds["loop"]) if "loop" in makers else None
    figures = [
        Figure(NAME, f"0 ms latency, {what}", "s", sample, loop, "curl | jq for each page", bound)
        for what, sample, bound in (
            ("1 at a time", Sample.of(seconds["alone"]), MOST_LOOP),
            ("4 at a time", Sample.of(seconds["ahead"]), None),
        )
    ]
    if with_curl:
        floor = Sample.of(seconds["curl"])
        sample = Sample.of(seconds["alone"])
        figures.append(
            Figure(NAME, "0 ms latency, 1 at a time", "s", sample, floor, "curl, kept alive")
        )
    return figures


def _export(here: Surroundings, parallel: int) -> float:
    """The program as typed, start and end of its process included, into an empty store."""
    access, size = here.service.access, here.size
    with here.folder() as folder:
        target = folder / "orders.csv"
        command = [
            *[sys.executable, "-m", "orderviewer", "export", "--home", str(folder / "home")],
            *["--api-url", access.base_url, "--token-url", access.token_url],
            *["--scope", "all", "--dialect", "rfc4180", "--output", str(target)],
            *["--page-size", str(size.page), "--parallel", str(parallel)],
            "--credentials-from-stdin",
        ]
        secrets = f"{access.client_id}\n{access.client_secret}\n{access.api_key}\n"
        taken = _seconds(command, secrets)
        _require_rows(target, size.orders + 1)
    return taken


def _curl(here: Surroundings) -> float:
    """The same pages to nowhere, with the token already in hand."""
    lines = [f'header = "{name}: {value}"' for name, value in here.service.headers().items()]
    for url in here.service.pages(here.size.page):
        lines += [f'url = "{url}"', f'output = "{os.devnull}"']
    return _seconds(["curl", "--silent", "--fail", "--config", "-"], "\n".join(lines))


def _loop(here: Surroundings) -> float:
    """What a user of the documentation has: a curl and a jq for each page."""
    with here.folder() as folder:
        target, headers, pages = folder / "orders.csv", folder / "headers", folder / "pages"
        headers.write_text(
            "".join(f"{name}: {value}\n" for name, value in here.service.headers().items())
        )
        pages.write_text("".join(f"{url}\n" for url in here.service.pages(here.size.page)))
        script = (
            'while read -r url; do curl --silent --fail --header "@$1" "$url" | jq -r "$2"; done'
            ' < "$3" > "$4"'
        )
        command = ["bash", "-c", script, "loop", str(headers), JQ, str(pages), str(target)]
        taken = _seconds(command, "")
        _require_rows(target, here.size.orders)
    return taken


def _seconds(command: Sequence[str], given: str) -> float:
    began = time.perf_counter()
    ended = subprocess.run(
        command, cwd=ROOT, input=given, capture_output=True, text=True, check=False
    )
    taken = time.perf_counter() - began
    if ended.returncode:
        said = "\n".join((ended.stdout + ended.stderr).splitlines()[-15:])
        raise ChildFailed(f"{command[0]} ended with {ended.returncode}:\n{said}")
    return taken


def _require_rows(file: Path, count: int) -> None:
    with file.open("rb") as lines:
        found = sum(1 for _ in lines)
    if found != count:
        raise ChildFailed(f"{file.name} has {found} lines instead of {count}")
