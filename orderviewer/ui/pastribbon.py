"""The ribbon over the orders of another day: which day it is, other days, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from orderviewer.feed.past import home_day_of
from orderviewer.ui.happenings import moment_shown
from orderviewer.ui.plain import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from orderviewer.fields.values import DateStyle


def day_shown(moment: datetime) -> str:
    """A day in words, "12 March 2026"."""
    day = home_day_of(moment)
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


class PastRibbon(QWidget):
    """Says for as long as it lasts that these are not the orders of today."""

    day_chosen = Signal(object)  # one of the moments it was given
    back_wanted = Signal()

    def __init__(self, style: DateStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._days: Sequence[datetime] = ()
        self._text = PlainLabel(self, wraps=True)
        font = self._text.font()
        font.setBold(True)
        self._text.setFont(font)
        self.earlier = QToolButton(self)
        self.earlier.setArrowType(Qt.ArrowType.LeftArrow)
        self.later = QToolButton(self)
        self.later.setArrowType(Qt.ArrowType.RightArrow)
        self.days = QComboBox(self)
        self.days.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.back = QPushButton(self)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self._text.setForegroundRole(QPalette.ColorRole.ToolTipText)
        row = QHBoxLayout(self)
        row.addWidget(self._text, 1)
        for widget in (self.earlier, self.days, self.later, self.back):
            row.addWidget(widget)
        for button in (self.earlier, self.later):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.earlier.clicked.connect(lambda: self._step(1))
        self.later.clicked.connect(lambda: self._step(-1))
        self.days.activated.connect(self._choose)
        self.back.clicked.connect(self.back_wanted)
        self.retranslate()

    @property
    def day(self) -> datetime | None:
        """The moment whose orders are shown."""
        place = self.days.currentIndex()
        return self._days[place] if 0 <= place < len(self._days) else None

    def show_days(self, days: Sequence[datetime], day: datetime) -> None:
        """All there are, the latest first, and the one that is shown."""
        self._days = days
        self._fill(days.index(day))

    def restyle(self, style: DateStyle) -> None:
        self._style = style
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Orders of another day"))
        self.days.setAccessibleName(self.tr("Day"))
        self.earlier.setAccessibleName(self.tr("Earlier day"))
        self.later.setAccessibleName(self.tr("Later day"))
        self.earlier.setToolTip(self.earlier.accessibleName())
        self.later.setToolTip(self.later.accessibleName())
        self.back.setText(self.tr("Back to &today"))
        self._fill(self.days.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _fill(self, place: int) -> None:
        self.days.clear()
        self.days.addItems([moment_shown(day, self._style) for day in self._days])
        self.days.setCurrentIndex(place)
        self._describe()

    def _step(self, places: int) -> None:
        self.days.setCurrentIndex(self.days.currentIndex() + places)
        self._choose()

    def _choose(self) -> None:
        self._describe()
        self.day_chosen.emit(self.day)

    def _describe(self) -> None:
        place = self.days.currentIndex()
        self.earlier.setEnabled(place + 1 < len(self._days))
        self.later.setEnabled(place > 0)
        day = self.day
        self._text.setText(
            self.tr("The orders as on {day}.").format(day=day_shown(day)) if day else ""
        )
