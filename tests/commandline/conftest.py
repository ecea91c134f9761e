"""Starts the program as users and scripts do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from orderviewer.simulator import Simulator

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds


@dataclass(frozen=True)
class Done:
    """How a process ended."""

    code: int
    out: str
    err: str


def environment(**changes: str) -> dict[str, str]:
    """Without a display, in English unless changed, with the package to be found."""
    base = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    base.pop("QT_QPA_PLATFORM", None)
    return {**base, "PYTHONPATH": str(ROOT), **changes}


@pytest.fixture
def orderviewer(tmp_path: Path, home: Path) -> Callable[..., Done]:
    """Runs a command to its end: `orderviewer("export", ..., typed="a\\nb\\n", LANG="fr_FR")`."""

    def run(*words: str | Path, typed: str = "", **changes: str) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "orderviewer", *map(str, words)],
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=environment(**changes),
            timeout=PATIENCE,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Done(done.returncode, done.stdout, done.stderr)

    return run


@contextmanager
def started(command: list[str], **options: Any) -> Iterator[subprocess.Popen[Any]]:
    """A process that does not outlive the test, however that ends."""
    with subprocess.Popen(command, env=environment(), **options) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def three_lines(simulator: Simulator, **changes: str) -> str:
    """The simulator's credentials as standard input wants them."""
    known = {
        "client_id": simulator.client_id,
        "client_secret": simulator.client_secret,
        "api_key": simulator.api_key,
    }
    return "".join(f"{line}\n" for line in {**known, **changes}.values())


def addresses(simulator: Simulator) -> list[str]:
    return ["--api-url", simulator.base_url, "--token-url", simulator.token_url]


def store_of(home: Path) -> Path:
    """The file of the only store there is."""
    (file,) = home.glob("profiles/*/*.sqlite")
    return file


@pytest.fixture
def sync(orderviewer: Callable[..., Done]) -> Callable[..., Done]:
    """Syncs with a simulator by its own credentials."""

    def run(simulator: Simulator, *words: str | Path, **changes: str) -> Done:
        fixed = ["sync", *addresses(simulator), "--credentials-from-stdin"]
        return orderviewer(*fixed, *words, typed=three_lines(simulator), **changes)

    return run


@pytest.fixture
def export(orderviewer: Callable[..., Done]) -> Callable[..., Done]:
    """Exports from a simulator with its own credentials, to orders.csv."""

    def run(
        simulator: Simulator,
        *words: str | Path,
        changed: Mapping[str, str] | None = None,
        output: str = "orders.csv",
        **changes: str,
    ) -> Done:
        fixed = ["export", *addresses(simulator), "--credentials-from-stdin", "--output", output]
        typed = three_lines(simulator, **(changed or {}))
        return orderviewer(*fixed, *words, typed=typed, **changes)

    return run
