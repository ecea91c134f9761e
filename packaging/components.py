"""What is inside a bundle that others have made: its Python packages, Qt, and Python itself."""

from __future__ import annotations

import platform
import re
import sys
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from metadata import ROOT

_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s\\]+)", re.MULTILINE)
_LICENCE_FILE = re.compile(r"(?i)(licen[cs]e|copying|notice|authors)[^/]*$")
_SPDX = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
}
_LABELS = ("homepage", "source", "source code", "repository")
QT_SOURCES = "https://download.qt.io/official_releases/qt/"


@dataclass(frozen=True)
class Component:
    """`licence`: an SPDX expression where its makers give one; `texts`: their licence files."""

    name: str
    version: str
    licence: str
    home: str
    purl: str
    texts: tuple[str, ...] = ()


def components() -> list[Component]:
    """Of this machine's build, by name; what is pinned for other systems is not installed."""
    pinned = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    found = [_python(), _qt()]
    for name, version in _PINNED.findall(pinned):
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        if package.version != version:
            raise ValueError(f"{name} {package.version} is installed, {version} is pinned")
        found.append(_package(package))
    return sorted(found, key=lambda one: one.name.lower())


def _package(package: Distribution) -> Component:
    known = package.metadata
    name = known["Name"]
    return Component(
        name=name,
        version=package.version,
        licence=_SPDX.get(classified := _classified(package), classified),
        home=_home(package),
        purl=f"pkg:pypi/{re.sub(r'[-_.]+', '-', name).lower()}@{package.version}",
        texts=tuple(_texts(package)),
    )


def _classified(package: Distribution) -> str:
    """An expression where there is one, else the package's own short words."""
    if expression := _told(package, "License-Expression"):
        return expression
    free = _told(package, "License").strip()
    if free and "\n" not in free and len(free) < 80:
        return free
    classes = package.metadata.get_all("Classifier") or []
    words = [line.rpartition(" :: ")[2] for line in classes if line.startswith("License ::")]
    return " / ".join(words)


def _told(package: Distribution, field: str) -> str:
    """What the package's metadata say there first, else ""."""
    return next(iter(package.metadata.get_all(field) or []), "")


def _home(package: Distribution) -> str:
    pairs = [line.partition(", ") for line in package.metadata.get_all("Project-URL") or []]
    named = {label.lower(): address for label, _, address in pairs}
    wanted = [named[label] for label in _LABELS if label in named]
    return _told(package, "Home-page") or next(iter([*wanted, *named.values()]), "")


def _texts(package: Distribution) -> list[str]:
    files = [file for file in package.files or [] if _LICENCE_FILE.search(str(file))]
    inside = sorted((file for file in files if ".dist-info" in str(file)), key=str)
    return [
        Path(str(file.locate())).read_text(encoding="utf-8", errors="replace") for file in inside
    ]


def _python() -> Component:
    version = platform.python_version()
    places = [Path(sys.base_prefix) / "LICENSE.txt", Path(platform.__file__).parent / "LICENSE.txt"]
    texts = [file.read_text(encoding="utf-8", errors="replace") for file in places if file.exists()]
    return Component(
        "Python",
        version,
        "PSF-2.0",
        "https://www.python.org",
        f"pkg:generic/python@{version}",
        tuple(texts[:1]),
    )


def _qt() -> Component:
    version = distribution("PySide6_Essentials").version
    return Component(
        "Qt", version, "LGPL-3.0-only", "https://www.qt.io", f"pkg:generic/qt@{version}"
    )
