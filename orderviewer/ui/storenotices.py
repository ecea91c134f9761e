"""Says above the table what became of the files on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from orderviewer.ui.storewords import newer_words, rescue_words
from orderviewer.ui.viewtitles import set_aside_words
from orderviewer.ui.words import Level

if TYPE_CHECKING:
    from collections.abc import Callable

    from orderviewer.feed.feed import Feed
    from orderviewer.local.records import Rescued
    from orderviewer.ui.banner import Banner


class StoreNotices(QObject):
    """Nothing of a damaged file is deleted, and one of a newer program is left as it is."""

    def __init__(self, banner: Banner, feed: Feed, settle: Callable[[], None]) -> None:
        """`settle`: what was wrong until now is over."""
        super().__init__(banner)
        self._banner = banner
        self._settle = settle
        feed.rescued.connect(self._tell_rescued)
        feed.newer.connect(self._tell_newer)
        feed.views.set_aside.connect(self._tell_views_set_aside)

    def _tell_rescued(self, rescued: Rescued) -> None:
        self._settle()
        self._banner.show_message(Level.NOTICE, lambda: rescue_words(rescued))

    def _tell_newer(self) -> None:
        self._banner.show_message(Level.NOTICE, newer_words)

    def _tell_views_set_aside(self, renamed: str) -> None:
        self._banner.show_message(Level.NOTICE, lambda: set_aside_words(renamed))
