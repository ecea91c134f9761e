"""Working days in France: Monday to Friday without the public holidays of the whole country."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from orderviewer.fields.dates import HOME_ZONE, zone_named

_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_AFTER_EASTER = (1, 39, 50)  # Easter Monday, Ascension Day, Whit Monday
_LAST_YEAR = 9998  # some systems write 9999 for "never"


def working_days(start: date, end: date) -> int:
    """The working days after `start` up to and with `end`; negative when `end` is earlier.

    Code du travail, L3133-1: eleven holidays.  Those of Alsace-Moselle and overseas, which not
    every order tells, are working days here.
    """
    if end < start:
        return -working_days(end, start)
    weekdays = _weekdays_until(end) - _weekdays_until(start)
    years = range(start.year, min(end.year, _LAST_YEAR) + 1)
    free = sum(start < day <= end for year in years for day in holidays(year) if day.weekday() < 5)
    return weekdays - free


@lru_cache(maxsize=256)
def holidays(year: int) -> frozenset[date]:
    """The public holidays of the whole of France in a year."""
    easter = _easter(year)
    moving = (easter + timedelta(days) for days in _AFTER_EASTER)
    return frozenset((*(date(year, month, day) for month, day in _FIXED), *moving))


def day_of(canonical: str) -> date | None:
    """The calendar day in France of a canonical date; None when it is no date.

    A day, or a time without a zone, is never shifted (api.md 3.4, rule 7).
    """
    try:
        moment = datetime.fromisoformat(canonical)
        if moment.tzinfo is not None:
            moment = moment.astimezone(zone_named(HOME_ZONE))
    except (ValueError, OverflowError):
        return None
    return moment.date()


def moved_by(before: str, after: str) -> int | None:
    """By how many working days a canonical date moved; None unless both are dates."""
    start, end = day_of(before), day_of(after)
    return None if start is None or end is None else working_days(start, end)


def _weekdays_until(day: date) -> int:
    """Mondays to Fridays from the first day of the calendar, a Monday, to this one."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def _easter(year: int) -> date:
    """The Gregorian computus (Meeus, Jones, Butcher)."""
    golden = year % 19
    century, place = divmod(year, 100)
    leaps, odd = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    quads, left = divmod(place, 4)
    weekday = (32 + 2 * odd + 2 * quads - epact - left) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
