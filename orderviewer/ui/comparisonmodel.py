"""The orders of one group of a comparison as an item model, with what is otherwise in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from orderviewer.fields.roles import Kind, Role
from orderviewer.fields.values import CELL_LENGTH, show, visible
from orderviewer.local.records import Compared
from orderviewer.ui.lines import LinesModel
from orderviewer.ui.titles import role_title

if TYPE_CHECKING:
    from orderviewer.feed.comparing import GroupPage
    from orderviewer.local.records import Shift

ORDER, REFERENCE, SITE, FIELD, BEFORE, AFTER = range(6)  # columns
BETWEEN = " · "  # several fields of one order
_PLACES = {role: place for place, role in enumerate(Role)}


class ComparisonModel(LinesModel[Compared]):
    """One line for each order, as it was and as it is."""

    def put(self, page: GroupPage) -> None:
        """The first page of a group takes the place of everything."""
        if page.first == 0:
            self.begin(page.rows, last=page.last)
        elif page.first == len(self._entries):
            self.go_on(page.rows, last=page.last)

    def titles(self) -> tuple[str, ...]:
        return comparison_titles()[1:]

    def texts_of(self, entry: Compared) -> tuple[str, ...]:
        fields = (role_title(shift.role) if shift.role else shift.path for shift in entry.shifts)
        parts = (
            entry.key,
            entry.values[_PLACES[Role.REFERENCE]],
            entry.values[_PLACES[Role.SITE]],
            BETWEEN.join(fields),
            BETWEEN.join(self._shown(shift, shift.before) for shift in entry.shifts),
            BETWEEN.join(self._shown(shift, shift.after) for shift in entry.shifts),
        )
        return tuple(visible(part, CELL_LENGTH) for part in parts)

    def place_after(self, entry: Compared) -> int:  # noqa: ARG002  by their number alone
        return len(self._entries)

    def order_of(self, entry: Compared) -> tuple[int, str] | None:
        return entry.number, entry.key

    def _shown(self, shift: Shift, text: str) -> str:
        kind = shift.role.kind if shift.role else Kind.TEXT
        return show(kind, text, self.style) if text else "–"


def comparison_titles() -> tuple[str, ...]:
    """The columns of a comparison, the first of which only a file has."""
    return (
        QCoreApplication.translate("Comparison", "What became of it"),
        QCoreApplication.translate("Comparison", "Order"),
        QCoreApplication.translate("Comparison", "Customer reference"),
        QCoreApplication.translate("Comparison", "Site"),
        QCoreApplication.translate("Comparison", "Field"),
        QCoreApplication.translate("Comparison", "Before"),
        QCoreApplication.translate("Comparison", "After"),
    )
