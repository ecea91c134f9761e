"""Appointments are grouped by what is still to come, and their slots read like a diary."""

from __future__ import annotations

from typing import Any

import pytest

from orderviewer.fields.appointments import Appointment
from orderviewer.fields.contacts import Contact
from orderviewer.fields.roles import Role
from orderviewer.fields.sheet import Fact
from orderviewer.fields.values import DateStyle
from orderviewer.ui.appointments import MOST_APPOINTMENTS, coming_groups, past_groups, slot_text
from orderviewer.ui.facts import LONGEST_SHOWN, contact_groups, fact_group
from orderviewer.ui.form import Line
from tests.ui.orders import NOON

STYLE = DateStyle()


def visit(start: str, **facts: Any) -> Appointment:
    return Appointment(start, **facts)


def whens(groups: Any) -> list[str]:
    return [group.lines[0].shown for group in groups if group.lines]


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (("2026-03-14T08:00:00+01:00", "2026-03-14T12:00:00+01:00"), "14/03/2026 08:00 – 12:00"),
        (("2026-03-14T07:00:00Z", "2026-03-14T11:00:00Z"), "14/03/2026 08:00 – 12:00"),
        (("2026-03-14T22:00:00", "2026-03-15T02:00:00"), "14/03/2026 22:00 – 15/03/2026 02:00"),
        (("2026-03-14", "2026-03-14"), "14/03/2026"),
        (("2026-03-14", ""), "14/03/2026"),
        (("", "2026-03-14"), "14/03/2026"),
        (("2026-03-14T08:00:00", "2026-03-14T08:00:00"), "14/03/2026 08:00"),
        (("next week", ""), "next week"),
    ],
)
def test_a_slot_names_its_day_once(facts: tuple[str, str], text: str) -> None:
    assert slot_text(Appointment(*facts), STYLE) == text


def test_a_slot_in_oranges_words_stands_beside_the_day() -> None:
    assert slot_text(visit("2026-03-14", slot="AM\u202e"), STYLE) == "14/03/2026 AM⟨U+202E⟩"


def test_visits_to_come_are_nearest_first_and_past_ones_latest_first() -> None:
    visits = [
        visit("2026-03-20T08:00:00"),
        visit("2026-03-01"),
        visit("unreadable"),
        visit("2026-03-10T08:00:00", end="2026-03-10T18:00:00"),  # under way
        visit("2026-03-10"),  # today
        visit("2026-03-09T08:00:00"),
    ]
    assert whens(coming_groups(visits, STYLE, NOON)) == [
        "10/03/2026", "10/03/2026 08:00 – 18:00", "20/03/2026 08:00", "unreadable",
    ]  # fmt: skip
    assert whens(past_groups(visits, STYLE, NOON)) == ["09/03/2026 08:00", "01/03/2026"]


def test_no_visits_no_heading() -> None:
    assert coming_groups((), STYLE, NOON) == past_groups((), STYLE, NOON) == ()


def test_a_visit_says_all_that_is_known_of_it() -> None:
    one = visit(
        "2026-03-14", state="confirmed", kind="Survey\u202e", place="a\nb", technician="A. B",
        path="appointments[0]",
    )  # fmt: skip
    heading, group = coming_groups((one,), STYLE, NOON)
    assert heading.section
    assert group.heading == "Survey⟨U+202E⟩"
    assert [(line.title, line.shown, line.copied) for line in group.lines] == [
        ("When", "14/03/2026", "14/03/2026"),
        ("State", "◷ confirmed", "confirmed"),
        ("Place", "a\nb", "a\nb"),
        ("Technician", "A. B", "A. B"),
    ]
    assert {line.path for line in group.lines} == {"appointments[0]"}


def test_thousands_of_visits_are_not_all_shown() -> None:
    visits = [visit(f"2027-01-{day % 28 + 1:02d}") for day in range(2_000)]
    assert len(coming_groups(visits, STYLE, NOON)) == MOST_APPOINTMENTS + 1


def test_facts_are_titled_dated_and_only_those_that_are_there() -> None:
    group = fact_group(
        (
            Fact(Role.ID, "1", "id"),
            Fact(Role.REFERENCE, "", "request.customerReference"),
            Fact(Role.PROMISED, "2026-03-14", "expectedCompletionDate"),
        ),
        STYLE,
    )
    assert group.lines == (
        Line("Order", "1", "1", "id"),
        Line("Promised date", "14/03/2026", "14/03/2026", "expectedCompletionDate"),
    )


def test_a_very_long_fact_is_cut_on_screen_but_not_when_copied() -> None:
    (line,) = fact_group((Fact(Role.SITE, "x" * 5_000, "site"),), STYLE).lines
    assert len(line.shown) == LONGEST_SHOWN
    assert line.copied == "x" * 5_000


def test_contacts_show_what_is_known() -> None:
    heading, first, second = contact_groups(
        (
            Contact("Élodie", phone="+33 1 02 03 04 05", of=Role.ORANGE_CONTACT, path="c"),
            Contact("", role="Site", email="a@b.example"),
        )
    )
    assert heading.section
    assert (first.heading, [line.shown for line in first.lines]) == (
        "Élodie", ["Orange contact", "+33 1 02 03 04 05"],
    )  # fmt: skip
    assert (second.heading, [line.shown for line in second.lines]) == (
        "Contact", ["Site", "a@b.example"],
    )  # fmt: skip
    assert contact_groups(()) == ()
