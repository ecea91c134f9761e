"""What the faults inside the orders look like."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.simulator.asking import Asking
from tests.simulator.shown import known, shows


def rows_and_detail(asking: Asking) -> list[Any]:
    page, detail = asking.page(), asking.order()
    assert (page.status, detail.status) == (200, 200)
    return [*page.json(), detail.json()]


def each(*specs: str) -> Callable[[Callable[[Any], object]], Callable[[Any], object]]:
    """The check holds for each row of a page and for a detail."""

    def keep(holds: Callable[[Any], object]) -> Callable[[Any], object]:
        @shows(*specs)
        def _(asking: Asking) -> None:
            for order in rows_and_detail(asking):
                assert holds(order), order

        return holds

    return keep


def first(*specs: str) -> Callable[[Callable[[Any], object]], Callable[[Any], object]]:
    """The check holds for the first row of a page and for a detail."""

    def keep(holds: Callable[[Any], object]) -> Callable[[Any], object]:
        @shows(*specs)
        def _(asking: Asking) -> None:
            *rows, detail = rows_and_detail(asking)
            assert holds(rows[0])
            assert holds(detail)

        return holds

    return keep


def site(order: Any) -> Any:
    return order["site"]["name"]


each("values_null")(lambda order: site(order) is None and order["request"]["status"] is None)
each("values_empty")(lambda order: site(order) == "")
each("values_none")(lambda order: site(order) == "None" and order["orderDate"] != "None")
each("values_blank")(lambda order: site(order) in (None, "", "None", "  ", "null"))
each("html_texts")(lambda order: "<script>" in site(order) and order["id"].isdigit())
each("bidi_texts")(lambda order: "\u202e" in site(order))
each("control_texts")(lambda order: "\x00" in site(order) and "\r\n" in site(order))
each("formula_texts")(lambda order: site(order)[0] in "=+-@")
each("surrogate_texts")(lambda order: site(order).endswith("\ud83d"))
each("number_texts")(lambda order: not isinstance(site(order), str))
first("long_texts=10000", "long_texts")(lambda order: len(order["description"]) >= 10_000)
first("one_huge_order=40000")(lambda order: len(order["lines"]) == 1000)
first("many_fields=300")(lambda order: "attribute299" in order)
first("deep_row=50", "deep_row")(lambda order: str(order["nested"]).startswith("[" * 50))
each("unknown_fields")(lambda order: order["x-vendor"] and order["request"]["newInV2"])
each("odd_keys")(lambda order: {"a.b", "", "list[]", " ", "__proto__"} <= order.keys())
each("wrong_types")(
    lambda order: (
        not isinstance(order["request"], dict)
        or not isinstance(order["request"]["orangeContact"], dict)
        or not isinstance(order["request"]["customerReference"], str)
    )
)
each("request_null")(lambda order: order["request"] is None)
each("request_missing")(lambda order: "request" not in order)
each("ids_null")(lambda order: order["id"] is None)
each("ids_empty")(lambda order: order["id"] == "")
each("ids_number")(lambda order: type(order["id"]) is int)
each("ids_float")(lambda order: type(order["id"]) is float)
each("ids_list")(lambda order: isinstance(order["id"], list))
each("ids_object")(lambda order: isinstance(order["id"], dict))
each("ids_bool")(lambda order: isinstance(order["id"], bool))
each("ids_control")(lambda order: "\r\n" in order["id"])
each("ids_path")(lambda order: order["id"].startswith("../../"))
each("ids_same")(lambda order: order["id"] == "123456")
each("ids_spaced")(lambda order: order["id"] == f" {order['id'].strip()} ")
each("ids_missing")(lambda order: "id" not in order)
first("ids_long=5000")(lambda order: len(order["id"]) == 5000)


@shows("mixed_dates")
def _(asking: Asking) -> None:
    values = {
        str(order[name])
        for order in rows_and_detail(asking)
        for name in ("orderDate", "requestedCompletionDate", "expectedCompletionDate")
    }
    for shape in (r"\d\d/\d\d/\d{4}", r"\d{10}", r"\d{13}", r"\w{3}, \d\d .* GMT", ".*[+]0200",
                  r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "to be confirmed"):  # fmt: skip
        assert any(re.fullmatch(shape, value) for value in values), shape


@shows("ids_odd")
def _(asking: Asking) -> None:
    odd = asking.page().json()[0]["id"]
    assert {"/", "#", "?", "%", " ", "é"} <= set(odd)
    detail = asking.order(odd)
    assert detail.status == 200
    assert detail.json()["id"] == odd


@shows("duplicate_ids")
def _(asking: Asking) -> None:
    one, other, *rest = asking.page().json()
    assert one["id"] == other["id"] not in {row["id"] for row in rest}
    assert one["site"] != other["site"]


@shows("duplicate_rows")
def _(asking: Asking) -> None:
    page = asking.page().json()
    assert page[::2] == page[1::2]
    assert len(page) == 20


@shows("odd_rows")
def _(asking: Asking) -> None:
    page = asking.page().json()
    assert [row for row in page if not (row and isinstance(row, dict))] == [
        None, 5, "order", [], {}
    ]  # fmt: skip
    assert len(page) == 15


@shows("list_summary")
def _(asking: Asking) -> None:
    assert all(row.keys() == {"id", "request"} for row in asking.page().json())
    assert "site" in asking.order().json()


@shows("detail_poorer")
def _(asking: Asking) -> None:
    assert asking.order().json().keys() == {"id", "request"}
    assert "site" in asking.page().json()[0]


@shows("detail_mismatch")
def _(asking: Asking) -> None:
    assert asking.order().json()["id"] == "1"


@shows("detail_array")
def _(asking: Asking) -> None:
    assert asking.order().json()[0]["id"] == asking.simulator.world.id_of(0)


@shows("single_object")
def _(asking: Asking) -> None:
    assert asking.page().json()["id"] == known(asking)[0]


@shows("envelope", "envelope=items", "envelope=orders", "envelope=data", "envelope=results")
def _(asking: Asking) -> None:
    body = asking.page().json()
    (name,) = body.keys() & {"items", "orders", "data", "results"}
    assert [row["id"] for row in body[name]] == known(asking)[:10]
