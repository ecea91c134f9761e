"""What every window is checked for: each control has a name, and no text is cut."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QTabBar,
    QTabWidget,
    QTextEdit,
    QWidget,
)

# What can be operated or watched; the rest are frames and labels.
CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTabBar,
    QTabWidget,
    QTextEdit,
)
# Qt's own parts, which speak through the control around them.
PARTS = (QScrollBar, QHeaderView)
WHOLES = (QAbstractSpinBox, QCalendarWidget, QComboBox, QLineEdit, QTabBar)
MORE = ("qt_menubar_ext_button", "qt_toolbar_ext_button")  # for what a narrow bar has no room


def unnamed_controls(widget: QWidget) -> list[str]:
    """The controls in `widget`, hidden ones too, that a screen reader could not name."""
    inside = [widget, *widget.findChildren(QWidget)]
    spoken = {label.buddy() for label in inside if isinstance(label, QLabel) and worded(label)}
    return [
        f"{type(one).__name__} '{one.objectName()}' in {type(one.parent()).__name__}"
        for one in inside
        if isinstance(one, CONTROLS) and not is_part(one) and one not in spoken and not worded(one)
    ]


def is_part(control: QWidget) -> bool:
    """Whether Qt made it as a piece of another control."""
    within = any(isinstance(one, WHOLES) for one in ancestors(control))
    corner = control.metaObject().className() == "QTableCornerButton"
    more = control.objectName() in MORE
    tabs = isinstance(control, QTabBar) and isinstance(control.parent(), QTabWidget)
    return isinstance(control, PARTS) or within or corner or more or tabs or unused(control)


def unused(control: QWidget) -> bool:
    """Whether it is a button that waits, hidden, for something to offer."""
    button = isinstance(control, QAbstractButton)
    return button and control.isHidden() and not control.text() and control.icon().isNull()


def ancestors(widget: QWidget) -> list[QWidget]:
    found = []
    while isinstance(parent := widget.parent(), QWidget):
        found.append(parent)
        widget = parent
    return found


def worded(widget: QWidget) -> bool:
    """Whether it has a name of its own that is a word, not just a sign."""
    texts = [widget.accessibleName()]
    if isinstance(widget, (QAbstractButton, QLabel)):
        texts.append(widget.text())
    return any(any(character.isalpha() for character in text) for text in texts)


def cut_texts(widget: QWidget) -> list[str]:
    """The visible labels and buttons in `widget` that have less room than their text needs."""
    cut = []
    for one in widget.findChildren(QWidget):
        if not one.isVisible() or not isinstance(one, (QAbstractButton, QLabel)) or is_part(one):
            continue
        if not one.text():
            continue
        needed = one.minimumSizeHint()
        height = one.heightForWidth(one.width()) if one.hasHeightForWidth() else needed.height()
        wraps = isinstance(one, QLabel) and one.wordWrap()
        if one.height() < height or (not wraps and one.width() < needed.width()):
            cut.append(f"{one.text()!r}: {one.size().toTuple()} of {needed.toTuple()}, {height}")
    return cut
