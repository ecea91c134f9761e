"""The inbox: every change of every order, to be looked through and marked as seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from orderviewer.feed.changes import Sieve
from orderviewer.local.records import Change, EventKind
from orderviewer.ui.copying import copy_text
from orderviewer.ui.happenings import event_title
from orderviewer.ui.inboxmodel import AFTER, BEFORE, CHANGE, ORDER, REFERENCE, WHAT, InboxModel
from orderviewer.ui.plain import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from orderviewer.feed.changes import ChangesFeed, InboxPage, Marks
    from orderviewer.fields.values import DateStyle

_WIDTHS = {AFTER: 25, ORDER: 13, WHAT: 27, CHANGE: 42, BEFORE: 22, REFERENCE: 18}  # characters
TYPING_MS = 250  # between two keys of somebody who is still typing


class InboxList(QTableView):
    """The lines; Ctrl+C copies them, Enter goes to the order."""

    opened = Signal()
    menu_wanted = Signal(QPoint)  # on the screen

    def __init__(self, model: InboxModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changes = model
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
        self.verticalHeader().setDefaultSectionSize(round(metrics.height() * 1.75))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, metrics.averageCharWidth() * width)

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
            copy_text("\n".join("\t".join(self._changes.texts(row)) for row in self.rows))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.pos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            at = self.visualRect(self.currentIndex()).bottomLeft()
        self.menu_wanted.emit(self.viewport().mapToGlobal(at))


class Inbox(QWidget):
    """Says what the user wants of the changes; the owner shows the order of the chosen line."""

    chosen = Signal(int, str)  # row number and key of an order
    opened = Signal()  # the user wants to be in the order's detail
    order_wanted = Signal(str)  # the key of an order to be shown in the table
    left = Signal()  # back to the orders

    def __init__(self, feed: ChangesFeed, style: DateStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._number: int | None = None  # of the only order shown
        self._whose = ""
        self.model = InboxModel(style, self)
        self.list = InboxList(self.model, self)
        self.kinds = QComboBox(self)
        self.kinds.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.kinds.setMinimumContentsLength(14)
        self.unseen = QCheckBox(self)
        self.order = QLineEdit(self)
        self.order.setClearButtonEnabled(True)
        self.everything = QPushButton(self)
        self.back = QPushButton(self)
        self.arrived = QPushButton(self)
        self.arrived.hide()
        self.nothing = PlainLabel(self, wraps=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self.mark = self._command("M", self.mark_selected)
        self.only = self._command("", self._show_only)
        self.table = self._command("", self._show_in_table)
        self._build()
        self.retranslate()
        self._connect()

    def begin(self) -> None:
        """Reads the newest changes through the filters as they stand."""
        self.arrived.hide()
        self._feed.read_inbox(self.sieve)

    @property
    def sieve(self) -> Sieve:
        """What the filters say."""
        kind = self.kinds.currentData()
        return Sieve(
            kinds=frozenset({EventKind(kind)}) if kind else None,
            unseen=self.unseen.isChecked(),
            text="" if self._number is not None else self.order.text().strip(),
            number=self._number,
        )

    def mark_selected(self) -> None:
        """The selected changes are seen."""
        entries = [self.model.entry(row) for row in self.list.rows]
        self._feed.mark_seen([one.event.event for one in entries if not one.event.seen])

    def mark_all(self) -> None:
        """Every change there is, shown or not, is seen."""
        self._feed.mark_seen()

    def restyle(self, style: DateStyle) -> None:
        """Dates are written another way from now on."""
        self.model.restyle(style)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Changes"))
        self.list.setAccessibleName(self.tr("Changes of all orders"))
        self.kinds.setAccessibleName(self.tr("Kind of change"))
        self.unseen.setText(self.tr("&Unseen only"))
        self.order.setPlaceholderText(self.tr("Order or customer reference"))
        self.order.setAccessibleName(self.tr("Order or customer reference"))
        self.everything.setText(self.tr("Mark all as &seen"))
        self.back.setText(self.tr("Back to the &orders"))
        self.mark.setText(self.tr("&Mark as seen"))
        self.only.setText(self.tr("&Only the changes of this order"))
        self.table.setText(self.tr("Show in the &table"))
        self._fill_kinds()
        self._explain_nothing()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        filters = QHBoxLayout()
        filters.addWidget(self.kinds, 1)
        filters.addWidget(self.order, 1)
        filters.addWidget(self.unseen)
        commands = QHBoxLayout()
        commands.addWidget(self.everything)
        commands.addStretch(1)
        commands.addWidget(self.back)
        column = QVBoxLayout(self)
        column.addLayout(filters)
        column.addWidget(self.arrived)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.list, 1)
        column.addLayout(commands)
        self.nothing.hide()
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        feed = self._feed
        feed.read.connect(self._put)
        feed.arrived.connect(self._announce)
        feed.seen.connect(self._note_seen)
        feed.marked.connect(self._allow)
        self.model.more_wanted.connect(feed.read_more)
        self.kinds.activated.connect(self.begin)
        self.unseen.toggled.connect(self.begin)
        self.order.textChanged.connect(self._narrow)
        self._typing.timeout.connect(self.begin)
        self.arrived.clicked.connect(self._show_arrived)
        self.everything.clicked.connect(self.mark_all)
        self.back.clicked.connect(self.left)
        self.list.selectionModel().currentRowChanged.connect(self._choose)
        self.list.opened.connect(self.opened)
        self.list.menu_wanted.connect(self._show_menu)
        self._allow(feed.marks)

    def _put(self, page: InboxPage) -> None:
        first = page.before is None
        self.model.put(page)
        self.nothing.setVisible(not self.model.rowCount())
        self.list.setVisible(bool(self.model.rowCount()))
        if first:
            self.list.scrollToTop()
            self._explain_nothing()

    def _announce(self, count: int) -> None:
        """What came stays aside until it is asked for: no line moves by itself."""
        if not self.model.rowCount():
            self.begin()
            return
        self.arrived.setText(self.tr("%Ln new change(s). Show", "", count))
        self.arrived.setVisible(count > 0)

    def _show_arrived(self) -> None:
        self.begin()
        self.list.setFocus()

    def _note_seen(self, events: list[int] | None, numbers: list[int] | None) -> None:
        self.model.note_seen(events, numbers, self._feed.marks.latest)

    def _allow(self, marks: Marks) -> None:
        self.everything.setEnabled(marks.changes > 0)

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid():
            event = self.model.entry(current.row()).event
            if event.number is not None:
                self.chosen.emit(event.number, event.key)

    def _narrow(self) -> None:
        self._number = None
        self._typing.start()

    def _show_only(self) -> None:
        index = self.list.currentIndex()
        if index.isValid() and (number := self.model.entry(index.row()).event.number):
            with QSignalBlocker(self.order):
                self.order.setText(self.model.entry(index.row()).event.key)
            self._number = number
            self.begin()

    def _show_in_table(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self.order_wanted.emit(self.model.entry(index.row()).event.key)

    def _show_menu(self, at: QPoint) -> None:
        index = self.list.currentIndex()
        event = self.model.entry(index.row()).event if index.isValid() else None
        has_order = event is not None and event.number is not None
        self.only.setEnabled(has_order)
        self.table.setEnabled(has_order)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.mark, self.only, self.table])
        menu.popup(at)

    def _fill_kinds(self) -> None:
        chosen = self.kinds.currentData()
        self.kinds.clear()
        self.kinds.addItem(self.tr("Every kind of change"), None)
        for kind in EventKind:
            self.kinds.addItem(event_title(Change(kind)), str(kind))
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(chosen)))

    def _explain_nothing(self) -> None:
        if self.sieve == Sieve():
            text = self.tr(
                "Nothing has changed since the orders were first read. Changes appear here."
            )
        elif self.sieve == Sieve(unseen=True):
            text = self.tr("You have seen every change.")
        else:
            text = self.tr("No change passes these filters.")
        self.nothing.setText(text)

    def _command(self, keys: str, slot: Callable[[], None]) -> QAction:
        action = QAction(self.list)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(slot)
        self.list.addAction(action)
        return action
