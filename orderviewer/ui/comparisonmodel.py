"""The orders of one group of a comparison as an item model, with what is otherwise in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from orderviewer.fields.roles import Kind, Role
from orderviewer.fields.values import CELL_LENGTH, show, visible
from orderviewer.ui.plain import tooltip
from orderviewer.ui.titles import role_title

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from orderviewer.feed.comparing import GroupPage
    from orderviewer.fields.values import DateStyle
    from orderviewer.local.records import Compared, Shift

ORDER, REFERENCE, SITE, FIELD, BEFORE, AFTER = range(6)  # columns
COLUMNS = 6
BETWEEN = " · "  # several fields of one order
ROOT = QModelIndex()
Index: TypeAlias = QModelIndex | QPersistentModelIndex
_PLACES = {role: place for place, role in enumerate(Role)}
_Role = Qt.ItemDataRole


class ComparisonModel(QAbstractTableModel):
    """More orders come when they are scrolled to."""

    more_wanted = Signal(int)  # orders from this position on

    def __init__(self, style: DateStyle, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._rows: list[tuple[Compared, tuple[str, ...]]] = []
        self._last = True
        self._asking = False

    def put(self, page: GroupPage) -> None:
        """The first page of a group takes the place of everything."""
        rows = [(one, self._texts(one)) for one in page.rows]
        self._asking = False
        if page.first == 0:
            self.beginResetModel()
            self._rows, self._last = rows, page.last
            self.endResetModel()
        elif page.first == len(self._rows):
            self._last = page.last
            self.beginInsertRows(ROOT, page.first, page.first + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def clear(self) -> None:
        self.beginResetModel()
        self._rows, self._last = [], True
        self.endResetModel()

    def restyle(self, style: DateStyle) -> None:
        """Another language, and its way of writing dates."""
        self._style = style
        self._rows = [(one, self._texts(one)) for one, _ in self._rows]
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, COLUMNS - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, COLUMNS - 1))

    def order(self, row: int) -> Compared:
        return self._rows[row][0]

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else COLUMNS

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and bool(self._rows) and not (self._last or self._asking)

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._asking = True
            self.more_wanted.emit(len(self._rows))

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        text = self._rows[index.row()][1][index.column()]
        if role == _Role.DisplayRole:
            return text
        if role == _Role.ToolTipRole:
            return tooltip(text) or None
        if role == _Role.AccessibleTextRole:
            column = self.headerData(index.column())
            return self.tr("{value}, {column}").format(value=text or "–", column=column)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        role: int = _Role.DisplayRole,
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != _Role.DisplayRole:
            return None
        titles = comparison_titles()
        return titles[section + 1] if 0 <= section < COLUMNS else None

    def _texts(self, one: Compared) -> tuple[str, ...]:
        fields = (role_title(shift.role) if shift.role else shift.path for shift in one.shifts)
        parts = (
            one.key,
            one.values[_PLACES[Role.REFERENCE]],
            one.values[_PLACES[Role.SITE]],
            BETWEEN.join(fields),
            BETWEEN.join(self._shown(shift, shift.before) for shift in one.shifts),
            BETWEEN.join(self._shown(shift, shift.after) for shift in one.shifts),
        )
        return tuple(visible(part, CELL_LENGTH) for part in parts)

    def _shown(self, shift: Shift, text: str) -> str:
        kind = shift.role.kind if shift.role else Kind.TEXT
        return show(kind, text, self._style) if text else "–"


def comparison_titles() -> tuple[str, ...]:
    """The columns of a comparison, the first of which only a file has."""
    from PySide6.QtCore import QCoreApplication

    return (
        QCoreApplication.translate("Comparison", "What became of it"),
        QCoreApplication.translate("Comparison", "Order"),
        QCoreApplication.translate("Comparison", "Customer reference"),
        QCoreApplication.translate("Comparison", "Site"),
        QCoreApplication.translate("Comparison", "Field"),
        QCoreApplication.translate("Comparison", "Before"),
        QCoreApplication.translate("Comparison", "After"),
    )
