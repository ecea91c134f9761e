"""The header of the order table: several columns may sort, each says which key it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader

from orderviewer.ui.sorting import place_of, sorted_also_by, sorted_by_alone

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QWidget

    from orderviewer.ui.table import OrderTableModel

DIGITS = "①②③④⑤⑥⑦⑧⑨"
_MORE = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
_Arrow = QStyleOptionHeader.SortIndicator


class SortHeader(QHeaderView):
    """A click asks for one key, with Shift or Ctrl for one more; the rows follow later.

    Qt's own sort indicator knows one section only, so this says of each what its style draws.
    """

    sort_wanted = Signal(tuple)  # SortKeys

    def __init__(self, model: OrderTableModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._orders = model
        self._with_more = False
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.sectionClicked.connect(self._ask)

    def setSelectionModel(self, selectionModel: QItemSelectionModel) -> None:  # noqa: N802, N803
        """One of its own: rows are selected, and Qt would ask every row whether all of them are."""
        super().setSelectionModel(QItemSelectionModel(selectionModel.model(), self))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._with_more = bool(event.modifiers() & _MORE)
        super().mouseReleaseEvent(event)

    def initStyleOptionForIndex(  # noqa: N802  Qt's own name
        self,
        option: QStyleOptionHeader,
        logicalIndex: int,  # noqa: N803
    ) -> None:
        super().initStyleOptionForIndex(option, logicalIndex)
        keys = self._orders.sorted_by
        place = place_of(keys, self._orders.fields[logicalIndex])
        if place is None:
            return
        # Qt's names are those of an arrow that points the way values grow.
        down = keys[place].descending
        option.sortIndicator = _Arrow.SortUp if down else _Arrow.SortDown
        if len(keys) > 1:  # before the title, which may be cut
            option.text = f"{DIGITS[place]} {option.text}"

    def _ask(self, section: int) -> None:
        field, keys = self._orders.fields[section], self._orders.sorted_by
        change = sorted_also_by if self._with_more else sorted_by_alone
        self.sort_wanted.emit(change(keys, field))
