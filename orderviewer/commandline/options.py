"""What can be said on the command line; light, because the window's start passes through here."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import orderviewer
from orderviewer.order import Scope
from orderviewer.profile import address_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WRONG_USE = 2
DEMO_ORDERS = 5000
MOST_DAYS = 3650
MOST_ORDERS = 1_000_000
LARGEST_PAGE = 5000
MOST_PARALLEL = 16
AGES = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
SCOPES = {scope.value.lower(): scope for scope in Scope}


@dataclass(frozen=True, slots=True)
class ConnectionOptions:
    """Which connection, by name, and addresses that count for this run instead of its own."""

    profile: str | None
    api_url: str | None
    token_url: str | None
    home: Path | None


@dataclass(frozen=True, slots=True)
class WindowOptions(ConnectionOptions):
    """No command: the window."""

    demo: bool
    demo_orders: int


@dataclass(frozen=True, slots=True)
class SelfcheckOptions:
    """Whether everything is here that the program needs, into a file."""

    report: Path


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


@dataclass(frozen=True, slots=True)
class DiffOptions(ConnectionOptions):
    """What happened to the stored orders after `since`; aware."""

    since: datetime
    as_json: bool


@dataclass(frozen=True, slots=True)
class CredentialsOptions(ConnectionOptions):
    """`action`: set, status or forget; `every_connection`: forget those of all."""

    action: str
    key_issued: date | None
    every_connection: bool


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


Options = (
    WindowOptions
    | SelfcheckOptions
    | SyncOptions
    | ExportOptions
    | DiffOptions
    | CredentialsOptions
    | SimulateOptions
)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USE, f"orderviewer: {message} (see {self.prog} --help)\n")


def parse(words: Sequence[str]) -> Options:
    """The options, or the end of the program (SystemExit) with 0 for help and version, else 2."""
    parser = _build()
    found = parser.parse_args(_with_minus(words))
    if found.selfcheck:
        if found.command or found.demo:
            parser.error("--selfcheck stands alone")
        return SelfcheckOptions(found.selfcheck)
    if found.command is None:
        if found.orders is not None and not found.demo:
            parser.error("--orders goes with --demo")
        return WindowOptions(
            *_connection(found), demo=found.demo, demo_orders=found.orders or DEMO_ORDERS
        )
    if found.demo:
        parser.error("--demo opens the window and goes with no command")
    if found.command == "export" and found.view is not None:
        for given in ("filter", "sort", "scope"):
            if getattr(found, given):
                parser.error(f"--view says what --{given} would")
    every = found.command == "credentials" and found.all
    if every and (found.action != "forget" or found.profile):
        parser.error("--all goes with forget, and with no --profile")
    return _command(found)


def _command(found: argparse.Namespace) -> Options:
    if found.command == "sync":
        return SyncOptions(*_connection(found), *_reading(found))
    if found.command == "export":
        return ExportOptions(
            *_connection(found),
            *_reading(found),
            dialect=found.dialect,
            every_field=found.fields == "all",
            output=found.output,
            search=found.filter,
            sort=found.sort,
            view=found.view,
        )
    if found.command == "diff":
        return DiffOptions(*_connection(found), since=found.since, as_json=found.json)
    if found.command == "credentials":
        return CredentialsOptions(
            *_connection(found),
            action=found.action,
            key_issued=found.key_issued,
            every_connection=found.all,
        )
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


def _connection(
    found: argparse.Namespace,
) -> tuple[str | None, str | None, str | None, Path | None]:
    return found.profile, found.api_url, found.token_url, found.home


def _reading(found: argparse.Namespace) -> tuple[Scope, int | None, int | None, bool]:
    return (
        SCOPES[found.scope or "all"],
        found.page_size,
        found.parallel,
        found.credentials_from_stdin,
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


def _build() -> _Parser:
    parser = _Parser(
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
        type=_number(1, MOST_ORDERS),
        metavar="N",
        help=f"how many invented orders (default {DEMO_ORDERS})",
    )
    parser.add_argument(
        "--selfcheck",
        type=Path,
        metavar="FILE",
        help="check that the program has all it needs here, and write the report into FILE",
    )
    _add_connection(parser, given_later=False)
    commands = parser.add_subparsers(dest="command", title="commands", metavar="COMMAND")
    _add_sync(commands)
    _add_export(commands)
    _add_diff(commands)
    _add_credentials(commands)
    _add_simulate(commands)
    return parser


def _add_connection(
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
            type=_address,
            metavar="URL",
            default=unsaid,
            help=f"address of {what}, {used} (https, or http on this machine)",
        )
    _add_home(parser, given_later=given_later)


def _add_home(parser: argparse.ArgumentParser, *, given_later: bool) -> None:
    parser.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS if given_later else None,
        help="folder of profiles, orders and logs (default: $ORDERVIEWER_HOME, else the system's)",
    )


def _add_sync(commands: argparse._SubParsersAction[_Parser]) -> None:
    sync = commands.add_parser(
        "sync",
        help="bring the stored orders up to date",
        description="Fetches every order of the scope into the local copy that the window and the "
        "SQL views show, and says in one line what is new. The exit code is 5 when the list could "
        "not be read as a whole.",
        allow_abbrev=False,
    )
    _add_reading(sync)
    _add_connection(sync, given_later=True)


def _add_export(commands: argparse._SubParsersAction[_Parser]) -> None:
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
    _add_reading(export)
    _add_connection(export, given_later=True)


def _add_diff(commands: argparse._SubParsersAction[_Parser]) -> None:
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
        type=_since,
        metavar="AGE|DATE",
        default="7d",
        help="an age such as 12h, 7d or 2w, or a day such as 2026-03-14 (default: %(default)s)",
    )
    diff.add_argument(
        "--json",
        action="store_true",
        help="one JSON object a line, with the names and values that the README explains",
    )
    _add_connection(diff, given_later=True)


def _add_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--scope", choices=SCOPES, default=None, help="which orders (default: all)")
    parser.add_argument(
        "--page-size",
        type=_number(1, LARGEST_PAGE),
        metavar="N",
        help="orders asked for at a time (default: the profile's)",
    )
    parser.add_argument(
        "--parallel",
        type=_number(1, MOST_PARALLEL),
        metavar="N",
        help="requests under way at once (default: the profile's)",
    )
    parser.add_argument(
        "--credentials-from-stdin",
        action="store_true",
        help="read client id, client secret and API key as three lines, for this run only",
    )


def _add_credentials(commands: argparse._SubParsersAction[_Parser]) -> None:
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
        type=_day,
        metavar="DATE",
        help="the day Orange issued the API key, as 2025-03-14 (keys live two years)",
    )
    credentials.add_argument(
        "--all", action="store_true", help="forget those of every connection (before a removal)"
    )
    _add_connection(credentials, given_later=True, used="which set stores with the connection")


def _add_simulate(commands: argparse._SubParsersAction[_Parser]) -> None:
    simulate = commands.add_parser(
        "simulate",
        help="serve invented orders on this machine, for tests",
        description="Prints one line of JSON with addresses and credentials when it is ready, "
        "then serves until stopped.",
        allow_abbrev=False,
    )
    simulate.add_argument(
        "--port",
        type=_number(0, 65535),
        default=0,
        metavar="N",
        help="port to listen on (default: any free one)",
    )
    simulate.add_argument(
        "--orders",
        type=_number(0, MOST_ORDERS),
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
        type=_number(0, 600_000),
        default=0,
        metavar="N",
        help="wait before each answer, in milliseconds (default: none)",
    )
    simulate.add_argument(
        "--seed",
        type=_number(0, 2**31),
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
        type=_number(0, MOST_DAYS),
        default=0,
        metavar="N",
        help="so many days later: orders have come, moved, closed and gone (default: 0)",
    )
    _add_home(simulate, given_later=True)


def _number(least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isascii() or not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"a whole number from {least} to {most} is needed")
        return int(text)

    return number


def _address(text: str) -> str:
    problem = address_problem(text)
    if problem:
        reasons = {
            "scheme": "https is needed (http only on this machine)",
            "extra": "no user name, query or fragment may be in it",
        }
        raise argparse.ArgumentTypeError(reasons.get(problem, "this is no address"))
    return text.strip()


def _day(text: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007  a day alone
        except ValueError:
            continue
    raise argparse.ArgumentTypeError("a day such as 2025-03-14 is needed")


def _since(text: str) -> datetime:
    """An age before now, or the beginning of a day on this computer's clock."""
    typed = text.strip().lower().replace("j", "d")
    count, unit = typed[:-1], typed[-1:]
    if unit in AGES and count.isascii() and count.isdecimal() and len(count) < 5:
        return datetime.now(UTC) - int(count) * AGES[unit]
    try:
        return datetime.combine(_day(text), time()).astimezone()
    except argparse.ArgumentTypeError:
        raise argparse.ArgumentTypeError(
            "an age such as 7d or a day such as 2026-03-14 is needed"
        ) from None
