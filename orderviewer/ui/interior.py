"""What is in the main window: bars, pages and what it remembers; the feed does everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from orderviewer.profile import Profile
from orderviewer.search.keywords import Language
from orderviewer.ui.actions import Actions
from orderviewer.ui.commands import Commands
from orderviewer.ui.connections import Connections
from orderviewer.ui.exporting import Exports
from orderviewer.ui.faceting import Faceting
from orderviewer.ui.forgetting import Forgetting
from orderviewer.ui.page import OrdersPage
from orderviewer.ui.releases import ReleaseMemory, Releases
from orderviewer.ui.restoring import Restoring
from orderviewer.ui.ribbon import DemoRibbon
from orderviewer.ui.scopes import ScopeFilter
from orderviewer.ui.sidebar import Sidebar
from orderviewer.ui.statusline import StatusLine
from orderviewer.ui.toolbar import ToolBar
from orderviewer.ui.updating import UpdateMenus
from orderviewer.ui.viewing import Viewing
from orderviewer.ui.welcome import Welcome
from orderviewer.ui.whatwas import WhatWas

if TYPE_CHECKING:
    from orderviewer.feed.feed import Feed
    from orderviewer.feed.rows import Coverage
    from orderviewer.order import Scope
    from orderviewer.ui.language import Languages
    from orderviewer.ui.layout import Layout
    from orderviewer.ui.window import MainWindow


class Interior(QObject):
    """Fills the window, wires its parts, and remembers how the user arranged them."""

    def __init__(
        self, window: MainWindow, feed: Feed, layout: Layout, languages: Languages
    ) -> None:
        super().__init__(window)
        self._window = window
        self._feed = feed
        self._layout = layout
        self._languages = languages
        self._profile: Profile | None = None
        self._demo = False
        self.actions_of_window = Actions(window)
        self.page = OrdersPage(feed, languages.date_style())
        self.welcome = Welcome(window)
        self.ribbon = DemoRibbon(window)
        self.scopes = ScopeFilter(window)
        self.status = StatusLine(window)
        self.connections = Connections(window, feed, languages)
        self.exports = Exports(window, feed)
        self.updates = UpdateMenus(window, layout, feed.policy)
        self.releases = Releases(window, feed, ReleaseMemory(layout.settings))
        self.actions_of_window.add_to_help(self.releases.choice)
        self.sidebar = Sidebar(window)
        self.viewing = Viewing(self.sidebar, feed.views, self.page)
        self.faceting = Faceting(self.sidebar.facets, feed.facets, feed.listing, self.page)
        self.commands = Commands(
            self.actions_of_window, feed, self.page, self.scopes, self.connections, self.exports
        )
        self.what_was = WhatWas(window, feed, self.page, self.status, languages)
        self.sidebar.put_above(self.what_was.button)
        self.actions_of_window.add_menu(self.what_was.menu)
        self.commands.row_actions.append(self.what_was.menu.mark_seen)
        window.setStatusBar(self.status)
        self._build_middle()
        self._build_bar()
        self.forgetting = Forgetting(window, self.actions_of_window, feed, self.page, layout)
        Restoring(window, self.actions_of_window, feed, self.page)
        updates = self.updates
        self.actions_of_window.add_to_orders(
            [updates.often, updates.asking, updates.warning, self.forgetting.menu]
        )
        self._restore()
        self._connect_parts()
        self.retranslate()

    def prepare(self, *, first_start: bool) -> None:
        """The first picture, before anything is read: the doors, or the page that fills soon."""
        self._show_profile(None, demo=False)
        self._pages.setCurrentWidget(self.welcome if first_start else self.page)
        self._bar.setVisible(not first_start)
        self._show_sidebar(there_are_orders=not first_start)
        self.status.setVisible(not first_start)
        (self.welcome if first_start else self.page.grid).setFocus()

    def show_orders(self, profile: Profile, *, demo: bool) -> None:
        """The page of this profile, before anything of it is read."""
        self._show_profile(profile, demo=demo)
        self._pages.setCurrentWidget(self.page)
        self._bar.show()
        self._show_sidebar(there_are_orders=True)
        self.viewing.begin()
        self.faceting.begin()
        self.what_was.begin()
        self.status.show()
        self.page.begin(profile, self._layout.scope)
        self.page.grid.setFocus()

    def _show_sidebar(self, *, there_are_orders: bool) -> None:
        self.sidebar.setVisible(there_are_orders and self.actions_of_window.show_views.isChecked())

    def show_mishap(self, error: BaseException) -> None:
        """Something nobody expected went wrong; the program lives on."""
        self.page.banner.show_error(error)

    def retranslate(self) -> None:
        self.actions_of_window.retranslate()
        self._bar.setWindowTitle(self.tr("Tool bar"))
        self._bar.setAccessibleName(self.tr("Tool bar"))
        self._write_title()

    def _build_middle(self) -> None:
        self._pages = QStackedWidget(self._window)
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(self.page)
        self._panes = QSplitter(Qt.Orientation.Horizontal, self._window)
        self._panes.setChildrenCollapsible(False)
        self._panes.addWidget(self.sidebar)
        self._panes.addWidget(self._pages)
        self._panes.setStretchFactor(1, 1)
        middle = QWidget(self._window)
        column = self._middle = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.releases.bar)
        column.addWidget(self.ribbon)
        column.addWidget(self._panes, 1)
        self._window.setCentralWidget(middle)

    def _put_over(self, ribbon: QWidget) -> None:
        """Below the ribbon of the demonstration."""
        self._middle.insertWidget(1, ribbon)

    def _build_bar(self) -> None:
        actions = self.actions_of_window
        self._bar = ToolBar(self._window)
        self._window.addToolBar(self._bar)
        self._bar.addAction(actions.refresh)
        self._bar.addSeparator()
        self._bar.addWidget(self.scopes)
        self._bar.addSeparator()
        self._bar.addActions([actions.load_all, actions.stop, actions.export])
        space = QWidget(self._window)
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._bar.addWidget(space)
        self._bar.addAction(actions.show_detail)
        self._bar.shorten_first(
            [actions.show_detail, actions.stop, actions.load_all, actions.export, actions.refresh]
        )

    def _restore(self) -> None:
        self.page.search.language = self._search_language()
        if not self._layout.restore_places(self._window, self._panes, self.page.splitter):
            self._share_width()
            self._feed.views.listed.connect(
                self._share_width, Qt.ConnectionType.SingleShotConnection
            )  # their names say how wide
        self.viewing.restore(self._layout.table)
        self.faceting.restore(self._layout.facets)
        self.scopes.show_scope(self._layout.scope)
        self.actions_of_window.show_language(self._layout.language)
        self.welcome.show_language(self._layout.language)
        self._feed.details.set_budget(self._layout.details_per_hour)
        self._feed.sync.set_minutes(self.updates.minutes)
        self.status.set_stale_hours(self._layout.stale_hours)
        self.actions_of_window.show_views.setChecked(self._layout.sidebar)

    def _connect_parts(self) -> None:
        page, window = self.page, self._window
        window.closed.connect(self._keep_places)
        window.language_changed.connect(self.retranslate)
        window.palette_changed.connect(self.actions_of_window.redraw)
        self.scopes.chosen.connect(self._choose_scope)
        page.scope_wanted.connect(self._choose_scope)
        self.actions_of_window.search.triggered.connect(self.what_was.show_orders)
        self.sidebar.chosen.connect(self.what_was.show_orders)
        page.counts_changed.connect(self.scopes.show_counts)
        page.coverage_changed.connect(self._show_coverage)
        page.sorted_changed.connect(lambda by_user: self.status.show_sorted(by_user=by_user))
        page.found_changed.connect(self.status.show_found)
        page.selection.counted.connect(self.status.show_selected)
        page.columns.changed.connect(self._keep_table)
        self.status.stop_wanted.connect(self.actions_of_window.stop.trigger)
        self.status.load_all_wanted.connect(page.load_all)
        self.viewing.scope_shown.connect(self._keep_scope)
        self.what_was.ribbon_made.connect(self._put_over)
        self.what_was.past_shown.connect(self.commands.show_past)
        self.what_was.scope_shown.connect(self._keep_scope)
        self.what_was.export_wanted.connect(self.exports.ask_comparison)
        self.actions_of_window.show_views.toggled.connect(self._keep_sidebar)
        self.updates.minutes_chosen.connect(self._feed.sync.set_minutes)
        self.updates.hours_chosen.connect(self.status.set_stale_hours)
        self.updates.details_chosen.connect(self._feed.details.set_budget)
        self._feed.crawl.elsewhere.connect(self.status.activity.show_elsewhere)
        self._feed.newer.connect(lambda: self.status.activity.allow(reading=False))
        self._feed.details.progressed.connect(self.status.activity.show_details)
        self._feed.details.progressed.connect(self.commands.show_details)
        self.status.resume_wanted.connect(page.resume)
        self._feed.sync.state_changed.connect(self.status.show_sync)
        self.ribbon.connect_wanted.connect(self.connections.create)
        self.welcome.connect_wanted.connect(self.connections.create)
        self.welcome.demo_wanted.connect(self.commands.demo_wanted)
        self.welcome.quit_wanted.connect(self._window.close)
        self.welcome.language_chosen.connect(self._switch)
        self.commands.language_wanted.connect(self._switch)
        self.commands.layout_reset.connect(self._reset_layout)
        self.actions_of_window.quit.triggered.connect(self._window.close)

    def _show_profile(self, profile: Profile | None, *, demo: bool) -> None:
        self._profile = profile
        self._demo = demo
        self.ribbon.setVisible(demo)
        self.commands.show_profile(profile, demo=demo)
        self.status.activity.allow(reading=True)
        self.what_was.menu.set_opened(profile is not None)
        self._write_title()

    def _write_title(self) -> None:
        whose = self.tr("Demonstration") if self._demo else (self._profile or Profile("")).name
        self._window.setWindowTitle(f"{whose} – orderviewer" if whose else "orderviewer")
        self.status.show_profile(whose)
        self.status.show_key(self._profile.key_issued if self._profile else None)

    def _share_width(self) -> None:
        """As before anybody has moved a border."""
        aside = self.sidebar.sizeHint().width()
        rest = self._window.width() - aside
        self._panes.setSizes([aside, rest])
        beside = max(rest // 3, self.page.detail.fair_width)
        self.page.splitter.setSizes([rest - beside, beside])

    def _keep_scope(self, scope: Scope) -> None:
        self.scopes.show_scope(scope)
        self._layout.scope = scope

    def _keep_sidebar(self, shown: bool) -> None:
        self.sidebar.setVisible(shown)
        self._layout.sidebar = shown

    def _choose_scope(self, scope: Scope) -> None:
        self._keep_scope(scope)
        self.page.show_scope(scope)

    def _show_coverage(self, coverage: Coverage, busy: bool, everything: bool) -> None:
        self.status.show_coverage(coverage, busy=busy, everything=everything)
        self.status.activity.show_interrupted(interrupted=self._feed.crawl.interrupted)
        self.commands.show_reading(complete=coverage.complete, busy=busy, everything=everything)

    def _switch(self, choice: str) -> None:
        self._layout.language = choice
        self._languages.switch(choice)
        self.actions_of_window.show_language(choice)
        self.welcome.show_language(choice)
        self.page.search.language = self._search_language()
        self.page.restyle(self._languages.date_style())
        self.what_was.restyle()

    def _search_language(self) -> Language:
        return Language(self._languages.spoken.value)

    def _reset_layout(self) -> None:
        self._layout.forget_places()
        self._window.size_first()
        self.viewing.reset()
        self._share_width()

    def _keep_places(self) -> None:
        self._layout.facets = self.faceting.state()
        table = self.viewing.state()
        self._layout.keep_window(self._window, self._panes, self.page.splitter, table)

    def _keep_table(self) -> None:
        self._layout.table = self.viewing.state()
