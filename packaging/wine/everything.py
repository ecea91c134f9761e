"""Windows on a Linux desk: builds bundle, installer and archive under Wine and tries them out.

    python packaging/build.py windows-under-wine            about six minutes
    python packaging/build.py windows-under-wine --twice    and builds once more, to compare

Everything stays in build/wine; nothing of it is ever published (assemble.py says why).  Pictures
of the installer's pages are in build/wine/pictures.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import bundling
import metadata
from metadata import ROOT
from plan import Build, BuildFailed, run, say, this_build
from windows import installer, signing, steps, trial
from wine import assemble, journey, pages
from wine.surroundings import FRENCH, Wine, hidden_screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORK = ROOT / "build" / "wine"
WINDOWS, SOURCE, PICTURES = WORK / "windows", WORK / "source", WORK / "pictures"
PACKAGES = WORK / "packages"
EARLIER_VERSION = "0.0.1"
LANGUAGES = 2
FREEZES_WITHIN = 480  # seconds
# What a build reads; .ci/run repeats the checks when any of it has changed.
INPUTS = ("orderviewer", "packaging", "requirements", "pyproject.toml", "LICENSE", "tests/e2e")
STEP = "-G^    _[a-z_]+,$"  # for git log: a line of the list of steps comes or goes
PASSWORD = "only for a trial"


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="build.py windows-under-wine",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--twice", action="store_true", help="also build a second time, compare")
    parser.add_argument("--keep-bundle", action="store_true", help="use the one of the last time")
    parser.add_argument("--only-checks", action="store_true", help="use all of the last time")
    asked = parser.parse_args(words)
    began = time.monotonic()
    try:
        require_commands()
        everything(
            keep_bundle=asked.keep_bundle or asked.only_checks,
            keep_packages=asked.only_checks,
            twice=asked.twice,
        )
    except BuildFailed as failed:
        sys.stderr.write(f"windows under wine: {failed}\n")
        return 1
    say(f"Windows under Wine: all is well after {time.monotonic() - began:.0f} s")
    return 0


def require_commands() -> None:
    """As root the missing packages are installed, else they are named."""
    if not assemble.missing_commands():
        return
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        say("-- system packages")
        run(apt, "update", "-q")
        install = [apt, "install", "-y", "-q", "--no-install-recommends", *assemble.PACKAGES]
        run("env", "DEBIAN_FRONTEND=noninteractive", *install)
    if missing := assemble.missing_commands():
        raise BuildFailed(
            f"not on this machine: {', '.join(missing)}; on Debian 12 an administrator can"
            f" install them: apt-get install --no-install-recommends {' '.join(assemble.PACKAGES)}"
        )


def everything(*, keep_bundle: bool, keep_packages: bool, twice: bool) -> None:
    build = replace(this_build("windows"), launcher=("wine",))
    bundle = SOURCE / "dist" / metadata.NAME
    with step("a Windows Python"):
        wine = assemble.main(WINDOWS)
    with hidden_screen() as screen:
        wine = replace(wine, screen=screen)
        try:
            if not (keep_bundle and bundle.exists()):
                with step("the bundle"):
                    freeze(wine, build)
            if twice:
                with step("the bundle once more"):
                    compare(wine, build, bundle)
            packages = packages_of(build)
            if not (keep_packages and all(file.exists() for file in packages.values())):
                with step("signing and installer"):
                    make_packages(build, bundle, packages)
            with step("checks"):
                try_out(wine, build, packages)
        finally:
            wine.stop()


@contextmanager
def step(name: str) -> Iterator[None]:
    say(f"-- {name}")
    began = time.monotonic()
    yield
    say(f"   {name}: {time.monotonic() - began:.1f} s")


def freeze(wine: Wine, build: Build) -> None:
    """The bundle step of a copy of the source, so that its results lie nowhere else."""
    shutil.rmtree(SOURCE, ignore_errors=True)
    for name in INPUTS:
        copy(ROOT / name, SOURCE / name)
    (SOURCE / "tests" / "__init__.py").touch()
    run(sys.executable, ROOT / "packaging" / "build.py", "--system", "windows", "icons", "papers")
    for name in ("icons", "papers"):
        if (ROOT / "build" / name).exists():
            copy(ROOT / "build" / name, SOURCE / "build" / name)
    # Not by build.py in there: what Wine starts for it would keep its child's pipe open for ever.
    settings = {"SOURCE_DATE_EPOCH": str(build.epoch), "PYTHONHASHSEED": "1", "TZ": "UTC"}
    frozen = replace(wine, extra=settings).run(
        wine.python, *bundling.FREEZE, timeout=FREEZES_WITHIN, cwd=SOURCE
    )
    if frozen.code != 0:
        said = "\n".join(frozen.text.splitlines()[-40:])
        raise BuildFailed(f"freezing ended with {frozen.code}:\n{said}")
    bundling.finish(build, SOURCE / "dist" / metadata.NAME)


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


def compare(wine: Wine, build: Build, bundle: Path) -> None:
    """A second build must be the same, file by file; it takes the first one's place."""
    first = WORK / "first-bundle"
    shutil.rmtree(first, ignore_errors=True)
    shutil.copytree(bundle, first)
    freeze(wine, build)
    names = [path.relative_to(first) for path in first.rglob("*") if path.is_file()]
    again = [path.relative_to(bundle) for path in bundle.rglob("*") if path.is_file()]
    _, different, unread = filecmp.cmpfiles(first, bundle, map(str, names), shallow=False)
    if set(names) != set(again) or different or unread:
        raise BuildFailed(f"two builds differ in {[*different, *unread] or 'their files'}")
    say(f"   two builds are the same in all of their {len(names)} files")


