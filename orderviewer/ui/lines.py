"""A list of lines that lead to orders and grows as it is scrolled, and the pane it stands in."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QTableView,
    QWidget,
)

from orderviewer.ui.copying import copy_text
from orderviewer.ui.plain import tooltip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from PySide6.QtCore import QObject

    from orderviewer.fields.values import DateStyle

ROOT = QModelIndex()
Index: TypeAlias = QModelIndex | QPersistentModelIndex
Entry = TypeVar("Entry")
_Role = Qt.ItemDataRole
_ROW = 1.75  # heights of a text


class LinesModel(QAbstractTableModel, Generic[Entry]):
    """Each entry is a line, whose texts are made once; more come when the last is scrolled to."""

    more_wanted = Signal(int)  # where to go on, as `place_after` says it

    def __init__(self, style: DateStyle, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.style = style
        self._titles = self.titles()
        self._entries: list[Entry] = []
        self._texts: list[tuple[str, ...]] = []
        self._last = True
        self._asking = False

    @abstractmethod
    def titles(self) -> tuple[str, ...]:
        """Of the columns."""

    @abstractmethod
    def texts_of(self, entry: Entry) -> tuple[str, ...]:
        """One for each column."""

    @abstractmethod
    def place_after(self, entry: Entry) -> int:
        """What tells where the entries after this one begin."""

    @abstractmethod
    def order_of(self, entry: Entry) -> tuple[int, str] | None:
        """Row number and key of the one order it is about."""

    def clear(self) -> None:
        self.begin((), last=True)

    def begin(self, entries: Iterable[Entry], *, last: bool) -> None:
        """These take the place of everything; `last`: there are no more."""
        self.beginResetModel()
        self._entries = list(entries)
        self._texts = [self.texts_of(entry) for entry in self._entries]
        self._last, self._asking = last, False
        self.endResetModel()

    def go_on(self, entries: Iterable[Entry], *, last: bool) -> None:
        """These come after what is here."""
        more = list(entries)
        self._last, self._asking = last, False
        if more:
            first = len(self._entries)
            self.beginInsertRows(ROOT, first, first + len(more) - 1)
            self._entries += more
            self._texts += [self.texts_of(entry) for entry in more]
            self.endInsertRows()

    def restyle(self, style: DateStyle) -> None:
        """Another language, and its way of writing dates."""
        self.style = style
        self._titles = self.titles()
        self._texts = [self.texts_of(entry) for entry in self._entries]
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        self.tell_changed()

    def tell_changed(self) -> None:
        """Any line may look otherwise now."""
        if self._entries:
            last = self.index(len(self._entries) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def entry(self, row: int) -> Entry:
        return self._entries[row]

    def order(self, row: int) -> tuple[int, str] | None:
        return self.order_of(self._entries[row])

    def texts(self, row: int) -> tuple[str, ...]:
        return self._texts[row]

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and bool(self._entries) and not (self._last or self._asking)

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._asking = True
            self.more_wanted.emit(self.place_after(self._entries[-1]))

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        text = self._texts[index.row()][index.column()]
        if role == _Role.DisplayRole:
            return text
        if role == _Role.ToolTipRole:
            return tooltip(text) or None
        if role == _Role.AccessibleTextRole:
            column = self._titles[index.column()]
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
        return self._titles[section] if 0 <= section < len(self._titles) else None


class LinesView(QTableView):
    """The lines; Ctrl+C copies them, Enter goes to the order."""

    opened = Signal()
    menu_wanted = Signal(QPoint)  # on the screen

    def __init__(
        self, model: LinesModel[Any], widths: Mapping[int, int], parent: QWidget | None = None
    ) -> None:
        """`widths`: the columns from left to right, in characters."""
        super().__init__(parent)
        self._lines = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        metrics = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(round(metrics.height() * _ROW))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, (column, width) in enumerate(widths.items()):
            self.setColumnWidth(column, metrics.averageCharWidth() * width)
            header.moveSection(header.visualIndex(column), place)

    @property
    def rows(self) -> list[int]:
        """The selected lines, from top to bottom."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def event(self, event: QEvent) -> bool:
        """Claims copying before the window's own action can."""
        copies = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy)
        if copies and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_text("\n".join(map(self._line, self.rows)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.pos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            at = self.visualRect(self.currentIndex()).bottomLeft()
        self.menu_wanted.emit(self.viewport().mapToGlobal(at))

    def _line(self, row: int) -> str:
        header, texts = self.horizontalHeader(), self._lines.texts(row)
        return "\t".join(texts[header.logicalIndex(place)] for place in range(len(texts)))


class LinesPane(QWidget):
    """Stands where the orders were; the owner shows the order of the chosen line beside it.

    Whoever is made of it lays its parts out and calls `retranslate` when they are all there.
    """

    chosen = Signal(int, str)  # row number and key of an order
    opened = Signal()  # the user wants to be in the order's detail
    order_wanted = Signal(str)  # the key of an order to be shown in the table
    left = Signal()  # back to the orders

    def __init__(
        self, model: LinesModel[Any], widths: Mapping[int, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        model.setParent(self)
        self._lines = model
        self.list = LinesView(model, widths, self)
        self.back = QPushButton(self)
        self._of_order: list[QAction] = []  # what the line has to be about one order for
        self.table = QAction(self.list)
        self.list.addAction(self.table)
        self._set_up(self.table, "", self._show_in_table, of_order=True)
        self.back.clicked.connect(self.left)
        self.list.opened.connect(self.opened)
        self.list.menu_wanted.connect(self._show_menu)
        self.list.selectionModel().currentRowChanged.connect(self._choose)

    def foot(self, command: QPushButton) -> QHBoxLayout:
        """What stands below the lines: a command of the pane, and the way back to the orders."""
        row = QHBoxLayout()
        row.addWidget(command)
        row.addStretch(1)
        row.addWidget(self.back)
        return row

    def restyle(self, style: DateStyle) -> None:
        """Dates are written another way from now on."""
        self._lines.restyle(style)

    def retranslate(self) -> None:
        self.back.setText(self.tr("Back to the &orders"))
        self.table.setText(self.tr("Show in the &table"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def command(self, keys: str, slot: Callable[[], None], *, of_order: bool = False) -> QAction:
        """Something to be done with the lines, in their menu and by keys."""
        action = QAction(self.list)
        self.list.insertAction(self.table, action)
        self._set_up(action, keys, slot, of_order=of_order)
        return action

    def current_order(self) -> tuple[int, str] | None:
        """Row number and key of the order that the current line is about."""
        index = self.list.currentIndex()
        return self._lines.order(index.row()) if index.isValid() else None

    def _set_up(
        self, action: QAction, keys: str, slot: Callable[[], None], *, of_order: bool
    ) -> None:
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(slot)
        if of_order:
            self._of_order.append(action)

    def _choose(self) -> None:
        if order := self.current_order():
            self.chosen.emit(*order)

    def _show_in_table(self) -> None:
        if order := self.current_order():
            self.order_wanted.emit(order[1])

    def _show_menu(self, at: QPoint) -> None:
        has_order = self.current_order() is not None
        for action in self._of_order:
            action.setEnabled(has_order)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.list.actions())
        menu.popup(at)
