"""What only Linux does: the Debian package and the archive, made and tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linux import packages, trial
from plan import say

if TYPE_CHECKING:
    from plan import Build


def sign_bundle(build: Build) -> None:
    """Debian packages and archives are trusted by the signed list of checksums."""
    say(f"   nothing to sign in the bundle on {build.system}")


def make_packages(build: Build) -> None:
    """Puts the .deb and the archive into build.release."""
    packages.make_deb(build)
    for package in (packages.deb(build), packages.make_archive(build)):
        packages.check_size(package)
    packages.check_texts(build.work / "deb")


def test_packages(build: Build) -> None:
    """Installs the .deb into a bare Debian, starts, upgrades and removes it."""
    trial.test(build)
