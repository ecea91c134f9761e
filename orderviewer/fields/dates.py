"""Dates in every form the API may send them (api.md 3.4, rule 7), made ISO without shifting any."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from orderviewer.fields.naming import fold

HOME_ZONE = "Europe/Paris"  # the API covers sites in France (api.md 1.1)

LONGEST_DATE = 64  # characters
_SECONDS = (10**8, 10**10)  # 1973 to 2286
_MILLISECONDS = (10**11, 10**13)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# "20240716" is a day, "71134331" is not; "202407161252" is a minute, for as milliseconds it would
# be one of 1976.
_COMPACT_YEARS = range(1950, 2150)

_CLOCK = (
    r"(?:(?:\s+(?:a\s+)?|t)(?P<hour>\d{1,2})\s?[:h]\s?(?P<minute>\d{2})?"
    r"(?:[:m](?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?s?)?"
    r"\s*(?P<zone>z|gmt|utc|ut|cest|cet|[+-]\d{2}:?(?:\d{2})?)?(?:\[[\w/+-]+\])?"
)
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})"
_FORMS = tuple(
    re.compile(form + _CLOCK)
    for form in (
        rf"{_DAY}[/.-](?P<month>\d{{1,2}})[/.-]{_YEAR}",  # 16/07/2024 12:52
        rf"{_YEAR}[/.-](?P<month>\d{{1,2}})[/.-]{_DAY}",  # 2024/07/16
        rf"(?:[a-z]+\.?,?\s+)?{_DAY}(?:er)?[ -](?P<name>[a-z]+)\.?[ -]{_YEAR}",  # RFC 1123, French
    )
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan janv january janvier",
            "feb fev fevr february fevrier",
            "mar mars march",
            "apr avr april avril",
            "may mai",
            "jun juin june",
            "jul juil july juillet",
            "aug aou aout august",
            "sep sept september septembre",
            "oct october octobre",
            "nov november novembre",
            "dec december decembre",
        ),
        start=1,
    )
    for name in names.split()
}
_OFFSETS = {
    "z": "+00:00",
    "ut": "+00:00",
    "utc": "+00:00",
    "gmt": "+00:00",
    "cet": "+01:00",
    "cest": "+02:00",
}
_ALL_ZERO = str.maketrans("123456789", "000000000")
_CANONICAL_SHAPES = frozenset(
    {
        "",
        "0000-00-00",
        "0000-00-00T00:00:00",
        "0000-00-00T00:00:00Z",
        "0000-00-00T00:00:00+00:00",
        "0000-00-00T00:00:00-00:00",
    }
)
_ZULU_OTHERWISE = ("+00:00", "-00:00")
_DAY_WITH_ZONE = re.compile(r"\d{4}-\d{2}-\d{2}(?:z|[+-]\d{2}:?\d{2})")  # an XML day


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How dates are written for the user: strftime patterns and the zone of the clock on show."""

    date: str = "%d/%m/%Y"
    time: str = "%H:%M"
    zone: str = HOME_ZONE


def iso_of_number(number: float) -> str | None:
    """The ISO text of epoch seconds or milliseconds, None when it can be neither."""
    if _SECONDS[0] <= number < _SECONDS[1]:
        return _iso(_EPOCH + timedelta(seconds=number))
    if _MILLISECONDS[0] <= number < _MILLISECONDS[1]:
        return _iso(_EPOCH + timedelta(milliseconds=number))
    return None


@lru_cache(maxsize=8192)
def iso_of_text(text: str) -> str | None:
    """The canonical ISO form of a stripped text, None when it is no date.

    A day stays a day, a time without a zone stays without one, an offset stays as it was sent;
    only the spelling changes: seconds are written, UTC is "Z".  Answers are remembered, so the
    caller keeps away texts longer than `LONGEST_DATE`.
    """
    if text.isascii() and text.isdigit():
        return _of_digits(text)
    try:
        if len(text) <= 10:
            return date.fromisoformat(text).isoformat()
        if text[10 if text[4] == "-" else 8] in "Tt _":  # fromisoformat takes anything there
            moment = datetime.fromisoformat(text)
            return _common_form(text) or _iso(moment)
    except ValueError:
        pass
    return _of_other_form(text)


def iso_of_texts(texts: list[str]) -> list[str]:
    """`iso_of_text` of each stripped text; what is no date, or too long for one, stays as it is.

    Nearly always all of them have the canonical form, as one look at their shapes shows.
    """
    together = "\n".join(texts)
    shapes = together.translate(_ALL_ZERO).split("\n")
    canonical = len(shapes) == len(texts) and _CANONICAL_SHAPES.issuperset(shapes)
    if canonical and not any(other in together for other in _ZULU_OTHERWISE):
        try:
            for _ in map(datetime.fromisoformat, filter(None, texts)):
                pass
        except ValueError:  # the calendar has no such moment
            pass
        else:
            return texts
    return [
        (iso_of_text(text) or text) if text and len(text) <= LONGEST_DATE else text
        for text in texts
    ]


