"""Everything in the window that is about the past, and the menu that leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from orderviewer.fields.roles import Role
from orderviewer.local.query import Query
from orderviewer.order import Scope
from orderviewer.search.terms import Operator, Term
from orderviewer.ui.historymenu import HistoryMenu
from orderviewer.ui.inboxbutton import InboxButton
from orderviewer.ui.marking import Marking

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow, QWidget

    from orderviewer.feed.feed import Feed
    from orderviewer.ui.inbox import Inbox
    from orderviewer.ui.language import Languages
    from orderviewer.ui.page import OrdersPage
    from orderviewer.ui.statusline import StatusLine


class WhatWas(QObject):
    """Wires the menu of the history with the page and the feed; its places are made when opened."""

    scope_shown = Signal(object)  # Scope, by an order that was looked for

    def __init__(
        self,
        window: QMainWindow,
        feed: Feed,
        page: OrdersPage,
        status: StatusLine,
        languages: Languages,
    ) -> None:
        super().__init__(window)
        self._feed = feed
        self._page = page
        self._languages = languages
        self._inbox: Inbox | None = None
        self.menu = HistoryMenu(window)
        self.button = InboxButton(self.menu.inbox, window)
        self.marking = Marking(feed.changes, page)
        self.marking.told.connect(status.tell)
        page.grid.addActions(self.menu.of_table)
        self.menu.inbox.triggered.connect(self._show_inbox)
        self.menu.mark_seen.triggered.connect(self._mark_selected)
        self.menu.mark_all_seen.triggered.connect(self.marking.mark_all)
        self.menu.next_changed.triggered.connect(self.marking.go_on)
        self.menu.previous_changed.triggered.connect(self.marking.go_back)
        feed.changes.marked.connect(self.button.show_marks)
        page.query_changed.connect(self.show_orders)

    @property
    def inbox(self) -> Inbox | None:
        """The list of all changes, once it was opened."""
        return self._inbox

    def begin(self) -> None:
        """Another profile: its orders come first."""
        self.show_orders()

    def restyle(self) -> None:
        """Dates are written another way from now on."""
        if self._inbox:
            self._inbox.restyle(self._languages.date_style())

    def show_orders(self) -> None:
        """The table, if anything else is in front."""
        if self._page.places.currentWidget() is not self._page.stack:
            self._feed.changes.leave_inbox()
            self._bring(self._page.stack)
            self._page.selection.follow_table()

    def _show_inbox(self) -> None:
        if self._inbox and self._page.places.currentWidget() is self._inbox:
            self.show_orders()
            self._page.grid.setFocus()
            return
        if self._inbox is None:
            self._inbox = self._make_inbox()
        self._bring(self._inbox)
        self._inbox.begin()
        self._inbox.list.setFocus()

    def _bring(self, place: QWidget) -> None:
        page = self._page
        page.places.setCurrentWidget(place)
        page.search_bar.setVisible(place is page.stack)
        self.menu.inbox.setChecked(place is self._inbox)

    def _make_inbox(self) -> Inbox:
        # Not at the start of the program: most days begin with the orders.
        from orderviewer.ui.inbox import Inbox

        page = self._page
        inbox = Inbox(self._feed.changes, self._languages.date_style(), page)
        inbox.chosen.connect(page.selection.show_other)
        inbox.opened.connect(page.selection.go_to_detail)
        inbox.order_wanted.connect(self._show_order)
        inbox.left.connect(self._leave)
        page.places.addWidget(inbox)
        return inbox

    def _leave(self) -> None:
        self.show_orders()
        self._page.grid.setFocus()

    def _show_order(self, key: str) -> None:
        """This order alone in the table, whichever list it is in."""
        term = Term(key, Role.ID, Operator.IS)
        self._page.show_query(Query(Scope.ALL, terms=(term,)))
        self.scope_shown.emit(Scope.ALL)
        self._page.grid.setFocus()

    def _mark_selected(self) -> None:
        if self._inbox and self._page.places.currentWidget() is self._inbox:
            self._inbox.mark_selected()
        else:
            self.marking.mark_selected()
