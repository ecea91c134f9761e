"""The place where two days are compared: the days, the flow, the groups and their orders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QModelIndex, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from orderviewer.export.csv import Dialect
from orderviewer.feed.comparing import ComparisonPlan, Groups, TwoMoments
from orderviewer.fields.roles import Role
from orderviewer.local.records import Fate
from orderviewer.ui.comparisonmodel import (
    AFTER,
    BEFORE,
    FIELD,
    ORDER,
    REFERENCE,
    SITE,
    ComparisonModel,
    comparison_titles,
)
from orderviewer.ui.fatewords import fate_title, flow_sentence, group_text
from orderviewer.ui.happenings import moment_shown
from orderviewer.ui.pastribbon import day_shown
from orderviewer.ui.plain import PlainLabel
from orderviewer.ui.titles import role_title
from orderviewer.ui.words import describe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent

    from orderviewer.feed.comparing import GroupPage
    from orderviewer.feed.feed import Feed
    from orderviewer.fields.values import DateStyle
    from orderviewer.order import OrderviewerError

_WIDTHS = {ORDER: 12, REFERENCE: 18, SITE: 24, FIELD: 20, BEFORE: 20, AFTER: 20}  # characters
_FATE = int(Qt.ItemDataRole.UserRole)


class ComparisonPlace(QWidget):
    """Compares as soon as two days are chosen; the owner shows the order of the chosen line."""

    chosen = Signal(int, str)  # row number and key of an order
    opened = Signal()  # the user wants to be in the order's detail
    left = Signal()  # back to the orders

    def __init__(self, feed: Feed, style: DateStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._style = style
        self._days: Sequence[datetime] = ()
        self._groups: Groups | None = None
        self._target: Path | None = None  # of the file that is being written
        self.earlier, self.later = QComboBox(self), QComboBox(self)
        self._from, self._to = QLabel(self), QLabel(self)
        self.flow = PlainLabel(self, wraps=True, selectable=True)
        self.groups = QListWidget(self)
        self.model = ComparisonModel(style, self)
        self.orders = QTableView(self)
        self.export = QPushButton(self)
        self.told = PlainLabel(self, wraps=True)
        self.back = QPushButton(self)
        self._build()
        self._connect()
        self.retranslate()

    def begin(self, days: Sequence[datetime]) -> None:
        """The days there are, the latest first: the first two of them are compared."""
        self._days = days
        self._fill_days(min(1, len(days) - 1), 0)
        self.told.setText("")
        self._compare()

    def restyle(self, style: DateStyle) -> None:
        """Dates are written another way from now on."""
        self._style = style
        self.model.restyle(style)
        self._fill_days(self.earlier.currentIndex(), self.later.currentIndex())
        self._write_groups()

    def retranslate(self) -> None:
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
        self.orders.setAccessibleName(self.tr("Orders of the group"))
        self.export.setText(self.tr("&Export the comparison…"))
        self.back.setText(self.tr("Back to the &orders"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.orders.hasFocus():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def plan(self, target: Path, dialect: Dialect) -> ComparisonPlan | None:
        """A file of everything that is otherwise; None while nothing is compared."""
        if self._groups is None:
            return None
        return ComparisonPlan(
            moments=self._groups.moments,
            fates=tuple(fate for fate in Fate if fate is not Fate.UNCHANGED),
            header=comparison_titles(),
            fate_titles={fate: fate_title(fate) for fate in Fate},
            role_titles={role: role_title(role) for role in Role},
            dialect=dialect,
            target=target,
        )

    def write(self, target: Path, dialect: Dialect) -> None:
        """Writes the file, whole or not at all, and says how it ended."""
        if plan := self.plan(target, dialect):
            self._target = target
            self.export.setEnabled(False)
            self.told.setText(self.tr("Writing…"))
            self._feed.export.start(plan)

    def _build(self) -> None:
        days = QHBoxLayout()
        for widget in (self._from, self.earlier, self._to, self.later):
            days.addWidget(widget)
        days.addStretch(1)
        table = self.orders
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setCornerButtonEnabled(False)
        table.verticalHeader().hide()
        metrics = self.fontMetrics()
        table.verticalHeader().setDefaultSectionSize(round(metrics.height() * 1.75))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, metrics.averageCharWidth() * width)
        for place, column in enumerate((ORDER, FIELD, BEFORE, AFTER, REFERENCE, SITE)):
            header.moveSection(header.visualIndex(column), place)  # what differs needs no scrolling
        parts = QSplitter(Qt.Orientation.Horizontal, self)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.groups)
        parts.addWidget(table)
        parts.setStretchFactor(1, 1)
        em = metrics.averageCharWidth()
        parts.setSizes([27 * em, 80 * em])
        commands = QHBoxLayout()
        commands.addWidget(self.export)
        commands.addWidget(self.told, 1)
        commands.addWidget(self.back)
        whole = QVBoxLayout(self)
        whole.addLayout(days)
        whole.addWidget(self.flow)
        whole.addWidget(parts, 1)
        whole.addLayout(commands)
        self.setFocusProxy(self.groups)

    def _connect(self) -> None:
        feed = self._feed
        feed.compare.compared.connect(self._take)
        feed.compare.read.connect(self._put)
        feed.export.finished.connect(self._finish)
        feed.export.failed.connect(self._fail)
        self.model.more_wanted.connect(self._read_more)
        self.earlier.activated.connect(self._compare)
        self.later.activated.connect(self._compare)
        self.groups.currentItemChanged.connect(self._choose_group)
        self.orders.selectionModel().currentRowChanged.connect(self._choose)
        self.export.clicked.connect(self._ask_file)
        self.back.clicked.connect(self.left)

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
        self._feed.compare.compare(TwoMoments(min(both), max(both)))

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
        counted = [place for place, fate in enumerate(Fate) if groups.counts[fate]]
        self.groups.setCurrentRow(chosen if chosen >= 0 else next(iter(counted), 0))

    def _fate(self) -> Fate | None:
        item: QListWidgetItem | None = self.groups.currentItem()
        return Fate(item.data(_FATE)) if item is not None else None

    def _choose_group(self) -> None:
        if self._groups and (fate := self._fate()):
            self._feed.compare.read_group(fate)

    def _read_more(self, first: int) -> None:
        if fate := self._fate():
            self._feed.compare.read_group(fate, first)

    def _put(self, page: GroupPage) -> None:
        self.model.put(page)
        if page.first == 0:
            self.orders.scrollToTop()

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid():
            order = self.model.order(current.row())
            self.chosen.emit(order.number, order.key)

    def _ask_file(self) -> None:
        picker = QFileDialog(self, self.tr("Export to"))
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        picker.setFileMode(QFileDialog.FileMode.AnyFile)
        filters = {
            self.tr("CSV for Excel in French (*.csv)"): Dialect.FR,
            self.tr("CSV by the standard (*.csv)"): Dialect.RFC4180,
            self.tr("Text with tabs (*.tsv)"): Dialect.TSV,
        }
        french = QLocale().language() is QLocale.Language.French
        picker.setNameFilters(list(filters))
        picker.selectNameFilter(list(filters)[0 if french else 1])
        picker.setDefaultSuffix("csv")
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        picker.setDirectory(QStandardPaths.writableLocation(documents))
        picker.selectFile(self.tr("comparison"))
        picker.setLabelText(QFileDialog.DialogLabel.LookIn, self.tr("Look in:"))
        picker.setLabelText(QFileDialog.DialogLabel.FileType, self.tr("Files of type:"))
        picker.fileSelected.connect(
            lambda file: self.write(Path(file), filters[picker.selectedNameFilter()])
        )
        picker.open()

    def _finish(self, target: Path, lines: int) -> None:
        if target == self._target:
            self._target = None
            self.export.setEnabled(True)
            written = self.tr("%Ln line(s) written: {file}", "", lines)
            self.told.setText(written.format(file=str(target)))

    def _fail(self, error: OrderviewerError) -> None:
        if self._target is not None:
            self._target = None
            self.export.setEnabled(True)
            words = describe(error)
            self.told.setText(" ".join(part for part in (words.sentence, words.advice) if part))
