"""Every command of the window once: menus, tool bar and shortcuts share these actions."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from orderviewer.ui.icons import line_icon

LANGUAGES = ("system", "fr", "en")


class Actions(QObject):
    """The actions and the menus that hold them; texts are set by `retranslate`."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._pictures: dict[QAction, str] = {}
        self._past = False
        keys = QKeySequence.StandardKey
        self.refresh = self._new(_refresh_keys(), "refresh")
        self.load_all = self._new("Ctrl+L", "load_all")
        self.stop = self._new("Ctrl+.", "stop")
        self.export = self._new("Ctrl+E", "export")
        self.connect_new = self._new(keys.New)
        self.connect_edit = self._new(picture="settings")
        self.forget, self.restore, self.erase, self.forget_orders = (self._new() for _ in range(4))
        self.demo = self._new()
        self.quit = self._new(keys.Quit)
        self.copy = self._new(keys.Copy)
        self.copy_headers = self._new("Ctrl+Shift+C")
        self.select_all = self._new(keys.SelectAll)
        self.search = self._new(keys.Find)
        self.find = self._new("Ctrl+Shift+F")
        self.only_this = self._new()
        self.not_this = self._new()
        self.show_views = self._new("F8")
        self.show_detail = self._new("F9", "detail")
        self.next_pane = self._new("F6")
        self.reset_layout = self._new()
        self.default_order = self._new()
        self.choose_columns = self._new("Ctrl+Shift+K")
        self.log_folder = self._new()
        self.about = self._new()
        for pane in (self.show_views, self.show_detail):
            pane.setCheckable(True)
            pane.setChecked(True)
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.connect_edit.setMenuRole(QAction.MenuRole.PreferencesRole)
        if self.quit.shortcut().isEmpty():
            self.quit.setShortcut("Ctrl+Q")
        self.languages = QActionGroup(self)
        for choice in LANGUAGES:
            action = self._new()
            action.setCheckable(True)
            action.setData(choice)
            self.languages.addAction(action)
        self.profiles = QMenu(window)
        self.columns = QMenu(window)
        self.sorting = QMenu(window)
        self.language = QMenu(window)
        self.language.addActions(self.languages.actions())
        self._menus = [QMenu(window) for _ in range(5)]
        self._fill()
        self.retranslate()
        self.redraw()

    def add_to_orders(self, menus: list[QMenu]) -> None:
        """Settings of reading, below its commands."""
        orders = self._menus[3]
        orders.addSeparator()
        for menu in menus:
            orders.addMenu(menu)

    def add_menu(self, menu: QMenu) -> None:
        """Another menu in the bar, before the last one."""
        self._window.menuBar().insertMenu(self._menus[-1].menuAction(), menu)

    def add_to_help(self, choice: QAction) -> None:
        """Above what tells of the program."""
        self._menus[-1].insertAction(self.log_folder, choice)

    def show_language(self, choice: str) -> None:
        for action in self.languages.actions():
            action.setChecked(action.data() == choice)

    def row_menu(self) -> tuple[list[QAction], ...]:
        """What the context menu of a row offers, in groups."""
        return (
            [self.only_this, self.not_this],
            [self.copy, self.copy_headers, self.select_all],
            [self.forget_orders],
        )

    def retranslate(self) -> None:
        for menu, title in zip(
            self._menus,
            (
                self.tr("&File"),
                self.tr("&Edit"),
                self.tr("&View"),
                self.tr("&Orders"),
                self.tr("&Help"),
            ),
            strict=True,
        ):
            menu.setTitle(title)
        self.profiles.setTitle(self.tr("Open a &connection"))
        self.columns.setTitle(self.tr("&Columns"))
        self.sorting.setTitle(self.tr("&Sort by"))
        self.language.setTitle(self.tr("&Language"))
        for action, text in self._texts().items():
            action.setText(text)
        self._explain()

    def redraw(self) -> None:
        """Pictures in the colours of the present theme."""
        for action, picture in self._pictures.items():
            action.setIcon(line_icon(picture, self._window.palette()))

    def _texts(self) -> dict[QAction, str]:
        languages = dict(
            zip(
                self.languages.actions(),
                (self.tr("Language of the &system"), "&Français", "&English"),
                strict=True,
            )
        )
        return languages | {
            self.refresh: self.tr("&Refresh"),
            self.load_all: self.tr("&Load all"),
            self.stop: self.tr("&Stop"),
            self.export: self.tr("&Export…"),
            self.connect_new: self.tr("&New connection…"),
            self.connect_edit: self.tr("Connection &settings…"),
            self.forget: self.tr("&Forget the stored credentials…"),
            self.restore: self.tr("&Restore a backup…"),
            self.erase: self.tr("Erase the &local data…"),
            self.forget_orders: self.tr("F&orget this order…"),
            self.demo: self.tr("Try with sample &data"),
            self.quit: self.tr("&Quit"),
            self.copy: self.tr("&Copy"),
            self.copy_headers: self.tr("Copy with &headers"),
            self.select_all: self.tr("Select &all"),
            self.search: self.tr("&Search all orders"),
            self.find: self.tr("&Find in the order's fields"),
            self.only_this: self.tr("&Only this value"),
            self.not_this: self.tr("&Exclude this value"),
            self.show_views: self.tr("&Views"),
            self.show_detail: self.tr("&Detail pane"),
            self.next_pane: self.tr("&Next pane"),
            self.reset_layout: self.tr("&Reset the layout"),
            self.default_order: self.tr("Orange's &order (no sorting)"),
            self.choose_columns: self.tr("C&hoose columns…"),
            self.log_folder: self.tr("Open the &log folder"),
            self.about: self.tr("&About orderviewer"),
        }

    def explain(self, *, past: bool) -> None:
        """`past`: another day is shown, in which nothing can be read anew."""
        self._past = past
        self._explain()

    def _explain(self) -> None:
        not_now = self.tr("Not while another day is shown: nobody can ask Orange what was")
        for action, text in {
            self.refresh: not_now
            if self._past
            else self.tr("Read every order again, those on the screen first"),
            self.load_all: not_now if self._past else self.tr("Read every order of this list"),
            self.stop: self.tr("Stop reading; what was read is kept"),
            self.export: self.tr("Write the orders into a file for Excel"),
        }.items():
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{text} ({keys})" if keys else text)
            action.setStatusTip("")

    def _new(
        self,
        keys: str | QKeySequence.StandardKey | list[QKeySequence] | None = None,
        picture: str = "",
    ) -> QAction:
        action = QAction(self._window)
        action.setMenuRole(QAction.MenuRole.NoRole)
        if isinstance(keys, str):
            action.setShortcut(QKeySequence(keys))
        elif keys is not None:
            action.setShortcuts(keys)
        if picture:
            self._pictures[action] = picture
        self._window.addAction(action)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        return action

    def _fill(self) -> None:
        file, edit, view, orders, about = self._menus
        file.addActions([self.connect_new, self.connect_edit])
        file.addMenu(self.profiles)
        file.addActions([self.forget, self.restore, self.erase, self.demo])
        file.addSeparator()
        file.addAction(self.export)
        file.addSeparator()
        file.addAction(self.quit)
        edit.addActions([self.copy, self.copy_headers, self.select_all])
        edit.addSeparator()
        edit.addActions([self.search, self.find])
        edit.addSeparator()
        edit.addActions([self.only_this, self.not_this])
        view.addAction(self.choose_columns)
        view.addMenu(self.columns)
        view.addMenu(self.sorting)
        view.addAction(self.default_order)
        view.addSeparator()
        view.addActions([self.show_views, self.show_detail, self.next_pane])
        view.addSeparator()
        view.addMenu(self.language)
        view.addAction(self.reset_layout)
        orders.addActions([self.refresh, self.load_all, self.stop])
        orders.addSeparator()
        orders.addAction(self.forget_orders)
        about.addActions([self.log_folder, self.about])
        for menu in self._menus:
            self._window.menuBar().addMenu(menu)


def _refresh_keys() -> list[QKeySequence]:
    """F5 everywhere, for that is what the window's sentences say, and what the system has."""
    first = QKeySequence("F5")
    system = QKeySequence.keyBindings(QKeySequence.StandardKey.Refresh)
    return [first, *(one for one in system if one != first)]
