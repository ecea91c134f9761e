"""The values to filter by, the search and the feed together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from orderviewer.views.columns import field_of, word_of

if TYPE_CHECKING:
    from orderviewer.feed.faceting import FacetFeed
    from orderviewer.feed.listing import ListFeed
    from orderviewer.feed.rows import Listing
    from orderviewer.ui.facets import FacetPane
    from orderviewer.ui.page import OrdersPage


class Faceting(QObject):
    """What is counted belongs to the rows on the screen, and comes after them."""

    def __init__(
        self, pane: FacetPane, feed: FacetFeed, listing: ListFeed, page: OrdersPage
    ) -> None:
        super().__init__(pane)
        self._pane = pane
        self._feed = feed
        pane.turned.connect(page.search.turn)
        pane.opened.connect(feed.want)
        listing.listed.connect(self._follow)
        page.query_changed.connect(lambda query: pane.facets.show_terms(query.terms))
        feed.counted.connect(self._show)

    def restore(self, words: tuple[str, ...]) -> None:
        """The fields that were open at the end of the last run."""
        self._pane.open_facets(tuple(map(field_of, words)))

    def state(self) -> tuple[str, ...]:
        return tuple(map(word_of, self._pane.opened_facets()))

    def begin(self) -> None:
        """Another profile: nothing is counted yet."""
        opened = self._pane.opened_facets()
        self._pane.facets.clear()
        self._pane.open_facets(opened)

    def _follow(self, listing: Listing) -> None:
        if self._pane.isVisible():
            self._feed.show(listing.query)

    def _show(self, counted: dict[str, list[tuple[str, int]]]) -> None:
        for word, values in counted.items():
            self._pane.put(field_of(word), values)
