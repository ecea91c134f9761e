"""The changes of all orders as an item model: the newest first, older ones when scrolled to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont

from orderviewer.fields.values import CELL_LENGTH, visible
from orderviewer.ui.happenings import event_text, event_title, moment_shown
from orderviewer.ui.plain import tooltip

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtCore import QObject

    from orderviewer.feed.changes import Entry, InboxPage
    from orderviewer.fields.values import DateStyle

AFTER, ORDER, WHAT, CHANGE, BEFORE, REFERENCE = range(6)  # columns
COLUMNS = 6
SEEN_SIGN = "\u25cf"  # of what is not seen yet
ROOT = QModelIndex()
Index: TypeAlias = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class _Line(NamedTuple):
    """An entry with its texts, made once."""

    entry: Entry
    texts: tuple[str, ...]


class InboxModel(QAbstractTableModel):
    """One line for each change; what is marked as seen stays where it is."""

    more_wanted = Signal(int)  # changes older than this event

    def __init__(self, style: DateStyle, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._lines: list[_Line] = []
        self._last = True
        self._asking = False
        self._bold = QFont()
        self._bold.setBold(True)

    def put(self, page: InboxPage) -> None:
        """The first page takes the place of everything, a later one continues the list."""
        lines = [self._line(entry) for entry in page.entries]
        self._asking = False
        if page.before is None:
            self.beginResetModel()
            self._lines, self._last = lines, page.last
            self.endResetModel()
            return
        if self._lines and page.before != self._lines[-1].entry.event.event:
            return  # of a list that was left meanwhile
        self._last = page.last
        if lines:
            first = len(self._lines)
            self.beginInsertRows(ROOT, first, first + len(lines) - 1)
            self._lines += lines
            self.endInsertRows()

    def note_seen(
        self, events: Collection[int] | None, numbers: Collection[int] | None, until: int
    ) -> None:
        """These events and orders, or everything, were marked up to event `until`."""
        everything = events is None and numbers is None
        chosen, orders = frozenset(events or ()), frozenset(numbers or ())
        for row, line in enumerate(self._lines):
            event = line.entry.event
            meant = everything or event.event in chosen or event.number in orders
            if meant and not event.seen and event.event <= until:
                seen = line.entry._replace(event=replace(event, seen=True))
                self._lines[row] = line._replace(entry=seen)
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, COLUMNS - 1))

    def restyle(self, style: DateStyle) -> None:
        """Another language, and its way of writing dates."""
        self._style = style
        self._lines = [self._line(line.entry) for line in self._lines]
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, COLUMNS - 1)
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, COLUMNS - 1))

    def entry(self, row: int) -> Entry:
        return self._lines[row].entry

    def row_of(self, event: int) -> int | None:
        """Where a change stands, None when it is not here."""
        rows = (row for row, line in enumerate(self._lines) if line.entry.event.event == event)
        return next(rows, None)

    def texts(self, row: int) -> tuple[str, ...]:
        """A line as it is read from left to right."""
        return self._lines[row].texts

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else COLUMNS

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and bool(self._lines) and not (self._last or self._asking)

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._asking = True
            self.more_wanted.emit(self._lines[-1].entry.event.event)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        text = line.texts[column]
        seen = line.entry.event.seen
        if role == _Role.DisplayRole:
            return text if seen or column != AFTER else f"{SEEN_SIGN} {text}"
        if role == _Role.FontRole:
            return None if seen else self._bold
        if role == _Role.ToolTipRole:
            return tooltip(text) or None
        if role == _Role.AccessibleTextRole:
            said = self.tr("{value}, {column}") if seen else self.tr("{value}, {column}, not seen")
            return said.format(value=text or "–", column=self.headerData(column))
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        role: int = _Role.DisplayRole,
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _Role.ToolTipRole and section in (AFTER, BEFORE):
            return self.tr("It happened between these two moments, at which Orange was asked.")
        if role != _Role.DisplayRole:
            return None
        return {
            AFTER: self.tr("Not after"),
            ORDER: self.tr("Order"),
            WHAT: self.tr("What happened"),
            CHANGE: self.tr("From what to what"),
            BEFORE: self.tr("Not before"),
            REFERENCE: self.tr("Customer reference"),
        }.get(section)

    def _line(self, entry: Entry) -> _Line:
        event, style = entry.event, self._style
        order = visible(event.key, CELL_LENGTH)
        if event.number is None:
            order = self.tr("%Ln order(s)", "", event.orders)
        texts = (
            moment_shown(event.not_after, style),
            order,
            event_title(event.change),
            event_text(event.change, style) or "–",
            moment_shown(event.not_before, style),
            visible(entry.reference, CELL_LENGTH),
        )
        return _Line(entry, texts)
