"""The page of a connection: banner, order table or what stands in its place, and detail pane."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from orderviewer.feed.past import home_day_of
from orderviewer.feed.rows import Coverage
from orderviewer.local.query import Query
from orderviewer.order import Cause, OrderviewerError, Scope, Unreachable
from orderviewer.ui.banner import Banner
from orderviewer.ui.columns import Columns
from orderviewer.ui.detail import DetailPane
from orderviewer.ui.failures.row import Action
from orderviewer.ui.grid import OrderGrid
from orderviewer.ui.placeholder import Placeholder
from orderviewer.ui.recent import RecentSearches
from orderviewer.ui.rehearsal import rehearse
from orderviewer.ui.screens import Facts, Screen, screen_for
from orderviewer.ui.searchbar import SearchBar
from orderviewer.ui.searching import Searching
from orderviewer.ui.selection import Selection
from orderviewer.ui.storenotices import StoreNotices
from orderviewer.ui.table import OrderTableModel
from orderviewer.views.columns import place_field
from orderviewer.views.view import asks_for_unseen

if TYPE_CHECKING:
    from datetime import date, datetime

    from orderviewer.feed.feed import Feed
    from orderviewer.feed.rows import Listing
    from orderviewer.fields.values import DateStyle
    from orderviewer.local.query import SortKey
    from orderviewer.local.records import Put
    from orderviewer.profile import Profile
    from orderviewer.search.terms import Term


class OrdersPage(QWidget):
    """Shows what the feed says; every wish of the user goes back through the feed."""

    counts_changed = Signal(dict)  # Scope -> (count, whether it is a hint)
    scope_wanted = Signal(object)  # Scope
    credentials_wanted = Signal(object)  # Action: which part of the connection
    coverage_changed = Signal(object, bool, bool)  # Coverage, reading, reading everything
    sorted_changed = Signal(bool)
    query_changed = Signal(object)  # Query
    found_changed = Signal(object, bool)  # orders a search found, None without one; maybe more

    def __init__(self, feed: Feed, style: DateStyle) -> None:
        super().__init__()
        self._feed = feed
        self._query = Query(Scope.CURRENT)
        self._listed: Listing | None = None
        self._coverage: Coverage | None = None
        self._trouble: OrderviewerError | None = None
        self._connected = False
        self._everything_wished = False
        self._stopped = False  # by the user, who has not moved on since
        self._key_issued: date | None = None
        self.model = OrderTableModel(self)
        self.grid = OrderGrid(self.model, self)
        self.columns = Columns(self.grid, self.model)
        self.banner = Banner(self)
        self.placeholder = Placeholder(self)
        self.detail = DetailPane(style, self)
        self.selection = Selection(feed, self.model, self.grid, self.columns, self.detail)
        self.search_bar = SearchBar(self)
        self.search = Searching(
            self.search_bar, feed.search, self.grid, self.columns, lambda: self._query
        )
        RecentSearches(self.search_bar, feed.views, self.search)
        StoreNotices(self.banner, feed, self._settle)
        self._build()
        self._connect_widgets()
        self._connect_feed()

    @property
    def query(self) -> Query:
        return self._query

    @property
    def in_scope(self) -> int:
        """How many orders of the scope the store has, whatever is searched for."""
        return self._listed.counts[self._listed.query.scope] if self._listed else 0

    @property
    def coverage(self) -> Coverage | None:
        return self._coverage

    def begin(self, profile: Profile, scope: Scope) -> None:
        """Another profile: nothing of the one before stays."""
        self._key_issued = profile.key_issued
        self._coverage = None
        self._connected = False
        self._everything_wished = False
        self.banner.dismiss()
        self.selection.clear()
        self.search.clear()
        self.model.clear()
        self._settle()
        self._set_query(replace(self._query, scope=scope, as_of=None, today=None))

    def show_scope(self, scope: Scope) -> None:
        self.grid.scrollToTop()
        self._coverage = None
        self._set_query(replace(self._query, scope=scope))
        self._feed.crawl.read_first(scope)

    def show_query(self, query: Query) -> None:
        """All of it at once: list, search and order."""
        self.search.show_terms(query.terms)
        self.grid.scrollToTop()
        self._coverage = None
        day = self._query  # that is shown stays
        self._set_query(replace(query, as_of=day.as_of, today=day.today))
        self._feed.crawl.read_first(query.scope)

    def go_to(self, when: datetime | None) -> None:
        """The orders as they were at that moment; None: as they are now."""
        self._coverage = None
        today = home_day_of(when) if when else None
        self._set_query(replace(self._query, as_of=when, today=today))
        self._feed.detail.go_to(when)
        self.selection.follow_table()

    def refresh(self) -> None:
        self._settle()
        self._feed.sync.sync_now()

    def load_all(self) -> None:
        self._settle()
        self._everything_wished = not self._connected  # to be done when it is
        self._feed.crawl.read_everything(self._query.scope)

    def stop(self) -> None:
        """What arrived stays; where nothing did, that is no loading any more and says so."""
        self._stopped = True
        self._feed.details.stop()
        self._feed.sync.pause()
        if not self.model.rowCount():
            self._fail(Unreachable(Cause.STOPPED))

    def resume(self) -> None:
        """Goes on where reading was stopped or failed, and then with the details."""
        self._settle()
        self._feed.details.release(by_user=True)
        self._feed.crawl.resume()

    def sort_by(self, keys: tuple[SortKey, ...]) -> None:
        """The first key decides, equal ones by the next; none: the order in which Orange lists."""
        self._set_query(replace(self._query, sort=keys or None, descending=False))

    def show_place(self, path: str) -> None:
        """Makes a column of a place in the JSON, and brings it into sight."""
        field = place_field(path)
        self.columns.add(field)
        row = max(0, self.grid.currentIndex().row())
        self.grid.scrollTo(self.model.index(row, self.model.fields.index(field)))

    def restyle(self, style: DateStyle) -> None:
        """Another language writes dates another way."""
        self.model.retranslate()
        self._feed.listing.restyle(style)
        self.detail.restyle(style)
        self._show_screen()

    def _build(self) -> None:
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.grid)
        self.stack.addWidget(self.placeholder)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.search_bar)
        column.addWidget(self.banner)
        self.places = QStackedWidget(left)  # what stands beside the detail pane: first the orders
        self.places.addWidget(self.stack)
        column.addWidget(self.places, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.detail)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _connect_widgets(self) -> None:
        self.model.rows_wanted.connect(self._feed.listing.want)
        self.grid.sort_wanted.connect(self.sort_by)
        self.columns.sort_wanted.connect(self.sort_by)
        self.columns.extras_changed.connect(self._feed.listing.show_extras)
        self.grid.looked.connect(self._feed.listing.look)
        self.grid.end_reached.connect(self._read_more)
        self.grid.verticalScrollBar().valueChanged.connect(self._move_on)
        self.search.terms_changed.connect(self._find)
        self.selection.followed.connect(self.search.explain)
        self.selection.followed.connect(self._feed.listing.hold)
        self.banner.acted.connect(self._act)
        self.placeholder.acted.connect(self._act)

    def _connect_feed(self) -> None:
        feed = self._feed
        feed.connected.connect(self._start_reading)
        feed.unconnected.connect(self._fail)
        feed.failed.connect(self._fail)
        feed.change_failed.connect(self._tell_unchanged)
        feed.listing.begun.connect(self._begin)
        feed.listing.listed.connect(self._take)
        feed.listing.rows_read.connect(self.model.put_rows)
        feed.listing.failed.connect(self._fail)
        feed.crawl.stored.connect(self._forget_changed)
        feed.crawl.progressed.connect(self._show_coverage)
        feed.crawl.rested.connect(self._rest)
        feed.crawl.failed.connect(self._fail)
        feed.crawl.waited.connect(self._wait)
        feed.crawl.recovered.connect(self._settle)
        feed.detail.changed.connect(lambda number: self.model.forget((number,)))
        feed.detail.failed.connect(self._fail)
        feed.details.stored.connect(self._forget_changed)
        feed.details.failed.connect(self._fail)
        feed.views.failed.connect(self._fail)
        feed.changes.failed.connect(self._fail)
        feed.past.failed.connect(self._fail)
        feed.backups.failed.connect(self._fail)
        feed.compare.failed.connect(self._fail)

    def _set_query(self, query: Query) -> None:
        if query.as_of != self._query.as_of:
            self.model.forget_all()  # the same orders, but otherwise
        self._query = query
        self.model.show_sorted(query.sort_keys)
        self.sorted_changed.emit(bool(query.sort_keys))
        self.query_changed.emit(query)
        self._feed.listing.show(query)
        self._feed.crawl.look_at(query.scope)

    def _find(self, terms: tuple[Term, ...]) -> None:
        self.grid.scrollToTop()
        self._set_query(replace(self._query, terms=terms))

    def _start_reading(self) -> None:
        self._connected = True
        self._settle()
        if not self.model.rowCount():
            self._feed.listing.look(0, self.grid.rows_in(self.stack.height()))
            QTimer.singleShot(0, self, self._rehearse)
        self._feed.crawl.read_first(self._query.scope)
        if self._everything_wished:
            self.load_all()

    def _rehearse(self) -> None:
        """While Orange is asked, so that the first rows are painted as soon as others."""
        if not self.grid.isVisible():
            rehearse(self._query, self.stack.size())

    def _read_more(self) -> None:
        if self._query.terms or self._stopped or self._query.as_of:
            return  # what is found are few of many; and a stop is a stop
        if self._connected and self._coverage and not self._coverage.complete:
            self._feed.crawl.read_more(self._query.scope)

    def _move_on(self) -> None:
        self._stopped = False

    def _begin(self, listing: Listing) -> None:
        """Others are still being found; several that are selected would not stay so."""
        if listing.query == self._query and not self.selection.several:
            self.model.take(listing)
            self._tell_found(listing, more=True)
            self._show_screen()

    def _tell_found(self, listing: Listing, *, more: bool) -> None:
        self.found_changed.emit(len(listing.numbers) if listing.query.terms else None, more)

    def _take(self, listing: Listing) -> None:
        if (listing.query.scope, listing.query.as_of) != (self._query.scope, self._query.as_of):
            return
        no_rows = self.stack.currentWidget() is not self.grid
        at_top = self.grid.verticalScrollBar().value() == 0
        before, self._listed = self._listed, listing
        same = before is not None and before.query == listing.query
        place = self.grid.place_to_keep() if same else None
        self.model.take(listing)
        if at_top:
            self.grid.scrollToTop()
        elif place:
            self.grid.return_to(place)
        self.columns.show_found(listing.found)
        if when := listing.query.as_of:
            self._show_past(listing, when)
        else:
            self._feed.crawl.learn_stored(listing.counts)
        self._tell_found(listing, more=False)
        self._show_screen()
        if no_rows and self._trouble:
            self._fail(self._trouble)  # told in the rows' place so far, from now on above them

    def _forget_changed(self, put: Put) -> None:
        if self._query.as_of:
            return
        if put.reading_changed:
            self.model.read_again()
        else:
            self.model.forget(put.changed)

    def _show_past(self, listing: Listing, when: datetime) -> None:
        """Another day is whole as far as it goes, and grows no older."""
        here = self.in_scope
        self._coverage = Coverage(listing.query.scope, here, here, here, complete=True, as_of=when)
        self.counts_changed.emit({scope: (count, False) for scope, count in listing.counts.items()})
        told = replace(self._coverage, as_of=None)
        self.coverage_changed.emit(told, False, False)  # noqa: FBT003  a signal

    def _show_coverage(self, coverage: Coverage) -> None:
        if coverage.scope is not self._query.scope or self._query.as_of:
            return
        self._coverage = coverage
        self.counts_changed.emit(self._feed.crawl.counts())
        self._rest()
        self._show_screen()

    def _wait(self, error: OrderviewerError, seconds: float) -> None:
        self.banner.show_waiting(error, seconds, rows=bool(self.model.rowCount()))

    def _rest(self) -> None:
        crawl = self._feed.crawl
        if self.banner.waiting and not crawl.busy:
            self.banner.dismiss()  # there will be no next attempt
        if not crawl.busy:  # the end may have been reached while a page was still under way
            self.grid.viewport().update()
        if self._coverage and not self._query.as_of:
            self.coverage_changed.emit(self._coverage, crawl.busy, crawl.everything_wished)

    def _fail(self, error: OrderviewerError) -> None:
        self._trouble = error
        if error.cause is Cause.ERASED:
            self.selection.clear()
            self.model.clear()
        self._show_screen()
        self.banner.dismiss()
        if self.stack.currentWidget() is self.grid:
            self._show_error(error)

    def _show_error(self, error: OrderviewerError) -> None:
        as_of = self._coverage.as_of if self._coverage else None
        self.banner.show_error(error, key_issued=self._key_issued, as_of=as_of)

    def _tell_unchanged(self, error: OrderviewerError) -> None:
        """What was asked of the store as a whole was not done; that all goes on is no answer."""
        self._show_error(error)

    def _settle(self) -> None:
        """Whatever was wrong is being tried again, or over."""
        self._stopped = False
        if self._trouble or self.banner.waits:
            self.banner.dismiss()
        self._trouble = None
        self._show_screen()

    def _show_screen(self) -> None:
        whole, _hint = self._feed.crawl.counts().get(Scope.ALL, (0, False))
        facts = Facts(
            rows=self.model.rowCount(),
            scope=self._query.scope,
            complete=bool(self._coverage and self._coverage.complete),
            elsewhere=whole,
            trouble=self._trouble,
            searched=bool(self._query.terms),
            here=self.in_scope,
            found_elsewhere=self._listed.elsewhere if self._listed else 0,
            unseen=asks_for_unseen(self._query),
        )
        screen = screen_for(facts)
        if screen is Screen.ROWS:
            self.stack.setCurrentWidget(self.grid)
            return
        self.placeholder.show_screen(screen, facts, key_issued=self._key_issued)
        self.stack.setCurrentWidget(self.placeholder)

    def _act(self, action: Action) -> None:
        """A button of the banner or of the placeholder."""
        if action in (Action.RETRY, Action.READ_AGAIN):
            self._settle()
            self._feed.retry()
        elif action is Action.CANCEL:
            self.stop()
        elif action is Action.CLEAR_SEARCH:
            self.search.clear()
        elif action is Action.SEARCH_ALL:
            self.scope_wanted.emit(Scope.ALL)
        elif action is Action.SHOW_OTHER_SCOPE:
            other = Scope.CURRENT if self._query.scope is Scope.CLOSED else Scope.CLOSED
            self.scope_wanted.emit(other)
        elif action in (Action.CREDENTIALS, Action.ADDRESS, Action.SETTINGS):
            self.credentials_wanted.emit(action)
