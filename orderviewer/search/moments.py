"""Days and numbers as people write them in a search, in French and in English."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from orderviewer.fields.dates import LONGEST_DATE, iso_of_text
from orderviewer.fields.naming import fold
from orderviewer.search.keywords import Language

_DAY, _WEEK, _MONTH, _YEAR = "day", "week", "month", "year"
# The first word of each is the one that is written.
_UNITS_OF = {
    Language.FRENCH: {_DAY: "j jr jrs jour jours", _WEEK: "s sem semaine semaines",
                      _MONTH: "m mois", _YEAR: "a an ans annee annees"},
    Language.ENGLISH: {_DAY: "d day days", _WEEK: "w week weeks", _MONTH: "m mo month months",
                       _YEAR: "y year years"},
}  # fmt: skip
_UNITS = {
    name: unit
    for units in _UNITS_OF.values()
    for unit, names in units.items()
    for name in names.split()
}
_DAYS_OF = {_DAY: 1, _WEEK: 7, _MONTH: 30, _YEAR: 365}
_NAMES_OF = {
    Language.FRENCH: ("aujourd'hui", "demain", "hier", "semaine", "mois", "année"),
    Language.ENGLISH: ("today", "tomorrow", "yesterday", "week", "month", "year"),
}
_MEANINGS: tuple[int | str, ...] = (0, 1, -1, _WEEK, _MONTH, _YEAR)  # days from today, or around it
_NAMED: dict[str, int | str] = {
    fold(name): meaning
    for names in _NAMES_OF.values()
    for name, meaning in zip((*names, names[0].replace("'", "")), (*_MEANINGS, 0), strict=True)
}
_AHEAD = re.compile(r"(?P<sign>[+-]?)(?P<count>\d{1,5}) ?(?P<unit>[a-z]*)")
_PART_OF_CALENDAR = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>\d{4})",
        r"(?P<year>\d{4})-(?P<month>\d{1,2})",
        r"(?P<month>\d{1,2})[/.](?P<year>\d{4})",
        r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})",
        r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<century>\d{2})",
        r"(?P<year>\d{4})-[ws](?P<week>\d{1,2})",
    )
)
_NUMBER = re.compile(r"(?P<number>[+-]?\d{1,9}(?:[.,]\d{1,6})?) ?(?P<unit>[a-z]*)")
_WITH_UNIT = re.compile(r"(?P<count>[+-]?[\d.,]+ ?)(?P<unit>[a-z]+)")
_RANGE = ".."


class Days(NamedTuple):
    """From one day to another, both included; None is without end."""

    first: date | None
    last: date | None


class Numbers(NamedTuple):
    """From one number to another, both included; None is without end."""

    first: float | None
    last: float | None


@lru_cache(maxsize=1024)
def days_meant(text: str, today: date) -> Days | None:
    """The days that "12/03/2024", "2024-03", "2024-W12", "+7d", "demain", "1/3..15/3" speak of.

    None when the text speaks of no day.  What is given without a year is of this one.
    """
    folded = fold(text).strip()
    if _RANGE in folded:
        first, _, last = folded.partition(_RANGE)
        begin, end = _days(first.strip(), today), _days(last.strip(), today)
        if (first.strip() and begin is None) or (last.strip() and end is None):
            return None
        if begin is None and end is None:
            return None
        return Days(begin.first if begin else None, end.last if end else None)
    return _days(folded, today)


@lru_cache(maxsize=1024)
def numbers_meant(text: str) -> Numbers | None:
    """The number that "5", "-2,5", "10d", "2 semaines" (14) means, or the range "3..10"."""
    folded = fold(text).strip()
    if _RANGE in folded:
        first, _, last = (part.strip() for part in folded.partition(_RANGE))
        begin, end = _number(first), _number(last)
        if (first and begin is None) or (last and end is None) or begin is end is None:
            return None
        return Numbers(begin, end)
    number = _number(folded)
    return None if number is None else Numbers(number, number)


def week_of(day: date) -> str:
    """The ISO week, "2024-W12", as `days_meant` understands it."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def in_words_of(language: Language, text: str) -> str:
    """The same days or numbers in the words of a language: "+7j" and "demain" in French."""
    parts = text.split(_RANGE)
    return _RANGE.join(_in_words_of(language, part) for part in parts)


