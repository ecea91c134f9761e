"""Every spelling of a date that the API may send, and none of them shifted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderviewer.fields.dates import HOME_ZONE, instant, iso_of_number, iso_of_text, zone_named
from orderviewer.fields.roles import Kind
from orderviewer.fields.values import DateStyle, canonical, show, sort_key

PARIS = ZoneInfo("Europe/Paris")
moments = st.datetimes(datetime(1975, 1, 1), datetime(2149, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
offsets = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timedelta(minutes=15 * quarters))


@pytest.mark.parametrize(
    ("sent", "iso"),
    [
        ("2024-07-16T12:52:11Z", "2024-07-16T12:52:11Z"),
        ("2024-07-16T12:52:11z", "2024-07-16T12:52:11Z"),
        ("2024-07-16T12:52:11.000Z", "2024-07-16T12:52:11Z"),
        ("2024-07-16T12:52:11.123Z", "2024-07-16T12:52:11.123Z"),
        ("2024-07-16T12:52:11.1234567Z", "2024-07-16T12:52:11.123456Z"),
        ("2024-07-16T12:52:11+0200", "2024-07-16T12:52:11+02:00"),
        ("2024-07-16T12:52:11+02:00", "2024-07-16T12:52:11+02:00"),
        ("2024-07-16T12:52:11+00:00", "2024-07-16T12:52:11Z"),
        ("2024-07-16T12:52:11-00:00", "2024-07-16T12:52:11Z"),
        ("2024-07-16T12:52:11 +02:00", "2024-07-16T12:52:11+02:00"),
        ("2024-07-16T12:52:11+02:00[Europe/Paris]", "2024-07-16T12:52:11+02:00"),
        ("2024-07-16T12:52:11", "2024-07-16T12:52:11"),
        ("2024-07-16T12:52", "2024-07-16T12:52:00"),
        ("2024-07-16 12:52:11", "2024-07-16T12:52:11"),
        ("2024-07-16 12:52:11 UTC", "2024-07-16T12:52:11Z"),
        ("2024-07-16", "2024-07-16"),
        ("2024-07-16Z", "2024-07-16"),
        ("2024-07-16+02:00", "2024-07-16"),
        ("20240716", "2024-07-16"),
        ("20240716125211", "2024-07-16T12:52:11"),
        ("202407161252", "2024-07-16T12:52:00"),
        ("2024/07/16", "2024-07-16"),
        ("16/07/2024", "2024-07-16"),
        ("6/7/2024", "2024-07-06"),
        ("16/07/2024 12:52", "2024-07-16T12:52:00"),
        ("16/07/2024 12:52:11", "2024-07-16T12:52:11"),
        ("16/07/2024 à 12h52", "2024-07-16T12:52:00"),
        ("16-07-2024", "2024-07-16"),
        ("16.07.2024 12:52 CEST", "2024-07-16T12:52:00+02:00"),
        ("mardi 16 juillet 2024", "2024-07-16"),
        ("1er août 2024 à 9h30", "2024-08-01T09:30:00"),
        ("16 juil. 2024", "2024-07-16"),
        ("Tue, 16 Jul 2024 12:52:11 GMT", "2024-07-16T12:52:11Z"),
        ("Tue, 16 Jul 2024 12:52:11 +0200", "2024-07-16T12:52:11+02:00"),
        ("1721134331", "2024-07-16T12:52:11Z"),
        ("1721134331000", "2024-07-16T12:52:11Z"),
        ("1721134331250", "2024-07-16T12:52:11.250Z"),
    ],
)
def test_every_form_becomes_iso(sent: str, iso: str) -> None:
    assert canonical(sent, Kind.DATE) == iso
    assert canonical(f"  {sent}\n", Kind.DATE) == iso
    assert canonical(iso, Kind.DATE) == iso


@pytest.mark.parametrize(
    "sent",
    [
        *["31/02/2024", "2024-02-30", "2024-13-01T10:00:00Z", "2024-07-16T25:00:00Z", "16/07/24"],
        *["à définir", "S29 2024", "2024-07", "12", "75016", "0612345678", "99999999", "00000000"],
        *[
            "2024-07-16x12:52:11",
            "12:30",
            "Z",
            "\u0301",
            "1712113012345678",
            "-5",
            "T",
            "16 xyz 2024",
        ],
        *["07/16/2024", "x" * 5000, "1" * 5000],
    ],
)
def test_what_is_no_date_stays_as_it_came_and_sorts_last(sent: str) -> None:
    assert canonical(sent, Kind.DATE) == sent
    assert sort_key(Kind.DATE, sent) > sort_key(Kind.DATE, "9999-12-31")
    assert sort_key(Kind.DATE, sent) < sort_key(Kind.DATE, "")
    assert show(Kind.DATE, sent, DateStyle())[:400] == sent[:400]


@pytest.mark.parametrize(
    ("number", "iso"),
    [
        (1721134331, "2024-07-16T12:52:11Z"),
        (1721134331.5, "2024-07-16T12:52:11.500Z"),
        (1721134331000, "2024-07-16T12:52:11Z"),
        (12, None),
        (-1721134331, None),
        (float("nan"), None),
        (float("inf"), None),
        (10**30, None),
    ],
)
def test_numbers(number: float, iso: str | None) -> None:
    assert iso_of_number(number) == iso
    assert canonical(number, Kind.DATE) == (iso or str(number))


@given(moments, offsets)
def test_a_moment_with_an_offset_survives_every_spelling(
    moment: datetime, offset: timedelta
) -> None:
    moment = moment.replace(tzinfo=timezone(offset))
    text = moment.isoformat()
    iso = text.replace("+00:00", "Z")
    assert iso_of_text(text) == iso
    assert iso_of_text(text[:-3] + text[-2:]) == iso
    assert iso_of_text(format_datetime(moment)) == iso
    assert datetime.fromisoformat(iso_of_text(iso) or "") == moment


@given(moments)
def test_a_time_without_zone_is_never_shifted(moment: datetime) -> None:
    iso = moment.isoformat()
    for form in ("%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%Y%m%d%H%M%S"):
        assert iso_of_text(moment.strftime(form)) == iso
    shown = show(Kind.DATE, iso, DateStyle("%Y-%m-%d", "%H:%M:%S", "Asia/Tokyo"))
    assert shown == moment.strftime("%Y-%m-%d %H:%M:%S")


@given(st.dates(date(1950, 1, 1), date(2149, 12, 31)))
def test_a_day_is_never_shifted(day: date) -> None:
    iso = day.isoformat()
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%Y%m%d"):
        assert iso_of_text(day.strftime(form)) == iso
    assert show(Kind.DATE, iso, DateStyle(zone="Asia/Tokyo")) == day.strftime("%d/%m/%Y")


@given(moments.map(lambda moment: moment.replace(tzinfo=UTC)))
def test_epochs(moment: datetime) -> None:
    seconds = int(moment.timestamp())
    iso = moment.isoformat().replace("+00:00", "Z")
    if 10**8 <= seconds < 10**10:
        assert iso_of_text(str(seconds)) == iso_of_number(seconds) == iso
    if 10**11 <= seconds * 1000 < 10**13:
        assert iso_of_number(seconds * 1000) == iso
        if not is_compact_time(str(seconds * 1000)):
            assert iso_of_text(str(seconds * 1000)) == iso


def is_compact_time(text: str) -> bool:
    """Whether twelve digits are a time of these centuries, to the minute."""
    try:
        return len(text) == 12 and 1950 <= datetime.strptime(text, "%Y%m%d%H%M").year < 2150  # noqa: DTZ007
    except ValueError:
        return False


def test_twelve_digits_are_a_time_or_milliseconds() -> None:
    assert iso_of_text("202603121730") == "2026-03-12T17:30:00"
    assert iso_of_text("195004800000") == "1976-03-07T00:00:00Z"


@given(st.text(max_size=40))
def test_any_text_is_a_stable_date_or_none(text: str) -> None:
    iso = iso_of_text(text)
    if iso is not None:
        assert iso_of_text(iso) == iso
        assert instant(iso) is not None
    show(Kind.DATE, text, DateStyle())
    sort_key(Kind.DATE, text)


def _moment(canonical_text: str) -> datetime:
    moment = datetime.fromisoformat(canonical_text)
    return moment if moment.tzinfo else moment.replace(tzinfo=PARIS)


@given(
    st.lists(
        st.one_of(
            moments.map(lambda moment: moment.isoformat()),
            moments.map(lambda moment: moment.date().isoformat()),
            st.builds(
                lambda moment, offset: moment.replace(tzinfo=timezone(offset)).isoformat(),
                moments,
                offsets,
            ),
        ),
        min_size=2,
        max_size=6,
    )
)
def test_dates_sort_by_instant(sent: list[str]) -> None:
    texts = [canonical(text, Kind.DATE) for text in sent]
    by_key = [_moment(text) for text in sorted(texts, key=lambda t: sort_key(Kind.DATE, t))]
    assert by_key == sorted(by_key)


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2024-07-16T12:52:11Z", "16/07/2024 14:52"),
        ("2024-01-16T23:30:00Z", "17/01/2024 00:30"),
        ("2024-07-16T12:52:11+02:00", "16/07/2024 12:52"),
        ("2024-07-16T12:52:11", "16/07/2024 12:52"),
        ("2024-07-16", "16/07/2024"),
        ("", ""),
    ],
)
def test_the_user_reads_the_clock_of_paris(iso: str, shown: str) -> None:
    assert show(Kind.DATE, iso, DateStyle()) == shown


@pytest.mark.parametrize(
    "iso",
    ["0001-01-01T00:00:00", "0001-01-01", "9999-12-31T23:59:59-05:00", "0001-01-01T00:00:00Z"],
)
def test_the_ends_of_the_calendar(iso: str) -> None:
    assert canonical(iso, Kind.DATE) == iso
    assert show(Kind.DATE, iso, DateStyle(zone="Asia/Tokyo"))
    assert sort_key(Kind.DATE, iso)[0].isdigit()


def test_an_unknown_zone_is_utc() -> None:
    assert zone_named("Mars/Olympus") is UTC
    assert zone_named("../etc") is UTC
    assert zone_named(HOME_ZONE) == PARIS
