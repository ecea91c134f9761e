"""Who may know whom: every import of the package, read from its source, is an allowed arrow."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "orderviewer"

DATA = ("order", "fields", "profile", "policy", "releases")
# A room may import itself and what stands here; "feed" covers "feed.lanes" and so on.
ROOMS: dict[str, tuple[str, ...]] = {
    "order": (),
    "fields": ("order",),
    "profile": ("order",),
    "policy": ("profile",),
    "releases": (),
    "remote": ("order", "profile", "policy.settings"),
    "search": ("order", "fields"),
    "local": ("order", "fields", "search"),
    "preparing": ("order", "fields.reading", "local.packing", "local.prepared", "remote.answers"),
    "views": ("order", "fields", "profile", "search", "local.query"),
    "export": ("order", "fields", "search", "local.query"),
    "simulator": ("order",),
    "logbook": ("profile", "remote.redaction"),
    "feed": (*DATA, "search", "remote", "local", "views", "export", "simulator"),
    # Of the rooms behind the feed, the window knows types that are plain data, nothing that acts.
    "ui": (
        *DATA,
        "search",
        "feed",
        "local.query",  # what the user wants to see
        "views.view",  # View, and what it asks for
        "views.columns",  # which columns there are, as data
        "local.records",  # what the store answers
        "export.table",  # columns and names of files
        "export.csv",  # Dialect
        "remote.pasting",  # text in, text out
        "remote.checking",  # CheckStep
        "remote.secret",  # Secret, Secrets, and which can be sent
        "remote.credentials",
    ),
    # Without a window; words and language are the ui's, but need no display.
    "commandline": (
        *(*DATA, "search", "remote", "local", "views", "export", "simulator", "logbook"),
        "preparing",
        *("ui.words", "ui.failures", "ui.language", "ui.titles", "ui.happenings"),
    ),
    "hooks": (),
    "instance": (),
    "collecting": (),
    "allocation": (),
    "app": (
        *DATA,
        "search",
        "remote",
        "local",
        "views",
        "export",
        "simulator",
        "logbook",
        "feed",
        "ui",
        "commandline",
        "hooks",
        "instance",
        "collecting",
        "allocation",
    ),
    "start": (
        *("profile", "instance", "ui.window", "ui.layout", "app", "commandline"),
        *("ui.elsewhere", "ui.language"),  # only where another window does not answer
    ),
    "selfcheck": (*DATA, "remote", "ui", "commandline", "start"),
    "__main__": ("commandline", "preparing", "start", "selfcheck"),
}
WITH_QT = {"feed", "ui", "app", "start", "selfcheck", "hooks", "instance", "collecting"}
WITH_ASYNCIO = {"feed", "app"}
# Libraries that one module alone may import.
KEEPERS = {
    "keyring": {"remote.credentials"},
    "lz4": {"local.packing"},
    "requests": {"remote.transport", "remote.connections"},
    "urllib3": {"remote.transport", "remote.connections"},
    "truststore": {"remote.connections", "selfcheck.surroundings"},
    "qasync": {"feed.loop"},
    "sqlite3": {"local.database", "selfcheck.surroundings"},
}
# Late, in a worker, after the first paint (performance.md 1).
NOT_AT_START = ["requests", "keyring", "urllib3", "truststore", "cryptography", "sqlite3", "http"]
# And these wait only until the window's frame is on the screen.
NOT_IN_THE_FRAME = ["asyncio", "qasync", "msgspec", "orderviewer.feed", "orderviewer.ui.interior"]


@dataclass(frozen=True)
class Import:
    """One imported module, as "orderviewer.local.store", and where it was asked for."""

    importer: str  # without the package's name
    target: str
    line: int
    at_top: bool

    @property
    def room(self) -> str:
        return self.importer.split(".")[0]

    def __str__(self) -> str:
        return f"orderviewer.{self.importer}:{self.line} imports {self.target}"


def modules() -> dict[str, Path]:
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = file.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def imports() -> Iterator[Import]:
    known = modules()
    for name, file in known.items():
        tree = ast.parse(file.read_text(encoding="utf-8"))
        top = set(tree.body)
        for node in ast.walk(tree):
            targets: list[str] = []
            if isinstance(node, ast.Import):
                targets = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                assert not node.level, f"{file}: relative import"
                for alias in node.names:
                    inner = f"{node.module}.{alias.name}"
                    is_module = inner.removeprefix("orderviewer.") in known
                    targets.append(inner if is_module else str(node.module))
            for target in targets:
                yield Import(name, target, node.lineno, node in top)


EVERY_IMPORT = list(imports())


def ours(one: Import) -> bool:
    return one.target.startswith("orderviewer.")


def allowed(one: Import) -> bool:
    target = one.target.removeprefix("orderviewer.")
    return any(
        target == room or target.startswith(room + ".") for room in (one.room, *ROOMS[one.room])
    )


def test_every_module_has_a_room() -> None:
    rooms = {name.split(".")[0] for name in modules()} - {""}
    assert rooms <= set(ROOMS)


def test_arrows_point_one_way() -> None:
    wrong = [str(one) for one in EVERY_IMPORT if ours(one) and one.importer and not allowed(one)]
    assert not wrong, "\n".join(wrong)


def test_the_package_itself_imports_nothing_of_ours() -> None:
    assert not [str(one) for one in EVERY_IMPORT if ours(one) and not one.importer]


@pytest.mark.parametrize("library", KEEPERS)
def test_only_its_keeper_imports(library: str) -> None:
    users = [one for one in EVERY_IMPORT if one.target.split(".")[0] == library]
    wrong = [str(one) for one in users if one.importer not in KEEPERS[library]]
    assert not wrong, "\n".join(wrong)
    assert {one.importer for one in users} == KEEPERS[library]


def test_who_knows_qt() -> None:
    users = [one for one in EVERY_IMPORT if one.target.split(".")[0] in {"PySide6", "shiboken6"}]
    wrong = [
        str(one)
        for one in users
        if one.room not in WITH_QT
        and not (one.room == "commandline" and one.target == "PySide6.QtCore" and not one.at_top)
    ]
    assert not wrong, "\n".join(wrong)
    bridge = [one for one in users if one.room == "feed" and one.target != "PySide6.QtCore"]
    assert not bridge, "the feed needs QtCore alone"


def test_who_knows_asyncio() -> None:
    users = [one for one in EVERY_IMPORT if one.target.split(".")[0] == "asyncio"]
    wrong = [str(one) for one in users if one.room not in WITH_ASYNCIO]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("module", ["orderviewer.__main__", "orderviewer.start", "orderviewer.app"])
def test_heavy_libraries_wait_until_after_the_first_paint(module: str) -> None:
    loaded = in_a_fresh_python(
        f"import sys, {module}; print(' '.join(sorted(sys.modules)))", "offscreen"
    ).split()
    assert module in loaded
    assert not [name for name in NOT_AT_START if name in loaded]


def test_little_is_imported_before_the_windows_frame_is_painted() -> None:
    loaded = in_a_fresh_python(
        "import sys, orderviewer.start; print(' '.join(sorted(sys.modules)))", "offscreen"
    ).split()
    assert "orderviewer.ui.window" in loaded
    assert not [name for name in NOT_IN_THE_FRAME if name in loaded]


WITHOUT_QT = """
import importlib, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6"}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, NoQt())
"""


def test_everything_but_the_window_lives_without_qt() -> None:
    rooms = [name for name in modules() if name.split(".")[0] not in WITH_QT]
    code = WITHOUT_QT + f"[importlib.import_module('orderviewer.' + n) for n in {rooms} if n]"
    in_a_fresh_python(code)


def test_their_tests_are_found_without_qt() -> None:
    folders = [room for room in ROOMS if room not in WITH_QT and (ROOT / "tests" / room).is_dir()]
    options = [*["--collect-only", "-qq", "-p", "no:pytest-qt", "-p", "no:cacheprovider"]]
    options += ["-o", "addopts=", "-W", "ignore::pytest.PytestConfigWarning"]
    chosen = options + [f"tests/{folder}" for folder in folders]
    code = WITHOUT_QT + f"import pytest; sys.exit(pytest.main({chosen}))"
    found = in_a_fresh_python(code)
    assert {line.split("/")[1] for line in found.splitlines() if "/" in line} == set(folders)


def in_a_fresh_python(code: str, platform: str = "minimal") -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": platform},
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout
