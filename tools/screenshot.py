"""Takes the README's pictures: the demonstration in a real window, in each language and theme.

    python tools/screenshot.py [FOLDER]     default: docs/images

The window stands on an X server of its own without a monitor, or, where there is no Xvfb, on
Qt's offscreen screen, which has no dark theme.  Nothing of the user's settings is read or changed.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication

    from orderviewer.app import Application
    from orderviewer.commandline.options.parsing import WindowOptions
    from orderviewer.feed.detail import OrderView
    from orderviewer.feed.rows import DisplayRow
    from orderviewer.ui.page import OrdersPage

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("fr", "en")
THEMES = ("light", "dark")
SCREEN = "1800x1000x24"
SIZE = (1790, 820)
COLUMNS = ("id", "reference", "state", "site", "town", "promised", "appointment")
HOW_FAR_DOWN = 0.45  # the newest orders all are in the same state
ORDERS = 3812
PATIENCE = 60.0  # seconds for one thing to come
LARGEST = 150_000  # bytes of a picture


def main() -> int:
    words = sys.argv[1:]
    if words[:1] == ["--take"]:
        return take(words[1], words[2], Path(words[3]))
    folder = Path(words[0]) if words else ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    with screen() as display:
        themes = THEMES if "DISPLAY" in display else THEMES[:1]
        for language, theme in product(LANGUAGES, themes):
            picture = folder / f"window-{language}-{theme}.png"
            take_in_a_process(language, theme, picture, display)
            size = picture.stat().st_size
            print(f"{picture.name}: {size:,} bytes")
            if size > LARGEST:
                print(f"{picture.name} is larger than {LARGEST:,} bytes", file=sys.stderr)
                return 1
    if themes != THEMES:
        print("Without Xvfb there is no dark theme: those pictures were not taken.")
    return 0


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """What a program's environment needs to say to open a window that nobody sees."""
    if not shutil.which("Xvfb"):
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"]
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=nowhere, text=True) as server:
        assert server.stdout
        number = server.stdout.readline().strip()
        try:
            yield {
                "DISPLAY": f":{number}",
                "QT_QPA_PLATFORM": "xcb",
                "XDG_CURRENT_DESKTOP": "GNOME",  # without any, Qt knows no dark theme
                "QT_LOGGING_RULES": "qt.qpa.theme.*=false",  # it misses the rest of GNOME
            }
        finally:
            server.terminate()


def take_in_a_process(language: str, theme: str, picture: Path, display: dict[str, str]) -> None:
    """Each in a process of its own: a start like any user's."""
    with tempfile.TemporaryDirectory() as home:
        surroundings = {**display, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)}
        subprocess.run(
            [sys.executable, str(Path(__file__).resolve()), "--take", language, theme, picture],
            env={**os.environ, **surroundings, "ORDERVIEWER_HOME": home},
            timeout=2 * PATIENCE,
            check=True,
        )


def take(language: str, theme: str, picture: Path) -> int:
    """Runs the program as `orderviewer --demo` does, with a photographer in front of it."""
    from PySide6.QtCore import Qt

    import orderviewer.app as program
    from orderviewer import start
    from orderviewer.commandline.options.parsing import parse
    from orderviewer.profile import Home
    from orderviewer.ui.layout import Layout, TableState

    layout = Layout(Home().layout_file)
    layout.language = language
    layout.table = TableState(COLUMNS, {}, ())
    del layout  # writes

    class Posed(program.Application):
        """Begins to pose when the window is on the screen."""

        def __init__(self, app: QApplication, *rest: Any) -> None:  # noqa: ANN401  as it takes it
            dark = theme == "dark"
            app.styleHints().setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
            super().__init__(app, *rest)
            self.window.resize(*SIZE)

        def begin(self) -> None:
            super().begin()
            self.feed.start(self._pose())

        async def _pose(self) -> None:
            try:
                await choose_an_order(self)
                save(self.window.grab().toImage(), picture)
            except Exception as error:  # noqa: BLE001  whatever it is, it is told below
                troubles.append(error)
            self.window.close()

    troubles: list[Exception] = []
    vars(program)["Application"] = Posed  # what the program will make
    options = parse(["--demo", "--orders", str(ORDERS)])
    code = start.run(cast("WindowOptions", options))
    for trouble in troubles:
        raise trouble
    return code


