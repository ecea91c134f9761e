"""The values to filter by: counted beside the rows, chosen, excluded, and told in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem

from orderviewer.fields.roles import Role
from orderviewer.search.parsing import terms_of
from orderviewer.search.terms import Computed
from orderviewer.ui.facetmodel import COUNT, FACETS, MOST, SHARE_ROLE, TITLE, FacetModel
from orderviewer.ui.facets import Bars, FacetPane
from tests.ui.accessibility import unnamed_controls

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from orderviewer.search.terms import Field
    from orderviewer.simulator import Simulator
    from orderviewer.ui.language import Languages
    from tests.ui.windows import Desk

SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
CTRL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
STATES = [("Received", 12), ("In production", 3), ("", 1)]


@pytest.fixture
def model(qtmodeltester: ModelTester, english: object) -> FacetModel:
    made = FacetModel()
    qtmodeltester.check(made)
    made.put(Role.STATE, STATES)
    return made


def below(model: FacetModel, field: Field, column: int = TITLE) -> list[str]:
    parent = model.index(FACETS.index(field), TITLE)
    rows = range(model.rowCount(parent))
    return [str(model.index(row, column, parent).data() or "") for row in rows]


def test_values_have_counts_bars_and_words(model: FacetModel) -> None:
    assert below(model, Role.STATE) == ["Received", "In production", "(empty)"]
    assert below(model, Role.STATE, COUNT) == ["12", "3", "1"]
    index = model.index_of(Role.STATE, "In production")
    assert index.data(SHARE_ROLE) == 0.25
    assert index.data(SPOKEN) == "In production, 3 orders"
    model.show_terms(terms_of('state="in production"|empty -state=Received'))
    assert below(model, Role.STATE) == ["✕ Received", "✓ In production", "✓ (empty)"]
    assert index.data(SPOKEN) == "In production, 3 orders, chosen"
    assert model.index_of(Role.STATE, "Received").data(SPOKEN) == "Received, 12 orders, excluded"


def test_bars_are_seen_in_a_style_that_dims_what_has_no_focus(model: FacetModel) -> None:
    faint, seen = QColor("#f5f5f5"), QColor("#0067c0")
    colours = QPalette()
    colours.setColor(QPalette.ColorGroup.Inactive, QPalette.ColorRole.Highlight, faint)
    colours.setColor(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight, seen)
    colours.setCurrentColorGroup(QPalette.ColorGroup.Inactive)
    option = QStyleOptionViewItem()
    option.palette, option.rect = colours, QRect(0, 0, 100, 20)
    picture = QImage(100, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    Bars().paint(painter, option, model.index_of(Role.STATE, "Received"))
    painter.end()
    assert picture.pixelColor(50, 18) == seen


def test_the_same_values_keep_their_rows(model: FacetModel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(model.rowsRemoved), qtbot.waitSignal(model.dataChanged):
        model.put(Role.STATE, [(text, count + 1) for text, count in STATES])
    assert below(model, Role.STATE, COUNT) == ["13", "4", "2"]
    model.put(Role.STATE, STATES[:1])
    assert below(model, Role.STATE) == ["Received"]
    model.clear()
    assert below(model, Role.STATE) == []


def test_of_many_values_the_first_are_shown_and_the_rest_is_counted(model: FacetModel) -> None:
    model.put(Role.PRODUCT, [(f"Product {number}", 1) for number in range(MOST + 5)])
    shown = below(model, Role.PRODUCT)
    assert len(shown) == MOST + 1
    assert shown[-1] == "5 more"
    last = model.index(MOST, TITLE, model.index(FACETS.index(Role.PRODUCT), TITLE))
    assert model.value(last) is None
    assert not model.flags(last) & Qt.ItemFlag.ItemIsEnabled
    assert model.value(QModelIndex()) is None


def test_weeks_are_told_by_their_monday(model: FacetModel) -> None:
    model.put(Role.PROMISED, [("2026-W12", 4), ("2026-W13", 1), ("", 2)])
    assert below(model, Role.PROMISED) == ["W12 · 16/03/2026", "W13 · 23/03/2026", "(empty)"]


def test_keys_choose_exclude_and_open(english: Languages, qtbot: QtBot) -> None:
    pane = FacetPane()
    qtbot.addWidget(pane)
    opened: list[tuple[Field, ...]] = []
    turned: list[tuple[object, ...]] = []
    pane.opened.connect(opened.append)
    pane.turned.connect(lambda *what: turned.append(what))
    pane.open_facets((Role.STATE,))
    assert opened[-1] == (Role.STATE,)
    pane.facets.put(Role.STATE, STATES)
    pane.setCurrentIndex(pane.facets.index_of(Role.STATE, "Received"))
    QTest.keyClick(pane, Qt.Key.Key_Space)
    QTest.keyClick(pane, Qt.Key.Key_Return, CTRL)
    assert turned == [(Role.STATE, "Received", False), (Role.STATE, "Received", True)]
    pane.put(Role.STATE, [STATES[1], STATES[0]])  # the current one stays so
    assert pane.facets.value(pane.currentIndex()) == (Role.STATE, STATES[0])
    pane.setCurrentIndex(pane.facets.index(FACETS.index(Role.PRODUCT), TITLE))
    QTest.keyClick(pane, Qt.Key.Key_Return)
    assert opened[-1] == (Role.STATE, Role.PRODUCT)
    assert unnamed_controls(pane) == []


@pytest.fixture
def desk(program: Callable[..., Desk], simulator: Callable[..., Simulator]) -> Desk:
    made = program()
    made.show()
    made.open(simulator(orders=120))
    made.until(lambda: made.page.model.rowCount() > 0)
    made.page.load_all()
    made.until(lambda: made.feed.crawl.complete(made.page.query.scope))
    made.until_quiet()
    return made


def click(desk: Desk, field: Field, text: str, keys: Qt.KeyboardModifier = PLAIN) -> None:
    pane = desk.interior.sidebar.facets
    index = pane.facets.index_of(field, text)
    pane.scrollTo(index)
    place = pane.visualRect(index).center()
    QTest.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, keys, place)


def test_a_click_filters_another_adds_and_ctrl_excludes(desk: Desk) -> None:
    pane, box, count = desk.interior.sidebar.facets, desk.page.search_bar.box, 0
    count = desk.page.model.rowCount()
    states: Counter[str] = Counter()

    def counted() -> dict[str, int]:
        rows = zip(below(pane.facets, Role.STATE), below(pane.facets, Role.STATE, COUNT),
                   strict=True)  # fmt: skip
        return {text.removeprefix("✓ ").removeprefix("✕ "): int(number) for text, number in rows}

    desk.until(lambda: sum(counted().values()) == count)
    states.update(counted())
    (first, _), (second, _), *_ = states.most_common()
    click(desk, Role.STATE, first)
    desk.until(lambda: desk.page.model.rowCount() == states[first])
    assert counted() == states, "a facet's own condition does not count"
    click(desk, Role.STATE, second)
    desk.until(lambda: desk.page.model.rowCount() == states[first] + states[second])
    assert "|" in box.text()
    click(desk, Role.STATE, first, CTRL)
    desk.until(lambda: desk.page.model.rowCount() == states[second])
    assert "-" in box.text()
    click(desk, Role.STATE, second)
    desk.until(lambda: desk.page.model.rowCount() == count - states[first])
    click(desk, Role.STATE, first, CTRL)
    desk.until(lambda: desk.page.model.rowCount() == count)
    assert box.text() == ""
    pane.open_facets((Computed.DEPARTMENT,))
    desk.until(lambda: bool(below(pane.facets, Computed.DEPARTMENT)))
    code = below(pane.facets, Computed.DEPARTMENT)[0]
    box.setText(f"agence {box.text()}".strip())
    click(desk, Computed.DEPARTMENT, code)
    assert box.text() == f"agence department={code}"


def test_what_was_open_is_open_again(desk: Desk, program: Callable[..., Desk]) -> None:
    desk.interior.sidebar.facets.open_facets((Role.PRODUCT,))
    again = program()
    assert again.interior.sidebar.facets.opened_facets() == (Role.PRODUCT,)
