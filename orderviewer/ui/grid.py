"""The order table on the screen: one paint event draws all the texts of the visible rows."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyleOptionFocusRect,
    QTableView,
    QWidget,
)

from orderviewer.feed.rows import LOOK_AHEAD, ROLES, DisplayRow
from orderviewer.fields.roles import Kind
from orderviewer.ui.marks import MarkColumn
from orderviewer.ui.sortheader import SortHeader
from orderviewer.ui.states import GLYPHS, family_of
from orderviewer.ui.table import PENDING, OrderTableModel

if TYPE_CHECKING:
    from orderviewer.search.terms import Field

STATES = frozenset(role for role in ROLES if role.kind is Kind.STATE)
MARGIN = 6  # above and below a row's text
ASIDE = 4  # as the header keeps
MOST_MEASURED = 5_000
DISTINCT = 24  # of 255 steps of lightness


class Stretch(NamedTuple):
    """Where the texts of one column are painted, in pixels of the viewport."""

    column: int
    left: int
    width: int
    is_right: bool
    is_state: bool  # has a sign before it


class Advances(dict[str, int]):
    """How far each character moves on, in pixels, measured when it is first met."""

    def __init__(self, metrics: QFontMetrics) -> None:
        super().__init__()
        self._metrics = metrics

    def __missing__(self, character: str) -> int:
        self[character] = advance = self._metrics.horizontalAdvance(character)
        return advance


class ElidedTexts:
    """Texts cut to a width once and remembered, because the same ones are painted again."""

    def __init__(self, metrics: QFontMetrics) -> None:
        self._metrics = metrics
        self._advance = Advances(metrics).__getitem__
        self._known: dict[tuple[str, int, bool], tuple[str, int]] = {}

    def fit(self, text: str, width: int, *, exact: bool) -> tuple[str, int]:
        """What fits of a text; its own width if that must be `exact`, else one not below it."""
        known = self._known.get((text, width, exact))
        if known is None:
            if len(self._known) > MOST_MEASURED:
                self._known.clear()
            known = self._known[text, width, exact] = self._measured(text, width, exact=exact)
        return known

    def _measured(self, text: str, width: int, *, exact: bool) -> tuple[str, int]:
        """Together characters are seldom wider than one by one, which costs a third to know."""
        if not exact and sum(map(self._advance, text)) <= width:
            return text, width
        cut = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        return cut, self._metrics.horizontalAdvance(cut) if exact else width


class OrderGrid(QTableView):
    """A QTableView in everything but painting, which it does itself (performance.md 5 and 7)."""

    looked = Signal(int, int)  # the half-open range of positions on the screen
    end_reached = Signal()  # the last row is on the screen
    menu_wanted = Signal(QPoint)
    opened = Signal()
    sort_wanted = Signal(tuple)  # SortKeys: all that should decide
    typed = Signal(str)  # text that no key of the table means

    def __init__(self, model: OrderTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._orders = model
        self.setModel(model)
        self._hands = self._hands_of(self.font())
        self._signed: dict[str, str] = {}
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalHeader(MarkColumn(model, self))
        header = SortHeader(model, self)
        self.setHorizontalHeader(header)
        header.sort_wanted.connect(self.sort_wanted)
        self.setSortingEnabled(True)  # a click on the header selects no column
        header.setSortIndicatorShown(False)
        self.fit_rows()
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Orders"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() is QEvent.Type.FontChange:
            self.fit_rows()
        super().changeEvent(event)

    def choose(self, position: int) -> None:
        """Makes one row the selection, whatever keys are down."""
        self.selectionModel().setCurrentIndex(
            self._orders.index(position, max(0, self.currentIndex().column())),
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows,
        )

    def field_at(self, index: QModelIndex) -> Field:
        """What the column of a cell shows."""
        return self._orders.fields[index.column()]

    def fit_rows(self) -> None:
        """Every row has one height, from the font (performance.md 5: never by content)."""
        height = self.fontMetrics().height() + 2 * MARGIN
        self._baseline = MARGIN + self.fontMetrics().ascent()
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(height)
        self._hands = self._hands_of(self.font())

    @staticmethod
    def _hands_of(font: QFont) -> dict[tuple[bool, bool], tuple[QFont, ElidedTexts]]:
        """How orders are written: missing ones slanted, those with unseen changes bold."""
        hands = {}
        for missing, unseen in product((False, True), repeat=2):
            own = QFont(font)
            own.setItalic(missing)
            own.setBold(unseen)
            hands[missing, unseen] = own, ElidedTexts(QFontMetrics(own))
        return hands

    def rows_in(self, height: int) -> int:
        """How many rows a table of so many pixels has room for, its header included."""
        return -(-height // self.verticalHeader().defaultSectionSize())

    def visible_range(self) -> tuple[int, int]:
        """The half-open range of positions on the screen."""
        first, last = self._places()
        return first, min(last, self._orders.rowCount())

    def place_to_keep(self) -> tuple[int, int] | None:
        """An order on the screen, the current one if it is, and its height there in pixels."""
        first, last = self.visible_range()
        current = self.currentIndex().row()
        position = current if first <= current < last else first
        if not first <= position < last:
            return None
        top = position * self.verticalHeader().defaultSectionSize() - self.verticalOffset()
        return self._orders.number(position), top

    def return_to(self, place: tuple[int, int]) -> None:
        """Scrolls so that the order is where it was before others came above it."""
        number, top = place
        position = self._orders.position(number)
        if position is not None:
            self.updateGeometries()  # else the new rows cannot be scrolled over yet
            height = self.verticalHeader().defaultSectionSize()
            self.verticalScrollBar().setValue(position * height - top)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        area = event.rect()
        height = self.verticalHeader().defaultSectionSize()
        top = self.verticalOffset()
        first = max(0, (area.top() + top) // height)
        last = min(self._orders.rowCount(), (area.bottom() + top) // height + 1)
        columns = self._columns_between(area.left(), area.right())
        for position in range(first, last):
            line = QRect(area.left(), position * height - top, area.width(), height)
            self._paint_row(painter, position, line, columns)
        self._paint_focus(painter)
        painter.end()
        self._notice()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The current row stays in sight when a message takes room from the table."""
        row = self.currentIndex().row()
        was_in_sight = row >= 0 and 0 < self._end_of(row) <= event.oldSize().height()
        super().resizeEvent(event)
        below = self._end_of(row) - self.viewport().height()
        if was_in_sight and below > 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + below)
        self._notice()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.pos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            at = self.visualRect(self.currentIndex()).bottomLeft()
        self.menu_wanted.emit(self.viewport().mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        whole = (
            event.matches(QKeySequence.StandardKey.MoveToStartOfDocument),
            event.matches(QKeySequence.StandardKey.MoveToEndOfDocument),
        )
        if any(whole) and self._orders.rowCount():
            self.choose(0 if whole[0] else self._orders.rowCount() - 1)
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if plain and event.text().isprintable() and not event.text().isspace() and event.text():
            self.typed.emit(event.text())
            return
        super().keyPressEvent(event)

    def _end_of(self, row: int) -> int:
        """How far below the upper edge of the table the row ends, in pixels."""
        return self.rowViewportPosition(row) + self.rowHeight(row)

    def _notice(self) -> None:
        first, last = self._places()  # also of rows to come, so that they come with their texts
        self.looked.emit(first, last)
        self._orders.want(max(0, first - LOOK_AHEAD), last + LOOK_AHEAD)
        if 0 < self._orders.rowCount() <= last:
            self.end_reached.emit()

    def _places(self) -> tuple[int, int]:
        """The half-open range of positions that the screen has room for."""
        height = self.verticalHeader().defaultSectionSize()
        top = self.verticalOffset()
        return top // height, -(-(top + self.viewport().height()) // height)

    def _columns_between(self, left: int, right: int) -> list[Stretch]:
        """The sections that the stretch of pixels touches."""
        header = self.horizontalHeader()
        found = []
        for visual in range(header.count()):
            column = header.logicalIndex(visual)
            width = header.sectionSize(column)
            x = header.sectionViewportPosition(column)
            if width > 2 * ASIDE and x <= right and x + width >= left:
                field, at_right = self._orders.fields[column], self._orders.is_right(column)
                found.append(
                    Stretch(column, x + ASIDE, width - 2 * ASIDE, at_right, field in STATES)
                )
        return found

    def _paint_row(
        self, painter: QPainter, position: int, line: QRect, columns: list[Stretch]
    ) -> None:
        selected = self.selectionModel().isRowSelected(position, self.rootIndex())
        palette = self.palette()
        active = self.isActiveWindow() or (selected and not _stands_out(palette))
        group = QPalette.ColorGroup.Active if active else QPalette.ColorGroup.Inactive
        if selected:
            painter.fillRect(line, palette.brush(group, QPalette.ColorRole.Highlight))
        elif position % 2:
            painter.fillRect(line, palette.brush(group, QPalette.ColorRole.AlternateBase))
        row = self._orders.row(position)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.setPen(palette.color(group, role))
        font, texts = self._hands[bool(row and row.missing), self._orders.is_unseen(position)]
        painter.setFont(font)
        self._paint_texts(painter, row, line.top() + self._baseline, columns, texts)

    def _paint_texts(
        self,
        painter: QPainter,
        row: DisplayRow | None,
        baseline: int,
        columns: list[Stretch],
        texts: ElidedTexts,
    ) -> None:
        """A point and a text for each cell: the least that Qt can be asked (performance.md 5)."""
        fit = texts.fit
        for column, left, width, at_right, is_state in columns:
            text = row.texts[column] if row else PENDING
            if not text:
                continue
            if row and is_state:
                text = self._with_sign(text)
            fitted, own = fit(text, width, exact=at_right)
            painter.drawText(left + width - own if at_right else left, baseline, fitted)

    def _with_sign(self, text: str) -> str:
        """A state's family by shape, before Orange's own word (never by colour alone)."""
        signed = self._signed.get(text)
        if signed is None:
            signed = self._signed[text] = f"{GLYPHS[family_of(text)]} {text}"
        return signed

    def _paint_focus(self, painter: QPainter) -> None:
        current = self.currentIndex()
        if not (current.isValid() and self.hasFocus()):
            return
        option = QStyleOptionFocusRect()
        option.initFrom(self)
        option.rect = self.visualRect(current)
        style = self.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, self)


def _stands_out(palette: QPalette) -> bool:
    """Whether a chosen row is told from others while another window is in front.

    In some styles of Windows it has the very grey of every other row.
    """
    group = QPalette.ColorGroup.Inactive
    chosen = palette.color(group, QPalette.ColorRole.Highlight).lightness()
    others = (QPalette.ColorRole.Base, QPalette.ColorRole.AlternateBase)
    return all(abs(chosen - palette.color(group, role).lightness()) >= DISTINCT for role in others)
