"""What every benchmark shares: sizes, the service, a screen, folders, and runs in turn."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from benchmarks.service import Service

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import TracebackType

    from benchmarks.machine import Quiet

ROOT = Path(__file__).resolve().parents[1]
CHILD_SECONDS = 120
STARTED = "ORDERVIEWER_BENCH_STARTED"  # tells a program when its process was asked for


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured; QUICK only proves that everything can run."""

    orders: int
    runs: int  # of what takes seconds
    long_runs: int  # of what takes longer
    page: int
    idle_seconds: float


FULL = Size(orders=100_000, runs=7, long_runs=3, page=500, idle_seconds=5.0)
QUICK = Size(orders=600, runs=1, long_runs=1, page=100, idle_seconds=0.5)


class ChildFailed(Exception):
    """A process of a benchmark ended badly; the text is what it said."""


class Surroundings:
    """A context manager; the service and the screen start when they are first needed."""

    def __init__(self, size: Size, quiet: Quiet) -> None:
        self.size = size
        self.quiet = quiet
        self._stack = ExitStack()
        self._service: Service | None = None
        self._screen: dict[str, str] | None = None

    def __enter__(self) -> Self:
        """An installed program has its bytecode; that of this run is kept for its processes."""
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(self._stack.enter_context(self.folder()))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    @property
    def service(self) -> Service:
        """The simulator in its own process, warm, without latency."""
        if self._service is None:
            self._service = self._stack.enter_context(Service(self.size.orders))
            self._service.warm()
        return self._service

    @property
    def on_screen(self) -> dict[str, str]:
        """The environment of programs with a window: a real X server, offscreen without one."""
        if self._screen is None:
            wished = os.environ.get("QT_QPA_PLATFORM")
            if wished or not shutil.which("Xvfb"):
                self._screen = {"QT_QPA_PLATFORM": wished or "offscreen"}
            else:
                self._screen = self._stack.enter_context(_x_server())
        return self._screen

    @property
    def platform(self) -> str:
        return self.on_screen["QT_QPA_PLATFORM"]

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """For one run."""
        made = Path(tempfile.mkdtemp(prefix="orderviewer-bench-"))
        try:
            yield made
        finally:
            shutil.rmtree(made, ignore_errors=True)

    def in_turn(
        self, runs: int, warm_up: int = 1, **makers: Callable[[], Any]
    ) -> dict[str, list[Any]]:
        """Runs the makers one after the other, every other round backwards; the results of each.

        The first `warm_up` rounds fill the caches of disk and interpreter and are not kept.
        """
        warm_up = min(warm_up, runs - 1)
        results: dict[str, list[Any]] = {name: [] for name in makers}
        names = list(makers)
        for number in range(runs + warm_up):
            for name in names if number % 2 == 0 else reversed(names):
                self.quiet.wait()
                result = makers[name]()
                if number >= warm_up:
                    results[name].append(result)
        return results


def run_program(
    module: str,
    *arguments: str,
    environment: Mapping[str, str],
    given: object = None,
    driven: Path | None = None,
    seconds: float = CHILD_SECONDS,
) -> dict[str, Any]:
    """Runs a program of this package with `given` as JSON on its input; its last JSON line.

    `driven`: the second entrance of a frozen orderviewer (tests/e2e/frozen.py), which runs it
    instead of this Python.
    """
    name = f"benchmarks.programs.{module}"
    command = [str(driven)] if driven else [sys.executable, "-m", name]
    installed = sysconfig.get_path("purelib")
    entrance = {"DRIVEN_SOURCE": str(ROOT), "DRIVEN_INSTALLED": installed, "DRIVEN_BY": name}
    ended = subprocess.run(
        [*command, *arguments],
        cwd=ROOT,
        env={**os.environ, **entrance, **environment, STARTED: repr(time.monotonic())},
        input=json.dumps(given),
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    lines = [line for line in ended.stdout.splitlines() if line.startswith("{")]
    if ended.returncode or not lines:
        said = "\n".join((ended.stdout + ended.stderr).splitlines()[-25:])
        raise ChildFailed(f"{module} ended with {ended.returncode}:\n{said}")
    answer: dict[str, Any] = json.loads(lines[-1])
    return answer


@contextmanager
def _x_server() -> Iterator[dict[str, str]]:
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "2560x1600x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert server.stdout
        number = server.stdout.readline().strip()
        yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait(10)
