"""One build: for which system, from which commit, and where everything of it lies."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import metadata
from metadata import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SYSTEMS = {"linux": "linux", "win32": "windows", "darwin": "macos"}
MACHINES = {"x86_64": "x86_64", "amd64": "x86_64", "arm64": "arm64", "aarch64": "arm64"}


class BuildFailed(Exception):
    """A step cannot go on; the text is the sentence that is read."""


@dataclass(frozen=True)
class Build:
    """`system` is linux, windows or macos: mostly that of this machine.

    Where it is another one (Windows' programs under Wine), `launcher` starts them.
    """

    system: str
    version: str
    epoch: int  # seconds: when the commit was made; every file of the build says so
    launcher: tuple[str, ...] = ()

    @property
    def work(self) -> Path:
        """What the steps leave for each other."""
        return ROOT / "build"

    @property
    def papers(self) -> Path:
        """Files that the bundle takes along at its top: licences."""
        return self.work / "papers"

    @property
    def icons(self) -> Path:
        return self.work / "icons"

    @property
    def bundle(self) -> Path:
        """The folder that holds everything; on macOS the application."""
        ending = ".app" if self.system == "macos" else ""
        return ROOT / "dist" / f"{metadata.NAME}{ending}"

    @property
    def program(self) -> Path:
        """What the user starts."""
        if self.system == "macos":
            return self.bundle / "Contents" / "MacOS" / metadata.NAME
        return self.bundle / (metadata.NAME + (".exe" if self.system == "windows" else ""))

    @property
    def release(self) -> Path:
        """What is published, and nothing else."""
        return ROOT / "dist" / "release"

    @property
    def machine(self) -> str:
        found = platform.machine()
        return MACHINES.get(found.lower(), found)

    def package(self, ending: str) -> Path:
        """The name of a published file: "-linux-x86_64.tar.xz" behind name and version."""
        self.release.mkdir(parents=True, exist_ok=True)
        return self.release / f"{metadata.NAME}-{self.version}{ending}"

    @property
    def environment(self) -> dict[str, str]:
        """What makes two builds of one commit the same."""
        return {
            **os.environ,
            "SOURCE_DATE_EPOCH": str(self.epoch),
            "PYTHONHASHSEED": "1",
            "TZ": "UTC",
            "LC_ALL": "C.UTF-8",
        }


def this_build(system: str | None = None) -> Build:
    """For this machine, or for Windows under Wine."""
    here = SYSTEMS.get(sys.platform, "linux")
    system = system or here
    launcher = ("wine",) if system == "windows" and here == "linux" else ()
    return Build(system, metadata.version(), _commit_time(), launcher)


def _commit_time() -> int:
    """That of the commit; SOURCE_DATE_EPOCH counts where there is no history."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    git = shutil.which("git")
    asked = [git or "git", "log", "-1", "--format=%ct"]
    try:
        return int(subprocess.run(asked, cwd=ROOT, capture_output=True, check=True).stdout)
    except (OSError, subprocess.CalledProcessError, ValueError):
        raise BuildFailed(
            "when was this source made? Say it in SOURCE_DATE_EPOCH, or build from a git clone."
        ) from None


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def run(*command: str | Path, build: Build | None = None, cwd: Path = ROOT) -> None:
    """Runs it to its end; raises BuildFailed with what it said when that was a bad one."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=cwd,
        env=build.environment if build else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        said = "\n".join(done.stdout.splitlines()[-40:])
        raise BuildFailed(f"{' '.join(words[:4])} … ended with {done.returncode}:\n{said}")
