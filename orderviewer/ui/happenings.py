"""What happened to an order, in words: a title for each kind of event, and what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from orderviewer.fields.paths import Each, steps
from orderviewer.fields.roles import Kind
from orderviewer.fields.values import CELL_LENGTH, show, visible
from orderviewer.local.records import EventKind
from orderviewer.order import Scope
from orderviewer.ui.titles import role_title, stream_title

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from orderviewer.fields.values import DateStyle
    from orderviewer.local.records import Change

_TITLES: dict[EventKind, Callable[[], str]] = {
    EventKind.NEW: lambda: QCoreApplication.translate("Events", "New order"),
    EventKind.STATE_CHANGED: lambda: QCoreApplication.translate("Events", "State changed"),
    EventKind.DATE_MOVED: lambda: QCoreApplication.translate("Events", "Date moved"),
    EventKind.APPOINTMENT_SET: lambda: QCoreApplication.translate("Events", "Appointment set"),
    EventKind.APPOINTMENT_MOVED: lambda: QCoreApplication.translate("Events", "Appointment moved"),
    EventKind.APPOINTMENT_CANCELLED: lambda: QCoreApplication.translate(
        "Events", "Appointment cancelled"
    ),
    EventKind.ADDRESS_CHANGED: lambda: QCoreApplication.translate("Events", "Address changed"),
    EventKind.CONTACT_CHANGED: lambda: QCoreApplication.translate("Events", "Contact changed"),
    EventKind.COMPLETED: lambda: QCoreApplication.translate("Events", "Completed"),
    EventKind.CANCELLED: lambda: QCoreApplication.translate("Events", "Cancelled"),
    EventKind.LEFT_CURRENT: lambda: QCoreApplication.translate("Events", "No longer current"),
    EventKind.REAPPEARED: lambda: QCoreApplication.translate("Events", "Reappeared"),
    EventKind.VANISHED: lambda: QCoreApplication.translate("Events", "Vanished"),
    EventKind.FIELD_CHANGED: lambda: QCoreApplication.translate("Events", "Field changed"),
    EventKind.SCHEMA_CHANGED: lambda: QCoreApplication.translate(
        "Events", "Orange sends other fields"
    ),
}
_DATES = frozenset(
    {
        EventKind.DATE_MOVED,
        EventKind.APPOINTMENT_SET,
        EventKind.APPOINTMENT_MOVED,
        EventKind.APPOINTMENT_CANCELLED,
        EventKind.COMPLETED,
        EventKind.CANCELLED,
    }
)
_OF_FIELDS = frozenset({EventKind.DATE_MOVED, EventKind.FIELD_CHANGED})
_LISTS = frozenset(
    {EventKind.NEW, EventKind.LEFT_CURRENT, EventKind.REAPPEARED, EventKind.VANISHED}
)
_SCOPES = {stream.value: stream for stream in Scope.ALL.streams}


def event_title(change: Change) -> str:
    """What kind of thing happened, and to which date or field."""
    title = _TITLES[change.kind]()
    if change.role and change.kind in _OF_FIELDS:
        return f"{title} ({role_title(change.role)})"
    return title


def event_text(change: Change, style: DateStyle) -> str:
    """From what to what; a date also by how many working days."""
    if change.kind is EventKind.SCHEMA_CHANGED:
        fields = [
            one for part in (change.after, change.before, change.path) for one in part.split()
        ]
        return visible(", ".join(fields), CELL_LENGTH)
    before, after = _value(change, change.before, style), _value(change, change.after, style)
    if not before or not after:
        text = after or before
        if before and change.kind in _OF_FIELDS:
            text = f"{before} → –"
    else:
        text = f"{before} → {after}"
    if change.kind in _OF_FIELDS and change.role is None:
        text = QCoreApplication.translate("Events", "{field}: {change}").format(
            field=visible(field_words(change.path), CELL_LENGTH), change=text
        )
    return f"{text} ({_by(change.days)})" if change.days else text


def field_words(path: str) -> str:
    """A place in the JSON; in an item of a list, the item by its name and what is inside of it."""
    item, inside = "", ""
    for step in steps(path):
        if isinstance(step, Each) and step.key is not None:
            item, inside = (f"{inside} {step.value}" if step.key == "id" else step.value), ""
        elif isinstance(step, str):
            inside = f"{inside}.{step}" if inside else step
        else:
            inside += f"[{'' if isinstance(step, Each) else step}]"
    return " · ".join(part for part in (item, inside) if part)


def span_text(earliest: datetime, latest: datetime, style: DateStyle) -> str:
    """Nobody can know more: between the look that saw the old and the one that saw the new."""
    return QCoreApplication.translate("Events", "between {earliest} and {latest}").format(
        earliest=moment_shown(earliest, style), latest=moment_shown(latest, style)
    )


def moment_shown(moment: datetime, style: DateStyle) -> str:
    return show(Kind.DATE, moment.isoformat(timespec="seconds"), style)


def _value(change: Change, text: str, style: DateStyle) -> str:
    if change.kind in _LISTS:
        return stream_title(_SCOPES[text]) if text in _SCOPES else text
    is_date = change.kind in _DATES or (change.role is not None and change.role.kind is Kind.DATE)
    return show(Kind.DATE if is_date else Kind.TEXT, text, style)


def _by(days: int) -> str:
    if days > 0:
        return QCoreApplication.translate("Events", "%n working day(s) later", "", days)
    return QCoreApplication.translate("Events", "%n working day(s) earlier", "", -days)
