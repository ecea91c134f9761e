"""The form shows titled values at any width, and gives them back as they were."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QPalette, QTextCursor
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from orderviewer.ui.form import MOST_LINES, FormText, Group, Line, faded

LINES = (
    Line("Order", "123456", "123456", "id"),
    Line("Customer reference", "PO-1", "PO-1", "request.customerReference"),
    Line("Promised date", "14/03/2025", "14/03/2025", "expectedCompletionDate"),
)
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def form(qtbot: QtBot) -> FormText:
    made = FormText()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show_groups([Group("Order", LINES, section=True)])
    made.show()
    return made


def go_to(form: FormText, block: int) -> None:
    form.setTextCursor(QTextCursor(form.document().findBlockByNumber(block)))


def copied() -> str:
    return QGuiApplication.clipboard().text()


def test_each_line_is_one_block(form: FormText) -> None:
    assert form.toPlainText().split("\n") == [
        "Order", "Order\t123456", "Customer reference\tPO-1", "Promised date\t14/03/2025",
    ]  # fmt: skip
    go_to(form, 2)
    assert form.current_line() is LINES[1]
    go_to(form, 0)
    assert form.current_line() is None


@pytest.mark.parametrize(
    "text",
    ["one\ntwo", "one\r\ntwo", "one\u2029two", "one\ufdd0two", "<b>one</b>", "one\ufffctwo"],
)
def test_no_text_makes_a_second_block_or_becomes_markup(qtbot: QtBot, text: str) -> None:
    form = FormText()
    qtbot.addWidget(form)
    form.show_groups([Group("", (Line("T", text), Line("U", "after")))])
    assert form.document().blockCount() == 2
    go_to(form, 1)
    assert form.current_line() == Line("U", "after")
    assert "<b>" in form.toPlainText() or "<" not in text


def test_the_keys_copy_value_pair_and_path(form: FormText, qtbot: QtBot) -> None:
    go_to(form, 2)
    qtbot.keyClick(form, Qt.Key.Key_C, CONTROL)
    assert copied() == "PO-1"
    qtbot.keyClick(form, Qt.Key.Key_C, CONTROL | SHIFT)
    assert copied() == "Customer reference\tPO-1"
    qtbot.keyClick(form, Qt.Key.Key_C, CONTROL | ALT)
    assert copied() == "request.customerReference"


def test_a_selection_across_lines_is_copied_as_text(form: FormText, qtbot: QtBot) -> None:
    form.selectAll()
    qtbot.keyClick(form, Qt.Key.Key_C, CONTROL)
    assert copied().split("\n")[1:] == [
        "Order\t123456", "Customer reference\tPO-1", "Promised date\t14/03/2025",
    ]  # fmt: skip
    assert not QGuiApplication.clipboard().mimeData().hasHtml()


def test_copying_gives_what_was_sent_not_what_fits(qtbot: QtBot) -> None:
    form = FormText()
    qtbot.addWidget(form)
    form.show_groups([Group("", (Line("Note", "short…", "short and the rest"),))])
    assert form.copy_value()
    assert copied() == "short and the rest"


def test_nothing_to_copy_on_a_heading(form: FormText) -> None:
    go_to(form, 0)
    assert not form.copy_value()
    assert not form.copying.value.isEnabled()
    assert not form.copying.path.isEnabled()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_keyboard_opens_the_menu_at_the_caret(form: FormText, qtbot: QtBot) -> None:
    go_to(form, 1)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QGuiApplication.sendEvent(form.viewport(), event)
    menu = QGuiApplication.focusWindow() and form.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert menu.isVisible()
    assert menu.actions() == [form.copying.value, form.copying.pair, form.copying.path]
    assert all(action.text() for action in menu.actions())
    menu.close()


def test_it_claims_its_keys_before_the_window(form: FormText) -> None:
    from PySide6.QtGui import QKeyEvent

    go_to(form, 1)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_C, CONTROL | SHIFT)
    event.ignore()
    QGuiApplication.sendEvent(form, event)
    assert event.isAccepted()


def test_a_long_title_leaves_its_value_room_or_the_line(form: FormText) -> None:
    em = form.fontMetrics().averageCharWidth()
    form.show_groups([Group("Order", LINES[:1])])
    form.resize(46 * em, 300)
    assert "Order\t123456" in form.toPlainText()
    moved = Line("Field changed (appointment state)", "Confirmed → Done")
    form.show_groups([Group("12/03/2026", (moved, Line("Closed", "Current → Closed")))])
    form.resize(46 * em + 1, 300)
    assert "Closed\nCurrent → Closed" in form.toPlainText()


def test_narrow_places_titles_above_values(form: FormText) -> None:
    narrow = 24 * form.fontMetrics().averageCharWidth()
    wide_height = form.heightForWidth(600)
    narrow_height = form.heightForWidth(narrow)
    assert narrow_height > wide_height
    assert "Order\t123456" in form.toPlainText()  # asking changes nothing
    form.resize(narrow, narrow_height)
    assert "Order\n123456" in form.toPlainText()
    go_to(form, 2)
    assert form.current_line() is LINES[1]
    form.resize(600, wide_height)
    assert form.heightForWidth(600) == wide_height
    assert form.current_line() is LINES[1]


def test_the_longest_word_needs_no_more_than_the_narrowest_width(qtbot: QtBot) -> None:
    form = FormText()
    qtbot.addWidget(form)
    form.show_groups([Group("", (Line("T", "x" * 900),))])
    width = 20 * form.fontMetrics().averageCharWidth()
    assert form.heightForWidth(width) > 40 * form.fontMetrics().height()
    form.resize(width, 100)
    form.show()
    assert form.document().idealWidth() <= width + 1


def test_the_same_groups_again_keep_the_selection(form: FormText) -> None:
    form.selectAll()
    form.show_groups([Group("Order", LINES, section=True)])
    assert form.textCursor().hasSelection()


def test_no_order_makes_the_form_endless(qtbot: QtBot) -> None:
    form = FormText()
    qtbot.addWidget(form)
    form.show_groups([Group("", tuple(Line("T", str(n)) for n in range(2 * MOST_LINES)))])
    assert form.document().blockCount() == MOST_LINES


def test_colours_follow_the_palette(form: FormText) -> None:
    dark = QPalette(QColor("#202020"))
    form.setPalette(dark)
    cursor = QTextCursor(form.document().findBlockByNumber(1))
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
    assert cursor.charFormat().foreground().color() == faded(dark)


@pytest.mark.parametrize("base", ["#ffffff", "#1e1e1e"])
def test_faded_text_is_still_readable(base: str) -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(base))
    text = "#000000" if base == "#ffffff" else "#ffffff"
    palette.setColor(QPalette.ColorRole.Text, QColor(text))
    assert contrast(faded(palette), QColor(base)) >= 4.5  # WCAG AA


def contrast(one: QColor, other: QColor) -> float:
    def luminance(colour: QColor) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (colour.redF(), colour.greenF(), colour.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
