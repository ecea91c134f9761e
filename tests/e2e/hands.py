"""The two ways to use a window: with the mouse, and with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QMenu,
    QMenuBar,
    QScrollBar,
    QTabBar,
    QWidget,
)

from tests.e2e.sight import (
    find,
    front,
    lines,
    middle,
    name_of,
    on_screen,
    scrolling_parent,
    table,
    tree_line,
    whole,
)

MOST_TABS = 80  # as many as any dialog has stops, and some
Seen = TypeVar("Seen")
Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True)
class Waiting:
    """What a journey waits for: `look` answers with what was waited for, or with nothing."""

    what: str
    look: Callable[[], Any]


Steps = Generator[Waiting, Any, Seen]


class Stuck(AssertionError):
    """The user cannot do what they want to."""


def until(what: str, look: Callable[[], Seen | None]) -> Steps[Seen]:
    """Goes on as soon as `look` has an answer, and returns that."""
    found: Seen = yield Waiting(what, look)
    return found


def next_moment() -> Steps[None]:
    """Lets the program react to what was done."""
    yield Waiting("a moment", lambda: True)


class Hands:
    """What both ways of use share: typing into what has the focus."""

    def fill(self, field: str, text: str) -> Steps[None]:
        """Replaces what stands in a text field by typing."""
        edit = yield from self.go_into(field)
        overwrite(edit, text)

    def paste(self, field: str, text: str) -> Steps[None]:
        """Puts a text that was copied elsewhere into a text field."""
        edit = yield from self.go_into(field)
        QGuiApplication.clipboard().setText(text)
        QTest.keyClick(edit, Key.Key_A, CTRL)
        QTest.keyClick(edit, Key.Key_V, CTRL)
        QGuiApplication.clipboard().clear()

    def go_into(self, field: str) -> Steps[QLineEdit]:
        raise NotImplementedError

    def press(self, button: str) -> Steps[None]:
        raise NotImplementedError

    def choose(self, menu: str, *entries: str) -> Steps[None]:
        raise NotImplementedError

    def pick(self, box: str, entry: str) -> Steps[None]:
        raise NotImplementedError

    def name_file(self, edit: QLineEdit, path: str, button: str) -> Steps[None]:
        raise NotImplementedError

    def open_tab(self, tab: str) -> Steps[None]:
        raise NotImplementedError

    def scroll_down(self) -> Steps[None]:
        raise NotImplementedError

    def select_last_row(self) -> Steps[None]:
        raise NotImplementedError

    def unfold(self, way: tuple[str, ...]) -> Steps[None]:
        raise NotImplementedError


class Mouse(Hands):
    """Clicks on what it sees, and scrolls until it sees it."""

    def press(self, button: str) -> Steps[None]:
        found = yield from until(f"a button “{button}”", lambda: find(QAbstractButton, button))
        yield from self._bring_into_view(found)
        click(found)

    def go_into(self, field: str) -> Steps[QLineEdit]:
        found = yield from until(f"a field “{field}”", lambda: find(QLineEdit, field))
        yield from self._bring_into_view(found)
        click(found)
        yield from until(f"the caret in “{field}”", found.hasFocus)
        return found

    def choose(self, menu: str, *entries: str) -> Steps[None]:
        bar = next(on_screen(QMenuBar))
        action = named(bar.actions(), menu)
        click(bar, bar.actionGeometry(action).center())
        for entry in entries:
            opened = yield from until(f"the menu with “{entry}”", lambda e=entry: menu_with(e))
            click(opened, opened.actionGeometry(named(opened.actions(), entry)).center())

    def pick(self, box: str, entry: str) -> Steps[None]:
        combo = yield from until(f"a list “{box}”", lambda: find(QComboBox, box))
        if combo.currentText() == entry:
            return
        click(combo)
        yield from until("the opened list", QApplication.activePopupWidget)
        while combo.currentText() != entry:  # a list just opened ignores the mouse for a moment
            view = combo.view()
            click(view.viewport(), middle(view, view.model().index(combo.findText(entry), 0)))
            yield from next_moment()

    def name_file(self, edit: QLineEdit, path: str, button: str) -> Steps[None]:
        overwrite(edit, path)
        yield from self.press(button)

    def open_tab(self, tab: str) -> Steps[None]:
        bar, at = yield from until(f"a tab “{tab}”", lambda: tab_named(tab))
        click(bar, bar.tabRect(at).center())

    def scroll_down(self) -> Steps[None]:
        """One screen further."""
        view = table()
        assert view is not None
        scroll(view.verticalScrollBar())
        yield from next_moment()

    def select_last_row(self) -> Steps[None]:
        view = table()
        assert view is not None
        bar = view.verticalScrollBar()
        while bar.value() < bar.maximum():
            scroll(bar)
            yield from next_moment()
        last = view.model().index(view.model().rowCount() - 1, 0)
        click(view.viewport(), middle(view, last))

    def unfold(self, way: tuple[str, ...]) -> Steps[None]:
        view, index = yield from until(f"the field {way}", lambda: tree_line(way))
        while view.visualRect(index).bottom() > view.viewport().height():
            scroll(view.verticalScrollBar())
            yield from next_moment()
        if not view.isExpanded(index):
            line = view.visualRect(index)
            click(view.viewport(), QPoint(line.left() - view.indentation() // 2, line.center().y()))

    def _bring_into_view(self, widget: QWidget) -> Steps[None]:
        area = scrolling_parent(widget)
        while area is not None and not whole(widget):
            bar = area.verticalScrollBar()
            up = widget.mapTo(area, QPoint(0, 0)).y() < 0
            if bar.value() == (bar.minimum() if up else bar.maximum()):
                break
            click(bar, QPoint(bar.width() // 2, 3 if up else bar.height() - 3))
            yield from next_moment()
        yield from until(f"“{name_of(widget)}” whole and in front", lambda: whole(widget))


class Keyboard(Hands):
    """Goes from control to control by the Tab key, and through menus by letters and arrows."""

    def press(self, button: str) -> Steps[None]:
        found = yield from until(f"a button “{button}”", lambda: find(QAbstractButton, button))
        group = found.group()
        if group is None:
            yield from self._tab_to(found)
        else:  # of joined buttons the Tab key finds the pressed one, the arrows the others
            yield from self._tab_to(group.checkedButton())
            for _ in group.buttons():
                if focused() is not found:
                    QTest.keyClick(focused(), Key.Key_Right)
        QTest.keyClick(focused(), Key.Key_Space)

    def go_into(self, field: str) -> Steps[QLineEdit]:
        found = yield from until(f"a field “{field}”", lambda: find(QLineEdit, field))
        yield from self._tab_to(found)
        return found

    def choose(self, menu: str, *entries: str) -> Steps[None]:
        bar = next(on_screen(QMenuBar))
        letter = QKeySequence.mnemonic(named(bar.actions(), menu).text())[0]
        yield from until("something with the focus", QApplication.focusWidget)
        QTest.keyClick(focused(), letter.key(), ALT)
        for entry in entries:
            opened = yield from until(f"the menu with “{entry}”", lambda e=entry: menu_with(e))
            wanted = named(opened.actions(), entry)
            for _ in opened.actions():
                if opened.activeAction() is wanted:
                    break
                QTest.keyClick(opened, Key.Key_Down)
            if opened.activeAction() is not wanted:
                raise Stuck(f"the arrow keys do not reach “{entry}”")
            QTest.keyClick(opened, Key.Key_Return)

    def pick(self, box: str, entry: str) -> Steps[None]:
        combo = yield from until(f"a list “{box}”", lambda: find(QComboBox, box))
        yield from self._tab_to(combo)
        QTest.keyClick(combo, Key.Key_Home)
        for _ in range(combo.count()):
            if combo.currentText() != entry:
                QTest.keyClick(combo, Key.Key_Down)
        if combo.currentText() != entry:
            raise Stuck(f"the arrow keys do not reach “{entry}”")

    def name_file(self, edit: QLineEdit, path: str, button: str) -> Steps[None]:
        overwrite(edit, path)
        QTest.keyClick(edit, Key.Key_Return)
        yield from next_moment()

    def open_tab(self, tab: str) -> Steps[None]:
        bar, at = yield from until(f"a tab “{tab}”", lambda: tab_named(tab))
        yield from self._tab_to(bar)
        for _ in range(bar.count()):
            if bar.currentIndex() != at:
                QTest.keyClick(bar, Key.Key_Right if bar.currentIndex() < at else Key.Key_Left)

    def scroll_down(self) -> Steps[None]:
        view = yield from until("the table", table)
        yield from self._tab_to(view)
        # From the last row, where it stays when more come above it, this key goes nowhere.
        QTest.keyClick(view, Key.Key_Up)
        QTest.keyClick(view, Key.Key_End, CTRL)
        QTest.keyClick(view, Key.Key_Home)
        yield from next_moment()

    def select_last_row(self) -> Steps[None]:
        yield from self.scroll_down()

    def unfold(self, way: tuple[str, ...]) -> Steps[None]:
        view, index = yield from until(f"the field {way}", lambda: tree_line(way))
        yield from self._tab_to(view)
        QTest.keyClick(view, Key.Key_Home)
        for _ in lines(view):
            if view.currentIndex().siblingAtColumn(0) == index:
                break
            QTest.keyClick(view, Key.Key_Down)
        if not view.isExpanded(index):
            QTest.keyClick(view, Key.Key_Right)

    def _tab_to(self, widget: QWidget) -> Steps[None]:
        yield from until("something with the focus", QApplication.focusWidget)
        for _ in range(MOST_TABS):
            if focused() in (widget, widget.focusProxy()):
                return
            QTest.keyClick(focused(), Key.Key_Tab)
        raise Stuck(f"the Tab key does not reach “{name_of(widget)}”")


def click(widget: QWidget, place: QPoint | None = None) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place or widget.rect().center())


def overwrite(edit: QLineEdit, text: str) -> None:
    QTest.keyClick(edit, Key.Key_A, CTRL)
    type_in(edit, text)


def type_in(widget: QWidget, text: str) -> None:
    """Letter by letter; those that are on no English keyboard come from another one."""
    for letter in text:
        if letter.isascii():
            QTest.keyClick(widget, letter)
            continue
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            keys = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, keys)


def scroll(bar: QScrollBar) -> None:
    """One page down by a click beside the handle, at its end one line by the arrow."""
    before, across = bar.value(), bar.width() // 2
    click(bar, QPoint(across, bar.height() - bar.width() - 4))
    if bar.value() == before:
        click(bar, QPoint(across, bar.height() - 3))


def focused() -> QWidget:
    found = QApplication.focusWidget()
    if found is None:
        raise Stuck("nothing has the focus")
    return found


def plain(text: str) -> str:
    return text.replace("&", "")


def named(actions: list[QAction], text: str) -> QAction:
    """The entry that stands there and can be chosen."""
    for action in actions:
        if plain(action.text()) == text and action.isVisible() and action.isEnabled():
            return action
    raise Stuck(f"no “{text}” among {[plain(one.text()) for one in actions]}")


def menu_with(entry: str) -> QMenu | None:
    opened = front()
    if isinstance(opened, QMenu) and any(plain(one.text()) == entry for one in opened.actions()):
        return opened
    return None


def tab_named(name: str) -> tuple[QTabBar, int] | None:
    for bar in on_screen(QTabBar):
        for at in range(bar.count()):
            if plain(bar.tabText(at)) == name:
                return bar, at
    return None


def bring_to_front() -> None:
    """What a window manager does, of which the test's screen has none."""
    wanted = QApplication.activeModalWidget() or next(
        (one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow)), None
    )
    active = QApplication.activeWindow()
    if wanted is not None and wanted.isVisible() and active is not wanted:
        wanted.activateWindow()
