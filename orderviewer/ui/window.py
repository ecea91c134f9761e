"""The main window: bars, pages and what it remembers; the feed does everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from orderviewer.profile import Profile
from orderviewer.ui.about import open_folder, show_about
from orderviewer.ui.actions import Actions
from orderviewer.ui.connections import Connections
from orderviewer.ui.exporting import Exports
from orderviewer.ui.page import OrdersPage
from orderviewer.ui.ribbon import DemoRibbon
from orderviewer.ui.scopes import ScopeFilter
from orderviewer.ui.statusline import StatusLine
from orderviewer.ui.welcome import Welcome

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from orderviewer.feed.feed import Feed
    from orderviewer.feed.rows import Coverage
    from orderviewer.fields.roles import Role
    from orderviewer.order import Scope
    from orderviewer.ui.language import Languages
    from orderviewer.ui.layout import Layout


class MainWindow(QMainWindow):
    """Assembles the window and hands wishes to the feed."""

    painted = Signal()  # once, when the first picture is on the screen
    closed = Signal()
    demo_wanted = Signal()
    profile_wanted = Signal(str)

    def __init__(self, feed: Feed, layout: Layout, languages: Languages) -> None:
        super().__init__()
        self.setObjectName("main")
        self._feed = feed
        self._layout = layout
        self._languages = languages
        self._profile: Profile | None = None
        self._demo = False
        self._painted = False
        self.actions_of_window = Actions(self)
        self.page = OrdersPage(feed, languages.date_style(), layout.hidden)
        self.welcome = Welcome(self)
        self.ribbon = DemoRibbon(self)
        self.scopes = ScopeFilter(self)
        self.status = StatusLine(self)
        self.connections = Connections(self, feed, languages)
        self.exports = Exports(self, feed)
        self.setStatusBar(self.status)
        self._build_middle()
        self._build_bar()
        self._restore()
        self._connect_actions()
        self._connect_parts()
        self.retranslate()

    def prepare(self, *, first_start: bool) -> None:
        """The first picture, before anything is read: the doors, or the page that fills soon."""
        self._show_profile(None, demo=False)
        self._pages.setCurrentWidget(self.welcome if first_start else self.page)
        self._allow(orders=not first_start)

    def show_mishap(self, error: BaseException) -> None:
        """Something nobody expected went wrong; the program lives on."""
        self.page.banner.show_error(error)

    def show_welcome(self) -> None:
        """The first start: three doors."""
        self._show_profile(None, demo=False)
        self._pages.setCurrentWidget(self.welcome)
        self._allow(orders=False)

    def show_orders(self, profile: Profile, *, demo: bool) -> None:
        """The page of this profile, before anything of it is read."""
        self._show_profile(profile, demo=demo)
        self._pages.setCurrentWidget(self.page)
        self._allow(orders=True)
        self.page.begin(profile, self._layout.scope)
        self.page.grid.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only asks to quit: the clean-up is the application's, written down in order."""
        self._remember()
        event.accept()
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() is QEvent.Type.PaletteChange:
            self.actions_of_window.redraw()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.actions_of_window.retranslate()
        self._bar.setWindowTitle(self.tr("Tool bar"))
        self._bar.setAccessibleName(self.tr("Tool bar"))
        self._write_title()

    def _build_middle(self) -> None:
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(self.page)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.ribbon)
        column.addWidget(self._pages, 1)
        self.setCentralWidget(middle)

    def _build_bar(self) -> None:
        actions = self.actions_of_window
        self._bar = self.addToolBar("")
        self._bar.setObjectName("tools")
        self._bar.setMovable(False)
        self._bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._bar.addAction(actions.refresh)
        self._bar.addSeparator()
        self._bar.addWidget(self.scopes)
        self._bar.addSeparator()
        self._bar.addActions([actions.load_all, actions.stop, actions.export])
        space = QWidget(self)
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._bar.addWidget(space)
        self._bar.addAction(actions.show_detail)
        self._bar.addAction(actions.connect_edit)

    def _restore(self) -> None:
        self.page.columns.size_first()
        if not self._layout.restore_window(self, self.page.splitter):
            em = self.fontMetrics().averageCharWidth()
            self.resize(em * 190, self.fontMetrics().height() * 45)
        if self._layout.restore_header(self.page.grid.horizontalHeader()):
            self.page.adopt_sort()
        self.page.columns.apply()
        self.scopes.show_scope(self._layout.scope)
        self.actions_of_window.show_language(self._layout.language)

    def _remember(self) -> None:
        header = self.page.grid.horizontalHeader()
        self._layout.keep_window(self, self.page.splitter, header)

    def _connect_actions(self) -> None:
        actions = self.actions_of_window
        page = self.page
        actions.refresh.triggered.connect(page.refresh)
        actions.load_all.triggered.connect(page.load_all)
        actions.stop.triggered.connect(self._feed.crawl.pause)
        actions.export.triggered.connect(self._export)
        actions.connect_new.triggered.connect(self.connections.create)
        actions.connect_edit.triggered.connect(self._edit_connection)
        actions.forget.triggered.connect(self._forget)
        actions.demo.triggered.connect(self.demo_wanted)
        actions.quit.triggered.connect(self.close)
        actions.copy.triggered.connect(lambda: self._copy(titles=False))
        actions.copy_headers.triggered.connect(lambda: self._copy(titles=True))
        actions.select_all.triggered.connect(page.grid.selectAll)
        actions.find.triggered.connect(self._find)
        actions.show_detail.toggled.connect(page.detail.setVisible)
        actions.next_pane.triggered.connect(self._focus_next_pane)
        actions.reset_layout.triggered.connect(self._reset_layout)
        actions.default_order.triggered.connect(page.unsort)
        actions.log_folder.triggered.connect(lambda: open_folder(self._feed.home.log_folder))
        actions.about.triggered.connect(lambda: show_about(self))
        actions.languages.triggered.connect(lambda action: self._switch(action.data()))
        actions.columns.aboutToShow.connect(lambda: page.columns.fill(actions.columns))
        actions.profiles.aboutToShow.connect(self._fill_profiles)

    def _connect_parts(self) -> None:
        page = self.page
        self.scopes.chosen.connect(self._choose_scope)
        self.status.stop_wanted.connect(self._feed.crawl.pause)
        self.status.load_all_wanted.connect(page.load_all)
        page.counts_changed.connect(self.scopes.show_counts)
        page.scope_wanted.connect(self._choose_scope)
        page.credentials_wanted.connect(self._edit_connection)
        page.coverage_changed.connect(self._show_coverage)
        page.sorted_changed.connect(lambda by_user: self.status.show_sorted(by_user=by_user))
        page.selection.counted.connect(self.status.show_selected)
        page.grid.menu_wanted.connect(self._show_row_menu)
        page.columns.hidden_changed.connect(self._keep_hidden)
        self.ribbon.connect_wanted.connect(self.connections.create)
        self.welcome.connect_wanted.connect(self.connections.create)
        self.welcome.demo_wanted.connect(self.demo_wanted)
        self.welcome.quit_wanted.connect(self.close)
        self.welcome.language_chosen.connect(self._switch)

    def _show_profile(self, profile: Profile | None, *, demo: bool) -> None:
        self._profile = profile
        self._demo = demo
        self.ribbon.setVisible(demo)
        self._write_title()

    def _write_title(self) -> None:
        whose = self.tr("Demonstration") if self._demo else (self._profile or Profile("")).name
        self.setWindowTitle(f"{whose} – orderviewer" if whose else "orderviewer")
        self.status.show_profile(whose)

    def _allow(self, *, orders: bool) -> None:
        actions = self.actions_of_window
        for action in (
            actions.refresh,
            actions.load_all,
            actions.stop,
            actions.export,
            actions.copy,
            actions.copy_headers,
            actions.select_all,
            actions.find,
            actions.default_order,
            actions.show_detail,
        ):
            action.setEnabled(orders)
        actions.connect_edit.setEnabled(orders and not self._demo)
        actions.forget.setEnabled(orders and not self._demo)
        self.scopes.setEnabled(orders)
        self._bar.setVisible(orders)
        self.status.setVisible(orders)

    def _choose_scope(self, scope: Scope) -> None:
        self.scopes.show_scope(scope)
        self._layout.scope = scope
        self.page.show_scope(scope)

    def _show_coverage(self, coverage: Coverage, busy: bool, everything: bool) -> None:
        self.status.show_coverage(coverage, busy=busy, everything=everything)
        self.actions_of_window.load_all.setEnabled(not coverage.complete and not everything)
        self.actions_of_window.stop.setEnabled(busy)

    def _show_row_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions_of_window.row_menu())
        menu.popup(at)

    def _copy(self, *, titles: bool) -> None:
        """A pane with the focus copies its own selection; else the table's rows are meant."""
        if not (self.page.detail.isAncestorOf(self.focusWidget()) and self.page.detail.copy()):
            self.page.selection.copy(titles=titles)

    def _find(self) -> None:
        self.page.detail.setVisible(True)
        self.page.detail.find()

    def _edit_connection(self) -> None:
        if self._demo or self._profile is None:
            self.connections.create()
        else:
            self.connections.edit(self._profile)

    def _forget(self) -> None:
        if self._profile:
            self.connections.forget(self._profile)

    def _export(self) -> None:
        self.exports.ask(self.page)

    def _fill_profiles(self) -> None:
        menu = self.actions_of_window.profiles
        menu.clear()
        for name in self._feed.home.names():
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name == self._open_name())
            action.setData(name)
            action.triggered.connect(lambda _=False, chosen=name: self.profile_wanted.emit(chosen))
        menu.setEnabled(True)

    def _open_name(self) -> str | None:
        return self._profile.name if self._profile and not self._demo else None

    def _switch(self, choice: str) -> None:
        self._layout.language = choice
        self._languages.switch(choice)
        self.actions_of_window.show_language(choice)
        self.page.restyle(self._languages.date_style())

    def _reset_layout(self) -> None:
        self._layout.forget_places()
        self.page.columns.reset()
        self.page.splitter.setSizes([3, 2])

    def _keep_hidden(self, hidden: frozenset[Role]) -> None:
        self._layout.hidden = hidden

    def _focus_next_pane(self) -> None:
        stops = [self.scopes, self.page.grid, self.page.detail]
        focused = QApplication.focusWidget()
        inside = [stop is focused or stop.isAncestorOf(focused) for stop in stops]
        here = inside.index(True) if True in inside else 0
        stops[(here + 1) % len(stops)].setFocus(Qt.FocusReason.ShortcutFocusReason)
