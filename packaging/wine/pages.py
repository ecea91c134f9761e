"""The installer's pages in both languages, as a person sees them: each is clicked through."""

from __future__ import annotations

import os
import subprocess
import time
from typing import TYPE_CHECKING

from plan import BuildFailed, say
from windows import trial

if TYPE_CHECKING:
    from pathlib import Path

    from windows.trial import Trial
    from wine.surroundings import Wine

LANGUAGES = {"fr": (), "en": ("/LANG=en",)}  # the Windows is French
COLOURS = 24  # a picture with fewer shows no page
WITHIN = 60.0


def take_picture(wine: Wine, file: Path) -> None:
    command = ["import", "-display", wine.screen, "-window", "root", str(file)]
    subprocess.run(command, check=True, capture_output=True)


def walk(wine: Wine, tried: Trial, pictures: Path) -> None:
    """Installs, then removes, by pressing Return on each page; raises BuildFailed."""
    for language, switches in LANGUAGES.items():
        _walk_in(wine, tried, pictures, language, switches)
        tried.check(f"the pages install and remove: {language}", good=True)


def _walk_in(
    wine: Wine, tried: Trial, pictures: Path, language: str, switches: tuple[str, ...]
) -> None:
    setup = wine.start(tried.setup, *switches)
    shown = _Pages(wine, pictures, f"{language}-install")
    for name in ("for-whom", "folder"):
        shown.next(name)
        shown.press("Return")
    if not trial.until(lambda: bool(tried.entry("HKCU").get("EstimatedSize")), WITHIN):
        raise BuildFailed("the installer's pages led to no installation")
    shown.next("finished")
    shown.press("space")  # not to start the program
    shown.press("Escape")
    wine.stop()
    setup.communicate()
    removal = wine.start(tried.folder / trial.UNINSTALLER)
    shown = _Pages(wine, pictures, f"{language}-remove")
    shown.next("what")
    shown.press("Return")
    if not trial.until(lambda: not (tried.folder / trial.EXE).exists(), WITHIN):
        raise BuildFailed("the uninstaller's page led to no removal")
    shown.next("done")
    wine.stop()
    removal.communicate()


class _Pages:
    """Takes a picture of each page once it stands still and differs from the one before."""

    def __init__(self, wine: Wine, pictures: Path, prefix: str) -> None:
        self._wine = wine
        self._pictures = pictures
        self._prefix = prefix
        self._last = b""
        self._number = 0

    def next(self, name: str) -> None:
        self._number += 1
        file = self._pictures / f"{self._prefix}-{self._number}-{name}.png"
        end = time.monotonic() + WITHIN
        before = b""
        while time.monotonic() < end:
            take_picture(self._wine, file)
            now = self._pixels(file)
            if now == before and now != self._last and self._colours(file) >= COLOURS:
                self._last = now
                say(f"   picture: {file.name}")
                return
            before = now
            time.sleep(0.7)
        raise BuildFailed(f"no page to be seen where {name} should be: {file}")

    def press(self, key: str) -> None:
        command = ["xdotool", "key", key]
        subprocess.run(command, env={**os.environ, "DISPLAY": self._wine.screen}, check=True)

    @staticmethod
    def _pixels(file: Path) -> bytes:
        command = ["convert", str(file), "-depth", "8", "rgb:-"]
        return subprocess.run(command, capture_output=True, check=True).stdout

    @staticmethod
    def _colours(file: Path) -> int:
        command = ["identify", "-format", "%k", str(file)]
        return int(subprocess.run(command, capture_output=True, check=True).stdout)
