"""Whether an order has a word, looked at without an index."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orderviewer.search.texts import all_found, holds, needle, values_of

texts = st.one_of(
    st.text("eÉœßæ½²ºø’'µ«-. 01", max_size=8),
    st.text('xE"\\\u0301\ufb01', max_size=5),
    st.sampled_from(["Épinal", "cœur d’Ajaccio", "Straße 12", "2026-03-12T23:30:00Z", "fin"]),
)
scalars = st.one_of(texts, st.integers(), st.floats(), st.booleans(), st.none())
orders = st.dictionaries(texts, st.one_of(scalars, st.lists(scalars, max_size=3)), max_size=5)


def dumped(order: dict[str, Any], *, escaped: bool) -> bytes:
    return json.dumps(order, ensure_ascii=escaped).encode("utf-8", "surrogatepass")


@settings(max_examples=400, deadline=None)
@given(
    list_order=orders,
    detail=st.none() | orders,
    escaped=st.booleans(),
    odd=st.lists(texts, max_size=1),
    data=st.data(),
)
def test_what_is_found_is_what_each_value_says(
    list_order: dict[str, Any],
    detail: dict[str, Any] | None,
    escaped: bool,
    odd: list[str],
    data: st.DataObject,
) -> None:
    raws = [dumped(one, escaped=escaped) for one in (list_order, detail) if one is not None]
    values = sorted(values_of(*raws))
    typed = list(odd)
    for value in data.draw(st.lists(st.sampled_from(values), max_size=2)) if values else ():
        first = data.draw(st.integers(0, len(value)))
        typed.append(value[first : data.draw(st.integers(first, len(value)))])
    wanted = list(filter(None, map(needle, typed)))
    expected = all(any(holds(value, one) for value in values) for one in wanted)
    assert all_found(wanted, *raws) == expected


@pytest.mark.parametrize(
    ("raw", "typed"),
    [
        (b'{"a": 1E30}', "1e+30"),
        (b'{"a": 0.00001}', "1e-05"),
        (b'{"a": 1e400}', "inf"),
        (b'{"a": "2026-03-12T23:30:00Z"}', "13/03/2026"),
        (b'{"a": "Stra\xc3\x9fe"}', "strasse"),
        (b'{"a": "\\u00c9pinal"}', "epinal"),
        (b'{"a": "\xc5\x93uf"}', "oeuf"),
        (b'{"a": "\xef\xac\x81n"}', "fin"),
        (b'{"a": "Ajaccio \xff"}', "ajaccio"),
        (b"no JSON at all", "json"),
    ],
)
def test_what_stands_otherwise_in_the_json_is_found(raw: bytes, typed: str) -> None:
    assert all_found([needle(typed)], raw)
    assert not all_found([needle(f"{typed}xyz")], raw)
