"""What `simulate` is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orderviewer.commandline.options.connection import add_home
from orderviewer.commandline.options.words import number

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from orderviewer.commandline.options.words import Commands

DEMO_ORDERS = 5000
MOST_DAYS = 3650
MOST_ORDERS = 1_000_000


@dataclass(frozen=True, slots=True)
class SimulateOptions:
    """Port 0: any free one."""

    port: int
    orders: int
    faults: tuple[str, ...]
    latency_ms: float
    seed: int
    dialect: str
    day: int
    home: Path | None


def add_simulate(commands: Commands) -> None:
    simulate = commands.add_parser(
        "simulate",
        help="serve invented orders on this machine, for tests",
        description="Prints one line of JSON with addresses and credentials when it is ready, "
        "then serves until stopped.",
        allow_abbrev=False,
    )
    simulate.add_argument(
        "--port",
        type=number(0, 65535),
        default=0,
        metavar="N",
        help="port to listen on (default: any free one)",
    )
    simulate.add_argument(
        "--orders",
        type=number(0, MOST_ORDERS),
        default=DEMO_ORDERS,
        metavar="N",
        help="how many invented orders (default: %(default)s)",
    )
    simulate.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="SWITCH",
        help="a fault to show, as [token|list|detail|api|all:]NAME[=VALUE][@FIRST][*TIMES], such "
        "as 'status=503*2' for the first two requests; may be repeated; the address "
        "/_simulator/faults lists all names",
    )
    simulate.add_argument(
        "--latency-ms",
        type=number(0, 600_000),
        default=0,
        metavar="N",
        help="wait before each answer, in milliseconds (default: none)",
    )
    simulate.add_argument(
        "--seed",
        type=number(0, 2**31),
        default=1,
        metavar="N",
        help="other orders for each number (default: %(default)s)",
    )
    simulate.add_argument(
        "--dialect",
        default="orange",
        metavar="NAME",
        help="how the orders are laid out: orange, tmf, bare or mixed (default: %(default)s)",
    )
    simulate.add_argument(
        "--day",
        type=number(0, MOST_DAYS),
        default=0,
        metavar="N",
        help="so many days later: orders have come, moved, closed and gone (default: 0)",
    )
    add_home(simulate, given_later=True)
    simulate.set_defaults(read=_simulate)


def _simulate(found: argparse.Namespace) -> SimulateOptions:
    return SimulateOptions(
        port=found.port,
        orders=found.orders,
        faults=tuple(found.fault),
        latency_ms=found.latency_ms,
        seed=found.seed,
        dialect=found.dialect,
        day=found.day,
        home=found.home,
    )
