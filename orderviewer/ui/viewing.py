"""Saved views and the page together: what is chosen is shown, what is shown can be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from orderviewer.views.view import finds_the_same, view_of

if TYPE_CHECKING:
    from orderviewer.feed.viewing import ViewFeed
    from orderviewer.local.query import Query
    from orderviewer.ui.page import OrdersPage
    from orderviewer.ui.sidebar import Sidebar
    from orderviewer.views.view import View


class Viewing(QObject):
    """The view that finds what the page shows is the one marked in the sidebar."""

    scope_shown = Signal(object)  # Scope, by a view

    def __init__(self, sidebar: Sidebar, feed: ViewFeed, page: OrdersPage) -> None:
        super().__init__(sidebar)
        self._sidebar = sidebar
        self._feed = feed
        self._page = page
        sidebar.chosen.connect(self._show)
        sidebar.save_wanted.connect(self._keep)
        sidebar.renamed.connect(feed.rename)
        sidebar.deleted.connect(feed.remove)
        sidebar.moved.connect(feed.move)
        feed.listed.connect(self._list)
        feed.counted.connect(sidebar.show_counts)
        page.query_changed.connect(self._mark)

    def begin(self) -> None:
        """Another profile: nothing is counted yet."""
        self._sidebar.clear_counts()

    def _show(self, view: View) -> None:
        query = self._feed.query_of(view, self._page.query)
        self.scope_shown.emit(query.scope)
        self._page.show_query(query)
        if view.hidden is not None:
            self._page.columns.hide(view.hidden)

    def _keep(self, name: str) -> None:
        self._feed.keep(view_of(name, self._page.query, self._page.columns.hidden))

    def _list(self, views: tuple[View, ...]) -> None:
        self._sidebar.show_views(views)
        self._mark(self._page.query)

    def _mark(self, query: Query) -> None:
        selected = self._sidebar.selected
        candidates = ([selected] if selected else []) + list(self._feed.views)
        last = self._feed.last_visit
        self._sidebar.select(
            next((view for view in candidates if finds_the_same(view, query, last)), None)
        )
