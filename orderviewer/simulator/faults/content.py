"""Faults inside the orders: odd values, ids, shapes and texts."""

from __future__ import annotations

import re
from dataclasses import replace
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from orderviewer.simulator.faults.registry import DETAIL, LIST, Registry, Situation, Stage
from orderviewer.simulator.faults.text import parse_time, rewrite_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from orderviewer.simulator.messages import Request

CONTENT = Registry()
fault = CONTENT.fault

_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d.*)?|\d\d/\d\d/\d{4}( \d\d:\d\d)?")


def _each(
    name: str, summary: str, change: Callable[[Any, int], Any], calls: frozenset[Any] | None = None
) -> None:
    """Registers a fault that changes every order by itself; `place` counts from 0."""

    def act(_: Situation, rows: list[Any]) -> list[Any]:
        return [
            change(row, place) if isinstance(row, dict) else row for place, row in enumerate(rows)
        ]

    fault(name, summary, Stage.ROWS, calls or LIST | DETAIL)(act)


def _first(rows: list[Any], extra: dict[str, Any]) -> list[Any]:
    """The rows, with more members in the first one."""
    return [{**rows[0], **extra}, *rows[1:]] if rows and isinstance(rows[0], dict) else rows


def _request(row: dict[str, Any]) -> dict[str, Any]:
    request = row.get("request")
    return request if isinstance(request, dict) else {}


def _texts(name: str, summary: str, change: Callable[[str, int], Any]) -> None:
    """Registers a fault that changes every text of an order except its ids and dates."""

    def on_order(row: Any, place: int) -> Any:  # noqa: ANN401  any JSON value
        def on_text(path: tuple[str, ...], text: str) -> Any:  # noqa: ANN401
            spared = path[-1:] == ("id",) or _DATE.fullmatch(text)
            return text if spared else change(text, place)

        return rewrite_texts(row, on_text)

    _each(name, summary, on_order)


_BLANKS = (None, "", "None", "  ", "null")

_texts("values_null", "every text is null, except ids and dates", lambda *_: None)
_texts("values_empty", 'every text is "", except ids and dates', lambda *_: "")
_texts("values_none", 'every text is "None", except ids and dates', lambda *_: "None")
_texts(
    "values_blank",
    'every text is null, "", "None", blanks or "null", by turns',
    lambda _, place: _BLANKS[place % len(_BLANKS)],
)
_texts(
    "html_texts",
    "texts hold HTML that would load a picture or run a script",
    lambda text, _: f"<img src='//127.0.0.1/x.png'><b>{text}</b><script>alert(1)</script>&amp;",
)
_texts(
    "bidi_texts",
    "texts hold direction overrides, isolates and zero width characters",
    lambda text, _: f"\u202e{text}\u202c\u2066\u200b\u200d\u2069\ufeff",
)
_texts(
    "control_texts",
    "texts hold NUL, escape, tabs and line breaks",
    lambda text, _: f"\x00{text[:3]}\t\x1b[31m{text[3:]}\r\n\x7f\x85\u2028",
)
_texts(
    "formula_texts",
    "texts are what a spreadsheet would calculate",
    lambda text, place: f"{'=+-@'[place % 4]}cmd|' /C calc'!A1 {text}",
)
_texts(
    "surrogate_texts",
    "texts hold half a surrogate pair, escaped",
    lambda text, _: f"{text}\ud83d",
)
_texts(
    "number_texts", "texts are numbers or truth values", lambda text, place: (len(text), 1.5, True,
                                                                             False)[place % 4]
)  # fmt: skip


@fault("long_texts", "one text of the first order has this many characters", Stage.ROWS,
       value=5_000_000)  # fmt: skip
def _long_texts(situation: Situation, rows: list[Any]) -> list[Any]:
    return _first(rows, {"description": "é" * situation.number()})


@fault("one_huge_order", "the first order has this many bytes more, in many members", Stage.ROWS,
       value=4_000_000)  # fmt: skip
