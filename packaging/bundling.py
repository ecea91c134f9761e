"""The bundle: the program with everything it needs, in one folder, and what each part costs."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import metadata
from metadata import ROOT
from plan import BuildFailed, run, say

if TYPE_CHECKING:
    from plan import Build

MOST_MB = {"linux": 120, "windows": 66, "macos": 150}
MEGABYTE = 1_000_000
# For the Python that freezes, in the folder of the source.
FREEZE = (
    *("-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"),
    *("--distpath", "dist", "--workpath", "build/pyinstaller", "packaging/app.spec"),
)
PARTS = (
    ("Qt: ICU", ("libicu*",)),
    ("Qt: libraries", ("*/libQt6*", "Qt6*.dll", "*/Qt6*.dll", "*/Qt*.framework/*")),
    ("Qt: Python's side", ("PySide6/*.so*", "PySide6/*.pyd", "shiboken6/*", "*/libpyside6*")),
    ("Qt: plugins", ("PySide6/*plugins/*",)),
    ("Qt: translations", ("PySide6/*translations/*",)),
    ("cryptography", ("cryptography/*", "cryptography*")),
    ("Python: its library", ("libpython*", "python3*.dll", "base_library.zip")),
    ("Python: modules in C", ("lib-dynload/*", "python3.*/lib-dynload/*", "*.pyd")),
    ("time zones", ("tzdata/*",)),
    ("orderviewer's own files", ("orderviewer/*",)),
    ("system's libraries", ("lib*.so*", "*.dll", "*.dylib")),
)


def make(build: Build) -> None:
    """Freezes the program into build.bundle; needs the icons."""
    shutil.rmtree(build.bundle, ignore_errors=True)
    build.papers.mkdir(parents=True, exist_ok=True)
    run(sys.executable, *FREEZE, build=build)
    finish(build, build.bundle)
    if build.system == "linux":
        put_beside(build)


def finish(build: Build, bundle: Path) -> None:
    """Makes times equal, says what each part costs; raises BuildFailed when it is too large."""
    make_times_equal(bundle, build.epoch)
    costs = weigh(bundle)
    total = sum(costs.values())
    for part, size in costs.most_common():
        say(f"   {size / MEGABYTE:8.2f} MB  {part}")
    say(f"   {total / MEGABYTE:8.2f} MB  {bundle.name}")
    if total > MOST_MB[build.system] * MEGABYTE:
        raise BuildFailed(f"the bundle is larger than {MOST_MB[build.system]} MB")


def put_beside(build: Build) -> None:
    """The second entrance (app.spec) beside the very same libraries, for tests and figures."""
    folder = ROOT / "build" / "driven"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "_internal").symlink_to(build.bundle / "_internal")
    name = f"{metadata.NAME}-driven"
    shutil.copy(ROOT / "build" / "pyinstaller" / "app" / name, folder / name)


def make_times_equal(folder: Path, epoch: int) -> None:
    """Every file says when the commit was made, not when somebody built it."""
    follow = os.utime not in os.supports_follow_symlinks  # Windows, which has no links in there
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (epoch, epoch), follow_symlinks=follow)


def weigh(folder: Path) -> Counter[str]:
    """Bytes of each part of the bundle."""
    costs: Counter[str] = Counter()
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            costs[part_of(file.relative_to(folder))] += file.stat().st_size
    return costs


def part_of(file: Path) -> str:
    """To which part a file belongs."""
    inside = PurePosixPath(*(part for part in file.parts if part != "_internal"))
    for part, patterns in PARTS:
        if any(inside.match(pattern) or _below(inside, pattern) for pattern in patterns):
            return part
    if len(file.parts) == 1 and file.suffix in {"", ".exe"}:
        return "program with its Python modules"
    return "others"


def _below(file: PurePosixPath, pattern: str) -> bool:
    """`match` knows no "anything below"."""
    return fnmatch(file.as_posix(), pattern)
