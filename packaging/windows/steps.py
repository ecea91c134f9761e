"""Windows' own steps of the build: signing, installer and portable archive, trying them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan import BuildFailed, say
from windows import installer, signing

if TYPE_CHECKING:
    from pathlib import Path

    from plan import Build

MOST_MB = 20  # of the installer
MEGABYTE = 1_000_000


def setup_file(build: Build) -> Path:
    """What Wine built says so in its name: it is never published."""
    middle = "wine-test-only" if build.launcher else "windows-x86_64"
    return build.package(f"-{middle}-setup.exe")


def portable_file(build: Build) -> Path:
    middle = "wine-test-only" if build.launcher else "windows-x86_64"
    return build.package(f"-{middle}-portable.zip")


def sign_bundle(build: Build) -> None:
    _sign(build.program)


def make_packages(build: Build) -> None:
    setup, portable = setup_file(build), portable_file(build)
    installer.compile_installer(build, setup)
    _sign(setup)
    installer.archive(build, portable)
    for file in (setup, portable):
        say(f"   {file.stat().st_size / MEGABYTE:8.2f} MB  {file.name}")
    if setup.stat().st_size > MOST_MB * MEGABYTE:
        raise BuildFailed(f"the installer is larger than {MOST_MB} MB")


def test_packages(build: Build) -> None:
    """Installs, starts, upgrades and removes; under Wine where this is no Windows."""
    from windows import trial

    trial.run(build, setup_file(build), portable_file(build))


def _sign(file: Path) -> None:
    try:
        signed = signing.sign(file)
    except signing.SigningFailed as failed:
        raise BuildFailed(str(failed)) from None
    if signed:
        say(f"   signed: {file.name}")
    else:
        say(f"   NOT SIGNED: {file.name} (no certificate is given; see windows/signing.py)")
