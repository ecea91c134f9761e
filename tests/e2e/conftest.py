"""A service and a program, each in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.desktop import Screen, SecretService, end

ROOT = Path(__file__).parents[2]
ORDERS = 600
PATIENCE = 60  # seconds for one journey
BUNDLE = os.environ.get("ORDERVIEWER_BUNDLE")  # the folder of the frozen program to be tried


def program(*words: str) -> list[str]:
    """The program from source, or the frozen one that the environment names."""
    if BUNDLE:
        return [str(Path(BUNDLE) / "orderviewer"), *words]
    return [sys.executable, "-m", "orderviewer", *words]


def driver() -> list[str]:
    """The program with somebody in front of it; of the frozen one, its second entrance."""
    if not BUNDLE:
        return [sys.executable, "-W", "default", "-m", "tests.e2e.driver"]
    return [str(ROOT / "build" / "driven" / "orderviewer-driven")]


class Service:
    """`orderviewer simulate` as a process; `facts` is the line it prints when it is ready."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.process = subprocess.Popen(
            program("simulate", "--orders", str(ORDERS)),
            stdout=subprocess.PIPE,
            text=True,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "ORDERVIEWER_HOME": str(folder)},
        )
        assert self.process.stdout
        self.facts: dict[str, Any] = json.loads(self.process.stdout.readline())

    def stop(self) -> None:
        end(self.process)


@dataclass(frozen=True)
class Ended:
    """How a journey ended: the program's exit code, what the user saw, what the program said."""

    code: int
    seen: dict[str, Any]
    stderr: str
    log: str

    def must_be_well(self) -> None:
        troubles = re.findall(r"^.* (?:WARNING|ERROR) [^\0]*", self.log, re.MULTILINE)
        told = "\n".join([self.stderr, *troubles])
        assert self.code == 0, f"exit code {self.code}\n{told}"
        assert not told.strip(), told


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    made = Service(tmp_path / "service")
    yield made
    made.stop()


@pytest.fixture
def journey(
    tmp_path: Path, home: Path, screen: Screen, secret_service: SecretService
) -> Callable[..., Ended]:
    """Starts the program in a real window with a user who does one journey in it."""

    def go(which: str, language: str, hands: str, **facts: Any) -> Ended:
        errand = {"journey": which, "language": language, "hands": hands, **facts}
        done = subprocess.run(
            driver(),
            input=json.dumps(errand),
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={
                **os.environ,
                **screen.environment,
                "PYTHONPATH": str(ROOT),
                "DRIVEN_SOURCE": str(ROOT),
                "DRIVEN_INSTALLED": sysconfig.get_path("purelib"),
                "DRIVEN_BY": "tests.e2e.driver",
                "LANGUAGE": language,
                "ORDERVIEWER_LOG": "DEBUG",
                "STUCK_PICTURE": str(tmp_path / "stuck.png"),
            },
            timeout=PATIENCE,
            check=False,
        )
        log = (home / "logs" / "orderviewer.log").read_text(encoding="utf-8")
        return Ended(done.returncode, json.loads(done.stdout or "{}"), done.stderr, log)

    return go