async def choose_an_order(desk: Application) -> None:
    """Reads the list to its end and selects, among older orders, one that is being built."""
    from PySide6.QtWidgets import QAbstractItemView

    from orderviewer.feed.detail import DetailState
    from orderviewer.feed.rows import ROLES
    from orderviewer.fields.roles import Role
    from orderviewer.ui.states import Family, family_of

    page, crawl, detail = desk.interior.page, desk.feed.crawl, desk.feed.detail
    grid, model, place = page.grid, page.model, ROLES.index(Role.STATE)
    views: list[OrderView] = []
    detail.read.connect(views.append)
    all_counted = counting(desk)

    def rows() -> list[DisplayRow | None]:
        grid.viewport().repaint()  # what is painted is what is read
        return [model.row(position) for position in range(*grid.visible_range())]

    def complete() -> bool:
        coverage = page.coverage
        return bool(coverage and coverage.complete and model.rowCount() == coverage.received)

    def being_built(row: DisplayRow | None) -> bool:
        return row is not None and family_of(row.texts[place]) is Family.PRODUCTION

    desk.window.activateWindow()  # there is nobody else to do it
    await until(lambda: bool(page.coverage and page.coverage.received), page.coverage_changed)
    await until(lambda: not crawl.busy, crawl.rested)
    page.load_all()
    await until(complete, page.coverage_changed, model.rowsInserted, model.layoutChanged)
    first = model.index(int(model.rowCount() * HOW_FAR_DOWN), 0)
    grid.scrollTo(first, QAbstractItemView.ScrollHint.PositionAtTop)
    await until(lambda: all(rows()), model.dataChanged)
    candidates = [being_built(row) for row in rows()]
    position = grid.visible_range()[0] + candidates.index(True, 5)
    grid.selectRow(position)
    fit_columns(page)

    def detailed() -> bool:
        wanted = model.number(position)
        whole = any(view.number == wanted and view.raw_detail is not None for view in views)
        return whole and page.detail.note.state is DetailState.MERGED and all(rows())

    await until(detailed, detail.read, detail.state_changed, model.dataChanged)
    facets = desk.feed.facets
    await until(all_counted, desk.feed.views.counted, facets.counted, page.coverage_changed)


def counting(desk: Application) -> Callable[[], bool]:
    """Follows what is counted from now on: whether all of it is of the orders that are shown."""
    from orderviewer.fields.roles import Role
    from orderviewer.order import Scope
    from orderviewer.views.columns import word_of
    from orderviewer.views.view import BUILT_IN

    counts: dict[str, int | None] = {}  # beside the views, of one round
    values: dict[str, list[tuple[str, int]]] = {}  # below the views
    current, closed, *_, last = (view.key for view in BUILT_IN)

    def count(found: dict[str, int | None]) -> None:
        if current in found:  # another round begins
            counts.clear()
        counts.update(found)

    desk.feed.views.counted.connect(count)
    desk.feed.facets.counted.connect(values.update)

    def all_counted() -> bool:
        told = {scope: many for scope, (many, _hint) in desk.feed.crawl.counts().items()}
        right = [counts.get(current), counts.get(closed)] == [
            told[one] for one in Scope.ALL.streams
        ]
        states = sum(many for _, many in values.get(word_of(Role.STATE), ()))
        fresh = right and last in counts and states == told[Scope.CURRENT]
        return fresh and bool(desk.feed.changes.marks.orders)

    return all_counted


def fit_columns(page: OrdersPage) -> None:
    """Gives the table the width of its columns, and the detail pane the rest."""
    grid = page.grid
    frame = grid.width() - grid.viewport().width()
    wide = grid.horizontalHeader().length() + frame
    rest = page.splitter.width() - page.splitter.handleWidth() - wide
    page.splitter.setSizes([wide, rest])


async def until(holds: Callable[[], bool], *signals: SignalInstance) -> None:
    """Waits, from signal to signal, for what is to hold; raises TimeoutError."""
    heard = asyncio.Event()

    def hear(*_: object) -> None:
        heard.set()

    for signal in signals:
        signal.connect(hear)
    async with asyncio.timeout(PATIENCE):
        while not holds():
            heard.clear()
            await heard.wait()
    for signal in signals:
        signal.disconnect(hear)


def save(image: QImage, picture: Path) -> None:
    """Writes the picture with its 256 most frequent colours: as clear, and a third of the bytes."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = Counter(memoryview(plain.constBits()).cast("I"))
    palette = [colour for colour, _times in pixels.most_common(256)]
    nearest = Qt.ImageConversionFlag.ThresholdDither
    small = plain.convertToFormat(QImage.Format.Format_Indexed8, palette, nearest)
    if not small.save(str(picture), quality=0):
        raise OSError(f"{picture} could not be written")


if __name__ == "__main__":
    sys.exit(main())
