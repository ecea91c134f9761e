"""What stands in the table's place: screens that nobody takes for one another."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton

from orderviewer.order import Cause, OrderviewerError, Rejected, Scope, Unauthorized, Unreachable
from orderviewer.ui.placeholder import Placeholder
from orderviewer.ui.screens import Facts, Screen
from orderviewer.ui.shapes import Mark, Shape
from orderviewer.ui.words import Action
from tests.ui.accessibility import cut_texts, unnamed_controls

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from orderviewer.ui.language import Languages

OFFLINE = Unreachable(Cause.NO_NETWORK, "no address")
FAILED = Rejected(Cause.BAD_REQUEST, "400", http_status=400, request_id="abc-7")
SCREENS = {
    Screen.LOADING: None,
    Screen.EMPTY: None,
    Screen.FILTERED_EMPTY: None,
    Screen.FAILED: FAILED,
    Screen.OFFLINE: OFFLINE,
}


def facts(
    trouble: OrderviewerError | None = None, scope: Scope = Scope.CURRENT, elsewhere: int = 0
) -> Facts:
    return Facts(rows=0, scope=scope, complete=False, elsewhere=elsewhere, trouble=trouble)


@pytest.fixture
def placeholder(qtbot: QtBot, english: Languages) -> Placeholder:
    made = Placeholder()
    made.resize(800, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(placeholder: Placeholder) -> list[str]:
    return [one.text() for one in placeholder.findChildren(QLabel) if not one.isHidden()]


def buttons(placeholder: Placeholder) -> list[str]:
    return [one.text() for one in placeholder.findChildren(QPushButton) if not one.isHidden()]


def act(placeholder: Placeholder, qtbot: QtBot, label: str) -> Action:
    (button,) = [one for one in placeholder.findChildren(QPushButton) if one.text() == label]
    with qtbot.waitSignal(placeholder.acted) as caught:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    action = caught.args[0]
    assert isinstance(action, Action)
    return action


def test_no_two_screens_look_alike(placeholder: Placeholder) -> None:
    shapes: set[Shape] = set()
    sentences: set[str] = set()
    for screen, trouble in SCREENS.items():
        placeholder.show_screen(screen, facts(trouble, elsewhere=3))
        shapes.add(placeholder.findChild(Mark).shape)
        sentences.add(shown(placeholder)[0])
        assert placeholder.accessibleName() == shown(placeholder)[0]
        assert buttons(placeholder)
    assert len(shapes) == len(sentences) == len(SCREENS)


def test_loading_moves_and_can_be_cancelled(placeholder: Placeholder, qtbot: QtBot) -> None:
    placeholder.show_screen(Screen.LOADING, facts())
    assert shown(placeholder) == ["Reading the first orders…"]
    assert placeholder.findChild(QProgressBar).isVisible()
    assert act(placeholder, qtbot, "Cancel") is Action.CANCEL
    placeholder.show_screen(Screen.EMPTY, facts())
    assert not placeholder.findChild(QProgressBar).isVisible()


@pytest.mark.parametrize(
    ("scope", "elsewhere", "texts", "label"),
    [
        (
            Scope.CURRENT,
            1214,
            ["No current orders.", "There are 1,214 closed orders."],
            "Show closed orders",
        ),
        (
            Scope.CURRENT,
            1,
            ["No current orders.", "There is 1 closed order."],
            "Show closed orders",
        ),
        (
            Scope.CLOSED,
            2,
            ["No closed orders.", "There are 2 current orders."],
            "Show current orders",
        ),
    ],
)
def test_what_is_elsewhere_is_offered(
    placeholder: Placeholder,
    qtbot: QtBot,
    scope: Scope,
    elsewhere: int,
    texts: list[str],
    label: str,
) -> None:
    placeholder.show_screen(Screen.FILTERED_EMPTY, facts(scope=scope, elsewhere=elsewhere))
    assert shown(placeholder) == texts
    assert act(placeholder, qtbot, label) is Action.SHOW_OTHER_SCOPE


def test_nothing_at_all_names_the_likely_causes(placeholder: Placeholder, qtbot: QtBot) -> None:
    placeholder.show_screen(Screen.EMPTY, facts())
    assert "rights" in shown(placeholder)[1]
    assert act(placeholder, qtbot, "Check the credentials…") is Action.CREDENTIALS


def test_a_failure_is_explained_and_can_be_reported(placeholder: Placeholder) -> None:
    placeholder.show_screen(Screen.FAILED, facts(FAILED))
    assert shown(placeholder)[0] == "Orange refused this request (HTTP 400)."
    assert "Orange reference: abc-7" in shown(placeholder)
    assert buttons(placeholder) == ["Copy for support"]
    placeholder.findChildren(QPushButton)[1].click()
    assert "abc-7" in QGuiApplication.clipboard().text()


def test_offline_can_be_tried_again(placeholder: Placeholder, qtbot: QtBot) -> None:
    placeholder.show_screen(Screen.OFFLINE, facts(OFFLINE))
    assert shown(placeholder)[0] == "No connection to Orange."
    assert not [text for text in shown(placeholder) if "on screen" in text]
    assert act(placeholder, qtbot, "Try again") is Action.RETRY


def test_the_age_of_the_key_is_used(placeholder: Placeholder) -> None:
    refused = facts(Unauthorized(Cause.KEY_REFUSED, http_status=403))
    placeholder.show_screen(Screen.FAILED, refused, key_issued=date(2020, 3, 3))
    assert "3 March 2022" in shown(placeholder)[1]


@pytest.mark.parametrize("screen", SCREENS)
def test_it_follows_the_language_without_cutting(
    placeholder: Placeholder, english: Languages, qtbot: QtBot, screen: Screen
) -> None:
    placeholder.resize(480, 500)
    placeholder.show_screen(screen, facts(SCREENS[screen], elsewhere=3))
    before = shown(placeholder)
    english.switch("fr")
    qtbot.waitUntil(lambda: shown(placeholder)[0] != before[0])
    qtbot.waitUntil(lambda: cut_texts(placeholder) == [], timeout=2000)
    assert unnamed_controls(placeholder) == []
