"""The licences that go into every bundle: our own, and those of everything inside it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from components import QT_SOURCES, Component, components
from metadata import NAME, ROOT
from plan import BuildFailed, say

if TYPE_CHECKING:
    from plan import Build

HERE = Path(__file__).parent
NOTICES = "THIRD-PARTY-NOTICES.txt"
TEXTS = ("LGPL-3.0.txt", "GPL-3.0.txt")  # the first is written as a supplement of the second
RULE = "=" * 78


def make(build: Build) -> None:
    """Into build.papers; raises BuildFailed for something without a licence."""
    build.papers.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / "LICENSE", build.papers / "LICENSE.txt")
    for name in TEXTS:
        shutil.copyfile(HERE / "licences" / name, build.papers / name)
    inside = components()
    (build.papers / NOTICES).write_text(notices(inside), encoding="utf-8", newline="\n")
    say(f"   licences of {len(inside)} components")


def notices(inside: list[Component]) -> str:
    """Every component with its licence; raises BuildFailed where there is none."""
    nameless = [one.name for one in inside if not one.licence]
    if nameless:
        raise BuildFailed(f"under which licence is {nameless[0]}? See components.py.")
    table = [f"{one.name} {one.version}: {one.licence}" for one in inside]
    parts = [
        f"{NAME} contains these works of others, unchanged:\n\n" + "\n".join(table),
        (
            "Qt, PySide6 and Shiboken are used under the GNU Lesser General Public License, "
            f"version 3 ({' and '.join(TEXTS)}, beside this file).\n"
            "They are separate files in this folder, which you may replace by versions of your "
            "own.\nTheir sources: " + QT_SOURCES + " and https://code.qt.io/pyside/pyside-setup"
        ),
    ]
    parts += [_section(one) for one in inside if one.texts]
    return f"\n\n{RULE}\n".join(parts) + "\n"


def _section(one: Component) -> str:
    heading = f"{one.name} {one.version}\n{one.home}".strip()
    return "\n\n".join([heading, *(text.strip() for text in one.texts)])
