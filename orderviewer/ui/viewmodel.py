"""Saved views as an item model: headings, the views under them, and how many orders each has."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPalette

from orderviewer.ui.plain import tooltip
from orderviewer.ui.viewtitles import view_meaning, view_title
from orderviewer.views.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

TITLE, COUNT = range(2)  # columns
ROOT = QModelIndex()
Index: TypeAlias = QModelIndex | QPersistentModelIndex
_ITEM = Qt.ItemDataRole


class Heading(StrEnum):
    """What stands above a group of views."""

    BUILT_IN = "built_in"
    OWN = "own"


class ViewModel(QAbstractTableModel):
    """Headings cannot be chosen; the user's own one is there when there is anything under it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Heading | View] = []
        self._counts: dict[str, int | None] = {}

    def put(self, views: Sequence[View]) -> None:
        """The built-in ones first; counts of those that stay are kept."""
        self.beginResetModel()
        self._rows = []
        for heading in Heading:
            under = [view for view in views if view.builtin is (heading is Heading.BUILT_IN)]
            self._rows += [heading, *under] if under else []
        known = {view.key for view in views}
        self._counts = {key: count for key, count in self._counts.items() if key in known}
        self.endResetModel()

    def put_counts(self, counts: dict[str, int | None]) -> None:
        """View.key -> orders, None for unknown; the other views keep what was counted."""
        for row, one in enumerate(self._rows):
            if isinstance(one, View) and one.key in counts:
                self._counts[one.key] = counts[one.key]
                self._tell(row, row)

    def forget_counts(self) -> None:
        self._counts.clear()
        self.retranslate()

    def retranslate(self) -> None:
        if self._rows:
            self._tell(0, len(self._rows) - 1)

    def view_at(self, index: Index) -> View | None:
        """None for a heading, and for no row."""
        one = self._rows[index.row()] if index.isValid() else None
        return one if isinstance(one, View) else None

    def index_of(self, view: View | None) -> QModelIndex:
        """Of the view with this one's key; invalid when it is not there."""
        for row, one in enumerate(self._rows):
            if view and isinstance(one, View) and one.key == view.key:
                return self.index(row, TITLE)
        return QModelIndex()

    def headings(self) -> list[int]:
        """Their rows."""
        return [row for row, one in enumerate(self._rows) if isinstance(one, Heading)]

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else COUNT + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.view_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = _ITEM.DisplayRole) -> object:
        if not index.isValid():
            return None
        one = self._rows[index.row()]
        if isinstance(one, Heading):
            return self._heading(one, role) if index.column() == TITLE else None
        if index.column() == TITLE:
            return self._title(one, role)
        return self._count(one, role)

    def _heading(self, heading: Heading, role: int) -> object:
        if role == _ITEM.DisplayRole:
            return self.tr("Views") if heading is Heading.BUILT_IN else self.tr("My views")
        if role == _ITEM.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        if role == _ITEM.ForegroundRole:  # not to be chosen, but to be read: never pale
            return QGuiApplication.palette().brush(QPalette.ColorRole.Text)
        return None

    def _title(self, view: View, role: int) -> object:
        if role == _ITEM.DisplayRole:
            return view_title(view)
        if role == _ITEM.ToolTipRole:
            return tooltip(view_meaning(view) or view_title(view))
        if role == _ITEM.AccessibleTextRole:
            return self._spoken(view)
        if role == _ITEM.AccessibleDescriptionRole:
            return view_meaning(view)
        return None

    def _count(self, view: View, role: int) -> object:
        if role == _ITEM.DisplayRole:
            count = self._counts.get(view.key)
            return "" if count is None else QLocale().toString(count)
        if role == _ITEM.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == _ITEM.AccessibleTextRole:
            return self._spoken(view)
        return None

    def _spoken(self, view: View) -> str:
        count = self._counts.get(view.key)
        if count is None:
            return view_title(view)
        return self.tr("{view}, %Ln order(s)", "", count).format(view=view_title(view))

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, TITLE), self.index(last, COUNT))
