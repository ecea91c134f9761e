"""What the window remembers between two runs: places and sizes, never data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QGuiApplication

from orderviewer.order import Scope

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QMainWindow, QSplitter

SYNC_MINUTES, STALE_HOURS = 15, 24  # before anything was chosen
DETAILS_PER_HOUR = 500
VERSION = 1  # of the remembered bars; another one starts afresh


class TableState(NamedTuple):
    """Columns from left to right, widths in pixels, sort keys: fields by their English words."""

    columns: tuple[str, ...]
    widths: dict[str, int]
    sort: tuple[tuple[str, bool], ...]


class Layout:
    """Reads and writes the layout file; anything odd in it counts as not remembered."""

    def __init__(self, file: Path) -> None:
        self.settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        return self._text("language", "system")

    @language.setter
    def language(self, choice: str) -> None:
        self.settings.setValue("language", choice)

    @property
    def profile(self) -> str:
        return self._text("profile", "")

    @profile.setter
    def profile(self, name: str) -> None:
        self.settings.setValue("profile", name)

    @property
    def scope(self) -> Scope:
        try:
            return Scope(self._text("scope", Scope.CURRENT))
        except ValueError:
            return Scope.CURRENT

    @scope.setter
    def scope(self, scope: Scope) -> None:
        self.settings.setValue("scope", str(scope))

    @property
    def table(self) -> TableState | None:
        """How the table of the orders was arranged; None before the first time."""
        try:
            kept = json.loads(self._text("table/arrangement", ""))
            columns, widths, sort = kept["columns"], kept["widths"], kept["sort"]
            return TableState(
                tuple(str(word) for word in columns if word),
                {str(word): int(width) for word, width in widths.items()},
                tuple((str(word), bool(descending)) for word, descending in sort),
            )
        except (ValueError, TypeError, KeyError, AttributeError):
            return None

    @table.setter
    def table(self, state: TableState) -> None:
        self.settings.setValue("table/arrangement", json.dumps(state._asdict()))

    def keep_window(
        self, window: QMainWindow, panes: QSplitter, splitter: QSplitter, table: TableState
    ) -> None:
        """`panes`: the sidebar and the page; `splitter`: the page's table and detail pane."""
        self.settings.setValue("window/geometry", window.saveGeometry())
        self.settings.setValue("window/state", window.saveState(VERSION))
        if panes.isVisible():  # else nobody has arranged them
            self.settings.setValue("window/panes", panes.saveState())
        self.settings.setValue("window/splitter", splitter.saveState())
        self.table = table
        self.settings.sync()

    @property
    def sidebar(self) -> bool:
        return self._text("window/sidebar", "true") != "false"

    @sidebar.setter
    def sidebar(self, shown: bool) -> None:
        self.settings.setValue("window/sidebar", "true" if shown else "false")

    @property
    def facets(self) -> tuple[str, ...]:
        """The fields whose values were open in the sidebar, by their English words."""
        return tuple(word for word in self._text("window/facets", "state").split(",") if word)

    @facets.setter
    def facets(self, words: tuple[str, ...]) -> None:
        self.settings.setValue("window/facets", ",".join(words))

    @property
    def sync_minutes(self) -> int:
        """Between the end of a sync and the next one; 0: never by itself."""
        return self._number("sync/minutes", SYNC_MINUTES, most=24 * 60)

    @sync_minutes.setter
    def sync_minutes(self, minutes: int) -> None:
        self.settings.setValue("sync/minutes", minutes)

    @property
    def keep_months(self) -> int:
        """How long closed orders are kept; 0: for ever."""
        return self._number("store/months", 0, most=1200)

    @keep_months.setter
    def keep_months(self, months: int) -> None:
        self.settings.setValue("store/months", months)

    @property
    def stale_hours(self) -> int:
        """The age from which data is called old."""
        return self._number("sync/stale_hours", STALE_HOURS, most=24 * 365)

    @stale_hours.setter
    def stale_hours(self, hours: int) -> None:
        self.settings.setValue("sync/stale_hours", hours)

    @property
    def details_per_hour(self) -> int:
        """How many orders may be asked for by id without anybody opening them; 0: none."""
        return self._number("sync/details_per_hour", DETAILS_PER_HOUR, most=100_000)

    @details_per_hour.setter
    def details_per_hour(self, count: int) -> None:
        self.settings.setValue("sync/details_per_hour", count)

    def restore_geometry(self, window: QMainWindow) -> bool:
        """False when nothing was remembered; the window always ends on an existing screen."""
        known = window.restoreGeometry(self._bytes("window/geometry"))
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        here = [area for area in screens if area.intersects(window.frameGeometry())]
        if known and not here:
            window.move(screens[0].topLeft())
        window.resize(window.size().boundedTo((here or screens)[0].size()))
        return known

    def restore_places(self, window: QMainWindow, panes: QSplitter, splitter: QSplitter) -> bool:
        """Where bars and panes stood; False when that was not remembered."""
        window.restoreState(self._bytes("window/state"), VERSION)
        panes.restoreState(self._bytes("window/panes"))
        return splitter.restoreState(self._bytes("window/splitter"))

    def forget_places(self) -> None:
        """Back to the first layout; language, profile and scope stay."""
        self.settings.remove("window")
        self.settings.remove("table")

    def _text(self, key: str, otherwise: str) -> str:
        value = self.settings.value(key, otherwise)
        if isinstance(value, list):  # an INI value with commas comes back as a list
            return ",".join(str(part).strip() for part in value)
        return str(value)

    def _number(self, key: str, otherwise: int, most: int) -> int:
        text = self._text(key, "")
        return min(int(text), most) if text.isdecimal() else otherwise

    def _bytes(self, key: str) -> QByteArray:
        value = self.settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()
