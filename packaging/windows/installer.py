"""The installer and the portable archive, from a bundle that is ready."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import metadata
from plan import BuildFailed, run
from windows import signing, wizard

if TYPE_CHECKING:
    from plan import Build

HERE = Path(__file__).resolve().parent
USUAL_PLACES = [Path(r"C:\Program Files (x86)\NSIS"), Path(r"C:\Program Files\NSIS")]
# Only the x86 stub is a part of NSIS everywhere; it installs 64-bit programs just as well. Debian
# also has this one, which a Wine without 32-bit libraries can start.
WINE_TARGET = "amd64-unicode"
ZIP_BEGINS = (1980, 1, 1, 0, 0, 0)


def compile_installer(
    build: Build, target: Path, bundle: Path | None = None, *, quick: bool = False
) -> None:
    """Writes the installer of `bundle`, else build.bundle; `quick`: larger. Raises BuildFailed."""
    bundle = bundle or build.bundle
    with tempfile.TemporaryDirectory() as scratch:
        listed = Path(scratch) / "installed-files.txt"
        listed.write_text(
            "".join(f"{line}\r\n" for line in installed_files(bundle)),
            encoding="ascii",
            newline="",
        )
        picture = Path(scratch) / "wizard.bmp"
        wizard.draw(picture)
        for file in (listed, picture):  # the installer remembers their times
            os.utime(file, (build.epoch, build.epoch))
        values = definitions(build, target, bundle, listed)
        values["PICTURE"] = str(picture)
        if quick:
            values["QUICK"] = "1"
        switch = "/" if os.name == "nt" else "-"
        run(
            *(makensis(), f"{switch}V2", f"{switch}WX", f"{switch}INPUTCHARSET", "UTF8"),
            *(f"{switch}D{name}={value}" for name, value in values.items()),
            HERE / "installer.nsi",
            build=build,
        )


def makensis() -> str:
    """NSIS's compiler; raises BuildFailed when it is not on this machine."""
    places = os.pathsep.join(map(str, USUAL_PLACES))
    found = shutil.which("makensis") or shutil.which("makensis", path=places)
    if not found:
        raise BuildFailed("makensis is not on this machine: install NSIS 3.08 or later")
    return found


def installed_files(bundle: Path) -> list[str]:
    """What the installer puts into its folder, as Windows writes it: files, then their folders.

    A folder ends with a backslash and comes after those inside of it, so that the list can be
    worked off from top to bottom.  Raises BuildFailed for a name the installer could not read.
    """
    below = sorted(path.relative_to(bundle) for path in bundle.rglob("*"))
    files = [path for path in below if not (bundle / path).is_dir()]
    folders = [path for path in below if (bundle / path).is_dir()]
    folders.sort(key=lambda path: (-len(path.parts), path))
    lines = ["\\".join(path.parts) for path in files]
    lines += ["\\".join(path.parts) + "\\" for path in folders]
    for line in lines:
        if not line.isascii() or ".." in line or ":" in line:
            raise BuildFailed(f"the installer cannot list a file of this name: {line}")
    return lines


def definitions(build: Build, target: Path, bundle: Path, listed: Path) -> dict[str, str]:
    """What installer.nsi is told."""
    values = {
        "NAME": metadata.NAME,
        "TITLE": metadata.NAME,
        "VERSION": build.version,
        "NUMBERS": four_numbers(build.version),
        "PUBLISHER": metadata.PUBLISHER,
        "COPYRIGHT": metadata.COPYRIGHT,
        "SUMMARY_EN": metadata.SUMMARY["en"],
        "SUMMARY_FR": metadata.SUMMARY["fr"],
        "BUNDLE": str(bundle),
        "LIST": str(listed),
        "ICON": str(build.icons / f"{metadata.NAME}.ico"),
        "SETUP": target.name,
        "OUTFILE": str(target),
    }
    if build.launcher:
        values["TARGET"] = WINE_TARGET
    if signing.certificate_given():
        values["SIGN"] = f'"{sys.executable}" "{HERE / "signing.py"}"'
    return values


def four_numbers(version: str) -> str:
    """As Windows wants a version: "0.1.0rc1" is 0.1.0.0."""
    numbers = ["".join(re.findall(r"^\d+", part)) or "0" for part in version.split(".")]
    return ".".join([*[*numbers, "0", "0"][:3], "0"])


def archive(build: Build, target: Path, bundle: Path | None = None) -> None:
    """`bundle`, else build.bundle, as a zip file with one folder; the same bytes each time."""
    bundle = bundle or build.bundle
    moment = max(time.gmtime(build.epoch)[:6], ZIP_BEGINS)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for file in sorted(path for path in bundle.rglob("*") if path.is_file()):
            inside = file.relative_to(bundle).as_posix()
            name = f"{metadata.NAME}-{build.version}/{inside}"
            entry = zipfile.ZipInfo(name, date_time=moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # Windows: no POSIX permissions
            packed.writestr(entry, file.read_bytes())
