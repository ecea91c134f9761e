"""The dialog that exports the orders: which of them, and which of their fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QGroupBox, QRadioButton, QVBoxLayout

from orderviewer.ui.exportdialog import ExportDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Extent:
    """The numbers the dialog states: orders read so far, found by a search, selected, and all."""

    shown: int
    selected: int
    about: int | None
    complete: bool
    found: int | None = None

    @property
    def unread(self) -> int:
        return 0 if self.complete else max(0, (self.about or 0) - self.shown)


class OrdersDialog(ExportDialog):
    """States how many orders each choice means."""

    def __init__(self, extent: Extent, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Export the orders"), parent)
        self._extent = extent
        self.add_choice(self._rows_group())
        self.add_choice(self._fields_group())

    @property
    def rows(self) -> str:
        """Which: "shown", "selected" or "everything"."""
        checked = self._rows.checkedButton()
        return checked.objectName() if checked else "everything"

    @property
    def every_field(self) -> bool:
        return self._every_field.isChecked()

    def written(self, count: int) -> str:
        return self.tr("%Ln order(s) written.", "", count)

    def _rows_group(self) -> QGroupBox:
        extent = self._extent
        box = QGroupBox(self.tr("Which orders"), self)
        column = QVBoxLayout(box)
        self._rows = QButtonGroup(box)
        if extent.complete:
            everything = self.tr("Every order of this list (%Ln)", "", extent.shown)
        elif extent.unread:
            everything = self.tr(
                "Every order of this list; about %Ln more will be read from Orange first",
                "",
                extent.unread,
            )
        else:
            everything = self.tr("Every order of this list; the rest is read from Orange first")
        choices = [("everything", everything)]
        if extent.found is not None:
            choices.insert(0, ("shown", self.tr("The %Ln order(s) found", "", extent.found)))
        elif not extent.complete:
            choices.insert(0, ("shown", self.tr("The %Ln order(s) read so far", "", extent.shown)))
        if extent.selected > 1:
            text = self.tr("The %Ln selected order(s)", "", extent.selected)
            choices.append(("selected", text))
        for name, text in choices:
            button = QRadioButton(text, box)
            button.setObjectName(name)
            button.setChecked(name == ("everything" if extent.found is None else "shown"))
            self._rows.addButton(button)
            column.addWidget(button)
        return box

    def _fields_group(self) -> QGroupBox:
        box = QGroupBox(self.tr("Which fields"), self)
        column = QVBoxLayout(box)
        self._view_fields = QRadioButton(self.tr("The columns of the table"), box)
        self._every_field = QRadioButton(self.tr("Every field, as Orange sent it"), box)
        self._view_fields.setChecked(True)
        column.addWidget(self._view_fields)
        column.addWidget(self._every_field)
        return box
