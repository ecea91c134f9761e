"""The main job in the frozen program's real window, done by tests/e2e as from source."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from metadata import ROOT
from plan import BuildFailed, say

if TYPE_CHECKING:
    from plan import Build

BUNDLE = "ORDERVIEWER_BUNDLE"  # tests/e2e/conftest.py reads it


def test(build: Build) -> None:
    """First start, connection, search, export, and the next day offline; raises BuildFailed."""
    if not sys.platform.startswith("linux") or build.launcher:
        say("   on Linux, and under Wine with its checks: where a screen is for it alone")
        return
    if find_spec("pytest") is None:
        raise BuildFailed("this step needs what the tests need: python3 bootstrap.py setup test")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/e2e"],
        cwd=ROOT,
        env={**os.environ, BUNDLE: str(build.bundle)},
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        raise BuildFailed("the frozen program does not do its main job; the tests' words are above")
