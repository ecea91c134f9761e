"""Prints the table: python -m benchmarks [--quick] [--only NAME]."""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks import (
    export,
    frozen,
    memory,
    million,
    opening,
    paint,
    parts,
    search,
    stalls,
    start,
    sync,
)
from benchmarks.figures import table
from benchmarks.machine import Quiet, description
from benchmarks.surroundings import FULL, QUICK, Surroundings

if TYPE_CHECKING:
    from benchmarks.figures import Figure

BENCHMARKS = {
    module.NAME: module
    for module in (
        start,
        frozen,
        opening,
        paint,
        stalls,
        export,
        sync,
        memory,
        search,
        million,
        parts,
    )
}
PATIENCE = 600.0  # seconds to wait for a quiet machine, in all


def main() -> int:
    options = _options()
    quiet = Quiet(0.0 if options.quick else options.patience)
    figures: list[Figure] = []
    failed: list[str] = []
    with Surroundings(QUICK if options.quick else FULL, quiet) as here:
        for name in options.only or BENCHMARKS:
            began = time.monotonic()
            try:
                figures += BENCHMARKS[name].measure(here)
            except Exception:  # noqa: BLE001  the others still run, and this one is told
                traceback.print_exc()
                failed.append(name)
            print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        print(f"{description()}; windows: {here.platform}; {quiet}\n")
    if options.quick:  # sizes so small that bounds mean nothing
        figures = [replace(figure, bound=None) for figure in figures]
    print(table(figures))
    if failed:
        print(f"\nThese could not run: {', '.join(failed)}")
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="small sizes, one run: only shows that all can run"
    )
    parser.add_argument(
        "--only", action="append", choices=BENCHMARKS, metavar="NAME", help=", ".join(BENCHMARKS)
    )
    parser.add_argument(
        "--patience", type=float, default=PATIENCE, help="seconds to wait for others, in all"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
