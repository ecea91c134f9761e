"""Saved views and the page together: what is chosen is shown, what is shown can be kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from orderviewer.ui.layout import TableState
from orderviewer.views.columns import DEFAULT, field_of, word_of
from orderviewer.views.view import finds_the_same, sort_of, sort_words, view_of

if TYPE_CHECKING:
    from orderviewer.feed.viewing import ViewFeed
    from orderviewer.local.query import Query, SortKey
    from orderviewer.search.terms import Field
    from orderviewer.ui.page import OrdersPage
    from orderviewer.ui.sidebar import Sidebar
    from orderviewer.views.view import View


class Viewing(QObject):
    """The view that finds what the page shows is the one marked in the sidebar.

    Columns and order belong to the view that was chosen last, and are kept in it as the user
    changes them; without one, and for views that say nothing of them, they are the table's own.
    """

    scope_shown = Signal(object)  # Scope, by a view

    def __init__(self, sidebar: Sidebar, feed: ViewFeed, page: OrdersPage) -> None:
        super().__init__(sidebar)
        self._sidebar = sidebar
        self._feed = feed
        self._page = page
        self._chosen: View | None = None
        self._columns: tuple[Field, ...] = DEFAULT  # the table's own
        self._sort: tuple[SortKey, ...] = ()
        self._showing = False
        sidebar.chosen.connect(self._show)
        sidebar.save_wanted.connect(self._keep)
        sidebar.renamed.connect(self._rename)
        sidebar.copied.connect(feed.copy)
        sidebar.deleted.connect(feed.remove)
        sidebar.moved.connect(feed.move)
        feed.listed.connect(self._list)
        feed.counted.connect(sidebar.show_counts)
        page.query_changed.connect(self._mark)
        page.query_changed.connect(self._adopt)
        page.columns.changed.connect(self._adopt)

    def begin(self) -> None:
        """Another profile: nothing is counted yet, and none of its views was chosen."""
        self._sidebar.clear_counts()
        if self._chosen:
            self._chosen = None
            self._page.columns.show(self._columns)
            self._page.sort_by(self._sort)

    def state(self) -> TableState:
        """The table's own arrangement, to be kept until the next start."""
        widths = {word_of(field): width for field, width in self._page.columns.widths.items()}
        return TableState(tuple(map(word_of, self._columns)), widths, sort_words(self._sort))

    def restore(self, state: TableState | None) -> None:
        """As at the end of the last run, before any view is chosen."""
        if state is None:
            return
        self._columns = tuple(map(field_of, state.columns))
        widths = {field_of(word): width for word, width in state.widths.items()}
        self._page.columns.show(self._columns, widths)
        self._columns = self._page.columns.wanted
        self._page.sort_by(sort_of(state.sort))

    def reset(self) -> None:
        """Back to the columns of the first start."""
        self._page.columns.reset()

    def _show(self, view: View) -> None:
        before = replace(self._page.query, sort=self._sort or None, descending=False)
        query = self._feed.query_of(view, before)
        self._chosen = view
        self.scope_shown.emit(query.scope)
        self._showing = True
        self._page.columns.show(self._columns if view.columns is None else view.columns)
        self._page.show_query(query)
        self._showing = False

    def _adopt(self) -> None:
        """What the user has just changed of columns and order belongs to what is shown."""
        view, page = self._chosen, self._page
        if self._showing:
            return
        if view and not view.builtin:
            kept = replace(view, columns=page.columns.wanted, sort=sort_words(page.query.sort_keys))
            if kept != view:
                self._chosen = kept
                self._feed.keep(kept)
            return
        self._columns = page.columns.wanted
        if view is None or view.sort is None:
            self._sort = page.query.sort_keys

    def _keep(self, name: str) -> None:
        view = view_of(name, self._page.query, self._page.columns.wanted)
        self._chosen = view
        self._feed.keep(view)

    def _rename(self, view: View, name: str) -> None:
        if self._chosen == view:
            self._chosen = replace(view, name=name)
        self._feed.rename(view, name)

    def _list(self, views: tuple[View, ...]) -> None:
        if self._chosen and self._chosen not in views:
            self._chosen = None
        self._sidebar.show_views(views)
        self._mark(self._page.query)

    def _mark(self, query: Query) -> None:
        selected = self._sidebar.selected
        candidates = ([selected] if selected else []) + list(self._feed.views)
        self._sidebar.select(
            next((view for view in candidates if finds_the_same(view, query)), None)
        )
