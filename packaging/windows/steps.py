"""Windows' own steps of the build: signing, installer and portable archive, trying them out."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bundling import MEGABYTE
from plan import BuildFailed, say
from windows import installer, signing, trial
from windows.hosts import Windows

if TYPE_CHECKING:
    from plan import Build

MOST_MB = 20  # of the installer


def setup_file(build: Build) -> Path:
    return build.package("-windows-x86_64-setup.exe")


def portable_file(build: Build) -> Path:
    return build.package("-windows-x86_64-portable.zip")


def sign_bundle(build: Build) -> None:
    sign(build.program)


def make_packages(build: Build) -> None:
    setup, portable = setup_file(build), portable_file(build)
    installer.compile_installer(build, setup)
    sign(setup)
    installer.archive(build, portable)
    say(f"   {portable.stat().st_size / MEGABYTE:8.2f} MB  {portable.name}")
    weigh_installer(setup)


def weigh_installer(setup: Path) -> None:
    size = setup.stat().st_size
    say(f"   {size / MEGABYTE:8.2f} MB  {setup.name}")
    if size > MOST_MB * MEGABYTE:
        raise BuildFailed(f"the installer is larger than {MOST_MB} MB")


def test_packages(build: Build) -> None:
    """Installs, starts, upgrades and removes on this Windows; wine/everything.py does elsewhere."""
    with tempfile.TemporaryDirectory() as scratch:
        trial.run(
            trial.Trial(
                host=Windows(),
                setup=setup_file(build),
                portable=portable_file(build),
                earlier=None,
                scratch=Path(scratch),
                version=build.version,
            )
        )


def sign(file: Path) -> None:
    try:
        signed = signing.sign(file)
    except signing.SigningFailed as failed:
        raise BuildFailed(str(failed)) from None
    if signed:
        say(f"   signed: {file.name}")
    else:
        say(f"   NOT SIGNED: {file.name} (no certificate is given; see windows/signing.py)")
