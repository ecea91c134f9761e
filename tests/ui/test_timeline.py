"""The history of an order, in words of either language."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from orderviewer.fields.roles import Role
from orderviewer.fields.values import DateStyle
from orderviewer.local.records import Change, Event, EventKind
from orderviewer.ui.happenings import event_text, event_title
from orderviewer.ui.timeline import Timeline

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from orderviewer.ui.language import Languages

NOON = datetime(2026, 3, 12, 11, 0, tzinfo=UTC)
STYLE = DateStyle()


def event(change: Change, hours: int = 0) -> Event:
    noticed = NOON + timedelta(hours=hours)
    return Event(1, 1, "A1", change, noticed - timedelta(hours=4), noticed, seen=False)


@pytest.mark.parametrize(
    ("change", "title", "text"),
    [
        (Change(EventKind.NEW, after="Current"), "New order", "Current"),
        (
            Change(EventKind.STATE_CHANGED, "", "Received", "Validated", Role.STATE),
            "State changed",
            "Received → Validated",
        ),
        (
            Change(EventKind.DATE_MOVED, "", "2026-03-12", "2026-03-16", Role.PROMISED, 2),
            "Date moved (Promised date)",
            "12/03/2026 → 16/03/2026 (2 working days later)",
        ),
        (
            Change(EventKind.DATE_MOVED, "", "2026-03-12", "2026-03-11", Role.PROMISED, -1),
            "Date moved (Promised date)",
            "12/03/2026 → 11/03/2026 (1 working day earlier)",
        ),
        (
            Change(EventKind.DATE_MOVED, "", "2026-03-12", "", Role.PROMISED),
            "Date moved (Promised date)",
            "12/03/2026 → –",
        ),
        (
            Change(
                *(EventKind.DATE_MOVED, "milestones[name=Recette].plannedDate"),
                *("2026-03-12T07:00:00Z", "2026-03-16T07:00:00Z", None, 2),
            ),
            "Date moved",
            "Recette · plannedDate: 12/03/2026 08:00 → 16/03/2026 08:00 (2 working days later)",
        ),
        (Change(EventKind.VANISHED, before="Current"), "Vanished", "Current"),
        (
            Change(EventKind.FIELD_CHANGED, "note.text", "a", "b"),
            "Field changed",
            "note.text: a → b",
        ),
        (
            Change(EventKind.FIELD_CHANGED, "milestones[name=Recette].status", "", "Réalisé"),
            "Field changed",
            "Recette · status: Réalisé",
        ),
        (
            Change(EventKind.FIELD_CHANGED, "site.visits[id=RV\\.1].by[2].name", "a", ""),
            "Field changed",
            "site.visits RV.1 · by[2].name: a → –",
        ),
        (
            Change(EventKind.SCHEMA_CHANGED, after="site.floor\nsite.door"),
            "Orange sends other fields",
            "site.floor, site.door",
        ),
    ],
)
def test_what_happened_is_said_in_words(
    english: object, change: Change, title: str, text: str
) -> None:
    assert event_title(change) == title
    assert event_text(change, STYLE) == text


@pytest.mark.parametrize("kind", list(EventKind))
def test_every_kind_has_a_title_in_both_languages(spoken: Languages, kind: EventKind) -> None:
    titles = []
    for language in ("en", "fr"):
        spoken.switch(language)
        titles.append(event_title(Change(kind)))
    assert all(titles)
    assert titles[0] != titles[1]


def test_the_latest_stands_first_and_what_came_together_stands_together(
    qtbot: QtBot, english: object
) -> None:
    timeline = Timeline(STYLE)
    qtbot.addWidget(timeline)
    timeline.show()
    timeline.show_events((), same=False)
    assert timeline.nothing.isVisible()
    timeline.show_events(
        (
            event(Change(EventKind.STATE_CHANGED, "", "Validated", "Done", Role.STATE), hours=24),
            event(Change(EventKind.APPOINTMENT_SET, "", "", "2026-04-01T09:00:00"), hours=24),
            event(Change(EventKind.NEW, after="Current")),
        ),
        same=False,
    )
    assert not timeline.nothing.isVisible()
    text = timeline.form.toPlainText()
    assert text.count("13/03/2026 12:00") == 2  # the heading, and the end of the span below it
    assert text.index("Done") < text.index("01/04/2026 09:00") < text.index("New order")
    assert "between 12/03/2026 08:00 and 12/03/2026 12:00" in text
