"""The head of the detail pane: which order, in what state, and how fresh what is shown is."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from orderviewer.feed.detail import DetailState
from orderviewer.fields.roles import Kind, Role
from orderviewer.fields.values import CELL_LENGTH, show, visible
from orderviewer.ui.badge import StateBadge
from orderviewer.ui.plain import PlainLabel
from orderviewer.ui.shapes import Mark, Shape
from orderviewer.ui.titles import stream_title
from orderviewer.ui.words import describe

if TYPE_CHECKING:
    from datetime import datetime

    from orderviewer.feed.detail import OrderView
    from orderviewer.fields.values import DateStyle
    from orderviewer.order import OrderviewerError

LARGER = 1.3  # the order's number, against the text around it


class OrderHeader(QWidget):
    """Order id, customer reference, state as a badge, list, and the age of the data."""

    def __init__(self, style: DateStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._key = ""
        self._view: OrderView | None = None
        self.title = PlainLabel(self, wraps=True, selectable=True)
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * LARGER)
        font.setBold(True)
        self.title.setFont(font)
        self.reference = PlainLabel(self, wraps=True, selectable=True)
        self.badge = StateBadge(self)
        self.own_state = PlainLabel(self, wraps=True, selectable=True)
        self.age = PlainLabel(self, wraps=True)
        self._missing_sign = Mark(Shape.FAILURE, self)
        self.missing = PlainLabel(self, wraps=True)
        states = QHBoxLayout()
        states.addWidget(self.badge)
        states.addWidget(self.own_state, 1)
        states.addStretch(0)
        warning = QHBoxLayout()
        warning.addWidget(self._missing_sign, 0, Qt.AlignmentFlag.AlignTop)
        warning.addWidget(self.missing, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addWidget(self.reference)
        column.addLayout(states)
        column.addLayout(warning)
        column.addWidget(self.age)
        self.show_key("")

    def show_key(self, key: str) -> None:
        """Only the number is known so far."""
        self._key = key
        self._view = None
        self._describe()

    def show_order(self, view: OrderView) -> None:
        self._key = view.key
        self._view = view
        self._describe()

    def restyle(self, style: DateStyle) -> None:
        self._style = style
        self._describe()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._describe()

    def _describe(self) -> None:
        self._describe_key()
        view = self._view
        form = {fact.role: fact.text for fact in view.sheet.form} if view else {}
        reference = visible(form.get(Role.REFERENCE, ""), CELL_LENGTH)
        self.reference.show_text(reference)
        spoken = self.tr("Customer reference: {reference}").format(reference=reference)
        self.reference.setAccessibleName(spoken)
        self.badge.show_state(visible(form.get(Role.STATE, ""), CELL_LENGTH))
        self.own_state.show_text(self.badge.own)
        missing = self.tr("No longer in Orange's list; this is its last known content.")
        self.missing.show_text(missing if view and view.missing else "")
        self._missing_sign.setVisible(bool(view and view.missing))
        self.age.show_text(self._age(view) if view else "")

    def _describe_key(self) -> None:
        numbered = self._view.has_id if self._view else not self._key.startswith("?")
        if not numbered:
            self.title.setText(self.tr("Order without a number"))
            self.title.setAccessibleName(self.title.text())
            return
        self.title.show_text(visible(self._key, CELL_LENGTH))
        self.title.setAccessibleName(self.tr("Order {number}").format(number=self.title.text()))

    def _age(self, view: OrderView) -> str:
        scope = stream_title(view.stream)
        listed = self._moment(view.last_seen)
        if view.detail_seen is None:
            template = self.tr("{scope} · listed on {moment}")
            return template.format(scope=scope, moment=listed)
        template = self.tr("{scope} · listed on {moment} · details of {detail_moment}")
        detailed = self._moment(view.detail_seen)
        return template.format(scope=scope, moment=listed, detail_moment=detailed)

    def _moment(self, moment: datetime) -> str:
        return show(Kind.DATE, moment.astimezone(UTC).isoformat(timespec="seconds"), self._style)


class DetailNote(QWidget):
    """One line about the detail call: under way, failed with the reason and Retry, or nothing."""

    retried = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = DetailState.MERGED
        self._error: OrderviewerError | None = None
        self._sign = Mark(Shape.NOTICE, self)
        self.text = PlainLabel(self, wraps=True, selectable=True)
        self.retry = QPushButton(self)
        self.retry.clicked.connect(self.retried)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        row.addWidget(self.retry, 0, Qt.AlignmentFlag.AlignTop)
        self._describe()

    @property
    def state(self) -> DetailState:
        return self._state

    def show_state(self, state: DetailState, error: OrderviewerError | None = None) -> None:
        """`error`: why the details could not be had, where there is a reason."""
        self._state = state
        self._error = error
        self._describe()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._describe()

    def _describe(self) -> None:
        state = self._state
        self._sign.show_shape(
            {DetailState.ASKING: Shape.RUNNING, DetailState.OFFLINE: Shape.OFFLINE}.get(
                state, Shape.NOTICE
            )
        )
        self.text.setText(self._sentence())
        self.retry.setText(self.tr("Try again"))
        self.retry.setToolTip(self.tr("Ask Orange for the details of this order again"))
        self.retry.setAccessibleDescription(self.text.text())
        self.retry.setVisible(state is DetailState.OFFLINE)
        self.setVisible(state is not DetailState.MERGED)

    def _sentence(self) -> str:
        if self._state is DetailState.OFFLINE and self._error is not None:
            template = self.tr("The details could not be read. {reason}")
            return template.format(reason=describe(self._error).sentence)
        sentences = {
            DetailState.ASKING: self.tr("Asking Orange for the details…"),
            DetailState.GONE: self.tr(
                "Orange no longer gives details of this order; the last copy is shown."
            ),
            DetailState.PAST: self.tr("This is the order as it was on the day that is shown."),
            DetailState.LIST_ONLY: self.tr(
                "This order has no number, so Orange cannot be asked for its details."
            ),
            DetailState.OFFLINE: self.tr(
                "There is no connection to Orange; what was received before is shown."
            ),
        }
        return sentences.get(self._state, "")
