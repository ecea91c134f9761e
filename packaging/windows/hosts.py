"""Where Windows programs are tried out: on Windows itself; wine/surroundings.py is the other."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

PROGRAMS = r"Microsoft\Windows\Start Menu\Programs"


@dataclass(frozen=True, slots=True)
class Done:
    """How a Windows program ended, and what it said."""

    code: int
    text: str


class Host(Protocol):
    """Starts Windows programs and knows where Windows keeps things."""

    def run(
        self, *words: str | Path, timeout: float = 180, cwd: Path | None = None, typed: str = ""
    ) -> Done: ...
    def start(self, *words: str | Path, cwd: Path | None = None) -> subprocess.Popen[bytes]: ...
    def called(self, file: Path) -> str:
        """What a Windows program calls `file`."""
        ...

    def open(self, link: Path) -> subprocess.Popen[bytes]:
        """As a double click does."""
        ...

    def runs(self, program: Path) -> bool: ...
    def is_own(self, line: str) -> bool:
        """Whether it is the host that said `line`, and no program."""
        ...

    @property
    def command(self) -> list[str]:
        """What stands before a program to start it."""
        ...

    @property
    def environment(self) -> dict[str, str]: ...
    @property
    def local_data(self) -> Path: ...
    @property
    def start_menu(self) -> Path: ...
    @property
    def program_files(self) -> Path: ...
    @property
    def common_start_menu(self) -> Path: ...


class Windows:
    """This machine."""

    command: list[str] = []  # noqa: RUF012  never changed

    def run(
        self, *words: str | Path, timeout: float = 180, cwd: Path | None = None, typed: str = ""
    ) -> Done:
        done = subprocess.run(
            [str(word) for word in words],
            input=typed.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=timeout,
            cwd=cwd,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode("utf-8", "replace"))

    def start(self, *words: str | Path, cwd: Path | None = None) -> subprocess.Popen[bytes]:
        return subprocess.Popen([str(word) for word in words], cwd=cwd, stdin=subprocess.DEVNULL)

    def open(self, link: Path) -> subprocess.Popen[bytes]:
        return self.start("cmd", "/c", "start", "", link)

    def runs(self, program: Path) -> bool:
        return program.name in self.run("tasklist", "/FI", f"IMAGENAME eq {program.name}").text

    def is_own(self, line: str) -> bool:  # noqa: ARG002
        return False

    def called(self, file: Path) -> str:
        return str(file)

    @property
    def environment(self) -> dict[str, str]:
        return dict(os.environ)

    @property
    def local_data(self) -> Path:
        return Path(os.environ["LOCALAPPDATA"])

    @property
    def start_menu(self) -> Path:
        return Path(os.environ["APPDATA"], PROGRAMS)

    @property
    def program_files(self) -> Path:
        return Path(os.environ["PROGRAMW6432"])

    @property
    def common_start_menu(self) -> Path:
        return Path(os.environ["PROGRAMDATA"], PROGRAMS)
