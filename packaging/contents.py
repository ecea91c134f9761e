"""What goes into the bundle, by rule: the same rules on every system, tested without a build."""

from __future__ import annotations

import encodings
import sys
from fnmatch import fnmatch
from pathlib import PurePosixPath
from pkgutil import iter_modules
from posixpath import normpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# One line of PyInstaller's tables: the name in the bundle, the file, the kind.
Line = tuple[str, str, str]

# What a system may be set to, and what programs exchange; others (of mainframes, DOS and the old
# Macintosh, East Asian ones) the program never meets.
ENCODINGS = (
    *("utf_*", "iso8859_*", "cp125?", "cp437", "cp850", "cp858", "koi8_?", "tis_620"),
    *("ascii", "latin_1", "mbcs", "oem", "aliases", "charmap", "undefined"),
    *("idna", "punycode", "*_escape", "base64_codec", "hex_codec", "zlib_codec"),
)


def _unused_encodings() -> list[str]:
    names = [module.name for module in iter_modules(encodings.__path__)]
    return [name for name in names if not any(fnmatch(name, kept) for kept in ENCODINGS)]


# Python modules that libraries import if they are there, or that only developers need.
LEFT_OUT = [
    *["PyQt5", "PyQt6", "PySide2", "IPython", "numpy", "tkinter", "gi", "dbus", "OpenSSL"],
    *["pytest", "_pytest", "hypothesis", "mypy", "trustme", "psutil", "PyInstaller"],
    *["setuptools", "pkg_resources", "pip", "wheel", "ensurepip", "venv", "lib2to3", "distutils"],
    *["unittest", "doctest", "pdb", "pydoc", "pydoc_data", "test", "bdb", "curses", "readline"],
    *["xmlrpc", "wsgiref", "ftplib", "smtplib", "imaplib", "poplib", "nntplib", "telnetlib"],
    *["turtle", "idlelib", "sndhdr", "imghdr", "audioop", "wave", "aifc", "chunk", "dbm"],
    # Asked for by what can do without: archives nobody opens, and decimals without their C module.
    *["bz2", "_bz2", "lzma", "_lzma", "_pydecimal"],
    *["multiprocessing", "concurrent.futures.process"],
    # Text in East Asian encodings: the service speaks UTF-8 or Latin-1.
    *["_multibytecodec", "_codecs_cn", "_codecs_hk", "_codecs_iso2022", "_codecs_jp"],
    *["_codecs_kr", "_codecs_tw"],
    *["brotli", "brotlicffi", "zstandard", "chardet", "socks", "h2", "pyodide", "js"],
    # For answers that say in no way how they are encoded (quiet.py): the program reads JSON alone.
    "charset_normalizer",
    # Second versions of what is written in C or frozen inside of Python, which are never asked.
    *["importlib._bootstrap", "importlib._bootstrap_external", "zipimport", "zoneinfo._zoneinfo"],
    *["_py_abc", "_threading_local"],
    # Asked for by functions nobody calls.
    *["statistics", "fractions", "tomllib", "pprint", "tracemalloc", "netrc", "shlex", "getopt"],
    *["py_compile", "_aix_support", "_bootsubprocess", "ctypes._aix"],
    *["urllib3.contrib.emscripten", "urllib3.contrib.pyopenssl", "urllib3.contrib.socks"],
    *["urllib3.http2.connection"],
    *(["tarfile"] if sys.version_info < (3, 12) else []),  # jaraco.context has a copy there
    *(["asyncio.unix_events"] if sys.platform == "win32" else []),
    *(f"encodings.{name}" for name in _unused_encodings()),
]
# What modules written in C ask for, where no one can see it.
HIDDEN = ["orderviewer.selfcheck", "tzdata", "numbers"]
QT_MODULES = {"QtCore", "QtGui", "QtWidgets"}
# Of each folder of Qt's plugins, what the program uses; folders not named are left out.
QT_PLUGINS = {
    "platforms": {
        *{"qxcb", "qwayland", *(["qoffscreen"] if sys.platform != "win32" else [])},
        *{"qwindows", "qcocoa"},
    },
    "platformthemes": {"qxdgdesktopportal"},
    "platforminputcontexts": {
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    },
    "styles": {"qmodernwindowsstyle", "qmacstyle"},
    "wayland-shell-integration": {"xdg-shell"},
    "wayland-decoration-client": {"adwaita", "bradient"},
}
LANGUAGES = ("fr", "en")
# What libraries bring for no one who only runs the program.
USELESS_DATA = (
    "*.pyi",
    "*.pyx",
    "*.pxd",
    "*.ts",
    "*/py.typed",
    "*.dist-info/*",
    "tzdata/zoneinfo/right/*",
    "tzdata/zoneinfo/posix/*",
    # Sources and tables of the zones, which `zoneinfo` does not read.
    "tzdata/zoneinfo/*.zi",
    "tzdata/zoneinfo/*.tab",
    "tzdata/zoneinfo/leap*",
    # The program trusts whom the system trusts (remote/transport.py), never this list.
    "certifi/cacert.pem",
)
# keyring finds its backends by the entry points written there.
KEPT_DATA = ("keyring-*.dist-info/entry_points.txt", "keyring-*.dist-info/METADATA")
# Software OpenGL, which windows without OpenGL never load (20 MB), and its shader compiler.
USELESS_LIBRARIES = ("opengl32sw.dll", "d3dcompiler_*.dll")
# Microsoft's runtime of C and C++, which no Windows has by itself.
RUNTIME = ("vcruntime140*.dll", "msvcp140*.dll", "concrt140*.dll")


