"""What each command of the menus does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from orderviewer.ui.about import open_folder, show_about
from orderviewer.ui.failures.row import Action

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from orderviewer.feed.detailcrawl import DetailProgress
    from orderviewer.feed.feed import Feed
    from orderviewer.profile import Profile
    from orderviewer.ui.actions import Actions
    from orderviewer.ui.connections import Connections
    from orderviewer.ui.exporting import Exports
    from orderviewer.ui.page import OrdersPage
    from orderviewer.ui.scopes import ScopeFilter


class Commands(QObject):
    """Connects the actions with the page, the dialogs and the feed."""

    demo_wanted = Signal()
    profile_wanted = Signal(str)
    language_wanted = Signal(str)
    layout_reset = Signal()

    def __init__(
        self,
        actions: Actions,
        feed: Feed,
        page: OrdersPage,
        scopes: ScopeFilter,
        connections: Connections,
        exports: Exports,
    ) -> None:
        super().__init__(page)
        self._actions = actions
        self._feed = feed
        self._page = page
        self._scopes = scopes
        self._connections = connections
        self._exports = exports
        self.row_actions: list[QAction] = []  # of others, below those in a row's menu
        self._profile: Profile | None = None
        self._demo = False
        self._past = False
        self._closed = False  # a newer program made the store: nothing is read into it
        self._reading = False
        self._asking = False
        self._connect_orders()
        self._connect_rest()

    def show_profile(self, profile: Profile | None, *, demo: bool) -> None:
        """Whose orders are open; None while there are none."""
        self._profile = profile
        self._demo = demo
        self._closed = False
        actions = self._actions
        opened = profile is not None
        for action in (
            actions.refresh,
            actions.load_all,
            actions.stop,
            actions.export,
            actions.copy,
            actions.copy_headers,
            actions.select_all,
            actions.search,
            actions.find,
            actions.only_this,
            actions.not_this,
            actions.default_order,
            actions.choose_columns,
            actions.show_detail,
            actions.next_pane,
        ):
            action.setEnabled(opened)
        actions.connect_edit.setEnabled(opened and not demo)
        actions.forget.setEnabled(opened and not demo)
        actions.restore.setEnabled(opened and not demo)
        actions.erase.setEnabled(opened and not demo)
        actions.forget_orders.setEnabled(False)  # none is selected

    def show_past(self, past: bool) -> None:
        """Nothing is asked of Orange while another day is shown, and the commands say so."""
        self._past = past
        actions = self._actions
        actions.refresh.setEnabled(self._profile is not None and not (past or self._closed))
        actions.explain(past=past)

    def show_reading(self, *, complete: bool, busy: bool, everything: bool) -> None:
        can_read = not (self._past or self._closed)
        self._actions.load_all.setEnabled(can_read and not (complete or everything))
        self._reading = busy
        self._actions.stop.setEnabled(self._reading or self._asking)

    def _close_reading(self) -> None:
        """What the message over the orders says."""
        self._closed = True
        self._actions.refresh.setEnabled(False)
        self._actions.load_all.setEnabled(False)

    def show_details(self, progress: DetailProgress | None) -> None:
        """Of the details that are asked for in the background; None when that is over."""
        self._asking = progress is not None
        self._actions.stop.setEnabled(self._reading or self._asking)

    def edit_connection(self, part: Action = Action.CREDENTIALS) -> None:
        """Opens the dialog at the part that needs the user."""
        if self._demo or self._profile is None:
            self._connections.create()
        else:
            self._connections.edit(self._profile, part)

    def _connect_orders(self) -> None:
        actions, page = self._actions, self._page
        actions.refresh.triggered.connect(page.refresh)
        actions.load_all.triggered.connect(page.load_all)
        actions.stop.triggered.connect(page.stop)
        actions.export.triggered.connect(lambda: self._exports.ask(page))
        actions.copy.triggered.connect(lambda: self._copy(titles=False))
        actions.copy_headers.triggered.connect(lambda: self._copy(titles=True))
        actions.select_all.triggered.connect(page.grid.selectAll)
        actions.search.triggered.connect(page.search.focus)
        actions.find.triggered.connect(self._find)
        actions.only_this.triggered.connect(lambda: page.search.add_cell(negated=False))
        actions.not_this.triggered.connect(lambda: page.search.add_cell(negated=True))
        actions.show_detail.toggled.connect(page.detail.setVisible)
        actions.next_pane.triggered.connect(self._focus_next_pane)
        actions.default_order.triggered.connect(lambda: page.sort_by(()))
        actions.choose_columns.triggered.connect(self._choose_columns)
        page.columns.chooser_wanted.connect(actions.choose_columns.trigger)
        page.detail.fields.view.column_wanted.connect(page.show_place)
        self._feed.newer.connect(self._close_reading)
        actions.sorting.aboutToShow.connect(lambda: page.columns.fill_sorting(actions.sorting))
        actions.columns.aboutToShow.connect(lambda: page.columns.fill(actions.columns))
        page.grid.menu_wanted.connect(self._show_row_menu)
        page.credentials_wanted.connect(self.edit_connection)

    def _connect_rest(self) -> None:
        actions = self._actions
        actions.connect_new.triggered.connect(self._connections.create)
        actions.connect_edit.triggered.connect(lambda _checked: self.edit_connection())
        actions.forget.triggered.connect(self._forget)
        actions.demo.triggered.connect(self.demo_wanted)
        actions.profiles.aboutToShow.connect(self._fill_profiles)
        actions.reset_layout.triggered.connect(self.layout_reset)
        actions.languages.triggered.connect(lambda one: self.language_wanted.emit(one.data()))
        actions.log_folder.triggered.connect(lambda: open_folder(self._feed.home.log_folder))
        actions.about.triggered.connect(lambda: show_about(self._page.window()))

    def _choose_columns(self) -> None:
        from orderviewer.ui.columnchooser import ColumnChooser  # nothing at the start needs it

        page = self._page
        current = page.selection.current or 0
        chooser = ColumnChooser(page.columns, page.model, self._feed.search, current, page)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.open()

    def _copy(self, *, titles: bool) -> None:
        """A pane with the focus copies its own selection; else the table's rows are meant."""
        detail = self._page.detail
        if not (_has_focus(detail) and detail.copy()):
            self._page.selection.copy(titles=titles)

    def _find(self) -> None:
        self._actions.show_detail.setChecked(True)
        self._page.detail.begin_search()

    def _forget(self) -> None:
        if self._profile:
            self._connections.forget(self._profile)

    def _show_row_menu(self, at: QPoint) -> None:
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in (*self._actions.row_menu(), self.row_actions):
            menu.addActions(group)
            menu.addSeparator()
        menu.popup(at)

    def _fill_profiles(self) -> None:
        menu = self._actions.profiles
        menu.clear()
        opened = self._profile.name if self._profile and not self._demo else None
        for name in self._feed.home.names():
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name == opened)
            action.triggered.connect(lambda _=False, chosen=name: self.profile_wanted.emit(chosen))

    def _focus_next_pane(self) -> None:
        page = self._page
        beside = page.places.currentWidget()
        front = page.grid if beside is page.stack else beside
        places = (self._scopes, page.search_bar, front, page.detail)
        stops = [place for place in places if place and place.isVisible()]
        inside = [_has_focus(stop) for stop in stops]
        here = inside.index(True) if True in inside else 0
        following = stops[(here + 1) % len(stops)]
        if following is page.detail:
            page.detail.take_focus()
        else:
            following.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _has_focus(pane: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (pane is focused or pane.isAncestorOf(focused))
