"""One window for each profile and folder: real programs, started twice, killed, side by side."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from orderviewer.instance import Instance
from orderviewer.profile import Endpoint, Home, Profile
from tests.desktop import end

ROOT = Path(__file__).parents[1]
PATIENCE = 60

pytestmark = pytest.mark.usefixtures("qapp")
NOWHERE = Endpoint("http://127.0.0.1:9", "http://127.0.0.1:9/token")

HOLDER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from orderviewer.instance import Instance
app = QCoreApplication([])
instance = Instance(Path(sys.argv[1]))
taken = instance.take()
if "asked before it watches" in sys.argv:
    instance.ask()
instance.wanted.connect(lambda: print("wanted", flush=True))
print(taken, flush=True)
instance.watch()
app.exec()
"""


@contextmanager
def holder(folder: Path, *words: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Another program that asks for the right; whether it has it."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder), *words],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    try:
        assert process.stdout
        yield process.stdout.readline().strip(), process
    finally:
        end(process)  # type: ignore[arg-type]
        assert process.stdout
        process.stdout.close()


def test_the_second_is_refused_and_the_first_hears_of_it(tmp_path: Path) -> None:
    with holder(tmp_path / "a") as (first, process):
        assert first == "True"
        second = Instance(tmp_path / "a")
        assert not second.take()
        second.ask()
        assert process.stdout
        assert process.stdout.readline() == "wanted\n"
        assert second.heard
        assert Instance(tmp_path / "b").take(), "another profile may be open beside it"
        if os.name == "posix":
            files = [tmp_path / "a" / "window", *(tmp_path / "a" / "window").iterdir()]
            assert {stat.S_IMODE(file.stat().st_mode) & 0o077 for file in files} == {0}


def test_who_asks_before_the_first_is_on_the_screen_is_heard_too(tmp_path: Path) -> None:
    with holder(tmp_path, "asked before it watches") as (first, process):
        assert first == "True"
        assert process.stdout
        assert process.stdout.readline() == "wanted\n"
        assert Instance(tmp_path).heard


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_program_holds_nothing_whoever_has_its_number_now(tmp_path: Path) -> None:
    with holder(tmp_path) as (first, process):
        assert first == "True"
        process.send_signal(signal.SIGKILL)
        process.wait(PATIENCE)
    (tmp_path / "window" / "wanted").touch()  # a wish that nobody heard any more
    left = tmp_path / "window" / "lock"
    assert left.exists()
    left.write_text(str(os.getpid()))
    instance = Instance(tmp_path)
    assert instance.take()
    assert instance.heard
    instance.release()
    with holder(tmp_path) as (next_one, _):
        assert next_one == "True"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="rights of a folder")
def test_where_nothing_can_be_written_everybody_may_look(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert Instance(tmp_path / "a").take()


def profiles(home: Home) -> None:
    for name in ("Siège", "Filiale"):
        home.save(Profile(name, NOWHERE))


@contextmanager
def program(home: Home, *words: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "orderviewer", "--home", str(home.path), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    try:
        yield process
    finally:
        end(process)  # type: ignore[arg-type]
        process.communicate()


def has_its_window(home: Home, name: str) -> bool:
    """Whether a program has taken the right to be the window of a profile."""
    instance = Instance(home.folder(Profile(name)))
    taken = instance.take()
    instance.release()
    return not taken


def wait_for_window(home: Home, name: str) -> None:
    lock, until = home.folder(Profile(name)) / "window" / "lock", time.monotonic() + PATIENCE
    while not lock.exists() or not has_its_window(home, name):
        assert time.monotonic() < until


def test_a_second_start_ends_at_once_and_other_profiles_open_beside(tmp_path: Path) -> None:
    home = Home(tmp_path)
    profiles(home)
    with program(home, "--profile", "Siège") as first:
        wait_for_window(home, "Siège")
        with program(home, "--profile", "Siège") as second:
            assert second.wait(PATIENCE) == 0, second.communicate()
        wish = home.folder(Profile("Siège")) / "window" / "wanted"
        assert not wish.exists(), "the first one took notice"
        with program(home, "--profile", "Filiale") as beside:
            wait_for_window(home, "Filiale")
            assert beside.poll() is None
        assert first.poll() is None
    assert not has_its_window(home, "Siège")
