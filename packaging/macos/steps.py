"""What only macOS does: signature, disk image, notarisation, and trying the image out."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import metadata
import smoke
from macos import signing
from plan import run, say

if TYPE_CHECKING:
    from plan import Build

HERE = Path(__file__).parent
HELP = "Lisez-moi - Read me.txt"
NOTARY_WAIT = "45m"


def image_file(build: Build) -> Path:
    return build.package(f"-macos-{build.machine}.dmg")


def sign_bundle(build: Build) -> None:
    """PyInstaller has signed while it collected, from the inside out; here it is proved."""
    if not signing.identity():
        say(f"   NOT SIGNED: {build.bundle.name} ({signing.IDENTITY} is not set)")
        return
    run("codesign", "--verify", "--deep", "--strict", "--verbose=2", build.bundle)
    say(f"   signed: {build.bundle.name}")


def make_packages(build: Build) -> None:
    """The disk image; signed, notarised and stapled when there is anything to do that with."""
    image = image_file(build)
    image.unlink(missing_ok=True)
    defines = ["-D", f"app={build.bundle}", "-D", f"icon={build.icons / 'orderviewer.icns'}"]
    if not signing.identity():
        help_file = build.work / HELP
        help_file.write_text((HERE / "help.txt").read_text(encoding="utf-8"), encoding="utf-8")
        defines += ["-D", f"help={help_file}"]
    run("dmgbuild", "-s", HERE / "dmg_settings.py", *defines, metadata.NAME, image, build=build)
    say(f"   {image.stat().st_size / 1_000_000:8.2f} MB  {image.name}")
    if identity := signing.identity():
        run("codesign", "--sign", identity, "--timestamp", image)
    _notarise(image)


def test_packages(build: Build) -> None:
    """Copies the application out of the image, as users do, and has it check itself."""
    with tempfile.TemporaryDirectory() as folder:
        mounted, installed = Path(folder) / "image", Path(folder) / build.bundle.name
        mounted.mkdir()
        run("hdiutil", "attach", "-nobrowse", "-readonly", "-mountpoint", mounted,
            image_file(build))  # fmt: skip
        try:
            run("ditto", mounted / build.bundle.name, installed)
        finally:
            run("hdiutil", "detach", "-force", mounted)
        if signing.identity() and signing.notary():
            run("spctl", "--assess", "--type", "execute", "--verbose=2", installed)
        program = installed / build.program.relative_to(build.bundle)
        smoke.check([str(program)], {})
        shutil.rmtree(installed)
    say("   copied out of the image, checked itself, removed")


def _notarise(image: Path) -> None:
    asking = signing.notary()
    if not signing.identity() or not asking:
        say(f"   NOT NOTARISED: {image.name} ({signing.IDENTITY}, {', '.join(signing.NOTARY)})")
        return
    run("xcrun", "notarytool", "submit", image, *asking, "--wait", "--timeout", NOTARY_WAIT)
    run("xcrun", "stapler", "staple", image)
    run("spctl", "--assess", "--type", "open", "--context", "context:primary-signature",
        "--verbose=2", image)  # fmt: skip
    say(f"   notarised: {image.name}")
