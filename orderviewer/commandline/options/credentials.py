"""What `credentials` is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from orderviewer.commandline.options.connection import (
    ConnectionOptions,
    add_connection,
    connection_said,
)
from orderviewer.commandline.options.words import Disagreement, day

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from orderviewer.commandline.options.words import Commands


@dataclass(frozen=True, slots=True)
class CredentialsOptions(ConnectionOptions):
    """`action`: set, status or forget; `every_connection`: forget those of all."""

    action: str
    key_issued: date | None
    every_connection: bool


def add_credentials(commands: Commands) -> None:
    credentials = commands.add_parser(
        "credentials",
        help="store, check or forget the three secrets in the system's keyring",
        description="set reads client id, client secret and API key: on a terminal without "
        "showing them, else as three lines of standard input. Never from arguments. With them it "
        "stores the addresses that are given.",
        allow_abbrev=False,
    )
    credentials.add_argument("action", choices=["set", "status", "forget"])
    credentials.add_argument(
        "--key-issued",
        type=day,
        metavar="DATE",
        help="the day Orange issued the API key, as 2025-03-14 (keys live two years)",
    )
    credentials.add_argument(
        "--all", action="store_true", help="forget those of every connection (before a removal)"
    )
    add_connection(credentials, given_later=True, used="which set stores with the connection")
    credentials.set_defaults(read=_credentials)


def _credentials(found: argparse.Namespace) -> CredentialsOptions:
    if found.all and (found.action != "forget" or found.profile):
        raise Disagreement("--all goes with forget, and with no --profile")
    return CredentialsOptions(
        *connection_said(found),
        action=found.action,
        key_issued=found.key_issued,
        every_connection=found.all,
    )
