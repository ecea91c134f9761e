"""Labels show any text literally, in any width, and give it back unchanged."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from orderviewer.ui.plain import BREAK, PlainLabel, breakable, tooltip, visible_lines

MARKUP = "<b>bold</b><img src='file:///nowhere.png'>"


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_markup_stays_text(qtbot: QtBot) -> None:
    label = PlainLabel(text=MARKUP)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == MARKUP


def test_a_long_run_wraps_within_a_narrow_width(qtbot: QtBot) -> None:
    label = PlainLabel(text="x" * 400, wraps=True)
    qtbot.addWidget(label)
    narrow = 20 * label.fontMetrics().averageCharWidth()
    assert label.minimumSizeHint().width() <= narrow
    assert label.heightForWidth(narrow) > 5 * label.fontMetrics().height()


def test_copying_gives_the_text_without_the_places_to_break(qtbot: QtBot) -> None:
    reference = "PO-" + "0123456789" * 5
    label = PlainLabel(text=reference, wraps=True, selectable=True)
    qtbot.addWidget(label)
    label.setSelection(0, 30)
    qtbot.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard()
    assert BREAK not in clipboard()
    assert reference.startswith(clipboard())
    label.setSelection(0, 0)
    label.copy()
    assert clipboard() == reference


def test_an_elided_label_keeps_one_line_and_tells_the_rest_in_its_tool_tip(qtbot: QtBot) -> None:
    label = PlainLabel(text="a <i>long</i> title " * 10, elided=True)
    qtbot.addWidget(label)
    label.resize(120, label.sizeHint().height())
    label.show()
    assert label.minimumSizeHint().width() < 120
    assert "&lt;i&gt;" in label.toolTip()
    label.copy()
    assert clipboard() == "a <i>long</i> title " * 10
    label.resize(10_000, label.height())
    assert label.toolTip() == ""


def test_tool_tips_never_hold_markup_of_others() -> None:
    assert "<img" not in tooltip(MARKUP)
    assert tooltip("") == ""


def test_places_to_break_are_only_inside_long_runs() -> None:
    assert breakable("short words only") == "short words only"
    assert breakable("x" * 40).replace(BREAK, "") == "x" * 40


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029"])
def test_lines_stay_lines_and_hidden_characters_show(end: str) -> None:
    assert visible_lines(f"one{end}two\u202e", 100) == "one\ntwo⟨U+202E⟩"


def test_a_too_long_text_ends_in_an_ellipsis() -> None:
    assert visible_lines("x" * 11, 10) == "x" * 9 + "…"
    assert visible_lines("x" * 10, 10) == "x" * 10


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_its_menu_copies_without_the_places_to_break(qtbot: QtBot) -> None:
    label = PlainLabel(text="0123456789" * 5, wraps=True, selectable=True)
    qtbot.addWidget(label)
    label.show()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QGuiApplication.sendEvent(label, event)
    menu = label.findChild(QMenu)
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    assert clipboard() == "0123456789" * 5
    menu.close()
