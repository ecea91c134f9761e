"""The set-up script: what it refuses, what it skips, what it asks the system for."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script with a folder of its own for the environment."""
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "bootstrap.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "set-up.json")
    return module


@pytest.fixture
def commands(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would have been run; everything succeeds, every package is missing."""
    run: list[list[str]] = []

    def call(command: list[str], **_: object) -> int:
        run.append(command)
        return 0

    monkeypatch.setattr(bootstrap.subprocess, "call", call)
    monkeypatch.setattr(bootstrap, "is_installed", lambda _package: False)
    monkeypatch.setattr(bootstrap, "can_make_environments", lambda: True)
    return run


def installed(commands: list[list[str]]) -> list[str]:
    return [word for command in commands if "install" in command for word in command]


@pytest.mark.parametrize("words", [[], ["walk"], ["setup", "all"], ["setup", "run", "now"]])
def test_what_it_does_not_know(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "bootstrap.py"), *words],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def stamped(bootstrap: ModuleType, purpose: str) -> None:
    python = bootstrap.environment_python()
    python.parent.mkdir(parents=True)
    python.touch()
    pinned = (ROOT / bootstrap.REQUIREMENTS[purpose]).read_bytes()
    known = {
        "python": sys.version,
        purpose: hashlib.sha256(pinned).hexdigest(),
        "system " + purpose: " ".join(bootstrap.wanted_packages(purpose)),
    }
    bootstrap.STAMP.write_text(json.dumps(known))


@pytest.mark.parametrize("purpose", ["run", "test", "build"])
def test_what_is_set_up_is_not_touched_again(
    bootstrap: ModuleType, commands: list[list[str]], purpose: str
) -> None:
    stamped(bootstrap, purpose)
    bootstrap.set_up(purpose)
    assert commands == []


def test_other_requirements_are_installed(bootstrap: ModuleType, commands: list[list[str]]) -> None:
    stamped(bootstrap, "run")
    bootstrap.set_up("test")
    assert any(word.endswith("dev.txt") for word in installed(commands))
    assert not any("venv" in command for command in commands)
    del commands[:]
    bootstrap.set_up("run")
    bootstrap.set_up("test")
    assert commands == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere nothing is missing")
def test_the_system_s_part_is_asked_of_apt(
    bootstrap: ModuleType, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(bootstrap, "can_make_environments", lambda: False)
    assert bootstrap.install_system_packages(bootstrap.wanted_packages("test"))
    assert [command[0] for command in commands] == ["/usr/bin/sudo", "/usr/bin/sudo"]
    assert {"libegl1", "ca-certificates", "xvfb", "gnome-keyring", "git"} <= set(commands[1])
    assert f"python3.{sys.version_info.minor}-venv" in commands[1]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere nothing is missing")
@pytest.mark.parametrize(
    ("known", "answer", "said"),
    [((), True, "has no apt-get"), (("apt-get", "dpkg-query"), False, "administrator")],
)
def test_without_apt_or_rights_it_says_what_is_needed(
    bootstrap: ModuleType,
    commands: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    known: tuple[str, ...],
    answer: bool,
    said: str,
) -> None:
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: name if name in known else None)
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)
    assert bootstrap.install_system_packages(["libegl1"]) is answer
    assert commands == []
    told = capsys.readouterr().err
    assert said in told
    assert "libegl1" in told


def test_a_python_too_old_or_too_new_is_said(
    bootstrap: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(bootstrap.sys, "version_info", (3, 9, 18))
    monkeypatch.setattr(bootstrap.sys, "argv", ["bootstrap.py", "run"])
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _name: None)
    assert bootstrap.main() == 1
    assert "needs Python 3.11, 3.12 or 3.13" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="there it is waited for")
def test_the_program_and_the_tests_take_its_place(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setattr(
        bootstrap.os, "execve", lambda _file, command, env: started.append((command, env))
    )
    monkeypatch.setattr(bootstrap.subprocess, "call", lambda *_args, **_more: 0)
    bootstrap.start_program([])
    bootstrap.start_program(["export", "--output", "x.csv"])
    bootstrap.start_tests(["-x"])
    assert started[0][0][-3:] == ["-m", "orderviewer", "--demo"]
    assert started[1][0][-3:] == ["export", "--output", "x.csv"]
    assert started[2][0][-3:] == ["-m", "pytest", "-x"]
    assert started[2][1]["QT_QPA_PLATFORM"] == "offscreen"
