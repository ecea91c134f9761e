"""Paths, flattening, decoding come what may, and a detail laid over a list row."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderviewer.fields.document import document, merge, merged
from orderviewer.fields.flatten import TOO_DEEP, flatten
from orderviewer.fields.paths import Each, chosen_step, key_step, steps
from orderviewer.fields.trails import objects_along, trail, values_along
from tests.fields.samples import documents, encoded, orders


def at(value: Any, path: str) -> Any:
    """What an indexed path leads to, step by step."""
    for step in steps(path):
        assert not isinstance(step, Each)
        value = value[step]
    return value


@given(documents)
def test_an_indexed_path_leads_to_its_value(value: object) -> None:
    found = list(flatten(value, indexed=True))
    assert len({path for path, _ in found}) == len(found)
    for path, scalar in found:
        assert at(value, path) is scalar


@given(documents)
def test_both_ways_of_flattening_give_the_same_values(value: object) -> None:
    plain, indexed = list(flatten(value)), list(flatten(value, indexed=True))
    assert [scalar for _, scalar in plain] == [scalar for _, scalar in indexed]


def test_keys_with_dots_are_no_paths() -> None:
    value = {"a.b": 1, "a": {"b": 2, "": {"[]": 3}}, "": 4, "c[0]": [5, {"\\": 6}]}
    assert dict(flatten(value)) == {
        r"a\.b": 1,
        "a.b": 2,
        r"a.\e.\[\]": 3,
        r"\e": 4,
        r"c\[0\][]": 5,
        r"c\[0\][].\\": 6,
    }
    assert [steps(path)[0] for path, _ in flatten(value)] == ["a.b", "a", "a", "", "c[0]", "c[0]"]


@given(st.lists(st.text(max_size=4), min_size=1, max_size=5))
def test_any_keys_survive(keys: list[str]) -> None:
    path = ""
    for key in keys:
        path = key_step(path, key)
    assert steps(path) == tuple(keys)


@given(st.text(min_size=1, max_size=6), st.text(max_size=6))
def test_any_choice_survives(key: str, value: str) -> None:
    assert steps(chosen_step("list", "role", value)) == ("list", Each("role", value))
    assert steps(key_step(chosen_step("list", "role", value), key))[-1] == key


def test_depth_is_bounded() -> None:
    deep: Any = "down here"
    for _ in range(20_000):
        deep = [deep]
    ((path, scalar),) = flatten(deep)
    assert scalar == TOO_DEEP
    assert path == "[]" * 500
    deep = "down here"
    for _ in range(300):
        deep = {"a": deep}
    assert [scalar for _, scalar in flatten(deep)] == ["down here"]


def test_trails_follow_lists_and_objects_alike() -> None:
    document = {
        "contacts": [
            {"role": "site", "name": "A"},
            {"role": "other", "name": "B"},
            "stray",
            [{"role": "site", "name": "nested"}],
            {"role": "site", "name": "C"},
        ]
    }
    names, chosen = trail("contacts[].name"), trail("contacts[role=site].name")
    assert names is not None
    assert chosen is not None
    assert list(values_along(document, names)) == ["A", "B", "C"]
    assert list(values_along(document, chosen)) == ["A", "C"]
    assert list(values_along({"contacts": {"role": "site", "name": "D"}}, chosen)) == ["D"]
    assert list(values_along({"contacts": "none"}, names)) == []
    assert objects_along([document], ()) == [document]
    assert trail("a[][].b") is None
    assert trail("a[role=b]") is None
    assert trail("") is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b'{"a": 1}', {"a": 1}),
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        (b'{"a": 1e999}', {"a": float("inf")}),
        (b'{"a": "\\ud800"}', {"a": "\ufffd\ufffd\ufffd"}),
        (b'{"a": "\xe9"}', {"a": "\ufffd"}),
        (b"<html>", "<html>"),
        (b"", ""),
        (b"[" * 100_000, "[" * 100_000),
        (b"9" * 10_000, "9" * 10_000),
    ],
)
def test_decoding_loses_nothing(raw: bytes, expected: object) -> None:
    assert document(raw) == expected


@given(st.binary(max_size=40))
def test_any_bytes_decode(raw: bytes) -> None:
    for _, scalar in flatten(document(raw)):
        if isinstance(scalar, str):
            scalar.encode("utf-8")


@pytest.mark.parametrize(
    ("known", "newer", "expected"),
    [
        ({"a": 1}, {"a": 2, "b": 3}, {"a": 2, "b": 3}),
        ({"a": 1, "b": 2}, {}, {"a": 1, "b": 2}),
        ({"a": "x"}, {"a": ""}, {"a": "x"}),
        ({"a": "x"}, {"a": None}, {"a": "x"}),
        ({"a": "x"}, {"a": "None"}, {"a": "x"}),
        ({"a": [1]}, {"a": []}, {"a": [1]}),
        ({"a": ""}, {"a": None}, {"a": None}),
        ({"a": 0}, {"a": False}, {"a": False}),
        ({"s": {"n": "N", "c": "C"}}, {"s": {"n": "M", "c": ""}}, {"s": {"n": "M", "c": "C"}}),
        ({"s": {"n": "N"}}, {"s": "N"}, {"s": {"n": "N"}}),
        ({"s": "N"}, {"s": {"n": "N"}}, {"s": {"n": "N"}}),
        ({"l": [1, 2]}, {"l": [3]}, {"l": [3]}),
        (
            {"l": [{"id": "1", "t": "x"}, {"id": 2, "t": "y"}]},
            {"l": [{"id": 2, "t": ""}, {"id": "3"}]},
            {"l": [{"id": 2, "t": "y"}, {"id": "3"}]},
        ),
    ],
)
def test_a_detail_never_deletes_what_is_known(
    known: object, newer: object, expected: object
) -> None:
    assert merge(known, newer) == expected


@given(orders, orders)
def test_merging_any_two_orders(known: dict[str, object], newer: dict[str, object]) -> None:
    both = merge(known, newer)
    assert isinstance(both, dict)
    assert set(both) == set(known) | set(newer)
    assert merge(known, known) == known
    assert merge(known, {}) == known
    assert merged(encoded(known), None) == document(encoded(known))


@pytest.mark.parametrize("detail", [b"{}", b"[]", b"null", b"<html>", b'"x"', b"[1, 2]"])
def test_a_detail_that_is_no_order_changes_nothing(detail: bytes) -> None:
    assert merged(b'{"id": "1"}', detail) == {"id": "1"}


def test_a_detail_in_a_list_of_one() -> None:
    assert merged(b'{"id": "1"}', b'[{"a": 2}]') == {"id": "1", "a": 2}


def test_very_deep_orders_merge() -> None:
    deep: Any = {"x": 1}
    for _ in range(400):
        deep = {"a": deep}
    raw = json.dumps(deep).encode()
    assert merged(raw, raw) == deep
