"""Differences to an earlier version in the tree of fields."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt

from orderviewer.feed.detail import FieldChange
from orderviewer.local.meaning import compared
from orderviewer.ui.allfields import AllFields
from orderviewer.ui.fieldmarks import FieldMarks
from orderviewer.ui.tree import FORMER, NAME, FieldModel
from tests.ui.windows import Desk, live_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from orderviewer.simulator import Simulator

END = datetime(2026, 3, 12, 7, 30, tzinfo=UTC)
SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
FONT = int(Qt.ItemDataRole.FontRole)
BEFORE = {
    "id": "7",
    "state": "Study",
    "delay": {"reason": "works", "weeks": 3},
    "visits": [{"id": "a", "day": "lundi"}, {"id": "b", "day": "mardi"}],
}
AFTER = {
    "id": "7",
    "state": "Production",
    "site": {"town": "Lyon"},
    "delay": {"weeks": 3},
    "visits": [{"id": "b", "day": "jeudi"}],
}


def changes() -> list[FieldChange]:
    return [
        FieldChange(one.place_after, one.place_before, one.before, one.after)
        for one in compared(BEFORE, AFTER)
    ]


@pytest.fixture
def model(english: object, qtmodeltester: ModelTester) -> FieldModel:
    made = FieldModel()
    qtmodeltester.check(made)
    made.put(AFTER, marks=FieldMarks(changes(), AFTER))
    return made


def lines(model: FieldModel, parent: QModelIndex | None = None) -> list[tuple[str, ...]]:
    """Name, value and former value of every field, from top to bottom."""
    found: list[tuple[str, ...]] = []
    above = parent or QModelIndex()
    for row in range(model.rowCount(above)):
        index = model.index(row, NAME, above)
        found.append(
            tuple(str(model.index(row, at, above).data()) for at in range(model.columnCount()))
        )
        found += lines(model, index)
    return found


def test_changed_new_and_gone_fields_say_so_with_what_they_were(model: FieldModel) -> None:
    shown = {name: (value, before) for name, value, before in lines(model)}
    assert shown["≠ state"] == ("Production", "Study")
    assert shown["+ town"] == ("Lyon", "")
    assert shown["− reason"] == ("", "works")
    assert shown["≠ day"] == ("jeudi", "mardi")
    assert shown["− [0].day"] == ("", "lundi")
    assert shown["weeks"] == ("3", "")


def test_no_mark_is_told_by_its_look_alone(model: FieldModel) -> None:
    tree = model.tree
    state, reason = tree.at(["state"]), tree.at(["delay", "reason"])
    assert state is not None
    assert reason is not None
    assert model.place(state).data(SPOKEN) == "state: Production, changed, was Study"
    assert model.place(reason).data(SPOKEN) == "reason: gone, was works"
    assert model.place(reason).data(FONT).strikeOut()
    assert tree.path(reason) == "delay.reason"
    assert model.columnCount() == FORMER + 1
    model.put(AFTER)
    assert model.columnCount() == FORMER


def test_the_version_before_is_compared_with_unless_the_user_wants_none(
    qtbot: QtBot, english: object
) -> None:
    fields = AllFields()
    qtbot.addWidget(fields)
    wanted: list[datetime] = []
    fields.comparison_wanted.connect(wanted.append)
    fields.show_fields(AFTER, (END,))
    assert wanted == [END]
    fields.show_comparison(END, changes())
    assert fields.comparing.count.text().endswith("differences")
    assert fields.model.tree.marks
    site = fields.model.tree.at(["site"])
    assert site is not None
    assert fields.view.isExpanded(fields.model.place(site))
    fields.comparing.versions.setCurrentIndex(1)
    fields.comparing.versions.activated.emit(1)
    assert not fields.model.tree.marks
    fields.show_comparison(END, changes())  # too late
    assert not fields.model.tree.marks
    fields.show_fields(BEFORE, (END,))
    assert wanted == [END]
    fields.show_fields(BEFORE, ())
    assert fields.comparing.isHidden()


def test_an_order_that_changed_is_compared_with_what_it_was(
    program: Callable[[], Desk], simulator: Callable[..., Simulator]
) -> None:
    desk = program()
    desk.show()
    live_on(desk, simulator(orders=60), days=20)
    fields = desk.page.detail.fields
    desk.page.detail.tabs.setCurrentWidget(fields)
    model = desk.page.model
    known = [row for row in range(model.rowCount()) if model.is_unseen(row)]
    desk.page.grid.choose(known[-1])
    desk.until(lambda: bool(fields.model.tree.marks))
    assert fields.comparing.isVisible()
    assert any(name[0] in "≠+−" for name, *_ in lines(fields.model))
