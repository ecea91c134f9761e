"""The bar over the table that says what failed or what is worth knowing; never modal."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from orderviewer.ui.plain import PlainLabel
from orderviewer.ui.shapes import Mark, Shape
from orderviewer.ui.words import (
    Action,
    Level,
    Words,
    button_text,
    describe,
    duration_text,
    level_of,
    support_text,
    technical_detail,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

_SHAPES = {
    Level.FAILURE: Shape.FAILURE,
    Level.OFFLINE: Shape.OFFLINE,
    Level.NOTICE: Shape.NOTICE,
}
_DETAIL_LINES = 6


class Banner(QFrame):
    """One message at a time; a new one replaces the old one.

    A message is given as a function that composes it, so that it follows the language.
    """

    acted = Signal(object)  # Action
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compose: Callable[[], Words] | None = None
        self._level = Level.NOTICE
        self._support: Callable[[Words], str] | None = None
        self._resumes_at: float | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._count_down)
        self._build()
        self.retranslate()
        self.hide()

    @property
    def level(self) -> Level:
        return self._level

    @property
    def waits(self) -> bool:
        """Whether the message is about a next attempt of the program's own."""
        return self._compose is not None and self._resumes_at is not None

    @property
    def words(self) -> Words | None:
        """The message on screen; None while there is none."""
        return self._compose() if self._compose else None

    @property
    def waiting(self) -> bool:
        """Whether the message is about an attempt that the program will make by itself."""
        return self._resumes_at is not None

    def show_error(
        self,
        error: BaseException,
        *,
        key_issued: date | None = None,
        as_of: datetime | None = None,
    ) -> None:
        """`key_issued` and `as_of` as in `words.describe`."""
        self.show_message(
            level_of(error),
            partial(describe, error, key_issued=key_issued, as_of=as_of),
            details=technical_detail(error),
            support=partial(support_text, error),
        )

    def show_waiting(self, error: BaseException, seconds: float, *, rows: bool = True) -> None:
        """Counts down to the program's own next attempt; no button is needed for that.

        `rows`: there are orders on screen, of which it can be said that they stay.
        """

        def compose() -> Words:
            words = replace(describe(error), advice="", action=Action.NONE)
            return words if rows else replace(words, kept="")

        self.show_message(
            level_of(error),
            compose,
            details=technical_detail(error),
            support=partial(support_text, error),
            resumes_in=seconds,
        )

    def show_message(
        self,
        level: Level,
        compose: Callable[[], Words],
        *,
        details: str = "",
        support: Callable[[Words], str] | None = None,
        resumes_in: float | None = None,
    ) -> None:
        """Shows what `compose` gives, now and again whenever the language changes."""
        self._compose = compose
        self._level = level
        self._support = support
        self._resumes_at = None if resumes_in is None else time.monotonic() + resumes_in
        self._mark.show_shape(_SHAPES[level])
        self._detail_text.setPlainText(details)
        lines = min(details.count("\n") + 1, _DETAIL_LINES) + 1
        self._detail_text.setFixedHeight(self._detail_text.fontMetrics().lineSpacing() * lines)
        self._details.setVisible(bool(details))
        self._details.setChecked(False)
        self._copy.setText(self.tr("Copy for support"))
        self._write()
        self._count_down()
        self.show()
        self._announce()

    def dismiss(self) -> None:
        """Takes the message away; nothing is emitted."""
        self._compose = None
        self._resumes_at = None
        self._count_down()
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self._details.setText(self.tr("Details"))
        self._detail_text.setAccessibleName(self.tr("Technical details"))
        self._copy.setText(self.tr("Copy for support"))
        self._close.setText("✕")
        self._close.setToolTip(self.tr("Close this message"))
        self._close.setAccessibleName(self.tr("Close this message"))
        if self._compose:
            self._write()
            self._count_down()

    def _build(self) -> None:
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._mark = Mark(Shape.NOTICE, self, lines=1.6)
        self._sentence = PlainLabel(self, wraps=True)
        bold = self._sentence.font()
        bold.setBold(True)
        self._sentence.setFont(bold)
        self._reason = PlainLabel(self, wraps=True)
        self._wait = PlainLabel(self)
        self._reference = PlainLabel(self, selectable=True)
        self._act = QPushButton(self)
        self._act.clicked.connect(self._do)
        self._act.hide()
        self._copy = QPushButton(self)
        self._copy.clicked.connect(self._copy_for_support)
        self._details = QToolButton(self)
        self._details.setCheckable(True)
        self._details.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._close = QToolButton(self)
        self._close.setAutoRaise(True)
        self._close.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._close.clicked.connect(self._close_by_user)
        self._detail_text = QPlainTextEdit(self)
        self._detail_text.setReadOnly(True)
        self._detail_text.setTabChangesFocus(True)
        self._detail_text.hide()
        self._details.toggled.connect(self._detail_text.setVisible)
        self._arrange()

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        for widget in (self._act, self._copy, self._details):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        texts = QVBoxLayout()
        texts.addWidget(self._sentence)
        texts.addWidget(self._reason)
        texts.addWidget(self._wait)
        texts.addWidget(self._reference)
        texts.addLayout(buttons)
        texts.addWidget(self._detail_text)
        whole = QHBoxLayout(self)
        whole.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(texts, 1)
        whole.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    def _write(self) -> None:
        words = self._compose() if self._compose else Words("")
        self._sentence.setText(words.sentence)
        self._reason.show_text(" ".join(filter(None, (words.reason, words.kept, words.advice))))
        reference = self.tr("Orange reference: {id}").format(id=words.request_id)
        self._reference.show_text(reference if words.request_id else "")
        plain_copy = words.action is Action.COPY_REFERENCE
        self._act.setText(button_text(words.action))
        self._act.setVisible(bool(button_text(words.action)) and not plain_copy)
        self._copy.setVisible(self._support is not None)
        self.setAccessibleName(self._level_word())
        self.setAccessibleDescription(f"{words.sentence} {self._reason.text()}".strip())

    def _level_word(self) -> str:
        return {
            Level.FAILURE: self.tr("Failure"),
            Level.OFFLINE: self.tr("Offline"),
            Level.NOTICE: self.tr("Notice"),
        }[self._level]

    def _count_down(self) -> None:
        if self._resumes_at is None:
            self._clock.stop()
            self._wait.show_text("")
            return
        left = self._resumes_at - time.monotonic()
        if left > 0:
            self._clock.start()
            text = self.tr("Next attempt in {wait}.").format(wait=duration_text(left))
        else:
            self._clock.stop()
            text = self.tr("Trying again…")
        self._wait.show_text(text)

    def _announce(self) -> None:
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _do(self) -> None:
        if words := self.words:
            self.acted.emit(words.action)

    def _copy_for_support(self) -> None:
        words = self.words
        if words and self._support:
            QGuiApplication.clipboard().setText(self._support(words))
            self._copy.setText(self.tr("Copied"))

    def _close_by_user(self) -> None:
        self.dismiss()
        self.closed.emit()
