"""Which cells stand in which column: the view's, and every field's."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderviewer.export.csv import Dialect
from orderviewer.export.table import (
    DOCUMENTED_PATHS,
    MOST_COLUMNS,
    OTHERS,
    Column,
    RawRow,
    all_fields_table,
    suggested_name,
    view_table,
)
from orderviewer.export.whole_file import ExportStopped
from orderviewer.fields.roles import Kind, Role
from orderviewer.fields.values import DateStyle, show
from orderviewer.order import Cause, ExportFailed

COLUMNS = [Column(Role.TOWN, "Ville"), Column(Role.PROMISED, "Promise"), Column(Role.ID, "N°")]


def row(**texts: str) -> tuple[str, ...]:
    return tuple(texts.get(column.field.value, "") for column in COLUMNS)


def test_the_view_s_columns_in_the_view_s_order() -> None:
    chunks = [[row(id="1", town="Nice"), row(id="2")], [], [row(id="3", promised="bientôt")]]
    found = view_table(COLUMNS, chunks, Dialect.RFC4180)
    assert found.header == ("Ville", "Promise", "N°")
    assert list(found.rows) == [("Nice", "", "1"), ("", "", "2"), ("", "bientôt", "3")]


@pytest.mark.parametrize(
    ("canonical", "french"),
    [
        ("", ""),
        ("2024-03-12", "12/03/2024"),
        ("2024-03-12T17:59:18", "12/03/2024 17:59"),
        ("2024-03-12T23:59:18+00:00", "13/03/2024 00:59"),
        ("2024-07-12T23:30:00+00:00", "13/07/2024 01:30"),
        ("semaine 12", "semaine 12"),
        ("2024-99-99T12:00", "2024-99-99T12:00"),
    ],
)
def test_dates_by_dialect(canonical: str, french: str) -> None:
    for dialect, expected in (
        (Dialect.FR, french),
        (Dialect.RFC4180, canonical),
        (Dialect.TSV, canonical),
    ):
        found = view_table(COLUMNS, [[row(promised=canonical)]], dialect)
        assert list(found.rows) == [("", expected, "")]


EARLIEST, LATEST = datetime(1900, 1, 2), datetime(9999, 1, 1)  # noqa: DTZ001  zone-less bounds
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))


@given(st.datetimes(EARLIEST, LATEST, timezones=st.none() | OFFSETS))
def test_french_dates_are_those_of_the_screen(moment: datetime) -> None:
    canonical = moment.replace(microsecond=0).isoformat()
    found = view_table(COLUMNS, [[row(promised=canonical)]], Dialect.FR)
    assert list(found.rows) == [("", show(Kind.DATE, canonical, DateStyle()), "")]


def stream(
    *orders: object, details: dict[int, object] | None = None
) -> Callable[[], Iterator[list[RawRow]]]:
    known = details or {}

    def passes() -> Iterator[list[RawRow]]:
        for number, order in enumerate(orders):
            detail = json.dumps(known[number]).encode() if number in known else None
            yield [(number, json.dumps(order).encode(), detail)]

    return passes


def test_every_field_is_a_column_documented_ones_first() -> None:
    passes = stream(
        {"z": 1, "id": "7", "site": {"town": "Brest"}, "visits": [{"day": "a"}, {"day": "b"}]},
        {"site": {"post.code": "29200", "town": None}, "id": "8", "visits": [{"who": "x"}]},
    )
    found = all_fields_table(passes, Dialect.RFC4180)
    assert found.header == (
        *DOCUMENTED_PATHS,
        *("z", "site.town", "site.post\\.code"),
        *("visits[0].day", "visits[0].who", "visits[1].day"),
    )
    assert list(found.rows) == [
        ["7", "", "", "", "", "1", "Brest", "", "a", "", "b"],
        ["8", "", "", "", "", "", "", "29200", "", "x", ""],
    ]


def test_values_as_received_and_numbers_as_the_dialect_writes_them() -> None:
    order = {"id": 12, "price": -12.5, "on": True, "off": False, "text": "1.5", "day": "2024-03-12"}
    plain = next(iter(all_fields_table(stream(order), Dialect.TSV).rows))
    french = next(iter(all_fields_table(stream(order), Dialect.FR).rows))
    assert plain[5:] == ["-12.5", "true", "false", "1.5", "2024-03-12"]
    assert french[5:] == ["-12,5", "true", "false", "1.5", "2024-03-12"]
    assert plain[0] == "12"


def test_the_detail_lies_over_the_list() -> None:
    passes = stream({"id": "1", "town": "Lyon", "a": 1}, details={0: {"town": "", "b": 2}})
    found = all_fields_table(passes, Dialect.TSV)
    assert found.header[5:] == ("town", "a", "b")
    assert [list(cells[5:]) for cells in found.rows] == [["Lyon", "1", "2"]]


def test_odd_orders_lose_nothing() -> None:
    deep: object = "bottom"
    for _ in range(150):
        deep = {"d": deep}
    passes = stream("bare", 5, None, [1, {"a": 2}], {"deep": deep}, {"id": {"x": 1}}, {"a": {}})
    found = all_fields_table(passes, Dialect.TSV)
    rows = [dict(zip(found.header, cells, strict=True)) for cells in found.rows]
    assert rows[0]["(value)"] == "bare"
    assert rows[1]["(value)"] == "5"
    assert rows[3]["[0]"] == "1"
    assert rows[3]["[1].a"] == "2"
    assert any("bottom" in text for text in rows[4].values())
    assert rows[5]["id.x"] == "1"
    assert OTHERS not in found.header


def test_too_many_fields_share_the_last_column() -> None:
    many = {f"f{number}": number for number in range(MOST_COLUMNS)}
    found = all_fields_table(stream({"id": "1"}, many, {"g": {"h": [1, 2]}, "e": {}}), Dialect.FR)
    assert len(found.header) == MOST_COLUMNS + 1
    assert found.header[-1] == OTHERS
    rows = list(found.rows)
    assert rows[0][-1] == ""
    assert json.loads(rows[1][-1]) == {f"f{n}": n for n in range(MOST_COLUMNS - 5, MOST_COLUMNS)}
    assert json.loads(rows[2][-1]) == {"g": {"h": [1, 2]}}


def test_fields_that_arrive_between_the_passes_are_an_error_not_a_loss() -> None:
    streams = iter([stream({"id": "1"})(), stream({"id": "1", "new": 1})()])
    found = all_fields_table(lambda: next(streams), Dialect.FR)
    with pytest.raises(ExportFailed) as caught:
        list(found.rows)
    assert caught.value.cause is Cause.EXPORT_OTHER


def test_the_wish_to_stop_is_seen_while_fields_are_counted() -> None:
    with pytest.raises(ExportStopped):
        all_fields_table(stream({"id": "1"}), Dialect.FR, stopped=lambda: True)


DAY = date(2025, 3, 14)


def test_suggested_names() -> None:
    assert suggested_name("All orders", Dialect.TSV, DAY) == "all-orders-2025-03-14.tsv"
    french = suggested_name("Commandes clôturées", Dialect.FR, DAY)
    assert french == "commandes-cloturees-2025-03-14.csv"
    assert suggested_name("订单", Dialect.FR, DAY) == "orders-2025-03-14.csv"
    today = datetime.now(UTC).astimezone().date()
    assert f"-{today.isoformat()}." in suggested_name("All orders", Dialect.RFC4180)


@given(st.text())
def test_any_title_gives_a_name_that_every_system_takes(title: str) -> None:
    name = suggested_name(title, Dialect.FR, DAY)
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert name.count(".") == 1
    assert len(name) < 80
