"""Labels whose text is never read as markup: what a service or a person typed stays text."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy

from orderviewer.fields.values import visible

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

BREAK = "\u200b"  # data's own is made visible, so that this one is always ours
MOST_IN_TOOLTIP = 2_000  # characters
_LONG_RUN = re.compile(r"\S{17,}")
_PIECE = re.compile(r"\S{4}(?=\S)")
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def breakable(text: str) -> str:
    """`text` with invisible places to break inside long runs without blanks."""
    return _LONG_RUN.sub(lambda run: _PIECE.sub(rf"\g<0>{BREAK}", run[0]), text)


def visible_lines(text: str, longest: int) -> str:
    """Like `visible`, but the text's own lines stay lines; at most `longest` characters."""
    cut = text[: longest + 1]
    lines = "\n".join(visible(line) for line in _LINE_END.split(cut))
    return lines if len(text) <= longest else f"{lines[: longest - 1]}…"


def tooltip(text: str) -> str:
    """`text` as a tool tip that wraps and is never read as markup (reliability.md U1)."""
    if not text:
        return ""
    shown = html.escape(breakable(visible_lines(text, MOST_IN_TOOLTIP)))
    return f"<qt>{shown.replace(chr(10), '<br>')}</qt>"


class PlainLabel(QLabel):
    """Plain text only (reliability.md U1); opens no link and loads no picture.

    One that wraps does so inside long words too.  One that is elided stays on one line, ends in
    an ellipsis where it must, and has its whole text as a tool tip; it leaves itself room for
    `least` average characters.  What is copied from either is the text as it was set.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        text: str = "",
        *,
        wraps: bool = False,
        selectable: bool = False,
        elided: bool = False,
        least: int = 4,
    ) -> None:
        super().__init__(parent)
        self._whole = ""
        self._wraps = wraps
        self._elided = elided
        self._least = least
        self.setTextFormat(Qt.TextFormat.PlainText)
        if wraps:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setText(text)

    def text(self) -> str:
        """The whole text as it was set."""
        return self._whole

    def setText(self, text: str) -> None:  # noqa: N802  Qt's own name
        self._whole = text
        if self._elided:
            self.updateGeometry()
            self._elide()
        else:
            super().setText(breakable(text) if self._wraps else text)

    def show_text(self, text: str) -> None:
        """Shows `text`, and no empty line when there is none."""
        self.setText(text)
        self.setVisible(bool(text))

    def copy(self) -> None:
        """Puts the selected part, or else the whole text, on the clipboard."""
        QGuiApplication.clipboard().setText(self._selection() or self._whole)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self._elided:
            hint.setWidth(self.fontMetrics().horizontalAdvance(self._whole) + 2)
        return hint

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self._elided:
            hint.setWidth(
                min(self.sizeHint().width(), self.fontMetrics().averageCharWidth() * self._least)
            )
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._elided:
            self._elide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._elided and event.type() is QEvent.Type.FontChange:
            self._elide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse:
            super().contextMenuEvent(event)
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("&Copy")).triggered.connect(self.copy)
        menu.popup(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.hasSelectedText():
            # A drag would carry the places to break along: a press begins a new selection.
            self.setSelection(0, 0)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        clipboard = QGuiApplication.clipboard()
        if self.hasSelectedText() and clipboard.supportsSelection():
            clipboard.setText(self._selection(), QClipboard.Mode.Selection)

    def _selection(self) -> str:
        if self._elided:
            return ""
        return self.selectedText().replace(BREAK, "").replace("\u2029", "\n")

    def _elide(self) -> None:
        room = self.contentsRect().width()
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        super().setText(shown)
        self.setToolTip(tooltip(self._whole) if shown != self._whole else "")
