"""The JSON view: what was received, readable, complete, and never all at once."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from orderviewer.ui.rawjson import LONGEST_LINE, MOST_INDENTED, MOST_SHOWN, Form, RawJson

LIST = b'{"id": "1",  "price": 1.10, "big": 100000000000000000000000}'
DETAIL = b'[{"id":"1","note":"\xc3\xa9t\xc3\xa9"}]'


@pytest.fixture
def raw(qtbot: QtBot) -> RawJson:
    made = RawJson()
    qtbot.addWidget(made)
    made.resize(400, 500)
    made.show()
    return made


def choose(raw: RawJson, form: Form) -> None:
    raw.form.setCurrentIndex(raw.form.findData(form))
    raw.form.activated.emit(raw.form.currentIndex())


def shown(raw: RawJson, qtbot: QtBot) -> str:
    qtbot.waitUntil(raw.complete)
    return raw.text.toPlainText()


def copied(raw: RawJson) -> str:
    raw.copy_all.click()
    return QGuiApplication.clipboard().text()


def test_indenting_leaves_numbers_as_they_came(raw: RawJson, qtbot: QtBot) -> None:
    raw.show_raw(LIST, None)
    text = shown(raw, qtbot)
    assert '"price": 1.10,\n' in text
    assert "100000000000000000000000" in text
    assert copied(raw) == text
    choose(raw, Form.LIST_RAW)
    assert shown(raw, qtbot) == copied(raw) == LIST.decode()


def test_only_answers_that_are_there_are_offered(raw: RawJson, qtbot: QtBot) -> None:
    raw.show_raw(LIST, None)
    assert [raw.form.itemData(row) for row in range(raw.form.count())] == [
        Form.LIST, Form.LIST_RAW,
    ]  # fmt: skip
    raw.show_raw(LIST, DETAIL)
    assert raw.form.count() == 4
    choose(raw, Form.DETAIL_RAW)
    assert shown(raw, qtbot) == DETAIL.decode()
    raw.show_raw(LIST, None)
    assert raw.form.currentData() is Form.LIST_RAW
    assert shown(raw, qtbot) == LIST.decode()
    raw.show_raw(LIST, DETAIL)
    assert raw.form.currentData() is Form.DETAIL_RAW


def test_the_choice_stays_from_order_to_order(raw: RawJson, qtbot: QtBot) -> None:
    raw.show_raw(LIST, DETAIL)
    choose(raw, Form.LIST_RAW)
    raw.show_raw(b"[1]", b"[2]")
    assert shown(raw, qtbot) == "[1]"


@pytest.mark.parametrize("broken", [b"{not json", b"\xff\xfe", b"[" * 100_000, b""])
def test_what_is_no_json_is_shown_as_received(raw: RawJson, qtbot: QtBot, broken: bytes) -> None:
    raw.show_raw(broken, None)
    assert shown(raw, qtbot).replace("\n", "") == broken.decode("utf-8", "replace")
    assert "not valid JSON" in raw.note.text()
    raw.show_raw(LIST, None)
    assert raw.note.text() == ""


def test_nothing_is_done_while_nobody_looks(qtbot: QtBot) -> None:
    raw = RawJson()
    qtbot.addWidget(raw)
    raw.show_raw(LIST, DETAIL)
    assert raw.text.toPlainText() == ""
    raw.show()
    assert "été" in shown(raw, qtbot)


def test_a_large_answer_comes_piece_by_piece_and_whole(raw: RawJson, qtbot: QtBot) -> None:
    order = [{"id": n, "text": "x" * 20} for n in range(20_000)]
    raw.show_raw(json.dumps(order).encode(), None)
    first = len(raw.text.toPlainText())
    assert not raw.complete()
    text = shown(raw, qtbot)
    assert first < len(text)
    assert json.loads(text) == order


def test_a_large_answer_that_is_left_begins_again(raw: RawJson, qtbot: QtBot) -> None:
    raw.show_raw(json.dumps(["x" * 30] * 20_000).encode(), None)
    raw.hide()
    assert raw.complete()
    raw.show()
    assert json.loads(shown(raw, qtbot)) == ["x" * 30] * 20_000


def test_a_giant_is_cut_on_screen_but_not_when_copied(raw: RawJson, qtbot: QtBot) -> None:
    giant = b'["' + b"x" * (MOST_SHOWN + MOST_INDENTED) + b'"]'
    raw.show_raw(giant, None)
    text = shown(raw, qtbot)
    assert len(text.replace("\n", "")) == MOST_SHOWN
    assert max(map(len, text.split("\n"))) <= LONGEST_LINE
    assert "very large" in raw.note.text()
    assert "beginning" in raw.note.text()
    assert copied(raw) == giant.decode()


def test_hidden_characters_show_but_are_copied_as_they_came(raw: RawJson, qtbot: QtBot) -> None:
    raw.show_raw('{"a": "x\u202ey"}'.encode(), None)
    assert "x⟨U+202E⟩y" in shown(raw, qtbot)
    assert "x\u202ey" in copied(raw)


def test_the_search_selects_counts_and_goes_around(raw: RawJson, qtbot: QtBot) -> None:
    raw.show_raw(b'["Abc", "x", "abc"]', None)
    shown(raw, qtbot)
    box = raw.find_bar.box
    box.setText("ABC")
    seen = []
    for modifier in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.ShiftModifier,
    ):
        qtbot.keyClick(box, Qt.Key.Key_Return, modifier)
        seen.append((raw.text.textCursor().selectedText(), box.accessibleDescription()))
    assert {text for text, _ in seen} == {"Abc", "abc"}
    assert seen[0] == seen[2]
    assert {words for _, words in seen} == {"Match 1 of 2", "Match 2 of 2"}
    box.setText("nowhere")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.accessibleDescription() == "No match"


def test_the_same_order_again_keeps_the_place(raw: RawJson, qtbot: QtBot) -> None:
    order = [{"id": n} for n in range(500)]
    raw.show_raw(json.dumps(order).encode(), None)
    shown(raw, qtbot)
    bar = raw.text.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place
    raw.show_raw(json.dumps([*order, 1]).encode(), None)
    shown(raw, qtbot)
    assert bar.value() == place
