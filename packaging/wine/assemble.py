"""Puts a real Windows Python together that runs under Wine, from hash-pinned wheels alone.

For building and testing on a machine without Windows.  Never ship what it builds: the standard
library is this machine's own, python3.dll is a stand-in, and OpenSSL is that of an old wheel.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from fnmatch import fnmatch
from pathlib import Path

from wine.surroundings import FRENCH, Wine, hidden_screen

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COMPILER, RESOURCES = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres"
VERSION = (3, 11)  # of the wheel that carries python311.dll
# Debian packages; 64 bits alone suffice.
PACKAGES = [
    *["wine", "wine64", "nsis", "gcc-mingw-w64-x86-64-win32"],
    *["osslsigncode", "openssl"],
    *["xvfb", "xauth", "imagemagick", "xdotool", "locales", "fonts-dejavu-core"],
]
COMMANDS = [
    *["wine", "makensis", COMPILER, RESOURCES, "osslsigncode", "openssl", "Xvfb"],
    *["import", "convert", "identify", "xdotool", "localedef"],
]
PINNED = [ROOT / "requirements" / name for name in ("run.txt", "build.txt")]
OWN_PINNED = HERE / "requirements.txt"
# Those that only this machine's Python needs: the assembling's own.
NOT_INSTALLED = {"panda3d", "fonttools"}
WINDOWS_MARKERS = {
    "sys_platform": "win32",
    "os_name": "nt",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
    "python_version": "3.11",
    "python_full_version": "3.11.9",
    "extra": "",
}
# Of the standard library, what no program of ours needs.
LEFT_BEHIND = ("site-packages", "__pycache__", "lib-dynload", "test", "idlelib", "config-*")
CARRIED = "deploy_libs/"  # where panda3d's wheel has Python
BESIDE_PYTHON = ["vcruntime140.dll", "vcruntime140_1.dll"]


def main(folder: Path, extra: list[Path] | None = None) -> Wine:
    """The Windows in `folder`, made anew only when what it is made of has changed.

    `extra`: further pinned requirements, such as those of the tests.
    """
    wine = Wine(folder)
    pinned = [*PINNED, *(extra or [])]
    wanted = {"made of": _digest(pinned), "python": sys.version}
    stamp = folder / "made-of.json"
    if stamp.exists() and json.loads(stamp.read_text(encoding="utf-8")) == wanted:
        return wine
    if sys.version_info[:2] != VERSION:
        raise SystemExit("wine: Python 3.11 is needed, its standard library is copied")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        wheels = Path(scratch)
        download(wheels, [OWN_PINNED], "--no-deps")
        place_python(wine, wheels)
        install(wine, pinned)
        forward_python3(wine, wheels)
        with hidden_screen() as screen:
            make_prefix(Wine(folder, screen), wheels)
    stamp.write_text(json.dumps(wanted), encoding="utf-8")
    return wine


def missing_commands() -> list[str]:
    return [command for command in COMMANDS if not shutil.which(command)]


def _digest(pinned: list[Path]) -> str:
    parts = [file for file in sorted(HERE.iterdir()) if file.suffix in {".c", ".manifest", ".txt"}]
    digest = hashlib.sha256()
    for file in (*parts, Path(__file__), *pinned):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def for_windows(requirements: str) -> str:
    """The pinned lines that a Windows machine would install, with their hashes and no markers.

    pip decides by the machine it runs on, so it is decided here.
    """
    from packaging.markers import Marker

    kept = []
    for entry in re.sub(r"\\\n", " ", requirements).splitlines():
        if not entry.strip() or entry.lstrip().startswith("#"):
            continue
        pinned, _, rest = entry.partition(" ")
        marker = re.match(r"\s*;(.*?)(?=--hash|$)", rest)
        if marker is None or Marker(marker[1]).evaluate(WINDOWS_MARKERS):
            kept.append(" ".join([pinned, *re.findall(r"--hash=\S+", rest)]))
    return "\n".join(kept) + "\n"


def _pip(*words: str | Path) -> None:
    fixed = ["--disable-pip-version-check", "--quiet", "--no-input"]
    command = [sys.executable, "-m", "pip", words[0], *fixed, *words[1:]]
    subprocess.run([str(word) for word in command], check=True)


_FOR_WINDOWS = [
    *["--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp"],
    *["--only-binary", ":all:", "--require-hashes", "--no-deps"],
]


def download(folder: Path, pinned: list[Path], *words: str) -> None:
    for file in pinned:
        _pip("download", *_FOR_WINDOWS, *words, "-d", folder, "-r", file)


def install(wine: Wine, pinned: list[Path]) -> None:
    """What is pinned, without duplicates: the files share what the program itself needs."""
    lines: dict[str, None] = {}
    for file in pinned:
        lines.update(dict.fromkeys(for_windows(file.read_text(encoding="utf-8")).splitlines()))
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "requirements.txt"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        packages = wine.python.parent / "Lib" / "site-packages"
        _pip("install", *_FOR_WINDOWS, "--no-compile", "--target", packages, "-r", file)


def place_python(wine: Wine, wheels: Path) -> None:
    """python311.dll and its extension modules from the wheel, pure modules from this machine."""
    home = wine.python.parent
    dlls = home / "DLLs"
    dlls.mkdir(parents=True)
    (wheel,) = wheels.glob("panda3d-*.whl")
    wanted = ("*.pyd", "libffi-*.dll", "libcrypto-*.dll", "libssl-*.dll", "sqlite3.dll")
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            file = Path(name).name
            if not name.startswith(CARRIED):
                continue
            if file == "python311.dll":
                (home / file).write_bytes(archive.read(name))
            elif any(fnmatch(file, pattern) for pattern in wanted):
                (dlls / file).write_bytes(archive.read(name))
    shutil.copytree(
        sysconfig.get_path("stdlib"), home / "Lib", ignore=shutil.ignore_patterns(*LEFT_BEHIND)
    )
    (home / "Lib" / "site-packages").mkdir()
    with tempfile.TemporaryDirectory() as scratch:
        script, manifest = Path(scratch) / "m.rc", Path(scratch) / "m.o"
        shutil.copy(HERE / "python_exe.manifest", scratch)
        script.write_text('1 24 "python_exe.manifest"\n', encoding="ascii")
        subprocess.run([RESOURCES, script.name, "-O", "coff", "-o", manifest.name],
                       cwd=scratch, check=True)  # fmt: skip
        _compile(wine.python, HERE / "python_exe.c", manifest, "-municode")


def _compile(target: Path, *words: str | Path) -> None:
    subprocess.run([COMPILER, "-O2", "-s", "-o", target, *words], check=True)


def forward_python3(wine: Wine, wheels: Path) -> None:
    """python3.dll, which shiboken6 is linked against: each name leads to python311.dll."""
    home = wine.python.parent
    for file in BESIDE_PYTHON:
        shutil.copy(home / "Lib" / "site-packages" / "shiboken6" / file, home)
    sys.path.insert(0, str(home / "Lib" / "site-packages"))  # pefile: pure Python
    try:
        import pefile
    finally:
        sys.path.pop(0)
    library = pefile.PE(str(home / "python311.dll"), fast_load=True)
    library.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_EXPORT"]])
    names = [each.name.decode() for each in library.DIRECTORY_ENTRY_EXPORT.symbols if each.name]
    library.close()
    lines = ["LIBRARY python3.dll", "EXPORTS", *(f"  {name}=python311.{name}" for name in names)]
    definition = wheels / "python3.def"
    definition.write_text("\n".join(lines) + "\n", encoding="ascii")
    _compile(home / "python3.dll", HERE / "python3_start.c", definition, "-shared", "-nostdlib")


def make_prefix(wine: Wine, wheels: Path) -> None:
    """A Windows 10 with the libraries that Wine 8 lacks, and a font for its dialogs."""
    wine.run("wineboot", "-i", timeout=300)
    for name in ("icuuc", "mscms", "bcryptprimitives"):
        library = wine.system / f"{name}.dll"
        library.unlink(missing_ok=True)
        _compile(library, "-shared", HERE / f"{name}.c", "-ladvapi32")
    wine.run("winecfg", "-v", "win10")
    _name_a_font(wine, wheels)
    locales = wine.folder / "locale"
    locales.mkdir()
    subprocess.run(["localedef", "-i", "fr_FR", "-f", "UTF-8", locales / FRENCH], check=True)
    done = wine.run(wine.python, "-c", "import PySide6.QtWidgets, sys; print(sys.platform)")
    if done.text.strip() != "win32":
        raise SystemExit(f"wine: the assembled Python does not start:\n{done.text}")


def _name_a_font(wine: Wine, wheels: Path) -> None:
    """Dialogs ask for "MS Shell Dlg", which Qt looks for by that very name."""
    (wheel,) = wheels.glob("fonttools-*.whl")
    sys.path.insert(0, str(wheel))
    try:
        from fontTools.ttLib import TTFont
    finally:
        sys.path.pop(0)
    fonts = wine.prefix / "drive_c" / "windows" / "Fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    for style in ("", "-Bold"):
        font = TTFont(f"/usr/share/fonts/truetype/dejavu/DejaVuSans{style}.ttf")
        full = f"MS Shell Dlg{style.replace('-', ' ')}"
        names = {1: "MS Shell Dlg", 16: "MS Shell Dlg", 4: full, 6: full.replace(" ", "")}
        for record in font["name"].names:
            if record.nameID in names:
                record.string = names[record.nameID]
        file = fonts / f"shelldlg{style.lower()}.ttf"
        font.save(file)
        wine.run(
            *["reg", "add", r"HKLM\Software\Microsoft\Windows NT\CurrentVersion\Fonts", "/f"],
            *["/v", f"{full} (TrueType)", "/d", file.name],
        )
