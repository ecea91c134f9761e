"""What the programs and libraries of a folder ask of the system."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAGIC = b"\x7fELF"
_GLIBC = re.compile(r"GLIBC_(\d+)\.(\d+)")


def binaries(folder: Path) -> Iterator[Path]:
    """Every file of machine code, in order."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            with file.open("rb") as opened:
                if opened.read(len(MAGIC)) == MAGIC:
                    yield file


def newest_glibc(folder: Path) -> str:
    """The C library that is asked for, as "2.34"."""
    versions = {
        (int(major), int(minor))
        for file in binaries(folder)
        for major, minor in _GLIBC.findall(_dump("-p", file))
    }
    return "{}.{}".format(*max(versions))


def asked_of_the_system(folder: Path) -> set[str]:
    """Names of libraries that are needed and not in the folder."""
    here = {file.name for file in folder.rglob("*")}
    needed = re.compile(r"^\s*NEEDED\s+(\S+)", re.MULTILINE)
    wanted = {name for file in binaries(folder) for name in needed.findall(_dump("-p", file))}
    return wanted - here


def _dump(option: str, file: Path) -> str:
    return subprocess.run(
        ["objdump", option, str(file)], capture_output=True, text=True, check=True
    ).stdout