def _common_form(text: str) -> str | None:
    """The canonical form, for less than `_iso`, of a good ISO text in one of the usual forms."""
    if len(text) < 19 or not (text[4] == text[7] == "-" and text[13] == text[16] == ":"):
        return None
    ending = text[19:]
    if text[10] == "T":
        if ending in {"Z", ""} or (len(ending) == 6 and ending[3] == ":"):
            return text if ending[1:] != "00:00" else None
        if ending == ".000Z":
            return f"{text[:19]}Z"
    return None


def _iso(moment: datetime) -> str:
    fraction = moment.microsecond
    precision = "seconds" if not fraction else "microseconds" if fraction % 1000 else "milliseconds"
    text = moment.isoformat(timespec=precision)
    return f"{text[:-6]}Z" if moment.tzinfo is not None and text.endswith("+00:00") else text


def _of_digits(text: str) -> str | None:
    """Epoch seconds or milliseconds, or a compact day or time."""
    try:
        if len(text) == 8 and int(text[:4]) in _COMPACT_YEARS:
            return date.fromisoformat(text).isoformat()
        if len(text) in {12, 14} and int(text[:4]) in _COMPACT_YEARS:
            return _iso(datetime.fromisoformat(f"{text[:8]}T{text[8:]}"))
    except ValueError:  # of twelve digits it may be milliseconds
        if len(text) != 12:
            return None
    return None if text[0] == "0" or len(text) > 13 else iso_of_number(int(text))


def _of_other_form(text: str) -> str | None:
    """French, RFC 1123 and sloppy ISO forms."""
    folded = fold(text)
    if _DAY_WITH_ZONE.fullmatch(folded):
        folded = folded[:10]
    elif "[" in folded or folded.endswith("z"):
        folded = folded.partition("[")[0]
        try:
            return _iso(datetime.fromisoformat(folded.upper()))
        except ValueError:
            pass
    match = next(filter(None, (form.fullmatch(folded) for form in _FORMS)), None)
    if match is None:
        return None
    try:
        return _of_parts(match.groupdict())
    except ValueError:  # the 31st of February
        return None


def _of_parts(parts: dict[str, str | None]) -> str | None:
    """ISO from the groups of `_FORMS`; ValueError when the calendar has no such moment."""
    name = parts.get("name")
    month = int(parts["month"] or 0) if name is None else _MONTHS.get(name, 0)
    day = date(int(parts["year"] or 0), month, int(parts["day"] or 0))
    zone = parts["zone"] or ""
    if parts["hour"] is None:
        return None if zone else day.isoformat()
    clock = time(
        int(parts["hour"]),
        int(parts["minute"] or 0),
        int(parts["second"] or 0),
        int((parts["fraction"] or "0").ljust(6, "0")[:6]),
    )
    offset = _OFFSETS.get(zone, zone)
    return _iso(datetime.fromisoformat(datetime.combine(day, clock).isoformat() + offset))


@lru_cache(maxsize=16)
def zone_named(name: str) -> tzinfo:
    """The zone, or UTC where the system knows no such zone."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return UTC


def home_day() -> date:
    """Today on the clock of France, by which days are counted."""
    return datetime.now(zone_named(HOME_ZONE)).date()


def _moment(canonical: str) -> datetime | None:
    """The moment of a canonical date; None for the raw text of what was no date."""
    if canonical[4:5] != "-" or canonical[7:8] != "-" or canonical[10:11] not in {"T", ""}:
        return None
    try:
        return datetime.fromisoformat(canonical)
    except ValueError:
        return None


@lru_cache(maxsize=8192)
def instant(canonical: str) -> str | None:
    """A text that sorts as the instant does, e.g. "20240312165918"; None when it is no date.

    `canonical` is what `iso_of_text` gave.  Without a zone the time is taken as that of France,
    a day as its first moment there.
    """
    moment = _moment(canonical)
    if moment is None:
        return None
    if moment.tzinfo is UTC and len(canonical) == 20:  # nearly all of them
        day = f"{canonical[:4]}{canonical[5:7]}{canonical[8:10]}"
        return f"{day}{canonical[11:13]}{canonical[14:16]}{canonical[17:19]}"
    if moment.tzinfo is not UTC:
        moment = moment if moment.tzinfo else moment.replace(tzinfo=zone_named(HOME_ZONE))
        try:
            moment = moment.astimezone(UTC)
        except OverflowError:  # the first and last hours of the calendar have no UTC
            moment = moment.replace(tzinfo=UTC)
    text = (
        f"{moment.year:04d}{moment.month:02d}{moment.day:02d}"
        f"{moment.hour:02d}{moment.minute:02d}{moment.second:02d}"
    )
    return f"{text}.{moment.microsecond:06d}" if moment.microsecond else text


@lru_cache(maxsize=8192)
def shown(canonical: str, date_pattern: str, time_pattern: str, zone: str) -> str | None:
    """The date as the user reads it, None when it is no date; see `DateStyle`."""
    moment = _moment(canonical)
    if moment is None:
        return None
    if len(canonical) == 10:
        return moment.strftime(date_pattern)
    if moment.tzinfo is not None:
        try:
            moment = moment.astimezone(zone_named(zone))
        except OverflowError:
            return None
    return moment.strftime(f"{date_pattern} {time_pattern}")
