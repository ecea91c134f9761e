"""Everything in the window that is about the past, and the menu that leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from orderviewer.feed.past import home_day_of
from orderviewer.fields.dates import home_day
from orderviewer.fields.roles import Role
from orderviewer.local.query import Query
from orderviewer.order import Scope
from orderviewer.search.terms import Operator, Term
from orderviewer.ui.historymenu import HistoryMenu
from orderviewer.ui.inboxbutton import InboxButton
from orderviewer.ui.marking import Marking

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QMainWindow, QWidget

    from orderviewer.feed.feed import Feed
    from orderviewer.ui.comparison import ComparisonPane
    from orderviewer.ui.inbox import Inbox
    from orderviewer.ui.language import Languages
    from orderviewer.ui.lines import LinesPane
    from orderviewer.ui.page import OrdersPage
    from orderviewer.ui.pastribbon import PastRibbon
    from orderviewer.ui.statusline import StatusLine


class WhatWas(QObject):
    """Wires the menu of the history with the page and the feed; its places are made when opened."""

    ribbon_made = Signal(object)  # to be put over the orders
    past_shown = Signal(bool)  # another day is shown, or today again
    scope_shown = Signal(object)  # Scope, by an order that was looked for
    export_wanted = Signal(object)  # Groups, of two days that are compared

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
        self._ribbon: PastRibbon | None = None
        self._comparison: ComparisonPane | None = None
        self._days_for_comparing = False
        self.menu = HistoryMenu(window)
        self.button = InboxButton(self.menu.inbox, window)
        self.marking = Marking(feed.changes, page)
        self.marking.told.connect(status.tell)
        self.marking.outdated.connect(lambda: feed.listing.update_listing(at_once=True))
        page.grid.addActions(self.menu.of_table)
        self.menu.inbox.triggered.connect(self._show_inbox)
        self.menu.mark_seen.triggered.connect(self._mark_selected)
        self.menu.mark_all_seen.triggered.connect(self.marking.mark_all)
        self.menu.next_changed.triggered.connect(self.marking.go_on)
        self.menu.previous_changed.triggered.connect(self.marking.go_back)
        self.menu.compare.triggered.connect(self._show_comparison)
        self.menu.past.triggered.connect(self._travel)
        feed.past.answered.connect(self._choose_day)
        feed.changes.marked.connect(self.button.show_marks)
        page.query_changed.connect(self.show_orders)

    @property
    def inbox(self) -> Inbox | None:
        """The list of all changes, once it was opened."""
        return self._inbox

    def begin(self) -> None:
        """Another profile: its orders of today come first."""
        self.show_orders()
        self._show_past(None)

    def restyle(self) -> None:
        """Dates are written another way from now on."""
        if self._inbox:
            self._inbox.restyle(self._languages.date_style())
        if self._ribbon:
            self._ribbon.restyle(self._languages.date_style())
        if self._comparison:
            self._comparison.restyle(self._languages.date_style())

    def show_orders(self) -> None:
        """The table, if anything else is in front."""
        if self._page.places.currentWidget() is not self._page.stack:
            self._feed.changes.leave_inbox()
            self._bring(self._page.stack)
            self._page.selection.follow_table()

    def go_to(self, when: datetime | None) -> None:
        """The orders as they were at that moment; None: as they are now."""
        self._feed.views.go_to(when)
        self._page.go_to(when)
        self._show_past(when)

    @property
    def ribbon(self) -> PastRibbon | None:
        """What stands over the orders of another day, once one was shown."""
        return self._ribbon

    def _travel(self) -> None:
        """There is another day to be chosen, or the way back."""
        if self._page.query.as_of:
            self.go_to(None)
        else:
            self.menu.past.setChecked(False)  # until there is a day
            self._days_for_comparing = False
            self._feed.past.read()

    def _choose_day(self, days: tuple[datetime, ...]) -> None:
        """The latest day before today, if there is one; the ribbon leads to the others."""
        if self._days_for_comparing:
            self._begin_comparing(days)
            return
        if not days:
            self.marking.told.emit(self.tr("All orders have not been read on any day yet"))
            return
        day = next((one for one in days if home_day_of(one) < home_day()), days[0])
        if self._ribbon is None:
            self._ribbon = self._make_ribbon()
        self._ribbon.show_days(days, day)
        self.go_to(day)
        self._ribbon.days.setFocus()

    @property
    def comparison(self) -> ComparisonPane | None:
        """Where two days are compared, once that was opened."""
        return self._comparison

    def _show_comparison(self) -> None:
        if self._comparison and self._page.places.currentWidget() is self._comparison:
            self._leave()
            return
        self.menu.compare.setChecked(False)  # until there are days
        self._days_for_comparing = True
        self._feed.past.read()

    def _begin_comparing(self, days: tuple[datetime, ...]) -> None:
        if len(days) < 2:
            self.marking.told.emit(self.tr("There are no two days yet on which all was read"))
            return
        if self._page.query.as_of:
            self.go_to(None)  # the details beside the comparison are of today
        if self._comparison is None:
            self._comparison = self._make_comparison()
        self._bring(self._comparison)
        self._comparison.begin(days)
        self._comparison.groups.setFocus()

    def _make_comparison(self) -> ComparisonPane:
        from orderviewer.ui.comparison import ComparisonPane

        pane = ComparisonPane(self._feed.compare, self._languages.date_style(), self._page)
        pane.export_wanted.connect(self.export_wanted)
        self._place(pane)
        return pane

    def _place(self, pane: LinesPane) -> None:
        """Where the orders are; its lines lead to them."""
        page = self._page
        pane.chosen.connect(page.selection.show_other)
        pane.opened.connect(page.selection.go_to_detail)
        pane.order_wanted.connect(self._show_order)
        pane.left.connect(self._leave)
        page.places.addWidget(pane)

    def _make_ribbon(self) -> PastRibbon:
        from orderviewer.ui.pastribbon import PastRibbon

        ribbon = PastRibbon(self._languages.date_style(), self._page)
        ribbon.day_chosen.connect(self.go_to)
        ribbon.back_wanted.connect(lambda: self.go_to(None))
        self.ribbon_made.emit(ribbon)
        return ribbon

    def _show_past(self, when: datetime | None) -> None:
        if self._ribbon:
            self._ribbon.setVisible(when is not None)
        self.menu.past.setChecked(when is not None)
        self.marking.show()
        self.past_shown.emit(when is not None)
        if when is None:
            self._page.grid.setFocus()

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
        self.menu.compare.setChecked(place is self._comparison)

    def _make_inbox(self) -> Inbox:
        # Not at the start of the program: most days begin with the orders.
        from orderviewer.ui.inbox import Inbox

        inbox = Inbox(self._feed.changes, self._languages.date_style(), self._page)
        self._place(inbox)
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
