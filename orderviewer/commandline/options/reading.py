"""What is asked of Orange, by the commands that ask it; the whole of `sync`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orderviewer.commandline.options.connection import (
    ConnectionOptions,
    add_connection,
    connection_said,
)
from orderviewer.commandline.options.words import number
from orderviewer.order import Scope

if TYPE_CHECKING:
    import argparse

    from orderviewer.commandline.options.words import Commands

LARGEST_PAGE = 5000
MOST_PARALLEL = 16
SCOPES = {scope.value.lower(): scope for scope in Scope}


@dataclass(frozen=True, slots=True)
class ReadingOptions(ConnectionOptions):
    """What is asked of Orange, and how; None: as the profile says."""

    scope: Scope
    page_size: int | None
    parallel: int | None
    credentials_from_stdin: bool


@dataclass(frozen=True, slots=True)
class SyncOptions(ReadingOptions):
    """The store is brought up to date, nothing else."""


def add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--scope", choices=SCOPES, default=None, help="which orders (default: all)")
    parser.add_argument(
        "--page-size",
        type=number(1, LARGEST_PAGE),
        metavar="N",
        help="orders asked for at a time (default: the profile's)",
    )
    parser.add_argument(
        "--parallel",
        type=number(1, MOST_PARALLEL),
        metavar="N",
        help="requests under way at once (default: the profile's)",
    )
    parser.add_argument(
        "--credentials-from-stdin",
        action="store_true",
        help="read client id, client secret and API key as three lines, for this run only",
    )


def reading_said(found: argparse.Namespace) -> tuple[Scope, int | None, int | None, bool]:
    return (
        SCOPES[found.scope or "all"],
        found.page_size,
        found.parallel,
        found.credentials_from_stdin,
    )


def add_sync(commands: Commands) -> None:
    sync = commands.add_parser(
        "sync",
        help="bring the stored orders up to date",
        description="Fetches every order of the scope into the local copy that the window and the "
        "SQL views show, and says in one line what is new. The exit code is 5 when the list could "
        "not be read as a whole.",
        allow_abbrev=False,
    )
    add_reading(sync)
    add_connection(sync, given_later=True)
    sync.set_defaults(read=_sync)


def _sync(found: argparse.Namespace) -> SyncOptions:
    return SyncOptions(*connection_said(found), *reading_said(found))
