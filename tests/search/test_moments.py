"""Days and numbers as people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from orderviewer.search.moments import Days, Numbers, days_meant, numbers_meant, week_of

TODAY = date(2024, 3, 14)  # a Thursday


def days(first: str, last: str | None = None) -> Days:
    begin = date.fromisoformat(first)
    return Days(begin, begin if last is None else date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", days("2024-01-01", "2024-12-31")),
        ("2024-02", days("2024-02-01", "2024-02-29")),
        ("02/2024", days("2024-02-01", "2024-02-29")),
        ("2024-03-12", days("2024-03-12")),
        ("12/03/2024", days("2024-03-12")),
        ("12/3/24", days("2024-03-12")),
        ("12/03", days("2024-03-12")),
        ("12 mars 2024", days("2024-03-12")),
        ("2024-03-12T23:30:00", days("2024-03-12")),
        ("2024-W11", days("2024-03-11", "2024-03-17")),
        ("2024-S11", days("2024-03-11", "2024-03-17")),
        ("+7j", days("2024-03-21")),
        ("+7d", days("2024-03-21")),
        ("+7", days("2024-03-21")),
        ("-2 semaines", days("2024-02-29")),
        ("1w", days("2024-03-21")),
        ("-1m", days("2024-02-14")),
        ("-1an", days("2023-03-14")),
        ("aujourd'hui", days("2024-03-14")),
        ("Aujourd’hui", days("2024-03-14")),
        ("today", days("2024-03-14")),
        ("demain", days("2024-03-15")),
        ("yesterday", days("2024-03-13")),
        ("semaine", days("2024-03-11", "2024-03-17")),
        ("month", days("2024-03-01", "2024-03-31")),
        ("année", days("2024-01-01", "2024-12-31")),
        ("today..+7d", days("2024-03-14", "2024-03-21")),
        ("2024-01..2024-02", days("2024-01-01", "2024-02-29")),
        ("..demain", Days(None, date(2024, 3, 15))),
        ("demain..", Days(date(2024, 3, 15), None)),
        *((text, None) for text in ("", "..", "7", "12/0", "31/02/2024", "+7x", "x..2024",
                                    "+99999a", "2024-W60", "1710201600", "lyon", "99999")),
    ],
)  # fmt: skip
def test_the_days_meant(text: str, expected: Days | None) -> None:
    assert days_meant(text, TODAY) == expected


def test_a_month_ahead_of_the_31st_is_the_last_of_a_shorter_one() -> None:
    assert days_meant("+1m", date(2024, 1, 31)) == days("2024-02-29")
    assert days_meant("-1y", date(2024, 2, 29)) == days("2023-02-28")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", Numbers(5, 5)),
        ("-2,5", Numbers(-2.5, -2.5)),
        ("10j", Numbers(10, 10)),
        ("2 semaines", Numbers(14, 14)),
        ("3..10", Numbers(3, 10)),
        ("..10", Numbers(None, 10)),
        *((text, None) for text in ("", "..", "x", "5x", "--5", "3..x")),
    ],
)
def test_the_numbers_meant(text: str, expected: Numbers | None) -> None:
    assert numbers_meant(text) == expected


@given(some.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_week_is_read_as_written(day: date) -> None:
    found = days_meant(week_of(day), TODAY)
    assert found is not None
    assert found.first is not None
    assert found.first <= day <= found.first + timedelta(days=6)
    assert found.last == found.first + timedelta(days=6)


@settings(max_examples=300)
@given(some.text() | some.from_regex(r"[+\-0-9./jdwsmaW]{1,14}", fullmatch=True), some.dates())
def test_any_text_is_days_or_nothing(text: str, today: date) -> None:
    for found in (days_meant(text, today), numbers_meant(text)):
        assert found is None or found.first is not None or found.last is not None
