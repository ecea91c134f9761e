"""The Debian package and the portable archive; each the same for the same bundle."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import subprocess
import tarfile
from typing import TYPE_CHECKING

import metadata
from bundling import make_times_equal
from linux import elf, texts
from metadata import ROOT
from plan import BuildFailed, run, say

if TYPE_CHECKING:
    from pathlib import Path

    from plan import Build

NAME = metadata.NAME
MOST_MB = 36
ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
# What the system gives; everything else must be in the bundle.
GIVEN = {
    *("libc.so.6", "libdl.so.2", "libpthread.so.0", "libm.so.6", "librt.so.1", "libutil.so.1"),
    *("ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1", "libresolv.so.2"),
    *("libGL.so.1", "libEGL.so.1", "libxcb.so.1"),
    *("libwayland-client.so.0", "libwayland-cursor.so.0"),
}


def deb(build: Build) -> Path:
    """Where the .deb is, or will be."""
    return build.package("").parent / _deb_name(build, build.version)


def make_deb(build: Build) -> None:
    """The .deb in build.release, its tree in the work folder."""
    _pack(build, build.work / "deb", build.version, deb(build), "xz")


def make_other_deb(build: Build, version: str, folder: Path) -> Path:
    """The same program under another number, quickly: to be upgraded from."""
    made = folder / _deb_name(build, version)
    _pack(build, build.work / "deb-other", version, made, "none")
    return made


def _deb_name(build: Build, version: str) -> str:
    architecture = {"x86_64": "amd64", "arm64": "arm64"}[build.machine]
    return f"{NAME}_{texts.debian_version(version)}_{architecture}.deb"


def _pack(build: Build, tree: Path, version: str, made: Path, compression: str) -> None:
    shutil.rmtree(tree, ignore_errors=True)
    lay_out(build, tree, version)
    make_times_equal(tree, build.epoch)
    how = ("--root-owner-group", "--threads-max=1", f"-Z{compression}")
    run("dpkg-deb", *how, "--build", tree, made, build=build)


def lay_out(build: Build, tree: Path, version: str) -> None:
    """Every file of the package where it will stand, and Debian's own beside them."""
    unknown = elf.asked_of_the_system(build.bundle) - GIVEN
    if unknown:
        raise BuildFailed(f"neither in the bundle nor given by the system: {sorted(unknown)}")
    program = tree / "usr" / "lib" / NAME
    shutil.copytree(build.bundle, program, symlinks=True)
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    share = tree / "usr" / "share"
    icons = share / "icons" / "hicolor"
    for size in ICON_SIZES:
        picture = icons / f"{size}x{size}" / "apps" / f"{NAME}.png"
        _copy(build.icons / f"{NAME}-{size}.png", picture)
    _copy(build.icons / f"{NAME}.svg", icons / "scalable" / "apps" / f"{NAME}.svg")
    _write(share / "applications" / f"{NAME}.desktop", texts.desktop_entry())
    described = share / "metainfo" / f"{metadata.APP_ID}.metainfo.xml"
    _write(described, texts.appstream(version, build.epoch))
    papers = share / "doc" / NAME
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    _write(papers / "copyright", texts.copyright_file(licence))
    changes = (ROOT / "CHANGELOG.md").read_bytes()
    (papers / "changelog.gz").write_bytes(gzip.compress(changes, 9, mtime=0))
    _set_modes(tree)
    _write_control(build, tree, version)


def _write_control(build: Build, tree: Path, version: str) -> None:
    files = sorted(file for file in tree.rglob("*") if file.is_file() and not file.is_symlink())
    sums = [f"{_md5(file)}  {file.relative_to(tree).as_posix()}\n" for file in files]
    kilobytes = sum(-(-file.stat().st_size // 1024) for file in files)
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()
    glibc = elf.newest_glibc(build.bundle)
    control = texts.control(version, architecture, kilobytes, glibc)
    _write(tree / "DEBIAN" / "control", control)
    _write(tree / "DEBIAN" / "md5sums", "".join(sums))


def make_archive(build: Build) -> Path:
    """The bundle and a page to read, in one folder: to be unpacked anywhere."""
    made = build.package(f"-linux-{build.machine}.tar.xz")
    top = f"{NAME}-{build.version}"
    read_me = build.work / "README.txt"
    read_me.write_text(texts.read_me(build.version), encoding="utf-8")

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = build.epoch
        member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
        return member

    with tarfile.open(made, "w:xz", format=tarfile.PAX_FORMAT, preset=6) as archive:
        archive.add(read_me, f"{top}/README.txt", filter=plain)
        for path in sorted(build.bundle.rglob("*")):
            inside = path.relative_to(build.bundle).as_posix()
            archive.add(path, f"{top}/{inside}", recursive=False, filter=plain)
    return made


def check_texts(tree: Path) -> None:
    """Menu entry and description, by those who read them; raises BuildFailed."""
    share = tree / "usr" / "share"
    run("desktop-file-validate", share / "applications" / f"{NAME}.desktop")
    described = share / "metainfo" / f"{metadata.APP_ID}.metainfo.xml"
    run("appstreamcli", "validate", "--no-net", described)


def check_size(package: Path) -> None:
    size = package.stat().st_size / 1_000_000
    say(f"   {size:8.2f} MB  {package.name}")
    if size > MOST_MB:
        raise BuildFailed(f"{package.name} is larger than {MOST_MB} MB")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def _set_modes(tree: Path) -> None:
    """For everybody to read, whatever the builder's own habits are."""
    for path in (tree, *tree.rglob("*")):
        if path.is_symlink():
            continue
        runs = path.is_dir() or (path.name == NAME and path.parent.name == NAME)
        path.chmod(0o755 if runs else 0o644)


def _md5(file: Path) -> str:
    """dpkg's own check against damaged files, no more."""
    return hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()
