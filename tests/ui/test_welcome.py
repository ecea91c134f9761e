"""The first page: three doors and the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from orderviewer.ui.welcome import Welcome
from tests.ui.accessibility import cut_texts, unnamed_controls

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from orderviewer.ui.language import Languages


@pytest.fixture
def welcome(qtbot: QtBot, english: Languages) -> Welcome:
    made = Welcome()
    made.resize(800, 600)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def door(welcome: Welcome, text: str) -> QPushButton:
    (found,) = [one for one in welcome.findChildren(QPushButton) if one.text() == text]
    return found


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("Connect to Orange…", "connect_wanted"),
        ("Try with sample data", "demo_wanted"),
        ("Quit", "quit_wanted"),
    ],
)
@pytest.mark.parametrize("by", ["mouse", "space", "enter"])
def test_three_doors_open(welcome: Welcome, qtbot: QtBot, text: str, signal: str, by: str) -> None:
    button = door(welcome, text)
    with qtbot.waitSignal(getattr(welcome, signal)):
        if by == "mouse":
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        else:
            button.setFocus()
            qtbot.keyClick(button, Qt.Key.Key_Space if by == "space" else Qt.Key.Key_Return)


def test_the_first_door_has_the_focus(welcome: Welcome) -> None:
    welcome.setFocus()
    assert door(welcome, "Connect to Orange…").hasFocus()


def test_the_language_is_chosen_and_shown(welcome: Welcome, qtbot: QtBot) -> None:
    box = welcome.findChild(QComboBox)
    with qtbot.assertNotEmitted(welcome.language_chosen):
        welcome.show_language("fr")
    assert box.currentText() == "Français"
    with qtbot.waitSignal(welcome.language_chosen) as caught:
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert caught.args == ["en"]
    welcome.show_language("nonsense")
    assert box.currentText() == "As the system"


def test_it_follows_the_language(welcome: Welcome, english: Languages, qtbot: QtBot) -> None:
    welcome.show_language("en")
    english.switch("fr")
    qtbot.waitUntil(lambda: bool(welcome.findChildren(QLabel)[0].text()))
    qtbot.waitUntil(lambda: any("Bienvenue" in one.text() for one in welcome.findChildren(QLabel)))
    assert door(welcome, "Se connecter à Orange…").isVisible()
    assert welcome.findChild(QComboBox).currentText() == "English"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [320, 1400])
def test_no_text_is_cut_and_every_control_has_a_name(
    welcome: Welcome, english: Languages, qtbot: QtBot, language: str, width: int
) -> None:
    english.switch(language)
    welcome.resize(width, 500)
    qtbot.waitUntil(lambda: cut_texts(welcome) == [], timeout=2000)
    assert unnamed_controls(welcome) == []


def test_it_takes_its_colours_from_the_palette(welcome: Welcome, qtbot: QtBot) -> None:
    dark = QPalette(Qt.GlobalColor.black)
    dark.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.black)
    welcome.setPalette(dark)
    qtbot.waitUntil(
        lambda: welcome.grab().toImage().pixelColor(3, 3) == Qt.GlobalColor.black, timeout=2000
    )
