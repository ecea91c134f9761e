"""A readable page of titled values: wraps at any width, selectable and copyable as text."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QSignalBlocker, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from orderviewer.ui.copying import CopyActions, copy_text
from orderviewer.ui.plain import BREAK, breakable

if TYPE_CHECKING:
    from collections.abc import Sequence

PALE, LINE = 0.3, 0.6  # how much background there is in the colour of titles, and of lines
MOST_LINES = 400  # an order with more has them all in the tree
LINE_END = "\u2028"  # a new line inside a block
_BLOCK_ENDS = re.compile("\r\n|[\n\r\u2029\ufdd0\ufdd1]")  # all that insertText begins a block at
WIDEST_TITLE = 22  # average characters
NARROW = 26  # with less room for a value, in average characters, it stands below its title


@dataclass(frozen=True, slots=True)
class Line:
    """One titled value: the text shown, what copying gives, and where it sits in the JSON."""

    title: str
    shown: str
    copied: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading; a `section` heading starts a part of the page."""

    heading: str
    lines: tuple[Line, ...] = ()
    section: bool = False
    note: str = ""


def faded(palette: QPalette, share: float = PALE) -> QColor:
    """The text colour of `palette`, mixed with `share` of its background: still well readable."""
    text = palette.color(QPalette.ColorRole.Text)
    base = palette.color(QPalette.ColorRole.Base)
    return QColor.fromRgbF(
        text.redF() * (1 - share) + base.redF() * share,
        text.greenF() * (1 - share) + base.greenF() * share,
        text.blueF() * (1 - share) + base.blueF() * share,
    )


