"""What the command line takes, and what it refuses in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from orderviewer import __version__
from orderviewer.commandline.options.credentials import CredentialsOptions
from orderviewer.commandline.options.export import ExportOptions
from orderviewer.commandline.options.parsing import WindowOptions, all_options, parse
from orderviewer.commandline.options.reading import SyncOptions
from orderviewer.commandline.options.simulate import SimulateOptions
from orderviewer.order import Scope
from tests.commandline.conftest import Done


def test_no_command_is_the_window() -> None:
    assert parse([]) == WindowOptions(None, None, None, None, demo=False, demo_orders=5000)
    nothing = all_options().parse_args([])
    assert nothing.read(nothing) == parse([])
    found = parse(["--demo", "--orders", "50", "--home", "there"])
    assert found == WindowOptions(None, None, None, Path("there"), demo=True, demo_orders=50)


def test_options_of_the_connection_stand_before_or_after_the_command() -> None:
    before = parse(["--profile", "A", "--home", "h", "export", "--output", "x.csv"])
    after = parse(["export", "--output", "x.csv", "--profile", "A", "--home", "h"])
    assert before == after
    assert isinstance(after, ExportOptions)
    assert (after.profile, after.home, after.scope) == ("A", Path("h"), Scope.ALL)
    assert (after.dialect, after.every_field, after.page_size) == (None, False, None)


def test_every_option_of_an_export() -> None:
    words = "export --scope closed --format csv --dialect tsv --fields all --output x"
    found = parse([*words.split(), "--page-size", "500", "--parallel", "4"])
    assert isinstance(found, ExportOptions)
    assert (found.scope, found.dialect, found.every_field) == (Scope.CLOSED, "tsv", True)
    assert (found.page_size, found.parallel) == (500, 4)


def test_a_sync_asks_as_an_export_does() -> None:
    found = parse(
        ["sync", "--profile", "A", "--scope", "current", "--parallel", "4", "--page-size", "50"]
    )
    assert isinstance(found, SyncOptions)
    assert (found.profile, found.scope, found.parallel, found.page_size) == (
        *("A", Scope.CURRENT),
        *(4, 50),
    )
    assert not found.credentials_from_stdin
    assert parse(["sync"]) == SyncOptions(
        *(None, None, None, None), Scope.ALL, None, None, credentials_from_stdin=False
    )


def help_of(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        parse([command, "--help"])
    assert ended.value.code == 0
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("command", ["sync", "export", "credentials", "simulate"])
def test_every_option_is_explained(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    (commands,) = (action for action in all_options()._actions if isinstance(action.choices, dict))
    parser = commands.choices[command]
    options = [action for action in parser._actions if action.option_strings]
    assert len(options) > 5
    assert [action.dest for action in options if not action.help] == []
    assert help_of(command, capsys).startswith(f"usage: orderviewer {command} ")


def test_credentials_does_not_promise_to_forget_an_address(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "for this run" not in help_of("credentials", capsys)
    assert "address of the API, which set stores" in help_of("credentials", capsys)
    assert "address of the API, for this run" in help_of("export", capsys)
    assert "--api-url" not in help_of("simulate", capsys)


def test_the_other_commands() -> None:
    simulate = parse(
        ["simulate", "--port", "0", "--orders", "7", "--fault", "drift", "--fault", "cap_limit=3"]
    )
    assert isinstance(simulate, SimulateOptions)
    assert (simulate.orders, simulate.faults) == (7, ("drift", "cap_limit=3"))
    for text in ("2025-03-14", "14/03/2025"):
        stored = parse(["credentials", "set", "--key-issued", text])
        assert isinstance(stored, CredentialsOptions)
        assert stored.key_issued == date(2025, 3, 14)


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "export",
        "export --output x --scope none",
        "export --output x --dialect excel",
        "export --output x --page-size 0",
        "export --output x --page-size -5",
        "export --output x --parallel ٣",
        "export --output x --api-url http://api.orange.com/x",
        "export --output x --api-url https://me:pw@api.orange.com/x",
        "export --output x --token-url orange",
        "export --outp x",
        "export --output x --filter",
        "export --output x --sort",
        "sync --output x",
        "sync --scope none",
        "credentials",
        "credentials show",
        "credentials set --key-issued tomorrow",
        "credentials set --client-secret s",
        "simulate --port 70000",
        "simulate --latency-ms x",
        "--orders 5",
        "--demo export --output x",
        "--demo --orders 0",
    ],
)
def test_wrong_use_is_said_in_one_line(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(line.split())
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("orderviewer: ")
    assert said.err.count("\n") == 1


def test_version_and_help(orderviewer: Callable[..., Done]) -> None:
    version = orderviewer("--version")
    assert version == Done(0, f"orderviewer {__version__}\n", "")
    assert "5 incomplete" in " ".join(orderviewer("--help").out.split())


def test_without_a_display_the_window_says_so(orderviewer: Callable[..., Done]) -> None:
    done = orderviewer("--demo")
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert "no display" in done.err
