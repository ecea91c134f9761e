"""The changes of all orders as an item model: the newest first, older ones when scrolled to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from orderviewer.feed.changes import Entry
from orderviewer.fields.values import CELL_LENGTH, visible
from orderviewer.ui.happenings import event_text, event_title, moment_shown
from orderviewer.ui.lines import Index, LinesModel

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtCore import QObject

    from orderviewer.feed.changes import InboxPage
    from orderviewer.fields.values import DateStyle

AFTER, ORDER, WHAT, CHANGE, BEFORE, REFERENCE = range(6)  # columns
SEEN_SIGN = "\u25cf"  # of what is not seen yet
_Role = Qt.ItemDataRole


class InboxModel(LinesModel[Entry]):
    """One line for each change; what is marked as seen stays where it is."""

    def __init__(self, style: DateStyle, parent: QObject | None = None) -> None:
        super().__init__(style, parent)
        self._bold = QFont()
        self._bold.setBold(True)

    def put(self, page: InboxPage) -> None:
        """The first page takes the place of everything, a later one continues the list."""
        if page.before is None:
            self.begin(page.entries, last=page.last)
        elif self._entries and page.before == self.place_after(self._entries[-1]):
            self.go_on(page.entries, last=page.last)  # else of a list that was left meanwhile

    def note_seen(
        self, events: Collection[int] | None, numbers: Collection[int] | None, until: int
    ) -> None:
        """These events and orders, or everything, were marked up to event `until`."""
        everything = events is None and numbers is None
        chosen, orders = frozenset(events or ()), frozenset(numbers or ())
        for row, entry in enumerate(self._entries):
            event = entry.event
            meant = everything or event.event in chosen or event.number in orders
            if meant and not event.seen and event.event <= until:
                self._entries[row] = entry._replace(event=replace(event, seen=True))
        self.tell_changed()

    def titles(self) -> tuple[str, ...]:
        return (
            self.tr("Not after"),
            self.tr("Order"),
            self.tr("What happened"),
            self.tr("From what to what"),
            self.tr("Not before"),
            self.tr("Customer reference"),
        )

    def texts_of(self, entry: Entry) -> tuple[str, ...]:
        event, style = entry.event, self.style
        order = visible(event.key, CELL_LENGTH)
        if event.number is None:
            order = self.tr("%Ln order(s)", "", event.orders)
        return (
            moment_shown(event.not_after, style),
            order,
            event_title(event.change),
            event_text(event.change, style) or "–",
            moment_shown(event.not_before, style),
            visible(entry.reference, CELL_LENGTH),
        )

    def place_after(self, entry: Entry) -> int:
        return entry.event.event

    def order_of(self, entry: Entry) -> tuple[int, str] | None:
        event = entry.event
        return None if event.number is None else (event.number, event.key)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        found = super().data(index, role)
        if not index.isValid() or self._entries[index.row()].event.seen:
            return found
        if role == _Role.FontRole:
            return self._bold
        if role == _Role.DisplayRole and index.column() == AFTER:
            return f"{SEEN_SIGN} {found}"
        if role == _Role.AccessibleTextRole:
            return self.tr("{told}, not seen").format(told=found)
        return found

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        role: int = _Role.DisplayRole,
    ) -> str | None:
        is_moment = section in (AFTER, BEFORE) and orientation is Qt.Orientation.Horizontal
        if is_moment and role == _Role.ToolTipRole:
            return self.tr("It happened between these two moments, at which Orange was asked.")
        return super().headerData(section, orientation, role)
