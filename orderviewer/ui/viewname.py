"""The small dialog that asks for the name of a view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from orderviewer.ui.plain import PlainLabel
from orderviewer.views.view import LONGEST_NAME, is_taken, tidy_name

if TYPE_CHECKING:
    from collections.abc import Iterable

_WIDTH = 40  # average characters


class ViewNameDialog(QDialog):
    """Takes a name that no other view has; open it with `open()`."""

    named = Signal(str)

    def __init__(
        self, taken: Iterable[str], parent: QWidget | None = None, *, name: str = ""
    ) -> None:
        """`taken`: the names of the other views; `name`: the one to change, "" for a new view."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._taken = tuple(taken)
        self._is_new = not name
        self._label = PlainLabel(self)
        self._edit = QLineEdit(name, self)
        self._edit.setMaxLength(LONGEST_NAME)
        self._edit.setMinimumWidth(self.fontMetrics().averageCharWidth() * _WIDTH)
        self._edit.selectAll()
        self._label.setBuddy(self._edit)
        self._problem = PlainLabel(self, wraps=True)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self
        )
        column = QVBoxLayout(self)
        for part in (self._label, self._edit, self._problem, self._buttons):
            column.addWidget(part)
        self._edit.textChanged.connect(self._look)
        self._buttons.accepted.connect(self._finish)
        self._buttons.rejected.connect(self.reject)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        title = self.tr("Save this view") if self._is_new else self.tr("Rename the view")
        self.setWindowTitle(title)
        self._label.setText(self.tr("&Name of the view:"))
        self._edit.setAccessibleName(self.tr("Name of the view"))
        self._look()

    def _look(self) -> None:
        """Says at once why a name cannot be used."""
        name = self._edit.text()
        is_used = is_taken(name, self._taken)
        problem = self.tr("Another view has this name.") if is_used else ""
        self._problem.setText(problem)
        self._edit.setAccessibleDescription(problem)
        save = self._buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setEnabled(bool(tidy_name(name)) and not is_used)

    def _finish(self) -> None:
        self.named.emit(tidy_name(self._edit.text()))
        self.accept()
