"""The check itself: it finds what has no name and what is cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import cut_texts, unnamed_controls


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("kind", [QLineEdit, QComboBox, QSpinBox, QDateEdit, QToolButton])
def test_a_control_needs_a_name_or_a_label(window: QWidget, kind: type[QWidget]) -> None:
    control = kind(window)
    assert unnamed_controls(window) == [f"{kind.__name__} '' in QWidget"]
    label = QLabel("Name:", window)
    label.setBuddy(control)
    assert unnamed_controls(window) == []
    label.setBuddy(window)
    control.setAccessibleName("Name")
    assert unnamed_controls(window) == []


def test_a_sign_is_no_name(window: QWidget) -> None:
    button = QPushButton("✕", window)
    assert unnamed_controls(window) == ["QPushButton '' in QWidget"]
    button.setText("Close")
    assert unnamed_controls(window) == []


def test_what_a_value_says_is_no_name(window: QWidget) -> None:
    combo = QComboBox(window)
    combo.addItem("French")
    field = QLineEdit("text", window)
    assert len(unnamed_controls(window)) == 2
    del combo, field


def test_cut_texts_are_found(window: QWidget) -> None:
    column = QVBoxLayout(window)
    button = QPushButton("A rather long text for a button")
    label = QLabel("words and words and words and words")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    column.addWidget(button)
    column.addWidget(label)
    window.show()
    assert cut_texts(window) == []
    button.setFixedWidth(20)
    label.setFixedSize(60, 15)
    window.adjustSize()
    assert len(cut_texts(window)) == 2
