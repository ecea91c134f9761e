"""What is selected in the table: the detail pane follows it, the clipboard takes it."""

from __future__ import annotations

from array import array
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Signal
from PySide6.QtGui import QGuiApplication

from orderviewer.feed.rows import ROLES
from orderviewer.fields.roles import Role
from orderviewer.fields.values import visible
from orderviewer.ui.titles import field_title

if TYPE_CHECKING:
    from orderviewer.feed.copying import CopiedTable
    from orderviewer.feed.detail import DetailState, OrderView
    from orderviewer.feed.feed import Feed
    from orderviewer.order import OrderviewerError
    from orderviewer.ui.columns import Columns
    from orderviewer.ui.detail import DetailPane
    from orderviewer.ui.grid import OrderGrid
    from orderviewer.ui.table import OrderTableModel


MOST_LOOKED_AT = 1_000  # rows
LONGEST_NAME = 80  # characters
_REFERENCE = ROLES.index(Role.REFERENCE)


class Selection(QObject):
    """Connects the table's selection with the detail pane and the clipboard."""

    counted = Signal(int)
    followed = Signal(object)  # the row number of the order shown in detail, or None

    def __init__(
        self,
        feed: Feed,
        model: OrderTableModel,
        grid: OrderGrid,
        columns: Columns,
        pane: DetailPane,
    ) -> None:
        super().__init__(grid)
        self._feed = feed
        self._model = model
        self._grid = grid
        self._columns = columns
        self._pane = pane
        self._number: int | None = None
        self._elsewhere = False  # the order shown was not chosen in the table
        selection = grid.selectionModel()
        selection.currentRowChanged.connect(self._go_on)
        selection.selectionChanged.connect(self._count)
        model.layoutChanged.connect(self._settle)
        grid.opened.connect(self.go_to_detail)
        pane.retried.connect(feed.detail.retry)
        pane.comparison_wanted.connect(feed.detail.compare)
        feed.detail.compared.connect(pane.show_comparison)
        feed.detail.read.connect(self._show)
        feed.detail.state_changed.connect(self._show_state)
        feed.listing.copied.connect(self._fill_clipboard)

    def clear(self) -> None:
        """No order is selected any more."""
        self._number = None
        self._elsewhere = False
        self._feed.detail.leave()
        self._grid.selectionModel().clear()
        self._pane.show_nothing()
        self.followed.emit(None)
        self._count()

    @property
    def current(self) -> int | None:
        """The row number of the order shown in detail."""
        return self._number

    @property
    def several(self) -> bool:
        """Whether more than one row is selected."""
        return self._selected() > 1

    def show_other(self, number: int, key: str) -> None:
        """An order chosen elsewhere than in the table; what is selected there stays so."""
        self._elsewhere = True
        if number != self._number:
            self._number = number
            self._pane.show_waiting(key)
            self._feed.detail.open(number)
            self.followed.emit(number)

    def follow_table(self) -> None:
        """The table is in front again: the detail pane shows its current order."""
        self._elsewhere = False
        self._follow(self._grid.currentIndex())

    def numbers(self) -> list[int]:
        """The selected orders, from top to bottom."""
        numbers = array("q")
        below = 0
        for top, bottom in sorted(self._ranges()):
            numbers.extend(self._model.numbers(max(top, below), bottom + 1))
            below = max(below, bottom + 1)
        return numbers.tolist()

    def names(self, most: int) -> list[str]:
        """Number and customer reference of the first of them whose texts are here."""
        rows = (self._model.row_of(number) for number in islice(self.numbers(), MOST_LOOKED_AT))
        known = (row for row in rows if row is not None)
        return [named(row.key, row.texts[_REFERENCE]) for row in islice(known, most)]

    def copy(self, *, titles: bool) -> None:
        """The selected rows as displayed, also those far from the screen."""
        fields = self._columns.visible
        header = [field_title(field) for field in fields] if titles else None
        self._feed.listing.copy(self.numbers(), fields, header)

    def _go_on(self, current: QModelIndex) -> None:
        """Another row of the table is the current one; behind other lists, that says nothing."""
        if not self._elsewhere:
            self._follow(current)

    def _follow(self, current: QModelIndex) -> None:
        if not current.isValid():
            self.clear()
            return
        number = self._model.number(current.row())
        if not self._grid.selectionModel().hasSelection():
            self._grid.choose(current.row())  # what the pane shows is marked in the table
        if number == self._number:
            return
        self._number = number
        row = self._model.row(current.row())
        if row:
            self._pane.show_waiting(row.key)
        self._feed.detail.open(number)
        self.followed.emit(number)

    def _settle(self) -> None:
        """Other rows are listed: an order that is no longer among them is not shown either."""
        is_of_table = self._number is not None and not self._elsewhere
        if is_of_table and not self._grid.currentIndex().isValid():
            self.clear()
        self._count()

    def _count(self) -> None:
        self.counted.emit(self._selected())

    def _selected(self) -> int:
        return sum(bottom - top + 1 for top, bottom in self._ranges())

    def _ranges(self) -> list[tuple[int, int]]:
        """First and last position of each stretch: 100,000 selected rows are one entry."""
        selection = self._grid.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        return [(part.top(), part.bottom()) for part in parts]

    def go_to_detail(self) -> None:
        """The keyboard goes on in the detail pane."""
        self._pane.setVisible(True)
        self._pane.take_focus()

    def _show(self, view: OrderView) -> None:
        if view.number == self._number:
            self._pane.show_order(view)

    def _show_state(self, state: DetailState, error: OrderviewerError | None) -> None:
        self._pane.set_detail_state(state, error)

    def _fill_clipboard(self, table: CopiedTable) -> None:
        data = QMimeData()
        data.setText(table.text)
        if table.html:
            data.setHtml(table.html)
        QGuiApplication.clipboard().setMimeData(data)


def named(key: str, reference: str) -> str:
    """How an order is called where it stands alone."""
    known = f" ({reference})" if reference and reference != key else ""
    return visible(f"{key}{known}", LONGEST_NAME)
