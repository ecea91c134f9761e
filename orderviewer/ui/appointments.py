"""Appointments of an order as parts of a form: those to come first, those over below."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from orderviewer.fields.roles import Kind
from orderviewer.fields.values import CELL_LENGTH, EMPTY_KEY, show, sort_key, visible
from orderviewer.ui.facts import text_line
from orderviewer.ui.form import Group, Line
from orderviewer.ui.states import GLYPHS, Family, family_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from orderviewer.fields.appointments import Appointment
    from orderviewer.fields.values import DateStyle

MOST_APPOINTMENTS = 30  # an order with more has them all in the tree
_DAY = 10  # characters of a canonical date without a time


def coming_groups(
    appointments: Sequence[Appointment], style: DateStyle, now: datetime
) -> tuple[Group, ...]:
    """Those not over at `now`, the next one first; those without a readable date last."""
    coming = sorted(
        (one for one in appointments if not _is_over(one, now)),
        key=lambda one: sort_key(Kind.DATE, one.start),
    )
    return _groups(QCoreApplication.translate("Appointments", "Coming appointments"), coming, style)


def past_groups(
    appointments: Sequence[Appointment], style: DateStyle, now: datetime
) -> tuple[Group, ...]:
    """Those over at `now`, the last one first."""
    past = sorted(
        (one for one in appointments if _is_over(one, now)),
        key=lambda one: sort_key(Kind.DATE, one.start),
        reverse=True,
    )
    return _groups(QCoreApplication.translate("Appointments", "Past appointments"), past, style)


def slot_text(appointment: Appointment, style: DateStyle) -> str:
    """Day and hours of a visit; the day only once when both ends are on it."""
    start = show(Kind.DATE, appointment.start, style)
    end = show(Kind.DATE, appointment.end, style)
    if appointment.slot:
        return f"{start} {visible(appointment.slot, CELL_LENGTH)}".strip()
    if not (start and end) or start == end:
        return start or end
    days = replace(style, time="")
    hours = replace(style, date="")
    if show(Kind.DATE, appointment.start, days) == show(Kind.DATE, appointment.end, days):
        end = (
            "" if len(appointment.end) <= _DAY else show(Kind.DATE, appointment.end, hours).strip()
        )
    return f"{start} – {end}" if end else start


def _is_over(appointment: Appointment, now: datetime) -> bool:
    """A visit without an hour lasts until the end of its day."""
    last = appointment.end or appointment.start
    if len(last) == _DAY:
        last += "T23:59:59"
    key = sort_key(Kind.DATE, last)
    present = sort_key(Kind.DATE, now.astimezone(UTC).isoformat(timespec="seconds"))
    return key != EMPTY_KEY and key[:1].isdigit() and key < present


def _groups(
    section: str, appointments: Sequence[Appointment], style: DateStyle
) -> tuple[Group, ...]:
    if not appointments:
        return ()
    unnamed = QCoreApplication.translate("Appointments", "Appointment")
    return (
        Group(section, section=True),
        *(
            Group(visible(one.kind, CELL_LENGTH) or unnamed, _lines(one, style))
            for one in appointments[:MOST_APPOINTMENTS]
        ),
    )


def _lines(appointment: Appointment, style: DateStyle) -> tuple[Line, ...]:
    path = appointment.path
    when = slot_text(appointment, style)
    titled = (
        Line(QCoreApplication.translate("Appointments", "When"), when, when, path),
        _state_line(appointment.state, path),
        text_line(QCoreApplication.translate("Appointments", "Place"), appointment.place, path),
        text_line(
            QCoreApplication.translate("Appointments", "Technician"), appointment.technician, path
        ),
    )
    return tuple(line for line in titled if line.shown)


def _state_line(state: str, path: str) -> Line:
    line = text_line(QCoreApplication.translate("Appointments", "State"), state, path)
    family = family_of(state)
    if not state or family is Family.UNKNOWN:
        return line
    return replace(line, shown=f"{GLYPHS[family]} {line.shown}")
