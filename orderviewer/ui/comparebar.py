"""With which earlier version the fields of an order are compared, and in how many they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSizePolicy, QWidget

from orderviewer.fields.values import DateStyle
from orderviewer.ui.happenings import moment_shown
from orderviewer.ui.plain import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

NOTHING = -1  # is compared with


class CompareBar(QWidget):
    """Takes no room for an order that was never otherwise."""

    chosen = Signal(object)  # when the version was replaced, or None for none

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = DateStyle()
        self._ends: Sequence[datetime] = ()
        self._differing: int | None = None
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self.versions = QComboBox(self)
        self.versions.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._label.setBuddy(self.versions)
        self.count = PlainLabel(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._label, 0, 0)
        grid.addWidget(self.versions, 0, 1)
        grid.addWidget(self.count, 1, 0, 1, 2)
        self.versions.activated.connect(self._choose)
        self.retranslate()

    @property
    def end(self) -> datetime | None:
        """When the version was replaced that is compared with; None for none."""
        place = self.versions.currentData()
        return self._ends[place] if isinstance(place, int) and place >= 0 else None

    def show_ends(self, ends: Sequence[datetime], *, same: bool) -> None:
        """The versions of an order; with the previous one, unless the user wants none.

        `same`: of the order that was shown before, so what the user chose stays.
        """
        kept = self.end if same else None
        nothing = bool(self._ends) and self.end is None
        self._ends = ends
        self._differing = None
        self._fill(NOTHING if nothing else ends.index(kept) if kept in ends else 0)

    def show_count(self, differing: int) -> None:
        self._differing = differing
        self._write_count()

    def restyle(self, style: DateStyle) -> None:
        self._style = style
        self.retranslate()

    def retranslate(self) -> None:
        self._label.setText(self.tr("Com&pare with"))
        self.versions.setAccessibleName(self.tr("Version to compare with"))
        place = self.versions.currentData()
        self._fill(place if isinstance(place, int) else 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _fill(self, chosen: int) -> None:
        self.versions.clear()
        for place, end in enumerate(self._ends):
            moment = moment_shown(end, self._style)
            self.versions.addItem(self.tr("as until {moment}").format(moment=moment), place)
        self.versions.addItem(self.tr("nothing"), NOTHING)
        self.versions.setCurrentIndex(max(0, self.versions.findData(chosen)))
        self.setVisible(bool(self._ends))
        self._write_count()

    def _choose(self) -> None:
        self._differing = None
        self._write_count()
        self.chosen.emit(self.end)

    def _write_count(self) -> None:
        known = self._differing is not None and self.end is not None
        self.count.setText(self.tr("%Ln difference(s)", "", self._differing or 0) if known else "")
