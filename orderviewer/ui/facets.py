"""The values to filter by, beside the table: opened, chosen and excluded by mouse and keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from orderviewer.ui.facetmodel import COUNT, FACETS, SHARE_ROLE, TITLE, FacetModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from orderviewer.search.terms import Field

_BAR = 3  # pixels high
_PRESSED = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class Bars(QStyledItemDelegate):
    """Under each value a line as long as its share; the number stands beside it."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        share = index.data(SHARE_ROLE)
        if isinstance(share, float) and share > 0:
            area = option.rect
            bar = QRect(area.left(), area.bottom() - _BAR + 1, round(area.width() * share), _BAR)
            # Styles that dim what has no focus, as on Windows, would leave nothing to be seen.
            group, role = QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight
            painter.fillRect(bar, option.palette.brush(group, role))

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), hint.height() + 2 * _BAR)


class FacetPane(QTreeView):
    """Says which value the user wants, or wants no more; the search box knows the rest."""

    turned = Signal(object, str, bool)  # Field, value, whether to exclude it
    opened = Signal(tuple)  # Fields whose values are on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facets = FacetModel(self)
        self._with_ctrl = False
        self.setModel(self.facets)
        self.setItemDelegate(Bars(self))
        self.setUniformRowHeights(True)
        self.setSelectionMode(QTreeView.SelectionMode.NoSelection)
        self.setAllColumnsShowFocus(True)
        self.setIndentation(self.fontMetrics().averageCharWidth() * 2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        header = self.header()
        header.hide()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(0)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(COUNT, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(COUNT, self.fontMetrics().horizontalAdvance("1 000 000 "))
        for place in range(len(FACETS)):
            self.setFirstColumnSpanned(place, QModelIndex(), True)  # noqa: FBT003  Qt's own
        self.expanded.connect(self._tell_opened)
        self.collapsed.connect(self._tell_opened)
        self.clicked.connect(self._click)
        self.retranslate()

    def put(self, field: Field, counted: Sequence[tuple[str, int]]) -> None:
        """What was counted just now; the current value stays so, if it is among them."""
        current = self.facets.value(self.currentIndex())
        self.facets.put(field, counted)
        if current and self.facets.value(self.currentIndex()) != current:
            index = self.facets.index_of(current[0], current[1].text)
            if index.isValid():
                self.setCurrentIndex(index)

    def open_facets(self, fields: tuple[Field, ...]) -> None:
        """As the user left them."""
        for place, field in enumerate(FACETS):
            self.setExpanded(self.facets.index(place, TITLE), field in fields)
        self._tell_opened()

    def opened_facets(self) -> tuple[Field, ...]:
        places = enumerate(FACETS)
        return tuple(one for at, one in places if self.isExpanded(self.facets.index(at, TITLE)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESSED and self.currentIndex().isValid():
            self._with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._click(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height() * (len(FACETS) + 2))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Filter by value"))
        self.facets.retranslate()

    def _click(self, index: QModelIndex) -> None:
        found = self.facets.value(index)
        if found:
            field, value = found
            self.turned.emit(field, value.text, self._with_ctrl)
        elif not index.internalId():
            title = index.siblingAtColumn(TITLE)
            self.setExpanded(title, not self.isExpanded(title))

    def _tell_opened(self) -> None:
        self.opened.emit(self.opened_facets())
