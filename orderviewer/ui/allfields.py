"""The tab of every field: search box, tree, and the whole of the current value below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from orderviewer.ui.comparebar import CompareBar
from orderviewer.ui.fieldmarks import FieldMarks
from orderviewer.ui.findbar import FindBar
from orderviewer.ui.nodes import TOP, value_text
from orderviewer.ui.plain import PlainLabel, visible_lines
from orderviewer.ui.tree import NAME, FieldModel, FieldView

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from orderviewer.feed.detail import FieldChange
    from orderviewer.fields.values import DateStyle

    Way = tuple[str | int, ...]

OPENED_BY_ITSELF = 30  # entries of a first-level field that is shown open
OPENED_BY_COMPARING = 60  # objects and lists in which something differs
OPENED_BY_SEARCH = 400  # nodes that a search opens; beyond it, only the way to the current match
MOST_REMEMBERED = 1_000  # fields that the user opened or closed
LONGEST_SHOWN = 20_000  # characters of one value in the box below the tree; copying gives all


class AllFields(QWidget):
    """What the user opened and chose stays so from order to order, where the next one has it."""

    comparison_wanted = Signal(object)  # when the version was replaced to compare with

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: object = None
        self._opened: dict[Way, bool] = {}  # by the user's own hand: open or closed
        self._arranging = False
        self.find_bar = FindBar(self)
        self.comparing = CompareBar(self)
        self.model = FieldModel(self)
        self.view = FieldView(self.model, self)
        self.path = PlainLabel(self, selectable=True, elided=True)
        self.whole = QPlainTextEdit(self)
        self.whole.setReadOnly(True)
        self.whole.setTabChangesFocus(True)
        self.whole.setUndoRedoEnabled(False)
        self._build()
        self.find_bar.searched.connect(self._search)
        self.find_bar.next_wanted.connect(self._go_on)
        self.find_bar.previous_wanted.connect(self._go_back)
        self.find_bar.left.connect(self.view.setFocus)
        self.comparing.chosen.connect(self._compare_with)
        self.view.expanded.connect(self._remember_open)
        self.view.collapsed.connect(self._remember_closed)
        self.view.selectionModel().currentChanged.connect(self._show_whole)
        self.retranslate()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops, in order."""
        return (*self.find_bar.stops, self.comparing.versions, self.view, self.whole)

    def show_fields(
        self, value: object, ends: Sequence[datetime] = (), *, same: bool = False
    ) -> None:
        """Shows an order, and asks for what differs from its version before.

        `ends`: when its earlier versions were replaced, the latest first.  `same`: a newer state
        of the one shown, so the place is kept.
        """
        self._value = value
        self._put(FieldMarks(), same=same)
        self.comparing.show_ends(ends, same=same)
        if end := self.comparing.end:
            self.comparison_wanted.emit(end)

    def show_comparison(self, end: datetime, changes: Sequence[FieldChange]) -> None:
        """How the order shown differs from its version until `end`, if that is still wanted."""
        if end == self.comparing.end:
            self.comparing.show_count(len(changes))
            self._put(FieldMarks(changes, self._value), same=True)

    def restyle(self, style: DateStyle) -> None:
        self.comparing.restyle(style)

    def _compare_with(self, end: datetime | None) -> None:
        if end:
            self.comparison_wanted.emit(end)
        else:
            self._put(FieldMarks(), same=True)

    def _put(self, marks: FieldMarks, *, same: bool) -> None:
        scroll = self.view.verticalScrollBar()
        place = scroll.value()
        current = self.model.tree.steps(self.model.number(self.view.currentIndex()))
        self.model.put(self._value, self.find_bar.text(), marks)
        self.view.share_width()
        self._arrange()
        self.view.doItemsLayout()
        scroll.setValue(0)
        number = self.model.tree.at(current)
        if number is not None and number != TOP:
            self.view.setCurrentIndex(self.model.place(number))
        if same:
            scroll.setValue(place)
        self._show_whole()

    def begin_search(self) -> None:
        self.find_bar.begin()

    def retranslate(self) -> None:
        self.view.setAccessibleName(self.tr("All fields of the order"))
        self.path.setAccessibleName(self.tr("Path of the chosen field"))
        self.whole.setAccessibleName(self.tr("Whole value of the chosen field"))
        self.whole.setPlaceholderText(self.tr("The whole value of the chosen field"))
        self.find_bar.about(self.tr("Search names and values"))
        self.view.retranslate()
        self.model.headerDataChanged.emit(
            Qt.Orientation.Horizontal, NAME, self.model.columnCount() - 1
        )
        self.view.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _build(self) -> None:
        below = QWidget(self)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.path)
        column.addWidget(self.whole, 1)
        self.whole.setMinimumHeight(self.fontMetrics().height() * 2)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.addWidget(self.view)
        parts.addWidget(below)
        parts.setStretchFactor(0, 5)
        parts.setStretchFactor(1, 1)
        parts.setChildrenCollapsible(False)
        line = self.fontMetrics().height()
        parts.setSizes([30 * line, 5 * line])
        outside = QVBoxLayout(self)
        outside.addWidget(self.find_bar)
        outside.addWidget(self.comparing)
        outside.addWidget(parts, 1)

    def _search(self, text: str) -> None:
        self.model.search(text)
        self._arrange()
        self._go_to(0)
        self._show_whole()

    def _go_on(self) -> None:
        self._go_to(self._match() + 1)

    def _go_back(self) -> None:
        self._go_to(max(self._match(), 0) - 1)

    def _match(self) -> int:
        """Which match is current, counted from 0; -1 when none is."""
        number = self.model.number(self.view.currentIndex())
        found = self.model.found
        return found.index(number) if number in found else -1

    def _go_to(self, match: int) -> None:
        found = self.model.found
        if found:
            index = self.model.place(found[match % len(found)])
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def _arrange(self) -> None:
        """Opens what belongs open after the tree was made anew."""
        self._arranging = True
        for number, opened in list(self._open_now()):
            self.view.setExpanded(self.model.place(number), opened)
        self._arranging = False

    def _open_now(self) -> Iterator[tuple[int, bool]]:
        """Nodes and whether they are open, parents first; nodes not named are closed."""
        model = self.model
        if model.matches:
            if len(model.matches.rows) <= OPENED_BY_SEARCH:
                yield from ((number, True) for number in model.matches.below if number != TOP)
            return
        for number in model.below(TOP):
            value = model.tree.nodes[number].value
            if isinstance(value, (dict, list)) and len(value) <= OPENED_BY_ITSELF:
                yield number, True
        for way in model.tree.marks.ways[:OPENED_BY_COMPARING]:
            for depth in range(1, len(way) + 1):
                known = model.tree.at(way[:depth])
                if known is not None and known != TOP:
                    yield known, True
        for way in sorted(self._opened, key=len):
            known = model.tree.at(way)
            if known is not None and known != TOP:
                yield known, self._opened[way]

    def _remember_open(self, index: QModelIndex) -> None:
        self._remember(index, opened=True)

    def _remember_closed(self, index: QModelIndex) -> None:
        self._remember(index, opened=False)

    def _remember(self, index: QModelIndex, *, opened: bool) -> None:
        if self._arranging or self.model.matches or self.model.node(index).span:
            return
        if len(self._opened) >= MOST_REMEMBERED:
            self._opened.clear()
        self._opened[tuple(self.model.tree.steps(self.model.number(index)))] = opened

    def _show_whole(self) -> None:
        number = self.model.number(self.view.currentIndex())
        node = self.model.tree.nodes[number]
        self.path.setText(self.model.tree.path(number))
        shown = visible_lines(value_text(node.value), LONGEST_SHOWN) if node.scalar else ""
        mark = self.model.tree.mark(number)
        if mark and mark.before and not node.gone:
            before = visible_lines(mark.before, LONGEST_SHOWN)
            shown = self.tr("{value}\n\nBefore: {before}").format(value=shown, before=before)
        if shown != self.whole.toPlainText():
            self.whole.setPlainText(shown)
        self._count()

    def _count(self) -> None:
        matches = self.model.matches
        if matches is None:
            self.find_bar.show_found(None)
            return
        self.find_bar.show_found((self._match() + 1, len(matches.found)), partly=matches.partly)
