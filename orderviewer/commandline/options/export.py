"""What `export` is told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orderviewer.commandline.options.connection import add_connection, connection_said
from orderviewer.commandline.options.reading import ReadingOptions, add_reading, reading_said
from orderviewer.commandline.options.words import Disagreement

if TYPE_CHECKING:
    import argparse

    from orderviewer.commandline.options.words import Commands


@dataclass(frozen=True, slots=True)
class ExportOptions(ReadingOptions):
    """`dialect` by its name, None: that of the user's language; `search` and `sort` as typed.

    `view`: the name of one, which says what `search`, `sort` and the scope would.
    """

    dialect: str | None
    every_field: bool
    output: Path
    search: str
    sort: str
    view: str | None


def add_export(commands: Commands) -> None:
    export = commands.add_parser(
        "export",
        help="fetch all orders and write them to a file",
        description="Fetches every order of the scope and writes them to a file. An incomplete "
        "list never gets the file's name: what was read then stands in NAME.incomplete.csv "
        "beside it, and the exit code is 5.",
        allow_abbrev=False,
    )
    export.add_argument("--format", choices=["csv"], default="csv", help="default: %(default)s")
    export.add_argument(
        "--dialect",
        choices=["fr", "rfc4180", "tsv"],
        help="fr: for Excel in French; rfc4180: for programs; tsv: tabs "
        "(default: fr when your language is French, else rfc4180)",
    )
    export.add_argument(
        "--fields",
        choices=["view", "all"],
        default="view",
        help="view: the columns of the table; all: every field as Orange sent it",
    )
    export.add_argument(
        "--filter",
        metavar="TEXT",
        default="",
        help="only the orders that this search finds, in French or English words, as in "
        "'state:delivered promised<+7d -town:lyon'",
    )
    export.add_argument(
        "--sort",
        metavar="FIELD[,-FIELD]",
        default="",
        help="by these fields, a minus for the last first (default: as Orange sorts them)",
    )
    export.add_argument(
        "--view",
        metavar="NAME",
        help="what a view of the window shows, with its order and columns: the name of one of your "
        "own, or current, closed, overdue, due_soon, changed, no_appointment, silent",
    )
    export.add_argument(
        "--output", type=Path, metavar="FILE", required=True, help="the file to write"
    )
    add_reading(export)
    add_connection(export, given_later=True)
    export.set_defaults(read=_export)


def _export(found: argparse.Namespace) -> ExportOptions:
    if found.view is not None:
        for given in ("filter", "sort", "scope"):
            if getattr(found, given):
                raise Disagreement(f"--view says what --{given} would")
    return ExportOptions(
        *connection_said(found),
        *reading_said(found),
        dialect=found.dialect,
        every_field=found.fields == "all",
        output=found.output,
        search=found.filter,
        sort=found.sort,
        view=found.view,
    )
