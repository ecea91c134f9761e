"""The tab that reads an order: milestones, appointments, known fields, contacts, on one page."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from orderviewer.ui.appointments import coming_groups, past_groups
from orderviewer.ui.facts import contact_groups, fact_group
from orderviewer.ui.form import FormText
from orderviewer.ui.plain import PlainLabel
from orderviewer.ui.stepper import Stepper

if TYPE_CHECKING:
    from collections.abc import Callable

    from orderviewer.fields.sheet import OrderSheet
    from orderviewer.fields.values import DateStyle


def utc_now() -> datetime:
    return datetime.now(UTC)


class Summary(QScrollArea):
    """What was recognised in an order; a sentence stands where nothing was."""

    def __init__(
        self,
        style: DateStyle,
        parent: QWidget | None = None,
        *,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(parent)
        self._style = style
        self._now = now
        self._sheet: OrderSheet | None = None
        self._page = QWidget(self)
        self._page.setBackgroundRole(QPalette.ColorRole.Base)
        self._page.setAutoFillBackground(True)
        self.heading = PlainLabel(self._page)
        bold = self.heading.font()
        bold.setBold(True)
        self.heading.setFont(bold)
        self.stepper = Stepper(self._page)
        self.lacking = PlainLabel(self._page, wraps=True)
        self.form = FormText(self._page)
        column = QVBoxLayout(self._page)
        for part in (self.heading, self.stepper, self.lacking, self.form):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(self._page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.form.cursorPositionChanged.connect(self._follow_caret)
        self.stepper.selectionModel().currentChanged.connect(self._follow_step)
        self.retranslate()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops, in order."""
        return (self.stepper, self.form)

    def show_sheet(self, sheet: OrderSheet, *, same: bool) -> None:
        """Shows an order; `same`: a newer state of the one shown, so the place is kept."""
        self._sheet = sheet
        if not same:
            self.verticalScrollBar().setValue(0)
        self._write()

    def restyle(self, style: DateStyle) -> None:
        self._style = style
        self._write()

    def retranslate(self) -> None:
        self.heading.setText(self.tr("Milestones"))
        self.form.setAccessibleName(self.tr("Summary of the order"))
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _write(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        now = self._now()
        self.heading.setVisible(bool(sheet.milestones))
        self.stepper.setVisible(bool(sheet.milestones))
        self.stepper.show_milestones(sheet.milestones, self._style)
        self.lacking.show_text(self._lacking(sheet))
        self.form.show_groups(
            (
                *coming_groups(sheet.appointments, self._style, now),
                fact_group(sheet.form, self._style),
                *contact_groups(sheet.contacts),
                *past_groups(sheet.appointments, self._style, now),
            )
        )

    def _lacking(self, sheet: OrderSheet) -> str:
        if not sheet.milestones and not sheet.appointments:
            return self.tr("No milestone and no appointment was found in this order.")
        if not sheet.milestones:
            return self.tr("No milestone was found in this order.")
        if not sheet.appointments:
            return self.tr("No appointment was found in this order.")
        return ""

    def _follow_caret(self) -> None:
        if self.form.hasFocus():
            self._reveal(self.form, self.form.cursorRect())

    def _follow_step(self) -> None:
        if self.stepper.hasFocus():
            self._reveal(self.stepper, self.stepper.visualRect(self.stepper.currentIndex()))

    def _reveal(self, part: QWidget, place: QRect) -> None:
        """Scrolls as little as shows this place of a part of the page."""
        centre = part.mapTo(self._page, place.center())
        margin = place.height()
        self.ensureVisible(centre.x(), centre.y(), 0, margin)