def _in_words_of(language: Language, text: str) -> str:
    folded = fold(text).strip()
    if folded in _NAMED:
        own = _NAMES_OF[language]
        named = own[_MEANINGS.index(_NAMED[folded])]
        return text if folded in map(fold, own) else named
    match = _WITH_UNIT.fullmatch(folded)
    unit = _UNITS.get(match["unit"]) if match else None
    if match is None or unit is None:
        return text
    own_words = _UNITS_OF[language][unit].split()
    return text if match["unit"] in own_words else match["count"] + own_words[0]


def _number(text: str) -> float | None:
    match = _NUMBER.fullmatch(text)
    if match is None or (match["unit"] and match["unit"] not in _UNITS):
        return None
    number = float(match["number"].replace(",", "."))
    return number * _DAYS_OF[_UNITS[match["unit"]]] if match["unit"] else number


def _days(text: str, today: date) -> Days | None:
    if not text or len(text) > LONGEST_DATE:
        return None
    try:
        named = _NAMED.get(text)
        if isinstance(named, int):
            return _one(today + timedelta(days=named))
        if named is not None:
            return _around(today, named)
        return _of_calendar(text, today) or _ahead(text, today) or _exact(text)
    except (ValueError, OverflowError):  # the 31st of February, the year 12000
        return None


def _one(day: date) -> Days:
    return Days(day, day)


def _around(day: date, unit: str) -> Days:
    """The week, month or year that the day lies in."""
    if unit == _WEEK:
        monday = day - timedelta(days=day.weekday())
        return Days(monday, monday + timedelta(days=6))
    if unit == _YEAR:
        return Days(day.replace(month=1, day=1), day.replace(month=12, day=31))
    last = calendar.monthrange(day.year, day.month)[1]
    return Days(day.replace(day=1), day.replace(day=last))


def _of_calendar(text: str, today: date) -> Days | None:
    match = next(filter(None, (form.fullmatch(text) for form in _PART_OF_CALENDAR)), None)
    if match is None:
        return None
    parts = {name: int(found) for name, found in match.groupdict().items() if found}
    year = parts.get("year", 2000 + parts["century"] if "century" in parts else today.year)
    if "week" in parts:
        return _around(date.fromisocalendar(year, parts["week"], 1), _WEEK)
    if "day" in parts:
        return _one(date(year, parts["month"], parts["day"]))
    return _around(date(year, parts.get("month", 1), 1), _MONTH if "month" in parts else _YEAR)


def _ahead(text: str, today: date) -> Days | None:
    """So many days, weeks, months or years from today; days when no unit is given."""
    match = _AHEAD.fullmatch(text)
    if match is None or not (match["sign"] or match["unit"]):
        return None
    unit = _UNITS.get(match["unit"] or "d")
    if unit is None:
        return None
    count = int(match["count"]) * (-1 if match["sign"] == "-" else 1)
    if unit in {_DAY, _WEEK}:
        return _one(today + timedelta(days=count * _DAYS_OF[unit]))
    months = today.year * 12 + today.month - 1 + count * (12 if unit == _YEAR else 1)
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1] if 0 < year < 10_000 else 28
    return _one(date(year, month + 1, min(today.day, last)))


def _exact(text: str) -> Days | None:
    if text.isdigit():
        return None  # iso_of_text would take seconds since 1970
    canonical = iso_of_text(text.upper()) or iso_of_text(text)
    return _one(date.fromisoformat(canonical[:10])) if canonical else None
