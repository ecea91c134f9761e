"""A Windows of its own in one folder: Wine's prefix, a screen nobody sees, a French locale."""

from __future__ import annotations

import os
import subprocess
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from windows.hosts import Done

if TYPE_CHECKING:
    from collections.abc import Iterator

FRENCH = "fr_FR.UTF-8"
SCREEN = "1280x800x24"
# mscms: ours instead of Wine's.  Microsoft's runtime: no Windows has it by itself, so Wine's must
# not stand in where a bundle forgets its own.  The first ones would only offer to be installed.
OVERRIDES = (
    "mscoree,mshtml,winemenubuilder.exe=;mscms=n;"
    "vcruntime140,vcruntime140_1,msvcp140,msvcp140_1,msvcp140_2=n"
)
AFTERWARDS = 3  # seconds for what a program said last
PROGRAMS = "Microsoft/Windows/Start Menu/Programs"


@dataclass(frozen=True, slots=True)
class Wine:
    """Runs Windows programs inside of `folder`; `screen` is an X display, "" for none."""

    folder: Path
    screen: str = ""
    language: str = "C.UTF-8"
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def prefix(self) -> Path:
        return self.folder / "prefix"

    @property
    def python(self) -> Path:
        return self.folder / "python" / "python.exe"

    @property
    def system(self) -> Path:
        return self.prefix / "drive_c" / "windows" / "system32"

    @property
    def user(self) -> Path:
        """The user's own folder in there."""
        (home,) = (
            folder
            for folder in (self.prefix / "drive_c" / "users").iterdir()
            if folder.name != "Public"
        )
        return home

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of this machine's Python or Qt may reach the one in there."""
        ours = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTHON", "QT_", "ORDERVIEWER_", "LC_", "WINE"))
        }
        return {
            **ours,
            "WINEPREFIX": str(self.prefix),
            "WINEARCH": "win64",
            "WINEDLLOVERRIDES": OVERRIDES,
            "WINEDEBUG": "-all",
            "DISPLAY": self.screen,
            "LANG": self.language,
            "LC_ALL": self.language,
            # Only the French one is in there.
            **({"LOCPATH": str(self.folder / "locale")} if self.language == FRENCH else {}),
            "PYTHONDONTWRITEBYTECODE": "1",
            **self.extra,
        }

    @property
    def command(self) -> list[str]:
        return ["wine"]

    @property
    def local_data(self) -> Path:
        return self.user / "AppData" / "Local"

    @property
    def start_menu(self) -> Path:
        return self.user / "AppData" / "Roaming" / PROGRAMS

    @property
    def program_files(self) -> Path:
        return self.prefix / "drive_c" / "Program Files"

    @property
    def common_start_menu(self) -> Path:
        return self.prefix / "drive_c" / "ProgramData" / PROGRAMS

    def called(self, file: Path) -> str:
        """By its drive: C: is the prefix's own, Z: all of this machine."""
        inside = self.prefix / "drive_c"
        if file.is_relative_to(inside):
            return "C:\\" + str(file.relative_to(inside)).replace("/", "\\")
        return "Z:" + str(file).replace("/", "\\")

    def open(self, link: Path) -> subprocess.Popen[bytes]:
        return self.start("start", "/unix", link)

    def runs(self, program: Path) -> bool:
        """Programs there are processes here, under the names they have there."""
        called = self.called(program).encode()
        for process in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                if process.read_bytes().split(b"\0")[0].lower() == called.lower():
                    return True
        return False

    def is_own(self, line: str) -> bool:
        return line.startswith("wine: ")

    def run(
        self, *words: str | Path, timeout: float = 180, cwd: Path | None = None, typed: str = ""
    ) -> Done:
        """Waits for the program's end; raises subprocess.TimeoutExpired.

        Standard streams are pipes on purpose: Python under Wine stops at a plain file.  Their
        end is not waited for: Wine's own services may hold them for ever.
        """
        said: list[bytes] = []
        with self.start(*words, cwd=cwd) as process:
            reader = threading.Thread(target=_read, args=(process.stdout, said), daemon=True)
            reader.start()
            try:
                if process.stdin:
                    process.stdin.write(typed.encode())
                    process.stdin.close()
                code = process.wait(timeout)
            except subprocess.TimeoutExpired:
                self.stop()
                raise
            reader.join(AFTERWARDS)
            if reader.is_alive():
                process.stdout = None  # closing it would wait for the reader
        return Done(code, b"".join(said).decode("utf-8", "replace"))

    def start(self, *words: str | Path, cwd: Path | None = None) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            ["wine", *map(str, words)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self.environment,
            cwd=cwd,
        )

    def stop(self) -> None:
        """Ends every Windows program of this prefix, and no other."""
        subprocess.run(["wineserver", "-k"], env=self.environment, check=False)
        subprocess.run(["wineserver", "-w"], env=self.environment, check=False, timeout=30)


def _read(stream: IO[bytes], said: list[bytes]) -> None:
    while piece := os.read(stream.fileno(), 65536):
        said.append(piece)


@contextmanager
def hidden_screen() -> Iterator[str]:
    """The name of an X display that exists as long as the with statement."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        if server.stdout is None:
            raise RuntimeError("Xvfb says nothing")
        try:
            yield ":" + server.stdout.readline().strip()
        finally:
            server.terminate()
