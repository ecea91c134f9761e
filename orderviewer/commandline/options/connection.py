"""Which connection, said before or after any command."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from orderviewer.commandline.options.words import address


@dataclass(frozen=True, slots=True)
class ConnectionOptions:
    """Which connection, by name, and addresses that count for this run instead of its own."""

    profile: str | None
    api_url: str | None
    token_url: str | None
    home: Path | None


def add_connection(
    parser: argparse.ArgumentParser, *, given_later: bool, used: str = "for this run"
) -> None:
    """The same options before and after the command; what is said later counts."""
    unsaid = argparse.SUPPRESS if given_later else None
    parser.add_argument(
        "--profile", metavar="NAME", default=unsaid, help="the connection to use, by its name"
    )
    for name, what in (("--api-url", "the API"), ("--token-url", "the token service")):
        parser.add_argument(
            name,
            type=address,
            metavar="URL",
            default=unsaid,
            help=f"address of {what}, {used} (https, or http on this machine)",
        )
    add_home(parser, given_later=given_later)


def add_home(parser: argparse.ArgumentParser, *, given_later: bool) -> None:
    parser.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS if given_later else None,
        help="folder of profiles, orders and logs (default: $ORDERVIEWER_HOME, else the system's)",
    )


def connection_said(
    found: argparse.Namespace,
) -> tuple[str | None, str | None, str | None, Path | None]:
    return found.profile, found.api_url, found.token_url, found.home
