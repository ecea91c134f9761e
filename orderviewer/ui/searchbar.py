"""The strip over the table: the search box, its conditions, and where a hidden hit is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from orderviewer.ui.chips import Chips
from orderviewer.ui.plain import PlainLabel
from orderviewer.ui.searchbox import SearchBox

MOST_OF_A_VALUE = 80  # characters


class SearchBar(QWidget):
    """Box, conditions and hint below each other; the last two only when there is something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = SearchBox(self)
        self.chips = Chips(self)
        self._hint = PlainLabel(self, elided=True)
        self._place: tuple[str, str] | None = None
        margin = self.fontMetrics().averageCharWidth() // 2
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(margin)
        self.recent = QToolButton(self)
        self.recent.setArrowType(Qt.ArrowType.DownArrow)
        self.recent_menu = QMenu(self)
        self.recent.setAutoRaise(True)
        first = QHBoxLayout()
        first.setSpacing(0)
        first.addWidget(self.box)
        first.addWidget(self.recent)
        column.addLayout(first)
        for part in (self.chips, self._hint):
            column.addWidget(part)
        self.setFocusProxy(self.box)
        self.recent.clicked.connect(self._show_recent)
        self.box.recent_wanted.connect(self._show_recent)
        self.box.searched.connect(self.chips.show_terms)
        self.chips.removed.connect(self.box.remove)
        self.chips.edited.connect(self.box.edit)
        self.retranslate()

    def show_place(self, field: str | None, value: str = "") -> None:
        """Where the selected order has what is looked for; None: in a column, or nowhere."""
        cut = value if len(value) <= MOST_OF_A_VALUE else f"{value[: MOST_OF_A_VALUE - 1]}…"
        self._place = None if field is None else (field, cut)
        self.retranslate()

    def _show_recent(self) -> None:
        self.recent_menu.popup(self.box.mapToGlobal(self.box.rect().bottomLeft()))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.recent.setAccessibleName(self.tr("Recent searches"))
        self.recent.setToolTip(self.tr("Recent searches (Alt+Down in the box)"))
        text = ""
        if self._place:
            field, value = self._place
            text = self.tr("Found in {field}: {value}").format(field=field, value=value)
        self._hint.setText(text)
        self._hint.setVisible(bool(text))
