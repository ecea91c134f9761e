"""The ribbon over a demonstration."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from orderviewer.ui.plain import PlainLabel


class DemoRibbon(QWidget):
    """Says for as long as it lasts that nothing here is real."""

    connect_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = PlainLabel(self)
        font = self._text.font()
        font.setBold(True)
        self._text.setFont(font)
        self._button = QPushButton(self)
        self._button.clicked.connect(self.connect_wanted)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self._text.setForegroundRole(QPalette.ColorRole.ToolTipText)
        row = QHBoxLayout(self)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self._text.setText(self.tr("DEMONSTRATION: every order here is invented."))
        self._button.setText(self.tr("Connect to Orange…"))
