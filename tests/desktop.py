"""Real services of a desktop, started for the tests alone: a keyring and a screen."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

STARTS_WITHIN = 20  # seconds
ENDS_WITHIN = 10  # seconds


def needs(*commands: str) -> None:
    """Skips where the system has no such thing (Windows, macOS); bootstrap.py installs them."""
    missing = [command for command in commands if not shutil.which(command)]
    if missing:
        import pytest  # which the building of the program, that starts these too, has not

        pytest.skip(f"not on this system: {', '.join(missing)}")


class SecretService:
    """A message bus and an unlocked gnome-keyring in a folder of their own."""

    def __init__(self) -> None:
        needs("dbus-daemon", "dbus-send", "gnome-keyring-daemon")
        self.folder = Path(tempfile.mkdtemp(prefix="keyring-"))
        self.environment = {
            "HOME": str(self.folder),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
        }
        self.processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        for folder in self.environment.values():
            Path(folder).mkdir(mode=0o700, exist_ok=True)
        everything = {**os.environ, **self.environment}
        bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=everything,
        )
        self.processes.append(bus)
        assert bus.stdout
        address = bus.stdout.readline().decode().strip()
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = address
        daemon = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**everything, **self.environment},
        )
        self.processes.append(daemon)
        assert daemon.stdin
        daemon.stdin.write(b"a password of the tests")
        daemon.stdin.close()
        end = time.monotonic() + STARTS_WITHIN
        while not self._answers():
            assert time.monotonic() < end, "gnome-keyring-daemon does not answer"
        return self

    def _answers(self) -> bool:
        """Whether the keyring has its name on the bus; asked for earlier, a second would start."""
        asked = subprocess.run(
            [
                *["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus"],
                *["/org/freedesktop/DBus", "org.freedesktop.DBus.NameHasOwner"],
                "string:org.freedesktop.secrets",
            ],
            capture_output=True,
            env={**os.environ, **self.environment},
            check=True,
        )
        return b"true" in asked.stdout

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in reversed(self.processes):
            end(process)
        shutil.rmtree(self.folder, ignore_errors=True)


class Screen:
    """An X server without a monitor."""

    def __init__(self, size: str = "1280x800x24") -> None:
        needs("Xvfb")
        self.size = size
        self.environment: dict[str, str] = {}
        self.server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", self.size, "-nolisten", "tcp"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self.server.stdout
        number = self.server.stdout.readline().decode().strip()
        self.environment = {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.server:
            end(self.server)


def end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(ENDS_WITHIN)
    if process.stdout:
        process.stdout.close()
