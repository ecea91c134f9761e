"""Working days against a calendar made by hand, and against counting one by one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderviewer.fields.workdays import day_of, holidays, moved_by, working_days

DAYS = st.dates(date(1999, 1, 1), date(2060, 1, 1))


def test_the_holidays_of_2026() -> None:
    assert sorted(holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 6),  # Easter Monday
        date(2026, 5, 1),
        date(2026, 5, 8),
        date(2026, 5, 14),  # Ascension Day
        date(2026, 5, 25),  # Whit Monday
        date(2026, 7, 14),
        date(2026, 8, 15),
        date(2026, 11, 1),
        date(2026, 11, 11),
        date(2026, 12, 25),
    ]


@pytest.mark.parametrize(
    ("before", "after", "days"),
    [
        ("2026-03-02", "2026-03-02", 0),
        ("2026-03-06", "2026-03-09", 1),  # over a weekend
        ("2026-04-03", "2026-04-07", 1),  # over Easter
        ("2026-05-13", "2026-05-18", 2),  # Ascension Day
        ("2026-11-10", "2026-11-12", 1),
        ("2026-03-09", "2026-03-06", -1),
        ("2026-03-02T23:30:00Z", "2026-03-03", 0),  # both are the third in France
        ("2026-03-02", "as agreed", None),
        ("", "2026-03-02", None),
    ],
)
def test_how_far_a_date_moved(before: str, after: str, days: int | None) -> None:
    assert moved_by(before, after) == days


def test_never_is_far_away_and_quick() -> None:
    assert (moved_by("2026-03-02", "9999-12-31") or 0) > 2_000_000


@given(DAYS, st.integers(0, 500))
def test_counting_one_by_one_gives_the_same(start: date, span: int) -> None:
    days = [start + timedelta(n) for n in range(1, span + 1)]
    counted = sum(day.weekday() < 5 and day not in holidays(day.year) for day in days)
    end = start + timedelta(span)
    assert working_days(start, end) == counted == -working_days(end, start)


def test_the_day_of_a_moment_is_the_one_in_france() -> None:
    assert day_of("2026-07-14T22:30:00Z") == date(2026, 7, 15)
    assert day_of("2026-07-14T23:30:00") == date(2026, 7, 14)
    assert day_of("soon") is None
