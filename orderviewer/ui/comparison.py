"""The place where two days are compared: the days, the flow, the groups and their orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from orderviewer.feed.comparing import Groups, TwoMoments
from orderviewer.local.records import Fate
from orderviewer.ui.comparisonmodel import (
    AFTER,
    BEFORE,
    FIELD,
    ORDER,
    REFERENCE,
    SITE,
    ComparisonModel,
)
from orderviewer.ui.fatewords import flow_sentence, group_text
from orderviewer.ui.happenings import moment_shown
from orderviewer.ui.lines import LinesPane
from orderviewer.ui.pastribbon import day_shown
from orderviewer.ui.plain import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from orderviewer.feed.comparing import CompareFeed, GroupPage
    from orderviewer.fields.values import DateStyle

# In characters; what differs needs no scrolling.
_WIDTHS = {ORDER: 12, FIELD: 20, BEFORE: 20, AFTER: 20, REFERENCE: 18, SITE: 24}
_FATE = int(Qt.ItemDataRole.UserRole)


class ComparisonPane(LinesPane):
    """Compares as soon as two days are chosen."""

    export_wanted = Signal(object)  # Groups

    def __init__(self, feed: CompareFeed, style: DateStyle, parent: QWidget | None = None) -> None:
        self.model = ComparisonModel(style)
        super().__init__(self.model, _WIDTHS, parent)
        self._feed = feed
        self._style = style
        self._days: Sequence[datetime] = ()
        self._groups: Groups | None = None
        self.earlier, self.later = QComboBox(self), QComboBox(self)
        self._from, self._to = QLabel(self), QLabel(self)
        self.flow = PlainLabel(self, wraps=True, selectable=True)
        self.groups = QListWidget(self)
        self._orders = QStackedWidget(self)  # of the group, or that there are none
        self.nothing = PlainLabel(self._orders, wraps=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._orders.addWidget(self.list)
        self._orders.addWidget(self.nothing)
        self.export = QPushButton(self)
        self._build()
        self._connect()
        self.retranslate()

    def begin(self, days: Sequence[datetime]) -> None:
        """The days there are, the latest first: the first two of them are compared."""
        self._days = days
        self._fill_days(min(1, len(days) - 1), 0)
        self._compare()

    def restyle(self, style: DateStyle) -> None:
        super().restyle(style)
        self._style = style
        self._fill_days(self.earlier.currentIndex(), self.later.currentIndex())
        self._write_groups()

    def retranslate(self) -> None:
        super().retranslate()
        self.setAccessibleName(self.tr("Two days compared"))
        for label, box, text in (
            (self._from, self.earlier, self.tr("&From")),
            (self._to, self.later, self.tr("&to")),
        ):
            label.setText(text)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setBuddy(box)
        self.earlier.setAccessibleName(self.tr("Earlier day"))
        self.later.setAccessibleName(self.tr("Later day"))
        self.groups.setAccessibleName(self.tr("Groups of orders"))
        self.list.setAccessibleName(self.tr("Orders of the group"))
        self.nothing.setText(self.tr("No order is in this group."))
        self.export.setText(self.tr("&Export the comparison…"))

    def _build(self) -> None:
        days = QHBoxLayout()
        for widget in (self._from, self.earlier, self._to, self.later):
            days.addWidget(widget)
        days.addStretch(1)
        parts = QSplitter(Qt.Orientation.Horizontal, self)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.groups)
        parts.addWidget(self._orders)
        parts.setStretchFactor(1, 1)
        em = self.fontMetrics().averageCharWidth()
        parts.setSizes([27 * em, 80 * em])
        whole = QVBoxLayout(self)
        whole.addLayout(days)
        whole.addWidget(self.flow)
        whole.addWidget(parts, 1)
        whole.addLayout(self.foot(self.export))
        self.setFocusProxy(self.groups)

    def _connect(self) -> None:
        feed = self._feed
        feed.compared.connect(self._take)
        feed.read.connect(self._put)
        self.model.more_wanted.connect(self._read_more)
        self.earlier.activated.connect(self._compare)
        self.later.activated.connect(self._compare)
        self.groups.currentItemChanged.connect(self._choose_group)
        self.export.clicked.connect(self._ask_export)

    def _fill_days(self, earlier: int, later: int) -> None:
        for box, place in ((self.earlier, earlier), (self.later, later)):
            box.clear()
            box.addItems([moment_shown(day, self._style) for day in self._days])
            box.setCurrentIndex(place)

    def _compare(self) -> None:
        """Whichever way round the days were chosen."""
        both = [self._days[box.currentIndex()] for box in (self.earlier, self.later)]
        self._groups = None
        self.groups.clear()
        self.model.clear()
        self.export.setEnabled(False)
        self.flow.setText(self.tr("Comparing…"))
        self._feed.compare(TwoMoments(min(both), max(both)))

    def _take(self, groups: Groups) -> None:
        self._groups = groups
        self.export.setEnabled(True)
        self._write_groups()

    def _write_groups(self) -> None:
        groups = self._groups
        if groups is None:
            return
        chosen = self.groups.currentRow()
        self.flow.setText(flow_sentence(groups.counts, day_shown(groups.moments.earlier)))
        self.groups.clear()
        for fate in Fate:
            item = QListWidgetItem(group_text(fate, groups.counts[fate]))
            item.setData(_FATE, str(fate))
            self.groups.addItem(item)
        frame = 2 * self.groups.frameWidth()
        self.groups.setMinimumWidth(self.groups.sizeHintForColumn(0) + frame)
        counted = [place for place, fate in enumerate(Fate) if groups.counts[fate]]
        self.groups.setCurrentRow(chosen if chosen >= 0 else next(iter(counted), 0))

    def _fate(self) -> Fate | None:
        item: QListWidgetItem | None = self.groups.currentItem()
        return Fate(item.data(_FATE)) if item is not None else None

    def _choose_group(self) -> None:
        if self._groups and (fate := self._fate()):
            self._feed.read_group(fate)

    def _read_more(self, first: int) -> None:
        if fate := self._fate():
            self._feed.read_group(fate, first)

    def _put(self, page: GroupPage) -> None:
        self.model.put(page)
        self._orders.setCurrentWidget(self.list if self.model.rowCount() else self.nothing)
        if page.first == 0:
            self.list.scrollToTop()

    def _ask_export(self) -> None:
        if self._groups:
            self.export_wanted.emit(self._groups)
