"""Everything in the window that is about the past, and the menu that leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from orderviewer.ui.historymenu import HistoryMenu
from orderviewer.ui.marking import Marking

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from orderviewer.feed.feed import Feed
    from orderviewer.ui.page import OrdersPage
    from orderviewer.ui.statusline import StatusLine


class WhatWas(QObject):
    """Wires the menu of the history with the page and the feed."""

    def __init__(
        self, window: QMainWindow, feed: Feed, page: OrdersPage, status: StatusLine
    ) -> None:
        super().__init__(window)
        self.menu = HistoryMenu(window)
        self.marking = Marking(feed.changes, page)
        self.marking.told.connect(status.tell)
        page.grid.addActions(self.menu.of_table)
        self.menu.mark_seen.triggered.connect(self.marking.mark_selected)
        self.menu.mark_all_seen.triggered.connect(self.marking.mark_all)
        self.menu.next_changed.triggered.connect(self.marking.go_on)
        self.menu.previous_changed.triggered.connect(self.marking.go_back)
