"""What stands in the table's place while there is no row: a sign, a sentence, one step to take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from orderviewer.order import Scope
from orderviewer.ui.plain import PlainLabel
from orderviewer.ui.screens import Facts, Screen
from orderviewer.ui.shapes import Mark, Shape
from orderviewer.ui.words import Action, Words, button_text, describe, support_text

if TYPE_CHECKING:
    from datetime import date

_SHAPES = {
    Screen.ROWS: Shape.DONE,
    Screen.LOADING: Shape.RUNNING,
    Screen.EMPTY: Shape.KEY,
    Screen.FILTERED_EMPTY: Shape.EMPTY,
    Screen.NOT_FOUND: Shape.EMPTY,
    Screen.FAILED: Shape.FAILURE,
    Screen.OFFLINE: Shape.OFFLINE,
}
_TEXT_WIDTH = 64  # average characters


class Placeholder(QWidget):
    """Six pictures: loading, empty, empty only here, nothing found, failed, offline."""

    acted = Signal(object)  # Action

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen = Screen.LOADING
        self._facts = Facts(rows=0, scope=Scope.CURRENT, complete=False, elsewhere=0, trouble=None)
        self._key_issued: date | None = None
        self._action = Action.NONE
        self._build()
        self.retranslate()

    @property
    def picture(self) -> Screen:
        return self._screen

    def show_screen(self, screen: Screen, facts: Facts, *, key_issued: date | None = None) -> None:
        """`key_issued` as in `words.describe`."""
        self._screen = screen
        self._facts = facts
        self._key_issued = key_issued
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        words = self._words()
        self._action = words.action
        self._mark.show_shape(_SHAPES[self._screen])
        self._sentence.setText(words.sentence)
        self._reason.show_text(" ".join(filter(None, (words.reason, words.advice))))
        self._busy.setVisible(self._screen is Screen.LOADING)
        self._busy.setAccessibleName(words.sentence)
        label = self._button_label(words.action)
        self._act.setText(label)
        self._act.setVisible(bool(label) and words.action is not Action.COPY_REFERENCE)
        self._clear.setText(self.tr("Clear the search"))
        self._clear.setVisible(words.action is Action.SEARCH_ALL)
        reference = self.tr("Orange reference: {id}").format(id=words.request_id)
        self._reference.show_text(reference if words.request_id else "")
        self._copy.setText(self.tr("Copy for support"))
        self._copy.setVisible(self._facts.trouble is not None)
        self.setAccessibleName(words.sentence)
        self.setAccessibleDescription(self._reason.text())

    def _words(self) -> Words:
        trouble = self._facts.trouble
        if trouble and self._screen in (Screen.FAILED, Screen.OFFLINE):
            return describe(trouble, key_issued=self._key_issued)
        if self._screen is Screen.FILTERED_EMPTY:
            return self._empty_scope()
        if self._screen is Screen.NOT_FOUND:
            return self._not_found()
        if self._screen is Screen.EMPTY:
            return Words(
                self.tr("Orange lists no order for your company."),
                self.tr("The connection works, but both lists are empty."),
                self.tr(
                    "The API key may belong to another company or contract, or your rights may "
                    "not be open yet: check the key, or ask your Orange contact."
                ),
                Action.CREDENTIALS,
            )
        return Words(self.tr("Reading the first orders…"), action=Action.CANCEL)

    def _not_found(self) -> Words:
        if self._facts.unseen:
            sentence = self.tr("You have seen every change.")
            news = self.tr("Orders that change from now on appear here.")
            return Words(sentence, news, action=Action.CLEAR_SEARCH)
        searched = self.tr("Searched among %Ln order(s).", "", self._facts.here)
        if not self._facts.complete:
            searched = self.tr("{searched} More are still being read.").format(searched=searched)
        sentence = self.tr("No order matches the search.")
        if not self._facts.found_elsewhere:
            return Words(sentence, searched, action=Action.CLEAR_SEARCH)
        others = self.tr(
            "%Ln order(s) of the other list match(es).", "", self._facts.found_elsewhere
        )
        return Words(sentence, searched, others, Action.SEARCH_ALL)

    def _empty_scope(self) -> Words:
        if self._facts.scope is Scope.CLOSED:
            sentence = self.tr("No closed orders.")
            other = self.tr("There are %Ln current order(s).", "", self._facts.elsewhere)
        else:
            sentence = self.tr("No current orders.")
            other = self.tr("There are %Ln closed order(s).", "", self._facts.elsewhere)
        return Words(sentence, other, action=Action.SHOW_OTHER_SCOPE)

    def _button_label(self, action: Action) -> str:
        if action is Action.SHOW_OTHER_SCOPE:
            closed_now = self._facts.scope is Scope.CLOSED
            return self.tr("Show current orders") if closed_now else self.tr("Show closed orders")
        if action is Action.SEARCH_ALL:
            return self.tr("Search in all orders")
        if action is Action.CLEAR_SEARCH:
            seen = self._facts.unseen
            return self.tr("Show all orders") if seen else self.tr("Clear the search")
        if action is Action.CREDENTIALS and self._screen is Screen.EMPTY:
            return self.tr("Check the credentials…")
        return button_text(action)

    def _build(self) -> None:
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._mark = Mark(Shape.RUNNING, self, lines=4)
        self._sentence = PlainLabel(self, wraps=True)
        font = self._sentence.font()
        font.setPointSizeF(font.pointSizeF() * 1.4)
        self._sentence.setFont(font)
        self._reason = PlainLabel(self, wraps=True)
        self._reference = PlainLabel(self, selectable=True)
        self._busy = QProgressBar(self)
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._act = QPushButton(self)
        self._act.clicked.connect(self._do)
        self._copy = QPushButton(self)
        self._copy.clicked.connect(self._copy_for_support)
        self._clear = QPushButton(self)
        self._clear.clicked.connect(lambda: self.acted.emit(Action.CLEAR_SEARCH))
        centre = Qt.AlignmentFlag.AlignCenter
        for label in (self._sentence, self._reason, self._reference):
            label.setAlignment(centre)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._act)
        buttons.addWidget(self._copy)
        buttons.addWidget(self._clear)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.addStretch(2)
        column.addWidget(self._mark, 0, centre)
        for widget in (self._sentence, self._reason, self._reference, self._busy):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addStretch(3)
        column.setSpacing(self.fontMetrics().height() // 2)
        frame = QWidget(self)
        frame.setLayout(column)
        frame.setMaximumWidth(self.fontMetrics().averageCharWidth() * _TEXT_WIDTH)
        whole = QHBoxLayout(self)
        whole.addStretch(1)
        whole.addWidget(frame, 8)
        whole.addStretch(1)

    def _do(self) -> None:
        self.acted.emit(self._action)

    def _copy_for_support(self) -> None:
        if self._facts.trouble:
            text = support_text(self._facts.trouble, self._words())
            QGuiApplication.clipboard().setText(text)
            self._copy.setText(self.tr("Copied"))
