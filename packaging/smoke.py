"""The first thing every bundle does: checks itself, and must say nothing it was not asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from metadata import ROOT
from plan import BuildFailed, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from plan import Build

AT_MOST = 240  # seconds


def test(build: Build) -> None:
    """Runs the frozen program's own check; raises BuildFailed with what it found."""
    with desktop() as environment:
        found = check([*build.launcher, str(build.program)], environment)
    window = found["checks"]["window"]
    say(f"   first order after {window['first order, ms']} ms, on {window['platform']}")


def check(
    command: list[str],
    environment: Mapping[str, str],
    *,
    place: Path | None = None,
    as_seen: Callable[[Path], str] = str,
    harmless: Callable[[str], bool] = lambda _line: False,
    whole: bool = False,
) -> dict[str, Any]:
    """The report of `command --selfcheck FILE`; raises BuildFailed unless all in it is well.

    `place`: a folder for the report that both can see; `as_seen`: what the program calls a file
    there (another root, a drive of Wine's); `harmless`: which lines of standard error say nothing
    about the program; `whole`: `environment` is all there is, nothing of ours is added.
    """
    with tempfile.TemporaryDirectory(dir=place) as folder:
        report = Path(folder) / "report.json"
        Path(folder).chmod(0o777)  # the program may be another user's
        try:
            done = subprocess.run(
                [*command, "--selfcheck", as_seen(report)],
                env={**({} if whole else os.environ), **environment},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=AT_MOST,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise BuildFailed(f"the self-check has no end after {AT_MOST} seconds") from None
        text = report.read_text(encoding="utf-8") if report.exists() else ""
    told = [line for line in (done.stdout + done.stderr).splitlines() if not harmless(line)]
    if done.returncode or told or not text:
        said = "\n".join([*told, text])
        raise BuildFailed(f"the self-check ended with {done.returncode}:\n{said}")
    found: dict[str, Any] = json.loads(text)
    if not found["good"]:
        raise BuildFailed(f"the self-check found:\n{text}")
    return found


@contextmanager
def desktop() -> Iterator[dict[str, str]]:
    """On Linux a screen and a keyring made for this alone; elsewhere those that are there."""
    if not sys.platform.startswith("linux"):
        yield {}
        return
    sys.path.append(str(ROOT))
    from tests.desktop import Screen, SecretService

    with Screen() as screen, SecretService() as service:
        yield {**screen.environment, **service.environment, "LANGUAGE": "fr"}
