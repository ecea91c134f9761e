"""What `diff` is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orderviewer.commandline.options.connection import (
    ConnectionOptions,
    add_connection,
    connection_said,
)
from orderviewer.commandline.options.words import since

if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    from orderviewer.commandline.options.words import Commands


@dataclass(frozen=True, slots=True)
class DiffOptions(ConnectionOptions):
    """What happened to the stored orders after `since`; aware."""

    since: datetime
    as_json: bool


def add_diff(commands: Commands) -> None:
    diff = commands.add_parser(
        "diff",
        help="say what happened to the stored orders",
        description="Says what the syncs since then have noticed, the oldest first, one line each. "
        "Asks Orange for nothing: run sync first. The exit code is 0, whether anything happened "
        "or not.",
        allow_abbrev=False,
    )
    diff.add_argument(
        "--since",
        type=since,
        metavar="AGE|DATE",
        default="7d",
        help="an age such as 12h, 7d or 2w, or a day such as 2026-03-14 (default: %(default)s)",
    )
    diff.add_argument(
        "--json",
        action="store_true",
        help="one JSON object a line, with the names and values that the README explains",
    )
    add_connection(diff, given_later=True)
    diff.set_defaults(read=_diff)


def _diff(found: argparse.Namespace) -> DiffOptions:
    return DiffOptions(*connection_said(found), since=found.since, as_json=found.json)
