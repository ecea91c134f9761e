"""The first page: three doors, connect, try with sample data, quit, and the language."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from orderviewer.ui.language import Language
from orderviewer.ui.plain import PlainLabel

_WIDTH = 62  # average characters


class Door(QWidget):
    """A wide button and, under it, what lies behind."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._button = QPushButton(self)
        self._button.setAutoDefault(True)
        self._button.clicked.connect(self.opened)
        self._button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._button.setMinimumHeight(self.fontMetrics().height() * 2 + 8)
        self._behind = PlainLabel(self, wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._button)
        column.addWidget(self._behind)
        self.setFocusProxy(self._button)

    def show_texts(self, title: str, behind: str) -> None:
        self._button.setText(title)
        self._button.setAccessibleDescription(behind)
        self._behind.show_text(behind)


class Welcome(QScrollArea):
    """Shown inside the main window while there is no profile; scrolls when it must."""

    connect_wanted = Signal()
    demo_wanted = Signal()
    quit_wanted = Signal()
    language_chosen = Signal(str)  # a Language's value

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._title = PlainLabel(wraps=True)
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        self._title.setFont(font)
        self._about = PlainLabel(wraps=True)
        self._doors = {
            signal: Door() for signal in ("connect_wanted", "demo_wanted", "quit_wanted")
        }
        self._doors["connect_wanted"].opened.connect(self.connect_wanted)
        self._doors["demo_wanted"].opened.connect(self.demo_wanted)
        self._doors["quit_wanted"].opened.connect(self.quit_wanted)
        self._language = QComboBox()
        self._language_label = PlainLabel()
        self._language_label.setBuddy(self._language)
        for language in Language:
            self._language.addItem("", language.value)
        self._language.activated.connect(self._choose_language)
        self._arrange()
        self.retranslate()

    def show_language(self, choice: str) -> None:
        """Shows the remembered choice; emits nothing."""
        with QSignalBlocker(self._language):
            index = self._language.findData(Language.remembered(choice).value)
            self._language.setCurrentIndex(index)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Welcome to orderviewer"))
        self._about.setText(
            self.tr(
                "Every order and appointment your company has with Orange Business, in one "
                "window, also without a network."
            )
        )
        self._doors["connect_wanted"].show_texts(
            self.tr("Connect to Orange…"),
            self.tr("You need the client id, the client secret and the API key from Orange."),
        )
        self._doors["demo_wanted"].show_texts(
            self.tr("Try with sample data"),
            self.tr("About 5,000 invented orders from a service inside this computer."),
        )
        self._doors["quit_wanted"].show_texts(self.tr("Quit"), "")
        self._language_label.setText(self.tr("Language:"))
        for position, text in enumerate((self.tr("As the system"), "Français", "English")):
            self._language.setItemText(position, text)

    def _arrange(self) -> None:
        language = QHBoxLayout()
        language.addWidget(self._language_label)
        language.addWidget(self._language)
        language.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(self.fontMetrics().averageCharWidth() * _WIDTH)
        column = QVBoxLayout(inner)
        column.setSpacing(self.fontMetrics().height())
        column.addStretch(2)
        column.addWidget(self._title)
        column.addWidget(self._about)
        for door in self._doors.values():
            column.addWidget(door)
        column.addLayout(language)
        column.addStretch(3)
        page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Base)
        page.setAutoFillBackground(True)
        row = QHBoxLayout(page)
        row.addStretch(1)
        row.addWidget(inner, 8)
        row.addStretch(1)
        self.setWidget(page)
        self.setFocusProxy(self._doors["connect_wanted"])

    def _choose_language(self, index: int) -> None:
        self.language_chosen.emit(self._language.itemData(index))