class FormText(QTextEdit):
    """Shows groups of lines as one document, as tall as its content needs.

    A text editor that cannot edit: one stop of the Tab key, a caret that reads line by line, and
    selection across values.  Each line is one block, so a place in the text tells its line.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[Group, ...] = ()
        self._lines: list[Line | None] = []  # by block number
        self._stacked = False
        self._beside = 0  # where values begin that stand beside their titles
        self._heights: dict[int, int] = {}  # by width
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        # Not the widget's width: the height for other widths is asked for before it has them.
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.copying = CopyActions(self)
        self.copying.value_wanted.connect(self.copy_value)
        self.copying.pair_wanted.connect(self._copy_pair)
        self.copying.path_wanted.connect(self._copy_path)
        self.cursorPositionChanged.connect(self._follow)
        self._follow()

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Shows these; the same ones again change nothing, not even the selection."""
        shown = tuple(groups)
        if shown == self._groups:
            return
        self._groups = shown
        self._write()

    def current_line(self) -> Line | None:
        """The line the caret is in; None on a heading."""
        number = self.textCursor().blockNumber()
        return self._lines[number] if number < len(self._lines) else None

    def copy_value(self) -> bool:
        """Copies the selection, or else the value of the current line."""
        line = self.current_line()
        if self.textCursor().hasSelection():
            copy_text(self._selected())
        elif line:
            copy_text(line.copied or line.shown)
        return line is not None or self.textCursor().hasSelection()

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's own name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's own name
        height = self._heights.get(width)
        if height is None:
            self._arrange(width)
            height = self._heights[width] = math.ceil(self.document().size().height())
            self._arrange(self.viewport().width())
        return height

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth() * 50
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 16, self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(event.size().width())
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kind = event.type()
        if kind is QEvent.Type.LanguageChange:
            self.copying.retranslate()
        elif kind in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._write()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        elif not self.textCursor().hasSelection():
            self.setTextCursor(self.cursorForPosition(event.pos()))
        self.copying.show_menu(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page around scrolls; Ctrl and wheel must not zoom one part

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802  Qt's own name
        data = QMimeData()
        data.setText(self._selected())
        return data

    def _copy_pair(self) -> None:
        line = self.current_line()
        if line:
            copy_text(f"{line.title}\t{line.copied or line.shown}")

    def _copy_path(self) -> None:
        line = self.current_line()
        if line and line.path:
            copy_text(line.path)

    def _selected(self) -> str:
        return self.textCursor().selection().toPlainText().replace(BREAK, "")

    def _follow(self) -> None:
        line = self.current_line()
        self.copying.value.setEnabled(bool(line) or self.textCursor().hasSelection())
        self.copying.pair.setEnabled(bool(line))
        self.copying.path.setEnabled(bool(line and line.path))

    def _arrange(self, width: int) -> None:
        """Lays the text out for a width, in the shape that fits it."""
        if width != self.lineWrapColumnOrWidth():
            self.setLineWrapColumnOrWidth(width)
        stacked = width - self._beside < NARROW * self.fontMetrics().averageCharWidth()
        if stacked != self._stacked:
            self._stacked = stacked
            self._fill()

    def _write(self) -> None:
        self._heights.clear()
        self._beside = self._title_width()
        self._fill()
        self._follow()
        self.updateGeometry()

    def _fill(self) -> None:
        """Writes the document anew; the caret stays in its line, which is not a move of it."""
        line = self.textCursor().blockNumber()
        with QSignalBlocker(self):
            writer = _Writer(self, self._beside, stacked=self._stacked)
            self._lines = writer.write(self._groups)
            self.setTextCursor(QTextCursor(self.document().findBlockByNumber(line)))

    def _title_width(self) -> int:
        metrics = self.fontMetrics()
        titles = {line.title for group in self._groups for line in group.lines}
        widest = max((metrics.horizontalAdvance(title) for title in titles), default=0)
        em = metrics.averageCharWidth()
        return min(widest + 2 * em, WIDEST_TITLE * em)


class _Writer:
    """Writes groups into the document of a form; texts go in as text, never as markup."""

    def __init__(self, form: FormText, title_width: int, *, stacked: bool) -> None:
        self._cursor = QTextCursor(form.document())
        self._stacked = stacked
        self._lines: list[Line | None] = []
        gap = form.fontMetrics().height() / 4
        self._section = self._block(above=4 * gap, below=gap)
        self._heading = self._block(above=2 * gap, below=0)
        self._note = self._block(above=0, below=gap)
        self._line = self._block(above=gap / 2, below=gap / 2)
        if not stacked:
            self._line.setLeftMargin(title_width)
            self._line.setTextIndent(-title_width)
            self._line.setTabPositions([QTextOption.Tab(title_width, QTextOption.TabType.LeftTab)])
        self._plain = QTextCharFormat()
        self._plain.setForeground(form.palette().brush(QPalette.ColorRole.Text))
        self._pale = QTextCharFormat()
        self._pale.setForeground(faded(form.palette()))
        self._bold = QTextCharFormat(self._plain)
        self._bold.setFontWeight(QFont.Weight.Bold)

    def write(self, groups: Sequence[Group]) -> list[Line | None]:
        """Replaces the document's content; the lines by block number."""
        cursor = self._cursor
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        for group in groups:
            if group.heading:
                self._start(self._section if group.section else self._heading, None)
                cursor.insertText(group.heading, self._bold)
            if group.note:
                self._start(self._note, None)
                cursor.insertText(group.note, self._pale)
            for line in group.lines:
                if len(self._lines) >= MOST_LINES:
                    break
                self._write_line(line)
        cursor.endEditBlock()
        return self._lines

    def _write_line(self, line: Line) -> None:
        self._start(self._line, line)
        self._cursor.insertText(line.title, self._pale)
        self._cursor.insertText(LINE_END if self._stacked else "\t", self._plain)
        self._cursor.insertText(_BLOCK_ENDS.sub(LINE_END, breakable(line.shown)), self._plain)

    def _start(self, shape: QTextBlockFormat, line: Line | None) -> None:
        if self._lines:
            self._cursor.insertBlock(shape, self._plain)
        else:
            first = QTextBlockFormat(shape)
            first.setTopMargin(0)
            self._cursor.setBlockFormat(first)
        self._lines.append(line)

    def _block(self, *, above: float, below: float) -> QTextBlockFormat:
        shape = QTextBlockFormat()
        shape.setTopMargin(above)
        shape.setBottomMargin(below)
        return shape
