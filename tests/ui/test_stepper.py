"""The stepper draws milestones and says the same in words."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from orderviewer.fields.milestones import Milestone
from orderviewer.fields.values import DateStyle
from orderviewer.ui.stepper import MOST_STEPS, StepModel, Stepper, steps_of

STYLE = DateStyle()


def milestone(name: str, date: str = "", state: str = "", **how: Any) -> Milestone:
    return Milestone(name, state, date, how.get("reached"), how.get("current", False))


PATH = (
    milestone("Received", "2025-03-01", "Completed", reached=True),
    milestone("Survey", reached=True),
    milestone("In production", "2025-03-14", "Late", reached=False, current=True),
    milestone("Installation", "2025-04-02", reached=False),
    milestone("Acceptance"),
)


@pytest.fixture
def stepper(qtbot: QtBot) -> Stepper:
    made = Stepper()
    qtbot.addWidget(made)
    made.resize(300, 300)
    made.show_milestones(PATH, STYLE)
    made.show()
    return made


def test_each_step_is_said_in_words(stepper: Stepper) -> None:
    assert stepper.sentences() == [
        "Step 1 of 5: Received, done 01/03/2025",
        "Step 2 of 5: Survey, done",
        "Step 3 of 5: In production, current step, 14/03/2025",
        "Step 4 of 5: Installation, to come, 02/04/2025",
        "Step 5 of 5: Acceptance",
    ]


def test_a_screen_reader_hears_the_sentences(stepper: Stepper, qtbot: QtBot) -> None:
    model = stepper.model()
    heard = [
        model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
    ]
    assert heard == stepper.sentences()
    assert stepper.accessibleName() == "Milestones"


def test_the_model_is_sound(qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    model = StepModel()
    model.put(steps_of(PATH, STYLE))
    qtmodeltester.check(model)
    model.put(())
    model.put(steps_of(PATH[:2], STYLE))


def test_every_mark_has_a_shape_of_its_own(qtbot: QtBot) -> None:
    pictures = set()
    for how in ({"reached": True}, {"current": True}, {"reached": False}, {}):
        stepper = Stepper()
        qtbot.addWidget(stepper)
        stepper.resize(200, 60)
        stepper.show_milestones((milestone("", **how),), STYLE)
        image = stepper.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == 4


def test_a_narrow_width_makes_it_taller_and_cuts_nothing(qtbot: QtBot) -> None:
    stepper = Stepper()
    qtbot.addWidget(stepper)
    stepper.show_milestones((milestone("long words " * 10 + "x" * 200, "2025-03-01"),), STYLE)
    line = stepper.fontMetrics().height()
    assert stepper.heightForWidth(150) > stepper.heightForWidth(600) > 2 * line


def test_lines_break_between_words(qtbot: QtBot) -> None:
    stepper = Stepper()
    qtbot.addWidget(stepper)

    def height(name: str, width: int) -> int:
        stepper.show_milestones((milestone(name),), STYLE)
        return stepper.heightForWidth(width)

    word = stepper.fontMetrics().horizontalAdvance("wwwwwwww")
    room = 2 * stepper.fontMetrics().height() + word * 3 // 2  # a word and a half beside the mark
    lines = height("wwwwwwww " * 4, room) - height("w", room)
    assert round(lines / stepper.fontMetrics().height()) == 3


def test_as_tall_as_its_steps_it_never_scrolls(stepper: Stepper, qtbot: QtBot) -> None:
    stepper.resize(300, stepper.heightForWidth(300))
    stepper.doItemsLayout()
    assert stepper.verticalScrollBar().maximum() == 0


def test_arrows_walk_the_path_and_keys_copy(stepper: Stepper, qtbot: QtBot) -> None:
    stepper.setCurrentIndex(stepper.model().index(0, 0))
    qtbot.keyClick(stepper, Qt.Key.Key_Down)
    qtbot.keyClick(stepper, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == stepper.sentences()[1]
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(stepper, Qt.Key.Key_C, both)
    assert QGuiApplication.clipboard().text().splitlines() == stepper.sentences()


def test_the_same_milestones_again_keep_the_current_step(stepper: Stepper) -> None:
    stepper.setCurrentIndex(stepper.model().index(3, 0))
    stepper.show_milestones(tuple(PATH), STYLE)
    assert stepper.currentIndex().row() == 3


def test_hidden_characters_show_and_dates_that_are_none_stay(qtbot: QtBot) -> None:
    (step,) = steps_of((milestone("a\u202eb", "soon", "c\nd"),), STYLE)
    assert (step.name, step.date, step.state) == ("a⟨U+202E⟩b", "soon", "c⏎d")


def test_thousands_of_milestones_do_not_all_become_steps() -> None:
    steps = steps_of(tuple(milestone(str(n)) for n in range(5_000)), STYLE)
    assert len(steps) == MOST_STEPS
    assert steps[-1].count == 5_000
