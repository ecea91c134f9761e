"""The tree of every field: a sound model, a search, and copying by keyboard."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from orderviewer.ui.allfields import AllFields
from orderviewer.ui.tree import NAME, VALUE, FieldModel
from tests.ui.test_nodes import ORDER, nested

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
ITEMS = {"items": [{"id": n, "name": f"item {n}"} for n in range(1_200)]}


def rows(model: FieldModel, parent: QModelIndex | None = None) -> list[tuple[str, str]]:
    """Names and values as a view shows them, the whole tree from top to bottom."""
    found = []
    ahead = [parent or QModelIndex()]
    while ahead:
        index = ahead.pop()
        if index.isValid():
            found.append((index.data(), index.siblingAtColumn(VALUE).data()))
        ahead.extend(
            model.index(row, NAME, index) for row in reversed(range(model.rowCount(index)))
        )
    return found


@pytest.fixture
def fields(qtbot: QtBot) -> AllFields:
    made = AllFields()
    qtbot.addWidget(made)
    made.resize(400, 600)
    made.show()
    return made


def search(fields: AllFields, qtbot: QtBot, text: str) -> None:
    fields.find_bar.box.setText(text)
    qtbot.keyClick(fields.find_bar.box, Qt.Key.Key_Return)


def copied() -> str:
    return QGuiApplication.clipboard().text()


@pytest.mark.parametrize(
    "value",
    [ORDER, {}, [], "text", None, [[], {}, [[]]], ITEMS, nested(300)],
    ids=["order", "object", "list", "text", "null", "empties", "many", "deep"],
)
def test_the_model_is_sound_whatever_the_order(
    qtmodeltester: ModelTester, qtbot: QtBot, value: object
) -> None:
    model = FieldModel()
    qtmodeltester.check(model)
    model.put(value)
    rows(model)
    for text in ("id", "no such text", ""):
        model.search(text)
        rows(model)
    model.put(ORDER, "id")
    assert len(rows(model)) == 3


def test_names_and_values_are_those_of_the_order(qtbot: QtBot) -> None:
    model = FieldModel()
    model.put(ORDER)
    assert rows(model) == [
        ("id", "123456"),
        ("request", "3-0000000"),
        ("id", "3-0000000"),
        ("orangeContact", "Élodie Cœur"),
        ("name", "Élodie Cœur"),
        ("appointments", "2 entry(ies)"),
        ("[0]", "confirmed"),
        ("status", "confirmed"),
        ("[1]", "done · 1"),
        ("status", "done"),
        ("a.b", "1"),
        ("", "null"),
    ]


def test_harmful_names_and_values_are_made_visible(qtbot: QtBot) -> None:
    model = FieldModel()
    model.put({"a\u202eb": "x\u0000\u2066" + "y" * 5_000})
    ((name, value),) = rows(model)
    assert name == "a⟨U+202E⟩b"
    assert value.startswith("x␀⟨U+2066⟩yyy")
    assert len(value) <= 520


def test_the_first_level_is_open_and_the_rest_closed(fields: AllFields) -> None:
    fields.show_fields(ORDER, same=False)
    model, view = fields.model, fields.view
    request = model.index(1, NAME)
    assert view.isExpanded(request)
    assert not view.isExpanded(model.index(1, NAME, request))


def test_a_long_list_stays_closed(fields: AllFields) -> None:
    fields.show_fields(ITEMS, same=False)
    assert not fields.view.isExpanded(fields.model.index(0, NAME))
    (first, *_), model = rows(fields.model), fields.model
    assert first == ("items", "1200 entry(ies)")
    assert model.index(1, NAME, model.index(0, NAME)).data() == "501 to 1000"


def test_what_the_user_opened_and_chose_stays_for_the_next_order(fields: AllFields) -> None:
    fields.show_fields(ORDER, same=False)
    model, view = fields.model, fields.view
    contact = model.index(1, NAME, model.index(1, NAME))
    view.expand(contact)
    view.collapse(model.index(2, NAME))
    view.setCurrentIndex(model.index(0, NAME, contact))
    fields.show_fields({**ORDER, "id": "7"}, same=False)
    assert view.isExpanded(model.index(1, NAME, model.index(1, NAME)))
    assert not view.isExpanded(model.index(2, NAME))
    assert fields.path.text() == "request.orangeContact.name"
    assert fields.whole.toPlainText() == "Élodie Cœur"
    fields.show_fields({"id": "8"}, same=False)
    assert fields.whole.toPlainText() == ""


def test_the_same_order_again_keeps_the_place(fields: AllFields, qtbot: QtBot) -> None:
    order = {f"field {n}": n for n in range(300)}
    fields.show_fields(order, same=False)
    bar = fields.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place > 0
    fields.show_fields({**order, "field 0": "new"}, same=True)
    assert bar.value() == place
    fields.show_fields(order, same=False)
    assert bar.value() == 0


def test_a_search_shows_matches_and_the_way_to_them(fields: AllFields, qtbot: QtBot) -> None:
    fields.show_fields(ORDER, same=False)
    search(fields, qtbot, "elodie")
    assert [name for name, _ in rows(fields.model)] == ["request", "orangeContact", "name"]
    assert fields.path.text() == "request.orangeContact.name"
    assert fields.view.isExpanded(fields.model.index(0, NAME))
    assert fields.find_bar.box.accessibleDescription() == "Match 1 of 1"
    search(fields, qtbot, "")
    assert len(rows(fields.model)) == 12


def test_enter_goes_from_match_to_match_and_around(fields: AllFields, qtbot: QtBot) -> None:
    fields.show_fields(ORDER, same=False)
    search(fields, qtbot, "status")
    box = fields.find_bar.box
    seen = [fields.path.text()]
    for key, modifier in (
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, SHIFT),
    ):
        qtbot.keyClick(box, key, modifier)
        seen.append(fields.path.text())
    first, second = "appointments[0].status", "appointments[1].status"
    assert seen == [first, second, first, second]


def test_typing_searches_after_a_pause(fields: AllFields, qtbot: QtBot) -> None:
    fields.show_fields(ORDER, same=False)
    with qtbot.waitSignal(fields.find_bar.searched, timeout=5_000):
        qtbot.keyClicks(fields.find_bar.box, "coeur")
    assert fields.path.text() == "request.orangeContact.name"


def test_a_search_without_a_match_says_so(fields: AllFields, qtbot: QtBot) -> None:
    fields.show_fields(ORDER, same=False)
    search(fields, qtbot, "no such text")
    assert rows(fields.model) == []
    assert fields.find_bar.box.accessibleDescription() == "No match"
    assert not fields.find_bar.next.isEnabled()


def test_escape_clears_the_search_and_then_leaves_it(fields: AllFields, qtbot: QtBot) -> None:
    fields.show_fields(ORDER, same=False)
    search(fields, qtbot, "elodie")
    qtbot.keyClick(fields.find_bar.box, Qt.Key.Key_Escape)
    assert fields.find_bar.text() == ""
    assert len(rows(fields.model)) == 12
    with qtbot.waitSignal(fields.find_bar.left):
        qtbot.keyClick(fields.find_bar.box, Qt.Key.Key_Escape)


def test_the_search_stays_for_the_next_order(fields: AllFields, qtbot: QtBot) -> None:
    fields.show_fields(ORDER, same=False)
    search(fields, qtbot, "elodie")
    fields.show_fields({"x": "Élodie", "y": 1}, same=False)
    assert rows(fields.model) == [("x", "Élodie")]


def test_the_keys_copy_value_pair_and_path(fields: AllFields, qtbot: QtBot) -> None:
    fields.show_fields({"note": "line one\nline two \u202e", "list": [1, {"a": "é"}]}, same=False)
    view, model = fields.view, fields.model
    view.setCurrentIndex(model.index(0, NAME))
    qtbot.keyClick(view, Qt.Key.Key_C, CONTROL)
    assert copied() == "line one\nline two \u202e"
    assert fields.whole.toPlainText() == "line one\nline two ⟨U+202E⟩"
    qtbot.keyClick(view, Qt.Key.Key_C, CONTROL | SHIFT)
    assert copied() == "note\tline one\nline two \u202e"
    view.setCurrentIndex(model.index(1, VALUE))
    qtbot.keyClick(view, Qt.Key.Key_C, CONTROL | ALT)
    assert copied() == "list"
    qtbot.keyClick(view, Qt.Key.Key_C, CONTROL)
    assert json.loads(copied()) == [1, {"a": "é"}]


def test_nothing_is_copied_where_nothing_is_chosen(fields: AllFields) -> None:
    assert not fields.view.copy_value()


def test_a_megabyte_is_shown_searched_and_opened(fields: AllFields, qtbot: QtBot) -> None:
    big = {"list": [{"id": n, "text": "x" * 40} for n in range(15_000)], "deep": nested(300)}
    fields.show_fields(big, same=False)
    search(fields, qtbot, "bottom")
    assert fields.whole.toPlainText() == "bottom"
    search(fields, qtbot, "x")
    assert fields.find_bar.box.accessibleDescription().startswith("Match 1 of ")
    search(fields, qtbot, "")
    fields.view.expandToDepth(1)
    assert fields.model.rowCount(fields.model.index(0, NAME)) == 30


def test_a_screen_reader_hears_name_and_value(qtbot: QtBot) -> None:
    model = FieldModel()
    model.put(ORDER)
    assert model.index(0, NAME).data(Qt.ItemDataRole.AccessibleTextRole) == "id: 123456"


@pytest.mark.parametrize("width", [200, 260, 500])
def test_names_and_values_share_any_width(fields: AllFields, width: int, qtbot: QtBot) -> None:
    fields.resize(width, 500)
    fields.show_fields(ORDER, same=False)
    qtbot.waitUntil(lambda: fields.view.viewport().width() < width)
    header = fields.view.header()
    assert header.length() <= fields.view.viewport().width()
    assert header.sectionSize(NAME) > header.length() // 3


def test_the_user_may_give_names_more_width(fields: AllFields, qtbot: QtBot) -> None:
    fields.resize(400, 500)
    view = fields.view
    qtbot.waitUntil(lambda: 300 < view.viewport().width() < 400)
    view.header().resizeSection(NAME, view.viewport().width() * 3 // 4)
    fields.resize(800, 500)
    qtbot.waitUntil(lambda: view.viewport().width() > 600)
    assert view.header().sectionSize(NAME) > view.viewport().width() // 2
