"""What happened to the appointments of an order between two versions of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from orderviewer.fields.appointments import Appointment, appointments
from orderviewer.fields.dates import LONGEST_DATE, instant, iso_of_text
from orderviewer.fields.paths import steps
from orderviewer.fields.picking import is_called_off
from orderviewer.fields.workdays import day_of, moved_by
from orderviewer.local.records import Change, EventKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from orderviewer.fields.document import Json
    from orderviewer.fields.paths import Step
    from orderviewer.local.meaning import Difference

_DIGIT = re.compile(r"\d")


def changed_visits(
    found: Sequence[Difference], old: Json, new: Json, today: date
) -> tuple[list[Change], list[Difference]]:
    """The changes that these differences tell, and those differences that tell none.

    An appointment that is no longer listed was called off, unless its day is over.
    """
    changes: list[Change] = []
    left = [one for one in found if _is_plain(one)]
    found = [one for one in found if not _is_plain(one)]
    if not found:
        return changes, left
    tops = {steps(one.path)[0] for one in found}
    visits = appointments(_part(old, tops)), appointments(_part(new, tops))
    for before, after, own in _paired(found, *visits):
        told = _told(before, after, own, today)
        if told is None:
            left.extend(own)
            continue
        change, taken = told
        changes.append(change)
        left.extend(one for one in own if one not in taken)
    return changes, left


def appointment_change(path: str, before: str, after: str) -> Change:
    """Of an appointment of which only the start is known, canonical, "" for none."""
    if not before:
        return Change(EventKind.APPOINTMENT_SET, path, "", after)
    if not after:
        return Change(EventKind.APPOINTMENT_CANCELLED, path, before)
    days = moved_by(before, after)
    return Change(EventKind.APPOINTMENT_MOVED, path, before, after, None, days)


def _is_plain(one: Difference) -> bool:
    """One wording for another, neither of which is a time or calls the visit off.

    Nearly all changes of visits are such; they tell nothing that needs the whole appointment.
    """
    texts = (one.before, one.after)
    return all(text and not _DIGIT.search(text) and not is_called_off(text) for text in texts)


def _part(document: Json, tops: Collection[Step]) -> Json:
    """The members of an order that hold what differs: the rest takes long to look through."""
    if not isinstance(document, dict):
        return document
    return {
        key: value
        for key, value in document.items()
        if key in tops or not isinstance(value, (dict, list))
    }


def _paired(
    found: Sequence[Difference], old: Sequence[Appointment], new: Sequence[Appointment]
) -> list[tuple[Appointment | None, Appointment | None, list[Difference]]]:
    """The differences of each appointment; new ones stand for such as are gone, of their kind."""
    groups: dict[tuple[int | None, int | None], list[Difference]] = {}
    for one in found:
        places = _under(one.place_before, old), _under(one.place_after, new)
        groups.setdefault(places, []).append(one)
    known = {before: after for before, after in groups if None not in (before, after)}
    for before in [before for before, after in groups if before is not None and after is None]:
        alone = [after for gone, after in groups if gone is None and after is not None]
        after = known.get(before, _successor(old[before], alone, new))
        if after is not None:
            gone = groups.pop((before, None))
            groups.setdefault((before, after), []).extend(gone)
            groups[before, after].extend(groups.pop((None, after), []))
    return [
        (None if before is None else old[before], None if after is None else new[after], own)
        for (before, after), own in groups.items()
    ]


def _successor(
    gone: Appointment, among: Iterable[int | None], new: Sequence[Appointment]
) -> int | None:
    fit = [after for after in among if after is not None]
    same = [after for after in fit if new[after].kind == gone.kind]
    return next(iter(same or fit), None)


def _under(place: str, among: Sequence[Appointment]) -> int | None:
    """Which appointment a field at this indexed path belongs to."""
    if not place:
        return None
    for number, one in enumerate(among):
        if place == one.path or place.startswith((f"{one.path}.", f"{one.path}[")):
            return number
    flat = [number for number, one in enumerate(among) if "[" not in one.path]
    return flat[0] if len(flat) == 1 and "." not in place and "." not in among[0].path else None


def _told(
    before: Appointment | None, after: Appointment | None, own: list[Difference], today: date
) -> tuple[Change, list[Difference]] | None:
    """The one change of an appointment and the differences it covers."""
    path = own[0].path
    if before is None or not before.start or before.called_off:
        if after is None or not after.start or after.called_off:
            return None
        if before is not None and before.called_off and _same_start(before, after):
            own = _of_state(own, after.state) or own[:1]
        return Change(EventKind.APPOINTMENT_SET, path, "", after.start), own
    if after is None or not after.start:
        day = day_of(before.start)
        if day is None or day < today:
            return None
        return Change(EventKind.APPOINTMENT_CANCELLED, path, before.start), own
    if after.called_off:
        taken = _of_state(own, after.state) or own[:1]
        return Change(EventKind.APPOINTMENT_CANCELLED, path, before.start, after.state), taken
    return _moved(before, after, own)


def _moved(
    before: Appointment, after: Appointment, own: list[Difference]
) -> tuple[Change, list[Difference]] | None:
    dated = [one for one in own if _is_date(one.after or one.before) or _is_identity(one)]
    if not _same_start(before, after):
        old, new = before.start, after.start
    elif before.end and after.end and _moment(before.end) != _moment(after.end):
        old, new = before.end, after.end
    elif before.slot and after.slot and before.slot != after.slot:
        old, new = before.slot, after.slot
        dated = [one for one in own if one.after == new] or dated
    else:
        return None
    days = moved_by(before.start, after.start)
    path = next((one.path for one in dated if not _is_identity(one)), own[0].path)
    return Change(EventKind.APPOINTMENT_MOVED, path, old, new, None, days), dated


def _of_state(own: list[Difference], state: str) -> list[Difference]:
    return [one for one in own if one.after == " ".join(state.split())]


def _same_start(before: Appointment, after: Appointment) -> bool:
    return _moment(before.start) == _moment(after.start)


def _moment(text: str) -> str:
    """One text for all spellings of a moment; a day and its first minute are not the same."""
    if not 20 <= len(text) <= LONGEST_DATE:
        return text
    return instant(text) or text


def _is_identity(one: Difference) -> bool:
    """Some services give a visit that moves another number."""
    return one.path.rpartition(".")[2] in {"id", "@id", "href"}


def _is_date(text: str) -> bool:
    return len(text) <= LONGEST_DATE and iso_of_text(text) is not None