def plain(name: str) -> str:
    """A name in the bundle, with slashes and without the folders only some systems have."""
    return name.replace("\\", "/")


def plugin_of(name: str) -> tuple[str, str] | None:
    """("platforms", "qxcb") for a plugin of Qt, None for anything else."""
    parts = PurePosixPath(plain(name)).parts
    if "plugins" not in parts or "PySide6" not in parts:
        return None
    folder, file = parts[-2:]
    return folder, PurePosixPath(file).stem.removeprefix("lib")


def wants_data(name: str) -> bool:
    """Whether a data file is of use to who runs the program."""
    name = plain(name)
    if any(fnmatch(name, pattern) for pattern in KEPT_DATA):
        return True
    parts = PurePosixPath(name)
    if "PySide6" in parts.parts and "translations" in parts.parts:
        return parts.name in {f"qtbase_{language}.qm" for language in LANGUAGES}
    return not any(fnmatch(name, pattern) for pattern in USELESS_DATA)


def wants_binary(name: str) -> bool:
    """Whether a plugin, extension module or library is of use; orphans are found apart."""
    plugin = plugin_of(name)
    if plugin is not None:
        folder, stem = plugin
        return stem in QT_PLUGINS.get(folder, ())
    path = PurePosixPath(plain(name))
    if path.parts[0] == "PySide6" and path.name.startswith("Qt") and path.suffix in {".so", ".pyd"}:
        return path.name.split(".")[0] in QT_MODULES
    return not any(fnmatch(path.name, pattern) for pattern in USELESS_LIBRARIES)


def with_one_runtime(lines: Iterable[Line]) -> list[Line]:
    """The lines with one of each of Microsoft's runtime libraries, beside Python's own library.

    Python's library is the first to ask, and finds there and nowhere else; what is loaded once
    serves all.  Of several the one beside Qt is taken, which needs the newest.
    """
    runtime: dict[str, Line] = {}
    others: list[Line] = []
    for name, file, kind in lines:
        path = PurePosixPath(plain(name))
        key = path.name.lower()
        if not any(fnmatch(key, pattern) for pattern in RUNTIME):
            others.append((name, file, kind))
        elif key not in runtime or path.parent.name == "PySide6":
            runtime[key] = (path.name, file, kind)
    return [*others, *runtime.values()]


def without_orphans(lines: Iterable[Line], needed_by: Callable[[str], Iterable[str]]) -> list[Line]:
    """The lines without those libraries that nothing in the bundle asks for.

    `needed_by` names the files a library file asks for.  Plugins and extension modules are
    asked for by the program itself, and so is Python.
    """
    lines = list(lines)
    by_file_name = {_file_name(name): (name, file) for name, file, _ in lines}
    asked = [
        (name, file)
        for name, file, kind in lines
        if kind == "EXTENSION" or plugin_of(name) or "python3" in PurePosixPath(plain(name)).name
    ]
    reached: set[str] = set()
    while asked:
        name, file = asked.pop()
        if name in reached:
            continue
        reached.add(name)
        for wanted in needed_by(file):
            other = by_file_name.get(_file_name(wanted))
            if other is not None:
                asked.append(other)
    return [line for line in lines if line[0] in reached]


def _file_name(path: str) -> str:
    """As Windows compares names."""
    return PurePosixPath(plain(path)).name.lower()


def without_loose_links(lines: Iterable[Line], kept: Iterable[Line]) -> list[Line]:
    """The lines without the symbolic links that would lead to nothing in `kept`."""
    targets = {name for name, _, kind in kept if kind != "SYMLINK"}
    return [
        (name, file, kind)
        for name, file, kind in lines
        if kind != "SYMLINK" or normpath(str(PurePosixPath(name).parent / file)) in targets
    ]