def packages_of(build: Build) -> dict[str, Path]:
    """Installer, archive, and the installer of an earlier version; their names say what for."""
    stem = f"{metadata.NAME}-{build.version}-wine-test-only"
    earlier = f"{metadata.NAME}-{EARLIER_VERSION}-wine-test-only-setup.exe"
    return {
        "setup": PACKAGES / f"{stem}-setup.exe",
        "portable": PACKAGES / f"{stem}-portable.zip",
        "earlier": PACKAGES / earlier,
    }


def make_packages(build: Build, bundle: Path, made: dict[str, Path]) -> None:
    """Signed by a certificate of its own; the earlier version has a file too many."""
    shutil.rmtree(PACKAGES, ignore_errors=True)
    PACKAGES.mkdir(parents=True)
    signed = WORK / "signed-bundle"
    shutil.rmtree(signed, ignore_errors=True)
    shutil.copytree(bundle, signed)
    with own_certificate():
        steps.sign(signed / trial.EXE)
        installer.compile_installer(build, made["setup"], signed)
        steps.sign(made["setup"])
        for file in (signed / trial.EXE, made["setup"]):
            verify(file)
            require_version(file, build.version)
    steps.weigh_installer(made["setup"])
    installer.archive(build, made["portable"], signed)
    (signed / trial.STALE).write_bytes(b"of the version before")
    earlier = replace(build, version=EARLIER_VERSION)
    installer.compile_installer(earlier, made["earlier"], signed, quick=True)


@contextmanager
def own_certificate() -> Iterator[None]:
    """A certificate nobody trusts, to try the signing with."""
    folder = WORK / "certificate"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    key, certificate, both = (folder / name for name in ("key.pem", "certificate.pem", "both.pfx"))
    run(
        *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
        *("-subj", "/CN=a trial of orderviewer", "-addext", "extendedKeyUsage=codeSigning"),
        *("-keyout", key, "-out", certificate),
    )
    run(
        *("openssl", "pkcs12", "-export", "-inkey", key, "-in", certificate, "-out", both),
        *("-passout", f"pass:{PASSWORD}"),
    )
    given = {signing.PFX: str(both), signing.PASSWORD: PASSWORD}
    os.environ.update(given)
    try:
        yield
    finally:
        for name in given:
            del os.environ[name]


def verify(file: Path) -> None:
    run("osslsigncode", "verify", "-CAfile", WORK / "certificate" / "certificate.pem", file)
    say(f"   signature holds: {file.name}")


def forget_the_last_time(wine: Wine) -> None:
    """What checks that did not come to their end have left behind."""
    for root in ("HKCU", "HKLM"):
        for key in (trial.UNINSTALL, trial.APP_PATHS):
            wine.run("reg", "delete", rf"{root}\{key}", "/f", "/reg:64")
    wine.run("reg", "delete", rf"HKCU\Software\{metadata.NAME}", "/f")
    for folder in (
        *(wine.local_data / metadata.NAME, wine.local_data / "Programs" / metadata.NAME),
        *(wine.local_data / trial.ODD_FOLDER, wine.program_files / metadata.NAME),
    ):
        shutil.rmtree(folder, ignore_errors=True)


def require_version(file: Path, version: str) -> None:
    """What Windows shows of the file under Properties, Details, in each of its languages."""
    key = "ProductVersion\0".encode("utf-16-le")
    said = [part[:64].strip(b"\0") for part in file.read_bytes().split(key)[1:]]
    wanted = version.encode("utf-16-le")
    if len(said) < LANGUAGES or not all(part.startswith(wanted[:-1]) for part in said):
        raise BuildFailed(f"{file.name} does not say that it is version {version}")
    say(f"   version resource: {file.name}")


def older_commit() -> str:
    """The last one whose store had another version; "" where the history does not go back so far.

    That is the one before the list of steps last grew; what else changes in that file between two
    releases changes a version that nobody has.
    """
    search = ["log", "-1", "--format=%P", STEP, "--", "orderviewer/local/migrations.py"]
    done = subprocess.run(["git", *search], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.split()[0] if done.stdout.split() else ""


def fill_as_before(home: Path, profile: str, secrets: str) -> None:
    """By the program of that commit, in the same folder, from the same service."""
    commit, older = older_commit(), WORK / "older"
    shutil.rmtree(older, ignore_errors=True)
    older.mkdir(parents=True)
    packed = older / "source.tar"
    run("git", "archive", "-o", packed, commit, "orderviewer")
    shutil.unpack_archive(packed, older)
    command = [sys.executable, "-m", "orderviewer", "sync", "--credentials-from-stdin"]
    done = subprocess.run(
        [*command, "--home", str(home), "--profile", profile],
        cwd=older,
        env={**os.environ, "PYTHONPATH": str(older)},
        input=secrets,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise BuildFailed(f"commit {commit[:7]} stores nothing: {done.stdout}{done.stderr}")
    say(f"   the store is as commit {commit[:7]} makes it")


def try_out(wine: Wine, build: Build, packages: dict[str, Path]) -> None:
    """All checks of the trial on a French Windows, then the pages of the installer."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    scratch = WORK / "scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    forget_the_last_time(wine)
    wine = replace(wine, language=FRENCH)
    tried = trial.Trial(
        host=wine,
        setup=packages["setup"],
        portable=packages["portable"],
        earlier=packages["earlier"],
        scratch=scratch,
        version=build.version,
        fill_as_before=fill_as_before if older_commit() else None,
        seen=lambda name: pages.take_picture(wine, PICTURES / f"{name}.png"),
    )
    trial.run(tried)
    pages.walk(wine, tried, PICTURES)
    journey.walk(wine, SOURCE, trial.unpack(tried), WORK / "journey")
    say(f"   pictures: {PICTURES.relative_to(ROOT)}")
