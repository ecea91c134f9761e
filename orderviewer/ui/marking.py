"""Marks of orders with changes the user has not seen: shown, gone through, and taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from orderviewer.search.terms import Computed

if TYPE_CHECKING:
    from orderviewer.feed.changes import ChangesFeed
    from orderviewer.ui.page import OrdersPage

_OF_HISTORY = frozenset({Computed.UNSEEN, Computed.SLIP})  # what changes tell
READ_MS = 2_000  # an order's history that stands in front for so long was read


class Marking(QObject):
    """A change is seen when the user says so, or has read it in the order's history."""

    told = Signal(str)  # a short sentence for the status bar
    outdated = Signal()  # the list asks for what was marked: it is another one now

    def __init__(self, feed: ChangesFeed, page: OrdersPage) -> None:
        super().__init__(page)
        self._feed = feed
        self._page = page
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(READ_MS)
        self._timer.timeout.connect(self._note_read)
        self._place: int | None = None  # in the table, of what was marked there
        self._reading = False  # what was marked last was read, and stays where it is
        feed.marked.connect(lambda _marks: self._follow())
        page.model.layoutChanged.connect(self._go_on_below)
        page.detail.history_shown.connect(self._timer.start)

    def mark_selected(self) -> None:
        """The selected orders' changes are seen."""
        chosen = [one for one in self._page.selection.numbers() if one in self._feed.marks.orders]
        if chosen:
            self._place = self._page.model.position(chosen[0])
            self._feed.mark_seen(numbers=chosen)
            self.told.emit(self.tr("Changes of %Ln order(s) marked as seen", "", len(chosen)))
        else:
            self.told.emit(self.tr("The selected orders have no unseen changes"))

    def mark_all(self) -> None:
        """Every change of every order, listed here or not, is seen."""
        if count := self._feed.marks.changes:
            self._feed.mark_seen()
            self.told.emit(self.tr("%Ln change(s) marked as seen", "", count))

    def go_on(self) -> None:
        self._go(1)

    def go_back(self) -> None:
        self._go(-1)

    def _go(self, step: int) -> None:
        grid, model = self._page.grid, self._page.model
        current = grid.currentIndex()
        start = current.row() if current.isValid() else (-1 if step > 0 else 0)
        position = model.next_unseen(start, step)
        if position is None:
            self.told.emit(self.tr("No order of this list has unseen changes"))
        else:
            grid.choose(position)
            grid.scrollTo(grid.currentIndex())

    def _follow(self) -> None:
        """Marks are others: what the table tells of them, and which orders it lists, as well."""
        self.show()
        page = self._page
        if not _OF_HISTORY.isdisjoint(page.model.extras):
            page.model.read_again()
        asked = {term.field for term in page.query.terms}
        asked |= {key.field for key in page.query.sort_keys}
        lists_otherwise = not (self._reading or _OF_HISTORY.isdisjoint(asked))
        self._reading = False
        if lists_otherwise:
            self.outdated.emit()
        else:
            self._place = None

    def _go_on_below(self) -> None:
        """What was marked has left the list: the next order is the current one."""
        place, self._place = self._place, None
        last = self._page.model.rowCount() - 1
        if place is not None and last >= 0 and not self._page.grid.currentIndex().isValid():
            self._page.grid.choose(min(place, last))

    def show(self) -> None:
        """The marks are about today: another day has none."""
        past = self._page.query.as_of
        self._page.model.show_unseen(frozenset() if past else self._feed.marks.orders)

    def _note_read(self) -> None:
        number = self._page.detail.history_of
        if number in self._feed.marks.orders and self._page.isActiveWindow():
            self._reading = True
            self._feed.mark_seen(numbers=[number])
