"""The tab that tells an order's history, the latest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from orderviewer.ui.form import FormText, Group, Line
from orderviewer.ui.happenings import event_text, event_title, moment_shown, span_text
from orderviewer.ui.plain import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.fields.values import DateStyle
    from orderviewer.local.records import Event


class Timeline(QScrollArea):
    """One part for each moment at which something was noticed; a sentence where nothing was."""

    def __init__(self, style: DateStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._events: Sequence[Event] = ()
        self._page = QWidget(self)
        self._page.setBackgroundRole(QPalette.ColorRole.Base)
        self._page.setAutoFillBackground(True)
        self.nothing = PlainLabel(self._page, wraps=True)
        self.form = FormText(self._page)
        column = QVBoxLayout(self._page)
        column.addWidget(self.nothing)
        column.addWidget(self.form)
        column.addStretch(1)
        self.setWidget(self._page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.retranslate()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops, in order."""
        return (self.form,)

    def show_events(self, events: Sequence[Event], *, same: bool) -> None:
        """What happened, the latest first; `same`: of the order that was shown before."""
        self._events = events
        if not same:
            self.verticalScrollBar().setValue(0)
        self._write()

    def restyle(self, style: DateStyle) -> None:
        self._style = style
        self._write()

    def retranslate(self) -> None:
        self.nothing.setText(
            self.tr("Nothing has changed since this order was first read. Changes appear here.")
        )
        self.form.setAccessibleName(self.tr("History of the order"))
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _write(self) -> None:
        self.nothing.setVisible(not self._events)
        self.form.setVisible(bool(self._events))
        self.form.show_groups(tuple(self._groups()))

    def _groups(self) -> list[Group]:
        style = self._style
        moments: dict[str, list[Event]] = {}
        for event in self._events:
            moments.setdefault(moment_shown(event.not_after, style), []).append(event)
        return [
            Group(
                moment,
                tuple(
                    Line(event_title(one.change), event_text(one.change, style) or "–")
                    for one in events
                ),
                section=True,
                note=span_text(events[0].not_before, events[0].not_after, style),
            )
            for moment, events in moments.items()
        ]
