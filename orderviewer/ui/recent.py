"""The last searches, to be searched for again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from orderviewer.search.keywords import Language
from orderviewer.search.parsing import terms_of
from orderviewer.search.writing import write

if TYPE_CHECKING:
    from orderviewer.feed.viewing import ViewFeed
    from orderviewer.ui.searchbar import SearchBar
    from orderviewer.ui.searching import Searching

LONGEST = 80  # characters of an entry


class RecentSearches(QObject):
    """A search counts when its box is left, or emptied at once; not each letter on the way."""

    def __init__(self, bar: SearchBar, feed: ViewFeed, search: Searching) -> None:
        super().__init__(bar)
        self._bar = bar
        self._feed = feed
        self._search = search
        self._menu = bar.recent_menu
        self._menu.aboutToShow.connect(self._fill)
        bar.box.finished.connect(self._remember)

    def _remember(self, text: str) -> None:
        english = write((term for term in terms_of(text) if term.asks), Language.ENGLISH)
        if english:
            self._feed.remember(english)

    def _fill(self) -> None:
        self._menu.clear()
        for english in self._feed.searches:
            text = write(terms_of(english), self._search.language)
            shown = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
            action = self._add(shown.replace("&", "&&"))
            action.triggered.connect(partial(self._again, text))
        if self._menu.isEmpty():
            self._add(self.tr("No searches yet")).setEnabled(False)
            return
        self._menu.addSeparator()
        self._add(self.tr("&Clear this list")).triggered.connect(self._feed.forget_searches)

    def _add(self, text: str) -> QAction:
        action = QAction(text, self._menu)
        action.setMenuRole(QAction.MenuRole.NoRole)
        self._menu.addAction(action)
        return action

    def _again(self, text: str, _checked: bool = False) -> None:
        self._bar.box.setText(text)
        self._bar.box.setFocus()
        self._feed.remember(write(terms_of(text), Language.ENGLISH))
