"""The JSON of one order as text: indented or exactly as received, searchable, never blocking."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import (
    QFontDatabase,
    QHideEvent,
    QShowEvent,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from orderviewer.fields.values import visible
from orderviewer.ui.copying import copy_text
from orderviewer.ui.findbar import FindBar
from orderviewer.ui.plain import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_INDENTED = 2_000_000  # bytes; a longer answer is shown as received
MOST_SHOWN = 3_000_000  # characters; copying gives all
PIECE = 60_000  # characters put on the screen in one go
LONGEST_LINE = 2_000  # characters; longer ones are broken, a text editor is slow with them
_ODD = re.compile(r"[^\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027]")


class Form(Enum):
    """What is shown of which answer."""

    DETAIL = "detail"
    DETAIL_RAW = "detail_raw"
    LIST = "list"
    LIST_RAW = "list_raw"

    @property
    def of_detail(self) -> bool:
        return self in (Form.DETAIL, Form.DETAIL_RAW)

    @property
    def indented(self) -> bool:
        return self in (Form.DETAIL, Form.LIST)

    @property
    def of_list(self) -> Form:
        """The same look of what the list gave."""
        return Form.LIST if self.indented else Form.LIST_RAW


class RawJson(QWidget):
    """Shows what Orange sent for an order in the list and in detail; only while it is visible."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = b""
        self._detail: bytes | None = None
        self._wish = Form.DETAIL
        self._shown: tuple[Form, bytes] | None = None
        self._pieces: Iterator[str] = iter(())
        self._place = 0  # where to scroll to, once the text is long enough
        self._notes: list[str] = []
        self.form = QComboBox(self)
        self.copy_all = QPushButton(self)
        self.note = PlainLabel(self, wraps=True)
        self.find_bar = FindBar(self)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        top = QHBoxLayout()
        top.addWidget(self.form, 1)
        top.addWidget(self.copy_all)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self.find_bar)
        column.addWidget(self.note)
        column.addWidget(self.text, 1)
        self._filling = QTimer(self)
        self._filling.setInterval(0)
        self._filling.timeout.connect(self._add_piece)
        self.form.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.form.setMinimumContentsLength(8)
        self.form.activated.connect(self._choose)
        self.copy_all.clicked.connect(self._copy_all)
        self.find_bar.searched.connect(self._search)
        self.find_bar.next_wanted.connect(self._find_next)
        self.find_bar.previous_wanted.connect(self._find_previous)
        self.find_bar.left.connect(self.text.setFocus)
        self._offer()
        self.retranslate()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops, in order."""
        return (self.form, self.copy_all, *self.find_bar.stops, self.text)

    def show_raw(self, raw_list: bytes, raw_detail: bytes | None) -> None:
        """Both answers as received; shown at once, or when this becomes visible."""
        had_detail = self._detail is not None
        self._list = raw_list
        self._detail = raw_detail
        if had_detail != (raw_detail is not None):
            self._offer()
        self._refresh()

    def begin_search(self) -> None:
        self.find_bar.begin()

    def complete(self) -> bool:
        """Whether everything there is to show is on the screen."""
        return not self._filling.isActive()

    def retranslate(self) -> None:
        self.form.setAccessibleName(self.tr("Answer to show"))
        self.copy_all.setText(self.tr("Copy all"))
        self.copy_all.setToolTip(self.tr("Copy the whole answer as it is chosen here"))
        self.text.setAccessibleName(self.tr("JSON text"))
        self.find_bar.about(self.tr("Search this text"))
        titles = self._titles()
        for row in range(self.form.count()):
            self.form.setItemText(row, titles[self.form.itemData(row)])
        self._explain()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._filling.isActive():
            self._filling.stop()
            self._shown = None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _titles(self) -> dict[Form, str]:
        return {
            Form.DETAIL: self.tr("Detail, indented"),
            Form.DETAIL_RAW: self.tr("Detail, as received"),
            Form.LIST: self.tr("List, indented"),
            Form.LIST_RAW: self.tr("List, as received"),
        }

    def _offer(self) -> None:
        """The answers there are; the user's choice, or else what the list gave."""
        titles = self._titles()
        self.form.clear()
        for form in Form:
            if not form.of_detail or self._detail is not None:
                self.form.addItem(titles[form], form)
        place = self.form.findData(self._wish)
        self.form.setCurrentIndex(place if place >= 0 else self.form.findData(self._wish.of_list))

    def _choose(self) -> None:
        self._wish = self.form.currentData()
        self._refresh()

    def _raw(self) -> tuple[Form, bytes]:
        form: Form = self.form.currentData()
        return form, (self._detail or b"") if form.of_detail else self._list

    def _refresh(self) -> None:
        """Shows what is chosen, unless it is shown already or nobody looks."""
        wanted = self._raw()
        if not self.isVisible() or wanted == self._shown:
            return
        again = self._shown is not None and self._shown[0] is wanted[0]
        self._place = self.text.verticalScrollBar().value() if again else 0
        self._shown = wanted
        text, self._notes = _text(*wanted)
        if len(text) > MOST_SHOWN:
            self._notes.append("cut")
        self._pieces = _pieces(text[:MOST_SHOWN])
        self.text.setPlainText(next(self._pieces, ""))
        self._scroll()
        self._explain()
        self._filling.start()
        self._search(self.find_bar.text())

    def _add_piece(self) -> None:
        piece = next(self._pieces, None)
        if piece is None:
            self._filling.stop()
            if self.find_bar.text():
                self._count(self.find_bar.text())
            return
        cursor = QTextCursor(self.text.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(piece)
        self._scroll()

    def _scroll(self) -> None:
        scroll = self.text.verticalScrollBar()
        if 0 < self._place <= scroll.maximum():
            scroll.setValue(self._place)
            self._place = 0

    def _explain(self) -> None:
        known = {
            "long": self.tr("This answer is very large; it is shown as received."),
            "broken": self.tr("This answer is not valid JSON; it is shown as received."),
            "cut": self.tr("Only its beginning is shown; “Copy all” copies the whole answer."),
        }
        self.note.show_text("\n".join(known[note] for note in self._notes))

    def _copy_all(self) -> None:
        copy_text(_text(*self._raw())[0])

    def _search(self, text: str) -> None:
        if not text:
            self.find_bar.show_found(None)
            return
        cursor = self.text.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self.text.setTextCursor(cursor)
        self._find(QTextDocument.FindFlag(0))

    def _find_next(self) -> None:
        self._find(QTextDocument.FindFlag(0))

    def _find_previous(self) -> None:
        self._find(QTextDocument.FindFlag.FindBackward)

    def _find(self, direction: QTextDocument.FindFlag) -> None:
        """Selects the next match from the caret on, beginning again at the other end."""
        wanted = self.find_bar.text()
        if not wanted:
            return
        if not self.text.find(wanted, direction):
            back = direction is QTextDocument.FindFlag.FindBackward
            end = QTextCursor.MoveOperation.End if back else QTextCursor.MoveOperation.Start
            self.text.moveCursor(end)
            self.text.find(wanted, direction)
        self._count(wanted)

    def _count(self, wanted: str) -> None:
        text = self.text.toPlainText().lower()
        start = self.text.textCursor().selectionStart()
        many = text.count(wanted.lower())
        current = text.count(wanted.lower(), 0, start) + 1 if many else 0
        self.find_bar.show_found((min(current, many), many), partly=not self.complete())


def _text(form: Form, raw: bytes) -> tuple[str, list[str]]:
    """The whole text of an answer and what must be said about it."""
    import msgspec  # not at the start of the program

    if form.indented:
        if len(raw) > MOST_INDENTED:
            return raw.decode("utf-8", "replace"), ["long"]
        try:
            # Only blanks are touched: numbers and texts stay as Orange wrote them.
            return msgspec.json.format(raw, indent=2).decode("utf-8", "replace"), []
        except (msgspec.DecodeError, RecursionError):
            return raw.decode("utf-8", "replace"), ["broken"]
    return raw.decode("utf-8", "replace"), []


def _pieces(text: str) -> Iterator[str]:
    """The text in parts that end at line ends, made safe to show, with no line too long."""
    start = 0
    while start < len(text):
        end = min(start + PIECE, len(text))
        if end < len(text):
            end = text.rfind("\n", start, end) + 1 or end
        lines = text[start:end].replace("\r\n", "\n").split("\n")
        broken = end < len(text) and text[end - 1] != "\n"
        yield "\n".join(
            _visible(line[at : at + LONGEST_LINE])
            for line in lines
            for at in range(0, max(1, len(line)), LONGEST_LINE)
        ) + ("\n" if broken else "")
        start = end


def _visible(line: str) -> str:
    return visible(line.expandtabs(4)) if _ODD.search(line) else line
