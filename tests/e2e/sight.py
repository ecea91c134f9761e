"""What a person sees in the window: things that are on the screen now, known by their words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QTreeView,
    QWidget,
)

Kind = TypeVar("Kind", bound=QWidget)


def front() -> QWidget | None:
    """What can be used now: the open menu or list, else the dialog, else the window."""
    windows = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    main = next((one for one in windows if isinstance(one, QMainWindow)), None)
    return QApplication.activePopupWidget() or QApplication.activeModalWidget() or main


def name_of(widget: QWidget) -> str:
    """What a screen reader says of it, which for a button is what stands on it."""
    spoken = QAccessible.queryAccessibleInterface(widget)
    # Of a list to pick from, Linux takes the chosen entry for the name.
    name = widget.accessibleName() or (spoken.text(QAccessible.Text.Name) if spoken else "")
    return name.rstrip(" :\u00a0\u202f")


def on_screen(kind: type[Kind]) -> Iterator[Kind]:
    place = front()
    if place is not None:
        yield from (one for one in place.findChildren(kind) if one.isVisible())


def find(kind: type[Kind], name: str) -> Kind | None:
    """The usable control whose name is, or begins with, `name` (counts may follow)."""
    usable = [one for one in on_screen(kind) if one.isEnabled()]
    exact = [one for one in usable if name_of(one) == name]
    begun = [one for one in usable if name_of(one).startswith(f"{name} (")]
    return next(iter(exact + begun), None)


def reads(words: str) -> bool:
    """Whether a text with these words can be read now."""
    return any(words in text for text in all_texts())


def all_texts() -> list[str]:
    """Every text on the screen, for reading and for telling what was there when a step failed."""
    place = front()
    if place is None:
        return []
    found = [place.windowTitle()]
    found += [text for one in on_screen(QLabel) for text in (one.text(), name_of(one))]
    found += [name_of(one) for one in on_screen(QAbstractButton)]
    found += [one.toPlainText() for one in on_screen(QPlainTextEdit)]
    found += [
        f"{name_of(one)}: {one.text()}"
        for one in on_screen(QLineEdit)
        if one.echoMode() is QLineEdit.EchoMode.Normal
    ]
    return [text for text in found if text.strip()]


def whole(widget: QWidget) -> bool:
    """Whether all of it can be seen and clicked, with nothing in front of its middle."""
    if widget.visibleRegion().boundingRect() != widget.rect():
        return False
    hit = QApplication.widgetAt(widget.mapToGlobal(widget.rect().center()))
    return hit is not None and (hit is widget or widget.isAncestorOf(hit))


def scrolling_parent(widget: QWidget) -> QAbstractScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def table() -> QTableView | None:
    return next(on_screen(QTableView), None)


def column(view: QTableView, title: str) -> int:
    """The column under this heading; it must be on the screen."""
    heads = {
        view.model().headerData(section, Qt.Orientation.Horizontal): section
        for section in range(view.model().columnCount())
        if not view.isColumnHidden(section)
    }
    return int(heads[title])


def rows_shown(view: QTableView, title: str) -> list[str]:
    """The texts under a heading of the rows that are on the screen."""
    model, at = view.model(), column(view, title)
    room = view.viewport().rect()
    return [
        str(model.index(row, at).data())
        for row in range(model.rowCount())
        if view.visualRect(model.index(row, at)).intersects(room)
    ]


def tree_line(way: tuple[str, ...]) -> tuple[QTreeView, QModelIndex] | None:
    """Where a field stands in the field tree, by the names on the way down to it."""
    for view in on_screen(QTreeView):
        for index in lines(view):
            if names_down_to(index) == way:
                return view, index
    return None


def names_down_to(index: QModelIndex) -> tuple[str, ...]:
    return (*names_down_to(index.parent()), str(index.data())) if index.isValid() else ()


def lines(view: QTreeView) -> Iterator[QModelIndex]:
    """The lines of a tree that are not folded away, from top to bottom."""
    index = view.model().index(0, 0)
    while index.isValid():
        yield index
        index = view.indexBelow(index)


def middle(view: QAbstractItemView, index: QModelIndex) -> QPoint:
    return view.visualRect(index).center()
