"""SHA256SUMS beside what is published, in the form that `sha256sum --check` reads."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from plan import BuildFailed, say

if TYPE_CHECKING:
    from pathlib import Path

    from plan import Build

NAME = "SHA256SUMS"


def make(build: Build) -> None:
    say(f"   {len(write(build.release))} files in {NAME}")


def write(folder: Path) -> dict[str, str]:
    """Of every file in `folder`, by name; raises BuildFailed when there is none."""
    files = sorted(file for file in folder.glob("*") if file.is_file() and file.name != NAME)
    if not files:
        raise BuildFailed(f"there is nothing to publish in {folder.name}")
    sums = {file.name: digest(file) for file in files}
    lines = [f"{known}  {name}\n" for name, known in sums.items()]
    (folder / NAME).write_text("".join(lines), encoding="utf-8", newline="\n")
    return sums


def verify(folder: Path) -> dict[str, str]:
    """The list in `folder` when all there is as it says, and nothing besides; or BuildFailed."""
    lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
    said = {name: known for known, _, name in (line.partition("  ") for line in lines)}
    there = {file.name: digest(file) for file in folder.glob("*") if file.name != NAME}
    wrong = sorted(name for name in {*said, *there} if said.get(name) != there.get(name))
    if wrong:
        raise BuildFailed(f"{folder.name}: {wrong[0]} is not what {NAME} says")
    return said


def digest(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
