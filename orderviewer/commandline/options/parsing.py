"""From the words of a command line to the options of one command, or of the window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import orderviewer
from orderviewer.commandline.options.connection import (
    ConnectionOptions,
    add_connection,
    connection_said,
)
from orderviewer.commandline.options.simulate import (
    DEMO_ORDERS,
    MOST_ORDERS,
    SimulateOptions,
    add_simulate,
)
from orderviewer.commandline.options.words import Disagreement, Parser, number

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import TypeAlias

    from orderviewer.commandline.options.credentials import CredentialsOptions
    from orderviewer.commandline.options.diff import DiffOptions
    from orderviewer.commandline.options.export import ExportOptions
    from orderviewer.commandline.options.reading import SyncOptions

    Command: TypeAlias = (
        SyncOptions | ExportOptions | DiffOptions | CredentialsOptions | SimulateOptions
    )
    Options: TypeAlias = "WindowOptions | SelfcheckOptions | Command"

_ALONE = "--selfcheck stands alone"


@dataclass(frozen=True, slots=True)
class WindowOptions(ConnectionOptions):
    """No command: the window."""

    demo: bool
    demo_orders: int


@dataclass(frozen=True, slots=True)
class SelfcheckOptions:
    """Whether everything is here that the program needs, into a file."""

    report: Path


def parse(words: Sequence[str]) -> Options:
    """The options, or the end of the program (SystemExit) with 0 for help and version, else 2."""
    if not words:  # a double click: the window stands sooner without what the commands need
        return WindowOptions(None, None, None, None, demo=False, demo_orders=DEMO_ORDERS)
    parser = all_options()
    found = parser.parse_args(_with_minus(words))
    try:
        options: Options = found.read(found)
    except Disagreement as why:
        parser.error(str(why))
    if not isinstance(options, WindowOptions | SelfcheckOptions):
        if found.selfcheck:
            parser.error(_ALONE)
        if found.demo:
            parser.error("--demo opens the window and goes with no command")
    return options


def _window(found: argparse.Namespace) -> WindowOptions | SelfcheckOptions:
    if found.selfcheck:
        if found.demo:
            raise Disagreement(_ALONE)
        return SelfcheckOptions(found.selfcheck)
    if found.orders is not None and not found.demo:
        raise Disagreement("--orders goes with --demo")
    return WindowOptions(
        *connection_said(found), demo=found.demo, demo_orders=found.orders or DEMO_ORDERS
    )


def _with_minus(words: Sequence[str]) -> list[str]:
    """The same, so that "--sort -promised" is no unknown option."""
    joined: list[str] = []
    for word in words:
        begins_with_minus = word.startswith("-") and not word.startswith("--")
        if begins_with_minus and joined and joined[-1] in {"--filter", "--sort"}:
            joined[-1] += f"={word}"
        else:
            joined.append(word)
    return joined


def all_options() -> Parser:
    from orderviewer.commandline.options.credentials import add_credentials
    from orderviewer.commandline.options.diff import add_diff
    from orderviewer.commandline.options.export import add_export
    from orderviewer.commandline.options.reading import add_sync

    parser = Parser(
        prog="orderviewer",
        description="Shows the orders a company has with Orange Business. Without a command: "
        "opens the window.",
        epilog="Exit codes: 0 done, 2 wrong use, 3 credentials refused or missing, 4 service "
        "unreachable, 5 incomplete, 6 file not written.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version", action="version", version=f"orderviewer {orderviewer.__version__}"
    )
    parser.add_argument("--demo", action="store_true", help="show invented orders, without Orange")
    parser.add_argument(
        "--orders",
        type=number(1, MOST_ORDERS),
        metavar="N",
        help=f"about how many invented orders (default {DEMO_ORDERS})",
    )
    parser.add_argument(
        "--selfcheck",
        type=Path,
        metavar="FILE",
        help="check that the program has all it needs here, and write the report into FILE",
    )
    add_connection(parser, given_later=False)
    commands = parser.add_subparsers(dest="command", title="commands", metavar="COMMAND")
    for add in (add_sync, add_export, add_diff, add_credentials, add_simulate):
        add(commands)
    parser.set_defaults(read=_window)
    return parser
