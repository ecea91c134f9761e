"""The detail pane: one order, read in three ways, beside the table it was chosen in."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from orderviewer.feed.detail import DetailState
from orderviewer.ui.allfields import AllFields
from orderviewer.ui.form import FormText
from orderviewer.ui.header import DetailNote, OrderHeader
from orderviewer.ui.plain import PlainLabel
from orderviewer.ui.rawjson import RawJson
from orderviewer.ui.stepper import Stepper
from orderviewer.ui.summary import Summary, utc_now
from orderviewer.ui.timeline import Timeline
from orderviewer.ui.tree import FieldView

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from orderviewer.feed.detail import Comparison, OrderView
    from orderviewer.fields.values import DateStyle
    from orderviewer.order import OrderviewerError


WAITED_QUIETLY = 150  # milliseconds


class DetailPane(QWidget):
    """Follows the selection: nothing, an order on its way, or an order.

    Only the tab that is looked at is filled; the others follow when they are opened.  The tab, and
    for a newer state of the same order every place in it, stay as the user left them.
    """

    retried = Signal()  # ask for the details again
    comparison_wanted = Signal(int, object)  # an order, when the version was replaced
    history_shown = Signal()  # another order's history stands in front, or newer events of it

    def __init__(
        self,
        style: DateStyle,
        parent: QWidget | None = None,
        *,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(parent)
        self._view: OrderView | None = None
        self._filled: dict[QWidget, OrderView] = {}
        self.empty = PlainLabel(self, wraps=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.header = OrderHeader(style, self)
        self.waiting = PlainLabel(self, wraps=True)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.summary = Summary(style, self, now=now)
        self.fields = AllFields(self)
        self.fields.restyle(style)
        self.timeline = Timeline(style, self)
        self.raw = RawJson(self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.note = DetailNote(self)
        self._content = QStackedWidget(self)
        self._whole = QStackedWidget(self)
        self._expected = ""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(WAITED_QUIETLY)
        self._patience.timeout.connect(self._say_waiting)
        self._build()
        self.tabs.currentChanged.connect(self._fill)
        self.note.retried.connect(self.retried)
        self.fields.comparison_wanted.connect(self._want_comparison)
        self.retranslate()
        self.show_nothing()

    def show_nothing(self) -> None:
        """No order is selected."""
        self._patience.stop()
        self._view = None
        self._whole.setCurrentWidget(self.empty)

    def show_waiting(self, key: str) -> None:
        """An order was selected, its content is on its way.

        It nearly always is here at once: the order shown before stays a moment, so that nothing
        flickers while the selection moves.
        """
        self._expected = key
        self._patience.start()

    def show_order(self, view: OrderView) -> None:
        self._patience.stop()
        if self._view is None or self._view.key != view.key:
            self.note.show_state(DetailState.MERGED)
        self._view = view
        self.header.show_order(view)
        self._content.setCurrentWidget(self.tabs)
        self._whole.setCurrentIndex(1)
        self._fill()

    def show_comparison(self, found: Comparison) -> None:
        """How the order shown differs from an earlier version."""
        if self._view and self._view.number == found.number:
            self.fields.show_comparison(found.end, found.changes)

    def set_detail_state(self, state: DetailState, error: OrderviewerError | None = None) -> None:
        """How the detail call stands; `error`: why it failed, if it did."""
        self.note.show_state(DetailState(state), error)

    def restyle(self, style: DateStyle) -> None:
        """Dates are written another way from now on."""
        self.header.restyle(style)
        self.summary.restyle(style)
        self.timeline.restyle(style)
        self.fields.restyle(style)

    def begin_search(self) -> None:
        """Puts the caret into the search box of the fields, or of the JSON where that is on."""
        if self._view is None:
            return
        if self.tabs.currentWidget() is self.raw:
            self.raw.begin_search()
            return
        self.tabs.setCurrentWidget(self.fields)
        self.fields.begin_search()

    def copy(self) -> bool:
        """Copies from the part that has the focus; False when that has nothing to copy."""
        part = self.focusWidget()
        if not isinstance(part, (FormText, Stepper, FieldView)):
            return False
        return part.copy_value()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Order details"))
        self.tabs.setAccessibleName(self.tr("Ways to read the order"))
        self.empty.setText(self.tr("Select an order to read it here."))
        self.waiting.setText(self.tr("Reading the order…"))
        for part, title in (
            (self.summary, self.tr("Summary")),
            (self.timeline, self.tr("History")),
            (self.fields, self.tr("Fields")),
            (self.raw, self.tr("JSON")),
        ):
            self.tabs.setTabText(self.tabs.indexOf(part), title)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def event(self, event: QEvent) -> bool:
        """Claims the keys for searching before the window's own action can."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Find)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Find):
            self.begin_search()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """One size whatever the order, so that selecting never moves the window's parts."""
        metrics = self.fontMetrics()
        return QSize(32 * metrics.averageCharWidth(), 20 * metrics.height())

    @property
    def history_of(self) -> int | None:
        """The number of the order whose history is in front of the user."""
        return self._view.number if self._view and self.timeline.isVisible() else None

    @property
    def fair_width(self) -> int:
        """In which the titles of all tabs are read whole."""
        margins = 4 * self.fontMetrics().averageCharWidth()
        return self.tabs.tabBar().sizeHint().width() + margins

    def _say_waiting(self) -> None:
        self._view = None
        self.header.show_key(self._expected)
        self.note.show_state(DetailState.MERGED)
        self._content.setCurrentWidget(self.waiting)
        self._whole.setCurrentIndex(1)

    def _build(self) -> None:
        for part in (self.summary, self.timeline, self.fields, self.raw):
            self.tabs.addTab(part, "")
        self._content.addWidget(self.waiting)
        self._content.addWidget(self.tabs)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.addWidget(self.header)
        column.addWidget(self._content, 1)
        column.addWidget(self.note)
        self._whole.addWidget(self.empty)
        self._whole.addWidget(page)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self._whole)
        self._order_stops()

    def take_focus(self) -> None:
        """At the first stop; a focus proxy would lead the Tab key round and round."""
        self.tabs.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _order_stops(self) -> None:
        """The Tab key goes through the pane as it is read, whatever was built first."""
        stops = (
            self.tabs,
            *self.summary.stops,
            *self.timeline.stops,
            *self.fields.stops,
            *self.raw.stops,
            self.note.retry,
        )
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def _want_comparison(self, end: datetime) -> None:
        if self._view:
            self.comparison_wanted.emit(self._view.number, end)

    def _fill(self) -> None:
        """Fills the tab that is looked at, unless it has this content."""
        view = self._view
        part = self.tabs.currentWidget()
        if view is None or part is None:
            return
        before = self._filled.get(part)
        same = before is not None and before.number == view.number and before.key == view.key
        if same and before is not None and _content(before) == _content(view):
            if part is self.timeline:
                self.history_shown.emit()
            return
        self._filled[part] = view
        if part is self.summary:
            self.summary.show_sheet(view.sheet, same=same)
        elif part is self.timeline:
            self.timeline.show_events(view.events, same=same)
            self.history_shown.emit()
        elif part is self.fields:
            self.fields.show_fields(view.sheet.merged, view.ends, same=same)
        else:
            self.raw.show_raw(view.raw_list, view.raw_detail)


def _content(view: OrderView) -> tuple[object, ...]:
    return view.raw_list, view.raw_detail, view.sheet.form, view.events, view.ends
