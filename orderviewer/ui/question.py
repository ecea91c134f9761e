"""One question before something goes for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def ask(
    parent: QWidget,
    title: str,
    texts: tuple[str, str],
    yes: str,
    then: Callable[[], object],
    icon: QMessageBox.Icon = QMessageBox.Icon.Question,
) -> None:
    """`texts`: the question, and what it means; `yes`: the verb on the button, never the default.

    Does not wait: `then` is called when the user has said so.
    """
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(icon)
    box.setWindowTitle(title)
    box.setText(texts[0])
    box.setInformativeText(texts[1])
    button = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    button.clicked.connect(then)
    box.open()