def _one_huge_order(situation: Situation, rows: list[Any]) -> list[Any]:
    count = situation.number() // 40
    extra = [{"lineNumber": str(number), "state": "ok"} for number in range(count)]
    return _first(rows, {"lines": extra})


@fault("many_fields", "the first order has this many members of its own", Stage.ROWS, value=5000)
def _many_fields(situation: Situation, rows: list[Any]) -> list[Any]:
    return _first(
        rows, {f"attribute{number}": f"v{number}" for number in range(situation.number())}
    )


@fault("deep_row", "the first order holds lists nested this deep", Stage.ROWS, value=300)
def _deep_row(situation: Situation, rows: list[Any]) -> list[Any]:
    nested: list[Any] = []
    for _ in range(situation.number()):
        nested = [nested]
    return _first(rows, {"nested": nested})


def _mix_dates(row: Any, place: int) -> Any:  # noqa: ANN401
    def change(path: tuple[str, ...], text: str) -> Any:  # noqa: ANN401
        return _date_in_shape(text, place + len(path[-1])) if _DATE.fullmatch(text) else text

    return rewrite_texts(row, change)


_each("mixed_dates", "dates come in ten formats, as text and as epoch numbers", _mix_dates)


def _date_in_shape(text: str, shape: int) -> str | int:
    moment = parse_time(text)
    return (
        f"{moment:%d/%m/%Y}",
        f"{moment:%d/%m/%Y %H:%M}",
        int(moment.timestamp()),
        int(moment.timestamp() * 1000),
        format_datetime(moment, usegmt=True),
        f"{moment:%Y-%m-%dT%H:%M:%S}",
        f"{moment:%Y-%m-%d %H:%M:%S}",
        f"{moment:%Y-%m-%dT%H:%M:%S}.123+0200",
        str(int(moment.timestamp())),
        "to be confirmed",
    )[shape % 10]


def _add_unknown(row: Any, place: int) -> Any:  # noqa: ANN401
    added = {"x-vendor": {"flag": place % 2 == 0, "rank": place, "tags": ["a", None, {"b": 1}]}}
    return {**row, **added, "request": {**_request(row), "newInV2": f"value {place}"}}


_each("unknown_fields", "orders hold members that nobody has described", _add_unknown)
_each(
    "odd_keys",
    "orders hold members with dots, brackets, blanks, no name at all",
    lambda row, place: {
        **row, "a.b": place, "": "nameless", "list[]": [1], " ": "blank", "é\n": "odd",
        "__proto__": {"id": "x"},
    },
)  # fmt: skip


def _wrong_types(row: Any, place: int) -> Any:  # noqa: ANN401
    request = _request(row)
    wrong = (
        {"request": "see above"},
        {"request": [request]},
        {"request": {**request, "orangeContact": "Mme Martin", "status": {"code": 3}}},
        {"request": {**request, "orangeContact": [{"name": "A"}, {"name": "B"}], "id": 30028602}},
        {"request": {**request, "customerReference": 4512, "status": True}},
        {"request": 12},
    )
    return {**row, **wrong[place % len(wrong)]}


_each("wrong_types", "texts stand where objects should, and the reverse", _wrong_types)
_each("request_null", "request is null", lambda row, _: {**row, "request": None})
_each(
    "request_missing",
    "there is no request",
    lambda row, _: {name: value for name, value in row.items() if name != "request"},
)


def _digits(known: str) -> int:
    return int(re.sub(r"[^0-9]", "", known) or "0")


def _with_id(name: str, summary: str, make: Callable[[str, int], Any]) -> None:
    def change(row: dict[str, Any], place: int) -> dict[str, Any]:
        known = row.get("id")
        return {**row, "id": make(known, place)} if isinstance(known, str) else row

    _each(name, summary, change)


