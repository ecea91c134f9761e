"""Bodies to orders: encodings, envelopes, odd elements, ids; nothing is lost, nothing crashes."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orderviewer.remote.answers import NotUnderstood, order_of, orders_of, single_of
from orderviewer.remote.text import NotText, utf8

TWO = b'[{"id":"1","n":"\xc3\x89vry"},{"id":"2"}]'


def keys(body: bytes, content_type: str = "") -> list[str]:
    return [order.key for order in orders_of(body, content_type)]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (TWO, ""),
        (b"\n \r\n\t" + TWO + b"\n  ", "application/json"),
        (b"\xef\xbb\xbf" + TWO, "application/json; charset=UTF-8"),
        (b"\xef\xbb\xbf \n" + TWO, ""),
        (TWO.decode().encode("utf-16"), ""),
        (b"\xfe\xff" + TWO.decode().encode("utf-16-be"), ""),
        (TWO.decode().encode("utf-32"), ""),
        (TWO.decode().encode("latin-1"), "application/json;charset=ISO-8859-1"),
        (TWO.decode().encode("cp1252"), 'application/json; charset="windows-1252"'),
        (TWO.decode().encode("iso-8859-15"), "application/json; charset=iso-8859-15"),
        (TWO, "application/json; charset=iso-8859-1"),  # declared wrongly
        (TWO, "application/json; charset=utf-9"),
    ],
)
def test_text_in_any_declared_form_is_kept_in_utf_8(body: bytes, content_type: str) -> None:
    first, second = orders_of(body, content_type)
    assert first.raw == b'{"id":"1","n":"\xc3\x89vry"}'
    assert (first.key, second.key) == ("1", "2")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (TWO.decode().encode("latin-1"), "application/json; charset=UTF-8"),
        (TWO.decode().encode("latin-1"), ""),
        (b"\xff\xfe" + b"[\x00]", ""),
        (b"\x81", "text/plain; charset=windows-1252"),  # a byte without a meaning there
    ],
)
def test_a_guess_would_store_wrong_names(body: bytes, content_type: str) -> None:
    with pytest.raises(NotText):
        utf8(body, content_type)


@pytest.mark.parametrize(
    "body",
    [
        b'{"items":[{"id":"1"},{"id":"2"}]}',
        b'{"total":2,"orders":[{"id":"1"},{"id":"2"}],"links":[]}',
        b'{"data":{"items":[{"id":"1"},{"id":"2"}],"page":1}}',
        b'{"results":[{"id":"1"},{"id":"2"}]}',
        b'{"whatever":[{"id":"1"},{"id":"2"}],"n":NaN}',
        b'{"items":[{"id":"1"},{"id":"2","x":NaN}]}',
        b'{"it\\"ems" : [ {"id":"1"} , {"id":"2"} ] }',
    ],
)
def test_the_array_may_stand_in_an_object(body: bytes) -> None:
    assert keys(body) == ["1", "2"]


@pytest.mark.parametrize("body", [b'{"id":"7","appointments":[{"id":"x"}]}',
                                  b'{"id":"7","x":NaN,"items":[]}'])  # fmt: skip
def test_an_order_is_no_envelope(body: bytes) -> None:
    (order,) = orders_of(body)
    assert (order.key, order.raw) == ("7", body)
    assert not orders_of(b'{"request":{"id":"3-1"},"items":[{"id":"1"}]}')[0].has_id


@pytest.mark.parametrize(
    "body",
    [b"", b" ", b"null", b"7", b'"x"', b"true", b"{}", b'{"code":1,"message":"x"}', b"[1,2]",
     b'["a"]', b"[[[[]]]]", b"[", b"]", b"[,]", b'[{"id":"1"}', b'[{"id":"1"}]]', b"[}", b"{]",
     b'[{"id":"1"}]x', b"{'id':'1'}", b"[{'id':'1'}]", b'{"a":[],"b":[]}', b'{"items":3}', b"\0",
     b'{1:[]}', b"[" * 100_000, b"[" * 100_000 + b"]" * 100_000, b'{"a":' * 100_000],
)  # fmt: skip
def test_what_is_no_list_of_orders(body: bytes) -> None:
    with pytest.raises(NotUnderstood) as caught:
        orders_of(body)
    assert len(str(caught.value)) < 100


def test_an_empty_array_is_an_empty_list() -> None:
    assert orders_of(b"[]") == orders_of(b" [ ]\n") == orders_of(b'{"items":[]}') == ()


DEEP = b"[" * 100_000 + b"]" * 100_000


@pytest.mark.parametrize(
    "odd",
    [b'{"id":"x","n":NaN}', b'{"id":"x","n":-Infinity}', b'{"id":"x","n":' + b"9" * 5000 + b"}",
     b'{"id":"x","n":1e999}', b'{"id":"x","t":"\\ud800"}', b'{"id":"x","t":"a\nb"}',
     b'{"id":"x","t":"]},{[\\"\\\\"}', b'{"id":"x","d":' + b"[" * 400 + b"]" * 400 + b"}",
     b'{"n":NaN,"id":"y","id":"x"}'],
)  # fmt: skip
def test_one_odd_order_costs_neither_itself_nor_the_others(odd: bytes) -> None:
    orders = orders_of(b'[{"id":"1"},' + odd + b', {"id":"2"}]')
    assert [order.key for order in orders] == ["1", "x", "2"]
    assert orders[1].raw == odd


@pytest.mark.parametrize("odd", [b"nonsense", b'{"id":"x"', b"{'id':'x'}", b'{"id":"x",}',
                                 b'{"id":NaN}', b'{"d":' + DEEP + b"}", DEEP])  # fmt: skip
def test_an_element_nobody_can_read_is_kept_as_it_is(odd: bytes) -> None:
    body = b'[{"id":"1"},' + odd + (b"}" if odd == b'{"id":"x"' else b"") + b',{"id":"2"}]'
    orders = orders_of(body)
    assert orders[0].key == "1"
    assert orders[-1].key == "2"
    assert b"".join(order.raw for order in orders).startswith(b'{"id":"1"}' + odd)


@pytest.mark.parametrize(
    ("member", "key"),
    [(b'"7"', "7"), (b"7", "7"), (b"-7", "-7"), (b'" 7 "', " 7 "), (b'"a/b#%"', "a/b#%"),
     (b'"\\u00e9"', "é"), (b'"a\\u00a0b"', "a\xa0b"), (b"9" * 200, "9" * 200),
     (b'"' + b"x" * 200 + b'"', "x" * 200)],
)  # fmt: skip
def test_a_usable_id(member: bytes, key: str) -> None:
    order = order_of(b'{"id":' + member + b"}")
    assert (order.key, order.has_id) == (key, True)


@pytest.mark.parametrize(
    "member",
    [b"null", b"true", b"1.5", b"1e3", b"[]", b"{}", b'""', b'" "', b'"\\u0000"', b'"a\\nb"',
     b'"\\u202eab"', b'"\\ud800"', b'"."', b'".."', b"9" * 201, b'"' + b"x" * 201 + b'"'],
)  # fmt: skip
def test_an_unusable_id(member: bytes) -> None:
    order = order_of(b'{"id":' + member + b"}")
    assert order.key.startswith("?")
    assert not order.has_id
    assert order == order_of(b'{"id":' + member + b"}"), "the same content has the same key"
    assert order.key != order_of(b'{"id":' + member + b',"x":1}').key


def test_unusable_ids_are_found_in_the_usual_page_too() -> None:
    orders = orders_of(b'[{"id":"1"},{"id":".."},{"id":""},{"id":"a\\u0000"}]')
    assert [order.has_id for order in orders] == [True, False, False, False]
    assert [order.raw[:6] for order in orders] == [b'{"id":'] * 4


def test_an_element_that_is_no_object_has_no_id() -> None:
    assert not any(order_of(element).has_id for element in (b"null", b"7", b'"7"', b"[]"))


@pytest.mark.parametrize("body", [b"null", b"{}", b"[]", b"[{}]"])
def test_nothing_where_one_order_was_asked_for(body: bytes) -> None:
    assert single_of(body) is None


@pytest.mark.parametrize("body", [b'{"id":"7"}', b'[{"id":"7"}]', b'\xef\xbb\xbf[ {"id":"7"} ]\n'])
def test_one_order(body: bytes) -> None:
    order = single_of(body)
    assert order is not None
    assert (order.key, order.raw) == ("7", b'{"id":"7"}')


@pytest.mark.parametrize("body", [b'[{"id":"1"},{"id":"2"}]', b"[[]]", b"7", b'"x"', b"", DEEP])
def test_something_else_where_one_order_was_asked_for(body: bytes) -> None:
    with pytest.raises(NotUnderstood):
        single_of(body)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=4,
)
ROWS = st.lists(st.dictionaries(st.text(), VALUES, max_size=3), max_size=4)


@settings(max_examples=80, deadline=None, database=None)
@given(ROWS, st.sampled_from([None, "items", "x"]), st.booleans())
def test_as_many_orders_come_out_as_went_in(
    rows: list[dict[str, object]], envelope: str | None, ascii_only: bool
) -> None:
    text = json.dumps({envelope: rows} if envelope else rows, ensure_ascii=ascii_only)
    try:
        body = text.encode()
    except UnicodeEncodeError:  # half a character that nobody can send unescaped
        return
    orders = orders_of(body)
    assert len(orders) == len(rows)
    for order, row in zip(orders, rows, strict=True):
        sent = json.loads(json.dumps(row))
        assert repr(json.loads(order.raw)) == repr(sent)


TYPES = st.sampled_from(["", "text/html", "a; charset=latin-1"])


@settings(max_examples=300, deadline=None, database=None)
@given(st.binary(max_size=60), st.integers(0, 60), TYPES)
def test_no_bytes_raise_anything_else(noise: bytes, at: int, content_type: str) -> None:
    for body in (noise, TWO[:at] + noise + TWO[at:]):
        with suppress(NotUnderstood):
            assert all(order.raw for order in orders_of(body, content_type))
