"""The sidebar of views: chosen by hand and by keyboard, counted, named, and told what is meant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, QModelIndex, QPoint, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QLineEdit, QMessageBox

from orderviewer.order import Scope
from orderviewer.ui.sidebar import Sidebar
from orderviewer.ui.viewmodel import COUNT, TITLE, Heading, ViewModel
from orderviewer.ui.viewname import ViewNameDialog
from orderviewer.ui.viewtitles import set_aside_words, view_meaning, view_title
from orderviewer.views.view import BUILT_IN, LONGEST_NAME, View
from tests.ui.accessibility import cut_texts, unnamed_controls

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from orderviewer.ui.language import Languages

EAST = View("Fibre Est", "town:lyon")
WEST = View("<b>Fibre</b> \u202eOuest", "town:brest", Scope.ALL)
NORTH = View("Nord")
OWN = (EAST, WEST, NORTH)
CURRENT, CLOSED, OVERDUE = BUILT_IN[:3]
SHIFT_TAB = Qt.Key.Key_Backtab


@pytest.fixture
def sidebar(qtbot: QtBot, english: Languages) -> Sidebar:
    made = Sidebar()
    qtbot.addWidget(made)
    made.show_views((*BUILT_IN, *OWN))
    made.resize(made.sizeHint().width(), 600)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def chosen(sidebar: Sidebar) -> list[View]:
    views: list[View] = []
    sidebar.chosen.connect(views.append)
    return views


def texts(sidebar: Sidebar, column: int = TITLE) -> list[str]:
    model = sidebar.model
    return [str(model.index(row, column).data() or "") for row in range(model.rowCount())]


def place(sidebar: Sidebar, view: View) -> QPoint:
    return sidebar.list.visualRect(sidebar.model.index_of(view)).center()


def click(sidebar: Sidebar, view: View, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    QTest.mouseClick(
        sidebar.list.viewport(), button, Qt.KeyboardModifier.NoModifier, place(sidebar, view)
    )


def mean(sidebar: Sidebar, view: View) -> None:
    click(sidebar, view, Qt.MouseButton.RightButton)


def command(sidebar: Sidebar, text: str) -> QAction:
    return next(one for one in sidebar.list.actions() if one.text().replace("&", "") == text)


def dialog_of(sidebar: Sidebar) -> ViewNameDialog:
    return sidebar.findChildren(ViewNameDialog)[-1]


def type_name(dialog: ViewNameDialog, name: str) -> None:
    edit = dialog.findChild(QLineEdit)
    edit.selectAll()
    QTest.keyClicks(edit, name)


def save_button(dialog: ViewNameDialog) -> object:
    return dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save)


def test_the_model_is_sound(qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    model = ViewModel()
    qtmodeltester.check(model)
    for views in ((*BUILT_IN, *OWN), BUILT_IN, (), OWN):
        model.put(views)
        model.put_counts({EAST.key: 3, "nobody": 4})
    model.forget_counts()
    assert model.rowCount() == len(OWN) + 1


def test_built_in_views_come_first_under_their_own_heading(sidebar: Sidebar) -> None:
    assert texts(sidebar) == [
        *("Views", "Current", "Closed", "Overdue", "Due within 7 days"),
        *("Changed since last visit", "Without appointment", "Silent"),
        *("My views", "Fibre Est", view_title(WEST), "Nord"),
    ]
    sidebar.show_views(BUILT_IN)
    assert "My views" not in texts(sidebar)


def test_a_name_cannot_turn_the_reading_direction() -> None:
    assert "\u202e" not in view_title(WEST)
    assert view_title(WEST).startswith("<b>Fibre</b> ")


def test_counts_stand_at_the_right_and_are_spoken(sidebar: Sidebar) -> None:
    sidebar.show_counts({OVERDUE.key: 12_345, EAST.key: 1, "nobody": 4})
    shown = dict(zip(texts(sidebar), texts(sidebar, COUNT), strict=True))
    assert shown["Overdue"] == QLocale().toString(12_345)
    assert shown["Fibre Est"] == "1"
    assert shown["Current"] == shown["Views"] == ""
    index = sidebar.model.index_of(OVERDUE)
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert index.data(spoken) == "Overdue, 12,345 orders"
    assert index.siblingAtColumn(COUNT).data(spoken) == "Overdue, 12,345 orders"
    assert sidebar.model.index_of(EAST).data(spoken) == "Fibre Est, 1 order"
    assert sidebar.model.index_of(CURRENT).data(spoken) == "Current"
    right = index.siblingAtColumn(COUNT).data(Qt.ItemDataRole.TextAlignmentRole)
    assert right & int(Qt.AlignmentFlag.AlignRight)
    sidebar.clear_counts()
    assert set(texts(sidebar, COUNT)) == {""}


def test_counts_of_views_that_stay_are_kept(sidebar: Sidebar) -> None:
    sidebar.show_counts({OVERDUE.key: 7, EAST.key: 8})
    sidebar.show_views((*BUILT_IN, WEST))
    sidebar.show_views((*BUILT_IN, EAST))
    shown = dict(zip(texts(sidebar), texts(sidebar, COUNT), strict=True))
    assert shown["Overdue"] == "7"
    assert shown["Fibre Est"] == ""  # who knows how many it has by now


def test_the_widest_count_is_whole(sidebar: Sidebar) -> None:
    sidebar.show_counts({OVERDUE.key: 1_000_000})
    needed = sidebar.fontMetrics().horizontalAdvance(QLocale().toString(1_000_000))
    assert sidebar.list.columnWidth(COUNT) > needed
    assert sidebar.list.columnWidth(TITLE) + sidebar.list.columnWidth(COUNT) <= sidebar.width()
    larger = QFont(sidebar.font())
    larger.setPointSizeF(sidebar.font().pointSizeF() * 2)
    sidebar.list.setFont(larger)
    needed = sidebar.list.fontMetrics().horizontalAdvance(QLocale().toString(1_000_000))
    assert sidebar.list.columnWidth(COUNT) > needed


def test_a_click_chooses_and_another_one_chooses_again(
    sidebar: Sidebar, chosen: list[View]
) -> None:
    click(sidebar, OVERDUE)
    assert chosen == [OVERDUE]
    assert sidebar.selected == OVERDUE
    click(sidebar, OVERDUE)  # the filter may have been changed meanwhile
    click(sidebar, EAST)
    assert chosen == [OVERDUE, OVERDUE, EAST]


def test_arrow_keys_choose_and_pass_over_headings(sidebar: Sidebar, chosen: list[View]) -> None:
    sidebar.select(BUILT_IN[-1])
    QTest.keyClick(sidebar.list, Qt.Key.Key_Down)
    QTest.keyClick(sidebar.list, Qt.Key.Key_Up)
    QTest.keyClick(sidebar.list, Qt.Key.Key_Return)
    QTest.keyClick(sidebar.list, Qt.Key.Key_Home)
    assert chosen == [EAST, BUILT_IN[-1], BUILT_IN[-1], CURRENT]


def test_reaching_the_list_by_tab_chooses_nothing_yet(
    sidebar: Sidebar, chosen: list[View], qtbot: QtBot
) -> None:
    sidebar.save.setFocus()
    QTest.keyClick(sidebar.save, SHIFT_TAB)
    qtbot.waitUntil(sidebar.list.hasFocus)
    assert chosen == []
    QTest.keyClick(sidebar.list, Qt.Key.Key_Return)
    assert chosen == [CURRENT]
    assert sidebar.selected == CURRENT


def test_what_is_shown_is_marked_without_being_chosen(sidebar: Sidebar, chosen: list[View]) -> None:
    sidebar.select(replace(EAST, text="changed"))  # known by its name
    assert sidebar.selected == EAST
    sidebar.show_views((*BUILT_IN, WEST, EAST))
    assert sidebar.selected == EAST
    sidebar.select(None)
    assert sidebar.selected is None
    sidebar.select(View("nobody's"))
    assert sidebar.selected is None
    assert chosen == []


def test_a_right_click_says_what_is_meant_and_chooses_nothing(
    sidebar: Sidebar, chosen: list[View]
) -> None:
    sidebar.select(OVERDUE)
    mean(sidebar, WEST)
    assert chosen == []
    assert sidebar.selected == OVERDUE
    assert command(sidebar, "Delete…").isEnabled()
    mean(sidebar, CLOSED)
    allowed = [one.text().replace("&", "") for one in sidebar.list.actions() if one.isEnabled()]
    assert allowed == ["Duplicate…"]


@pytest.mark.parametrize(("view", "up", "down"), [(EAST, 0, 1), (WEST, 1, 1), (NORTH, 1, 0)])
def test_views_move_among_the_users_own(
    sidebar: Sidebar, qtbot: QtBot, view: View, up: bool, down: bool
) -> None:
    moved: list[tuple[View, int]] = []
    sidebar.moved.connect(lambda *what: moved.append(what))
    mean(sidebar, view)
    command(sidebar, "Move up").trigger()
    command(sidebar, "Move down").trigger()
    assert moved == [(view, -1)] * up + [(view, 1)] * down


def test_the_view_that_is_meant_stays_so_when_it_moves(sidebar: Sidebar) -> None:
    mean(sidebar, NORTH)
    sidebar.show_views((*BUILT_IN, NORTH, EAST, WEST))
    assert not command(sidebar, "Move up").isEnabled()
    assert command(sidebar, "Move down").isEnabled()


def test_a_new_view_is_named_first(sidebar: Sidebar, qtbot: QtBot) -> None:
    QTest.mouseClick(sidebar.save, Qt.MouseButton.LeftButton)
    dialog = dialog_of(sidebar)
    assert dialog.isVisible()
    assert not save_button(dialog).isEnabled()
    type_name(dialog, "  Ouvertures   2026 ")
    with qtbot.waitSignal(sidebar.save_wanted) as wanted:
        QTest.keyClick(dialog.findChild(QLineEdit), Qt.Key.Key_Return)
    assert wanted.args == ["Ouvertures 2026"]
    qtbot.waitUntil(lambda: not sidebar.findChildren(ViewNameDialog))


@pytest.mark.parametrize("name", ["nord", " FIBRE  est", "overdue", "Due within 7 days"])
def test_a_name_that_is_taken_is_refused_with_the_reason(
    sidebar: Sidebar, qtbot: QtBot, name: str
) -> None:
    wanted: list[str] = []
    sidebar.save_wanted.connect(wanted.append)
    QTest.mouseClick(sidebar.save, Qt.MouseButton.LeftButton)
    dialog = dialog_of(sidebar)
    type_name(dialog, name)
    assert "Another view has this name." in {one.text() for one in dialog.findChildren(QLabel)}
    assert dialog.findChild(QLineEdit).accessibleDescription()
    QTest.keyClick(dialog.findChild(QLineEdit), Qt.Key.Key_Return)
    assert not save_button(dialog).isEnabled()
    assert wanted == []
    type_name(dialog, name + "!")
    assert save_button(dialog).isEnabled()
    dialog.reject()
    qtbot.waitUntil(lambda: not sidebar.findChildren(ViewNameDialog))
    assert wanted == []


def test_a_name_has_its_longest(sidebar: Sidebar, qtbot: QtBot) -> None:
    QTest.mouseClick(sidebar.save, Qt.MouseButton.LeftButton)
    dialog = dialog_of(sidebar)
    type_name(dialog, "n" * (LONGEST_NAME + 5))
    with qtbot.waitSignal(sidebar.save_wanted) as wanted:
        save_button(dialog).click()
    assert wanted.args == ["n" * LONGEST_NAME]
    qtbot.waitUntil(lambda: not sidebar.findChildren(ViewNameDialog))


def test_a_view_is_renamed_by_its_key(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.list.setFocus()
    sidebar.select(NORTH)
    QTest.keyClick(sidebar.list, Qt.Key.Key_F2)
    dialog = dialog_of(sidebar)
    assert dialog.findChild(QLineEdit).text() == "Nord"
    assert save_button(dialog).isEnabled()  # its own name is not taken
    type_name(dialog, "Grand Nord")
    with qtbot.waitSignal(sidebar.renamed) as renamed:
        save_button(dialog).click()
    assert renamed.args == [NORTH, "Grand Nord"]
    qtbot.waitUntil(lambda: not sidebar.findChildren(ViewNameDialog))


def test_any_view_can_be_copied_under_another_name(sidebar: Sidebar, qtbot: QtBot) -> None:
    mean(sidebar, OVERDUE)
    command(sidebar, "Duplicate…").trigger()
    dialog = dialog_of(sidebar)
    type_name(dialog, "Late in the East")
    with qtbot.waitSignal(sidebar.copied) as copied:
        save_button(dialog).click()
    assert copied.args == [OVERDUE, "Late in the East"]
    qtbot.waitUntil(lambda: not sidebar.findChildren(ViewNameDialog))


@pytest.mark.parametrize("sure", [True, False])
def test_a_view_is_deleted_after_one_question(sidebar: Sidebar, qtbot: QtBot, sure: bool) -> None:
    deleted: list[View] = []
    sidebar.deleted.connect(deleted.append)
    sidebar.list.setFocus()
    sidebar.select(WEST)
    QTest.keyClick(sidebar.list, Qt.Key.Key_Delete)
    box = sidebar.findChild(QMessageBox)
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert "<b>Fibre</b>" in box.text()
    name = "Delete" if sure else "Cancel"
    (button,) = (one for one in box.buttons() if one.text().replace("&", "") == name)
    assert (box.defaultButton() is button) is not sure
    button.click()
    assert deleted == [WEST] * sure
    qtbot.waitUntil(lambda: not sidebar.findChildren(QMessageBox))


def test_nothing_can_be_saved_before_the_views_are_known(qtbot: QtBot) -> None:
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    assert not sidebar.save.isEnabled()
    sidebar.show_views(BUILT_IN)
    assert sidebar.save.isEnabled()


def test_every_control_has_a_name_and_no_text_is_cut(
    sidebar: Sidebar, languages: str, qtbot: QtBot
) -> None:
    sidebar.show_counts({view.key: 123_456 for view in (*BUILT_IN, *OWN)})
    QTest.mouseClick(sidebar.save, Qt.MouseButton.LeftButton)
    type_name(dialog_of(sidebar), "nord")
    for window in (sidebar, dialog_of(sidebar)):
        assert unnamed_controls(window) == []
        qtbot.waitUntil(lambda window=window: cut_texts(window) == [])  # once it is laid out anew
    dialog_of(sidebar).reject()
    qtbot.waitUntil(lambda: not sidebar.findChildren(ViewNameDialog))


@pytest.fixture(params=["en", "fr"])
def languages(request: pytest.FixtureRequest, english: Languages) -> str:
    english.switch(request.param)
    return str(request.param)


def test_it_speaks_french_at_once(sidebar: Sidebar, english: Languages, qtbot: QtBot) -> None:
    sidebar.show_counts({OVERDUE.key: 2})
    QTest.mouseClick(sidebar.save, Qt.MouseButton.LeftButton)
    english.switch("fr")
    qtbot.waitUntil(lambda: "Enregistrer" in sidebar.save.text())
    assert texts(sidebar)[:5] == [
        "Vues",
        "En cours",
        "Closes",
        "En retard",
        "Échéance sous 7 jours",
    ]
    assert "Mes vues" in texts(sidebar)
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert sidebar.model.index_of(OVERDUE).data(spoken) == "En retard, 2 commandes"
    assert command(sidebar, "Supprimer…")
    assert dialog_of(sidebar).windowTitle() == "Enregistrer cette vue"
    dialog_of(sidebar).reject()
    qtbot.waitUntil(lambda: not sidebar.findChildren(ViewNameDialog))


@pytest.mark.parametrize("view", BUILT_IN, ids=lambda view: view.name)
def test_every_built_in_view_says_what_it_shows(view: View, languages: str) -> None:
    assert view_title(view)
    assert view_title(view) != view.name
    assert len(view_meaning(view)) > len(view_title(view))
    assert "%n" not in view_title(view) + view_meaning(view)


def test_headings_are_read_in_the_palettes_text_colour(sidebar: Sidebar) -> None:
    for row in sidebar.model.headings():
        brush = sidebar.model.index(row, TITLE).data(Qt.ItemDataRole.ForegroundRole)
        assert brush.color() == QApplication.palette().color(QPalette.ColorRole.Text)
        assert not sidebar.model.view_at(sidebar.model.index(row, TITLE))
    assert len(sidebar.model.headings()) == len(Heading)
    assert sidebar.model.view_at(QModelIndex()) is None


def test_a_damaged_file_is_told_by_its_new_name(english: Languages) -> None:
    words = set_aside_words("folder\u202e/views.json")
    assert "views.json" in words.reason
    assert "\u202e" not in words.reason
