"""The inbox: every change of every order, to be looked through and marked as seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from orderviewer.feed.changes import Sieve
from orderviewer.local.records import Change, EventKind
from orderviewer.ui.happenings import event_title
from orderviewer.ui.inboxmodel import AFTER, BEFORE, CHANGE, ORDER, REFERENCE, WHAT, InboxModel
from orderviewer.ui.lines import LinesPane
from orderviewer.ui.plain import PlainLabel

if TYPE_CHECKING:
    from orderviewer.feed.changes import ChangesFeed, InboxPage, Marks
    from orderviewer.fields.values import DateStyle

_WIDTHS = {AFTER: 25, ORDER: 13, WHAT: 27, CHANGE: 42, BEFORE: 22, REFERENCE: 18}  # characters
TYPING_MS = 250  # between two keys of somebody who is still typing


class Inbox(LinesPane):
    """Says what the user wants of the changes."""

    def __init__(self, feed: ChangesFeed, style: DateStyle, parent: QWidget | None = None) -> None:
        self.model = InboxModel(style)
        super().__init__(self.model, _WIDTHS, parent)
        self._feed = feed
        self._number: int | None = None  # of the only order shown
        self.kinds = QComboBox(self)
        self.kinds.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.kinds.setMinimumContentsLength(14)
        self.unseen = QCheckBox(self)
        self.order = QLineEdit(self)
        self.order.setClearButtonEnabled(True)
        self.everything = QPushButton(self)
        self.arrived = QPushButton(self)
        self.arrived.hide()
        self.nothing = PlainLabel(self, wraps=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self.mark = self.command("M", self.mark_selected)
        self.only = self.command("", self._show_only, of_order=True)
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

    def retranslate(self) -> None:
        super().retranslate()
        self.setAccessibleName(self.tr("Changes"))
        self.list.setAccessibleName(self.tr("Changes of all orders"))
        self.kinds.setAccessibleName(self.tr("Kind of change"))
        self.unseen.setText(self.tr("&Unseen only"))
        self.order.setPlaceholderText(self.tr("Order or customer reference"))
        self.order.setAccessibleName(self.tr("Order or customer reference"))
        self.everything.setText(self.tr("Mark all as &seen"))
        self.mark.setText(self.tr("&Mark as seen"))
        self.only.setText(self.tr("&Only the changes of this order"))
        self._fill_kinds()
        self._explain_nothing()

    def _build(self) -> None:
        filters = QHBoxLayout()
        filters.addWidget(self.kinds, 1)
        filters.addWidget(self.order, 1)
        filters.addWidget(self.unseen)
        column = QVBoxLayout(self)
        column.addLayout(filters)
        column.addWidget(self.arrived)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.list, 1)
        column.addLayout(self.foot(self.everything))
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

    def _narrow(self) -> None:
        self._number = None
        self._typing.start()

    def _show_only(self) -> None:
        if order := self.current_order():
            with QSignalBlocker(self.order):
                self._number, key = order
                self.order.setText(key)
            self.begin()

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
