"""The dialog that exports a comparison of two days: which groups of orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QGroupBox, QVBoxLayout

from orderviewer.local.records import Fate
from orderviewer.ui.exportdialog import ExportDialog
from orderviewer.ui.fatewords import group_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from orderviewer.feed.comparing import Groups


class ComparisonDialog(ExportDialog):
    """At first everything that is otherwise is chosen; orders that are not can be added."""

    def __init__(self, groups: Groups, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Export the comparison"), parent)
        self.boxes: dict[Fate, QCheckBox] = {}
        frame = QGroupBox(self.tr("Which groups"), self)
        column = QVBoxLayout(frame)
        for fate in Fate:
            count = groups.counts[fate]
            box = self.boxes[fate] = QCheckBox(group_text(fate, count), frame)
            box.setEnabled(count > 0)
            box.setChecked(count > 0 and fate is not Fate.UNCHANGED)
            box.toggled.connect(self._allow)
            column.addWidget(box)
        self.add_choice(frame)
        self._allow()

    @property
    def fates(self) -> tuple[Fate, ...]:
        return tuple(fate for fate, box in self.boxes.items() if box.isChecked())

    def _allow(self) -> None:
        self.allow(possible=bool(self.fates))