_with_id("ids_null", "every id is null", lambda *_: None)
_with_id("ids_empty", "every id is an empty text", lambda *_: "")
_with_id("ids_number", "ids are numbers", lambda known, _: _digits(known))
_with_id("ids_float", "ids are fractions", lambda known, _: _digits(known) + 0.5)
_with_id("ids_list", "ids are lists", lambda known, _: [known])
_with_id("ids_object", "ids are objects", lambda known, _: {"value": known})
_with_id("ids_bool", "ids are truth values", lambda _, place: place % 2 == 0)
_with_id("ids_control", "ids hold control characters", lambda known, _: f"{known}\x00\r\n\u202e")
_with_id(
    "ids_path", "ids try to climb out of the path", lambda known, _: f"../../oauth/{known}/..;/"
)
_with_id("ids_same", "every order has the same id", lambda *_: "123456")
_with_id("ids_spaced", "ids have blanks around them", lambda known, _: f" {known} ")
_each(
    "ids_missing",
    "orders have no id",
    lambda row, _: {name: value for name, value in row.items() if name != "id"},
)


@fault("ids_long", "the first id has this many characters", Stage.ROWS, value=1_000_000)
def _ids_long(situation: Situation, rows: list[Any]) -> list[Any]:
    return _first(rows, {"id": "9" * situation.number()})


_ODD_HEAD, _ODD_TAIL = "A/b #", "?100%é☎"

_with_id(
    "ids_odd",
    "ids need percent-encoding, and the detail call understands them",
    lambda known, _: f"{_ODD_HEAD}{known}{_ODD_TAIL}",
)


@CONTENT.also("ids_odd", Stage.REQUEST)
def _odd_detail(_: Situation, request: Request) -> Request:
    *before, last = request.segments
    if _ODD_TAIL not in last:
        return request
    plain = "/".join([*before, last.removesuffix(_ODD_TAIL)]).replace(_ODD_HEAD, "", 1)
    return replace(request, path=f"/{plain}")


@fault("duplicate_ids", "the second row has the first one's id and another content", Stage.ROWS,
       LIST)  # fmt: skip
def _duplicate_ids(_: Situation, rows: list[Any]) -> list[Any]:
    if len(rows) < 2 or not isinstance(rows[0], dict):
        return rows
    return rows[:1] + _first(rows[1:], {"id": rows[0].get("id")})


@fault("duplicate_rows", "every row comes twice", Stage.ROWS, LIST)
def _duplicate_rows(_: Situation, rows: list[Any]) -> list[Any]:
    return [row for row in rows for _ in range(2)]


@fault("odd_rows", "a null, a number, a text, a list and {} stand among the rows", Stage.ROWS, LIST)
def _odd_rows(_: Situation, rows: list[Any]) -> list[Any]:
    return [None, *rows[:1], 5, "order", [], {}, *rows[1:]]


_DOCUMENTED = ("id", "customerReference", "status", "orangeContact")


def _only_documented(row: Any, _: int) -> Any:  # noqa: ANN401
    request = {name: _request(row).get(name) for name in _DOCUMENTED}
    contact = request["orangeContact"]
    if isinstance(contact, dict):
        request["orangeContact"] = {"name": contact.get("name")}
    return {"id": row.get("id"), "request": request}


_each("list_summary", "list rows hold the documented fields only", _only_documented, LIST)
_each("detail_poorer", "the detail holds the documented fields only", _only_documented, DETAIL)
_each("detail_mismatch", "the detail carries another id", lambda row, _: {**row, "id": "1"}, DETAIL)


@fault("detail_array", "the detail is a list with the order in it", Stage.ROWS, DETAIL)
def _detail_array(_: Situation, rows: list[Any]) -> list[Any]:
    return [rows]


@fault("single_object", "the list is one object, not an array", Stage.ROWS, LIST)
def _single_object(_: Situation, rows: list[Any]) -> Any:  # noqa: ANN401
    return rows[0] if rows else {}


@fault("envelope", "the array stands in an object, under this name", Stage.ROWS, LIST, "items")
def _envelope(situation: Situation, rows: list[Any]) -> Any:  # noqa: ANN401
    return {"count": len(rows), situation.value: rows, "links": {"next": None}}
