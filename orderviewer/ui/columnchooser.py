"""The dialog of the columns: every field can be one, the table behind it follows at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from orderviewer.ui.columnmodel import TITLE, ColumnModel, Entry
from orderviewer.ui.plain import PlainLabel
from orderviewer.views.columns import place_field

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from orderviewer.feed.searching import SearchFeed
    from orderviewer.local.records import Place
    from orderviewer.search.terms import Field
    from orderviewer.ui.columns import Columns
    from orderviewer.ui.table import OrderTableModel

LONGEST = 200  # characters of a search
_SHARE = 0.85  # of the screen, at most
_WIDTH, _ROWS = 110, 26  # average characters, lines


class ColumnList(QTreeView):
    """A list with ticks: Space turns one, dragging and Alt with an arrow move a row."""

    def __init__(self, model: ColumnModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = model
        self.setModel(model)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setAllColumnsShowFocus(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setTabKeyNavigation(False)
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Interactive)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Also from the column of examples."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._columns.turn(self.currentIndex())
        else:
            super().keyPressEvent(event)


class ColumnChooser(QDialog):
    """Ticks show and hide, the order of the rows is that of the columns; nothing to confirm."""

    def __init__(
        self,
        columns: Columns,
        orders: OrderTableModel,
        feed: SearchFeed,
        current: int,
        parent: QWidget | None = None,
    ) -> None:
        """`current`: the row number of the order whose values are the first examples, or 0."""
        super().__init__(parent)
        self._columns = columns
        self._orders = orders
        self._feed = feed
        self._current = current
        self.model = ColumnModel(self)
        self.box = QLineEdit(self)
        self.box.setClearButtonEnabled(True)
        self.box.setMaxLength(LONGEST)
        self.list = ColumnList(self.model, self)
        self._hint = PlainLabel(self, wraps=True)
        self.up, self.down, self.default = (QPushButton(self) for _ in range(3))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._build()
        self.box.textChanged.connect(self._search)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.default.clicked.connect(self._reset)
        self._buttons.rejected.connect(self.accept)
        self.model.chosen.connect(columns.choose)
        self.model.rowsMoved.connect(self._allow)
        self.list.selectionModel().currentChanged.connect(self._allow)
        feed.placed.connect(self._add_places)
        self.retranslate()
        self._fill()
        feed.list_places(current)
        self.box.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Columns"))
        self.box.setPlaceholderText(self.tr("Search by name or by value"))
        self.box.setAccessibleName(self.tr("Search the columns"))
        self.list.setAccessibleName(self.tr("Columns and fields"))
        self.up.setText(self.tr("Move &up"))
        self.down.setText(self.tr("Move &down"))
        self.default.setText(self.tr("&First columns"))
        self.default.setToolTip(self.tr("Back to the columns of the first start"))
        self._hint.setText(
            self.tr("Ticked fields are columns, from left to right. Drag them, or use Alt+arrows.")
        )
        self.model.retranslate()

    def _build(self) -> None:
        side = QVBoxLayout()
        for button in (self.up, self.down, self.default):
            button.setAutoDefault(False)
            side.addWidget(button)
        side.addStretch()
        middle = QHBoxLayout()
        middle.addWidget(self.list, 1)
        middle.addLayout(side)
        whole = QVBoxLayout(self)
        whole.addWidget(self.box)
        whole.addLayout(middle, 1)
        whole.addWidget(self._hint)
        whole.addWidget(self._buttons)
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        em, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
        room = self.screen().availableGeometry().size()
        self.resize(QSize(em * _WIDTH, line * _ROWS).boundedTo(room * _SHARE))
        self.list.header().resizeSection(TITLE, self.width() * 2 // 5)
        for keys, steps in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda steps=steps: self._move(steps))

    def _fill(self) -> None:
        wanted = self._columns.wanted
        available = self._columns.available
        known = [field for field in wanted if field in available or field in self._orders.extras]
        others = [field for field in available if field not in known]
        lacking = [field for field in wanted if field not in known]  # kept, the data may have it
        entries = [Entry(field, self._examples(field), shown=True) for field in (*known, *lacking)]
        entries += [Entry(field, self._examples(field)) for field in others]
        self.model.put(entries)
        self.list.setCurrentIndex(self.model.index(0, TITLE))
        self._allow()

    def _examples(self, field: Field) -> tuple[str, ...]:
        return self._orders.samples(field)

    def _add_places(self, places: tuple[Place, ...]) -> None:
        current = self.model.entry(self.list.currentIndex())
        self.model.add([Entry(place_field(one.path), one.texts) for one in places])
        self._return_to(current)

    def _search(self, text: str) -> None:
        current = self.model.entry(self.list.currentIndex())
        self.model.search(text)
        self._return_to(current)

    def _return_to(self, entry: Entry | None) -> None:
        """The current row stays on its field while others come and go."""
        self.list.setCurrentIndex(self.model.index_of(entry.field if entry else None))
        self._allow()

    def _move(self, steps: int) -> None:
        row = self.list.currentIndex().row()
        if row >= 0 and self.model.move(row, row + steps + (steps > 0)):
            self.list.scrollTo(self.list.currentIndex())

    def _reset(self) -> None:
        self._columns.reset()
        self.box.clear()
        self._fill()
        self._feed.list_places(self._current)

    def _allow(self, _current: QModelIndex | None = None, *_rest: object) -> None:
        row, last = self.list.currentIndex().row(), self.model.rowCount() - 1
        free = row >= 0 and not self.model.searched
        self.up.setEnabled(free and row > 0)
        self.down.setEnabled(free and row < last)
