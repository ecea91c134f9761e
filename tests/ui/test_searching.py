"""Search as a user does: type, read what is found, change and take away conditions."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCompleter, QPushButton, QToolButton

from orderviewer.feed import listing
from orderviewer.fields.roles import Role
from orderviewer.local import beginning, store
from orderviewer.local.stopping import Stop
from orderviewer.order import Scope
from orderviewer.ui.screens import Screen
from tests.ui.accessibility import cut_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from orderviewer.simulator import Simulator
    from tests.ui.windows import Desk

    Program = Callable[..., Desk]
    Service = Callable[..., Simulator]

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(program: Program, simulator: Service) -> Desk:
    """Every current order of 200, read to the end."""
    made = program()
    made.show()
    service = simulator(orders=200)
    made.open(service)
    made.until(lambda: made.page.model.rowCount() > 0)
    made.page.load_all()
    made.until(lambda: made.feed.crawl.complete(made.page.query.scope))
    made.until_quiet()
    made.until(lambda: made.reads(" orders"))
    return made


def type_in_box(desk: Desk, text: str) -> None:
    QTest.keyClick(desk.page.grid, Qt.Key.Key_F, CTRL)
    desk.until(desk.page.search_bar.box.hasFocus)
    QTest.keyClicks(desk.page.search_bar.box, text)


def towns(desk: Desk) -> list[str]:
    return desk.column(Role.TOWN)


def until_towns(desk: Desk, right: Callable[[set[str]], bool]) -> None:
    def shown() -> bool:
        texts = set(towns(desk)) - {"…"}  # rows that are not on the screen
        return not desk.feed.listing.busy and bool(texts) and right(texts)

    desk.until(shown)


def test_a_word_is_found_whatever_its_case_and_accents(desk: Desk) -> None:
    desk.until(lambda: "…" not in towns(desk)[:5])
    wanted = next(town for town in towns(desk) if town.isascii() and town)
    type_in_box(desk, f'ville:"{wanted.upper()}"')
    until_towns(desk, lambda texts: bool(texts) and all(wanted in text for text in texts))
    assert desk.reads(" found among ")


def test_among_very_many_orders_the_first_ones_found_are_shown_at_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beginning, "NOTICED", 0)
    monkeypatch.setattr(listing, "FIRST_SCREEN", 20)
    monkeypatch.setattr(beginning, "_WITH_JSON", 240)  # 40 at a look
    seen: list[tuple[int, bool]] = []
    desk.feed.listing.begun.connect(
        lambda _: seen.append((desk.page.model.rowCount(), desk.reads("at least ")))
    )
    desk.page.grid.choose(2)
    chosen = desk.page.selection.current
    type_in_box(desk, "o")
    desk.until(lambda: not desk.feed.listing.busy and desk.reads(" found among "))
    ((rows, said),) = seen
    assert said
    assert 20 <= rows < desk.page.model.rowCount()
    assert not desk.reads("at least ")
    assert desk.page.selection.current == chosen
    desk.page.search.clear()
    desk.until_quiet()
    desk.page.grid.selectAll()
    type_in_box(desk, "o")
    desk.until(lambda: not desk.feed.listing.busy and desk.reads(" found among "))
    assert seen[1:] == [(seen[1][0], False)], "of several that are selected none is left out"
    assert desk.page.selection.several


def test_nothing_found_says_so_and_how_to_go_on(desk: Desk) -> None:
    count = desk.page.model.rowCount()
    type_in_box(desk, "zzzqqq")
    desk.until(desk.page.placeholder.isVisible)
    assert desk.page.placeholder.picture is Screen.NOT_FOUND
    assert desk.reads("No order matches the search.")
    assert desk.reads(f"Searched among {count} orders.")
    desk.click("Clear the search")
    desk.until_rows(count)
    assert not desk.page.search_bar.box.text()


def test_what_another_list_has_is_offered_where_nothing_is_found(
    program: Program, simulator: Service
) -> None:
    service = simulator(orders=60)
    desk = program()
    desk.show()
    desk.open(service)
    desk.until(lambda: desk.page.model.rowCount() > 0)
    desk.until_quiet()
    closed = str(service.world.ids(Scope.CLOSED)[0])
    type_in_box(desk, closed)
    desk.until(desk.page.placeholder.isVisible)
    desk.until(lambda: desk.reads("1 order of the other list matches."))
    assert desk.button("Clear the search").isVisible()
    desk.click("Search in all orders")
    desk.until(lambda: desk.column(Role.ID) == [closed])
    assert desk.button("All").isChecked()
    assert desk.page.search_bar.box.text() == closed
    desk.click("Current")
    desk.until(desk.page.placeholder.isVisible)
    desk.page.search_bar.box.setText("zzzqqq")
    desk.until(lambda: not desk.reads("of the other list"))
    assert [
        one.text() for one in desk.page.placeholder.findChildren(QPushButton) if one.isVisible()
    ] == ["Clear the search"]


def test_typing_in_the_table_starts_a_search(desk: Desk) -> None:
    desk.page.grid.setFocus()
    QTest.keyClicks(desk.page.grid, "l")
    assert desk.page.search_bar.box.hasFocus()
    QTest.keyClicks(desk.page.search_bar.box, "yon")
    assert desk.page.search_bar.box.text() == "lyon"


def test_conditions_are_changed_and_taken_away(desk: Desk) -> None:
    count = desk.page.model.rowCount()
    type_in_box(desk, "lyon -received promised<+3d")
    chips = [one.text() for one in desk.page.search_bar.chips.findChildren(QToolButton)]
    assert "without “received”" in chips
    assert "Promised date < +3d" in chips
    assert not any("lyon" in text for text in chips), "a plain word needs no chip"
    away = [
        one
        for one in desk.page.search_bar.chips.findChildren(QToolButton)
        if one.accessibleName() == "Remove: Promised date < +3d"
    ]
    QTest.mouseClick(away[0], Qt.MouseButton.LeftButton)
    assert desk.page.search_bar.box.text() == "lyon -received"
    desk.until(lambda: any(one.text() == "without “received”" for one in desk.shown(QToolButton)))
    desk.click("without “received”")
    assert desk.page.search_bar.box.selectedText() == "-received"
    desk.page.search.clear()
    desk.until_rows(count)
    assert not desk.page.search_bar.chips.isVisible()


def test_what_is_not_understood_is_said_and_leaves_nothing_out(desk: Desk) -> None:
    count = desk.page.model.rowCount()
    type_in_box(desk, "promised<soonish")
    desk.until_quiet()
    assert desk.page.model.rowCount() == count
    (chip,) = [
        one
        for one in desk.page.search_bar.chips.findChildren(QToolButton)
        if one.text().startswith("⚠")
    ]
    assert chip.accessibleDescription() == "Not a date: it leaves nothing out."


def test_only_this_value_and_without_it(desk: Desk) -> None:
    count = desk.page.model.rowCount()
    desk.until(lambda: "…" not in towns(desk)[:5])
    at = desk.page.model.index(0, list(Role).index(Role.TOWN))
    town = at.data()
    desk.page.grid.setCurrentIndex(at)
    desk.interior.actions_of_window.not_this.trigger()
    until_towns(desk, lambda texts: town not in texts and bool(texts))
    others = desk.page.model.rowCount()
    desk.page.search.clear()
    desk.until_rows(count)
    row = next(
        place for place in range(count) if desk.page.model.index(place, at.column()).data() == town
    )
    desk.page.grid.setCurrentIndex(desk.page.model.index(row, at.column()))
    desk.interior.actions_of_window.only_this.trigger()
    until_towns(desk, lambda texts: texts == {town})
    assert desk.page.model.rowCount() + others == count


def test_a_hit_in_a_field_without_a_column_is_named(desk: Desk) -> None:
    type_in_box(desk, "HIGH")
    desk.until(lambda: desk.reads(" found among ") and not desk.feed.listing.busy)
    assert desk.page.model.rowCount()
    desk.page.grid.choose(0)
    desk.until(lambda: desk.reads("Found in Priority: HIGH"))


def test_suggestions_complete_a_field_and_its_value(desk: Desk) -> None:
    type_in_box(desk, "stat")
    completer = desk.page.search_bar.box.findChild(QCompleter)
    desk.until(lambda: completer.popup().isVisible())
    QTest.keyClick(completer.popup(), Qt.Key.Key_Down)
    QTest.keyClick(completer.popup(), Qt.Key.Key_Return)
    assert desk.page.search_bar.box.text() == "state:"
    desk.until(lambda: completer.popup().isVisible())
    QTest.keyClick(completer.popup(), Qt.Key.Key_Down)
    QTest.keyClick(completer.popup(), Qt.Key.Key_Return)
    assert desk.page.search_bar.box.text().startswith("state=")
    until_towns(desk, bool)
    assert len(set(desk.column(Role.STATE))) == 1


def test_a_blank_alone_suggests_nothing_until_one_asks(desk: Desk) -> None:
    box = desk.page.search_bar.box
    popup = box.findChild(QCompleter).popup()
    type_in_box(desk, "lyon")
    with desk.qtbot.waitSignal(
        desk.feed.search.suggested, check_params_cb=lambda *a: a[0] == "lyon "
    ):
        QTest.keyClick(box, " ")
    assert not popup.isVisible()
    QTest.keyClick(box, Qt.Key.Key_Space, CTRL)
    desk.until(popup.isVisible)
    assert popup.model().rowCount() > 1
    assert box.text() == "lyon "


def test_values_are_offered_as_soon_as_their_field_is_typed(desk: Desk) -> None:
    states = {text for text in desk.column(Role.STATE) if text not in {"", "…"}}
    type_in_box(desk, "state:")  # of which no order has the word "state"
    popup = desk.page.search_bar.box.findChild(QCompleter).popup()

    def offered() -> set[str]:
        return {str(popup.model().index(row, 0).data()) for row in range(popup.model().rowCount())}

    desk.until(lambda: any(text.startswith("state=") for text in offered()))
    assert all(any(state in text for text in offered()) for state in states)


def test_many_conditions_go_on_in_the_next_line_and_widen_nothing(desk: Desk) -> None:
    width = desk.window.width()
    box, chips = desk.page.search_bar.box, desk.page.search_bar.chips
    box.setText("late>0")
    desk.until(lambda: chips.isVisible() and chips.height() == chips.sizeHint().height())
    one_line = chips.height()
    more = " -town:lyon promised<+30d unseen>0 site.name:usine silence>100 kind:create"
    box.setText(box.text() + more)
    desk.until(lambda: chips.height() > one_line)
    assert desk.window.width() == width
    assert desk.page.search_bar.minimumSizeHint().width() < width // 3
    assert cut_texts(chips) == []
    box.setText("late>0")
    desk.until(lambda: chips.height() == one_line)


def test_suggestions_for_the_text_before_are_not_waited_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    box, feed = desk.page.search_bar.box, desk.feed.search
    began, stopped, suggested = threading.Event(), threading.Event(), []
    count, wish = store.count_values, Stop.wish

    def count_slowly(*about: Any) -> Any:
        if not stopped.is_set():
            began.set()
            assert stopped.wait(10)
        return count(*about)

    def tell(stop: Stop) -> None:
        wish(stop)
        if began.is_set() and stop is feed._stop:
            stopped.set()

    type_in_box(desk, "state")
    desk.until(lambda: not feed._answering)
    monkeypatch.setattr(store, "count_values", count_slowly)
    monkeypatch.setattr(Stop, "wish", tell)
    feed.suggested.connect(lambda text, _: suggested.append(text))
    QTest.keyClicks(box, ":")
    desk.until(began.is_set)
    QTest.keyClicks(box, "r")
    desk.until(lambda: suggested)
    assert suggested == ["state:r"]


def test_places_of_the_json_are_suggested_with_an_example(desk: Desk) -> None:
    type_in_box(desk, "site.address.ci")
    box, completer = desk.page.search_bar.box, desk.page.search_bar.box.findChild(QCompleter)
    desk.until(lambda: completer.popup().isVisible())
    offered = str(completer.popup().model().index(0, 0).data())
    assert offered.startswith("site.address.city:   ")
    assert offered.rpartition("   ")[2]
    QTest.keyClick(completer.popup(), Qt.Key.Key_Down)
    QTest.keyClick(completer.popup(), Qt.Key.Key_Return)
    assert box.text() == "site.address.city:"
    desk.until(lambda: "(" in str(completer.popup().model().index(0, 0).data()))  # its values


def test_the_search_goes_with_the_profile(desk: Desk, simulator: Service) -> None:
    type_in_box(desk, "zzzqqq")
    desk.until(lambda: not desk.page.model.rowCount())
    desk.open(simulator(orders=30), name="Other")
    assert not desk.page.search_bar.box.text()
    desk.until(lambda: desk.page.model.rowCount() > 0)


def test_the_row_menu_offers_the_cells_value(desk: Desk) -> None:
    actions = desk.interior.actions_of_window
    assert [actions.only_this, actions.not_this] in actions.row_menu()


def recent(desk: Desk) -> list[str]:
    menu = desk.page.search_bar.recent_menu
    menu.aboutToShow.emit()
    return [one.text() for one in menu.actions() if one.text()]


def test_the_last_searches_are_kept_and_searched_again(desk: Desk) -> None:
    box = desk.page.search_bar.box
    assert recent(desk) == ["No searches yet"]
    type_in_box(desk, "lyon ville:Paris")
    desk.until_quiet()
    QTest.keyClick(box, Qt.Key.Key_Return)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    type_in_box(desk, "promised<+3d")
    QTest.keyClick(box, Qt.Key.Key_Escape)  # hides what is suggested
    box.clear()
    assert recent(desk) == ["promised<+3d", "lyon town:Paris", "&Clear this list"]
    menu = desk.page.search_bar.recent_menu
    next(one for one in menu.actions() if one.text() == "lyon town:Paris").trigger()
    assert box.text() == "lyon town:Paris"
    assert recent(desk)[0] == "lyon town:Paris"
    desk.until_quiet()
    desk.feed.views.forget_searches()
    assert recent(desk) == ["No searches yet"]
    desk.click("Recent searches")
    desk.until(desk.page.search_bar.recent_menu.isVisible)
    desk.page.search_bar.recent_menu.close()
    QTest.keyClick(box, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    desk.until(desk.page.search_bar.recent_menu.isVisible)
    desk.page.search_bar.recent_menu.close()
