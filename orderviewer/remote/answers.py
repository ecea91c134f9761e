"""Bodies of success to orders: each element keeps its own bytes, none is lost for being odd."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING
from unicodedata import category

import msgspec

from orderviewer.order import Order
from orderviewer.remote.text import NotText, utf8

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_ENVELOPES = ("items", "orders", "data", "results")
_ORDERS_OWN = ("id", "request")  # documented members: an object with one of them is an order
_LONGEST_ID = 200  # characters
_WHOLE_NUMBER = re.compile(rb"-?\d+")
_JSON_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{},]', re.DOTALL)
_MEMBER = re.compile(rb'\s*("[^"\\]*(?:\\.[^"\\]*)*")\s*:', re.DOTALL)
_CANNOT = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


class NotUnderstood(ValueError):
    """The body holds no orders in any known form; the text says why, without quoting it."""


class _WithId(msgspec.Struct):
    id: msgspec.Raw = msgspec.Raw()


class _WithTextId(msgspec.Struct):
    id: str


_list_decoder = msgspec.json.Decoder(list[msgspec.Raw])
_object_decoder = msgspec.json.Decoder(dict[str, msgspec.Raw])
_text_decoder = msgspec.json.Decoder(str)
_id_decoder = msgspec.json.Decoder(_WithId)
_text_ids_decoder = msgspec.json.Decoder(list[_WithTextId])
# Whole numbers of any length stay text; fractions are no id; raw line breaks are let through.
_lenient = json.JSONDecoder(parse_int=str, parse_float=float, parse_constant=float, strict=False)


def orders_of(body: bytes, content_type: str = "") -> tuple[Order, ...]:
    """A list's orders as sent, doubles included; raises NotUnderstood.

    Accepts the documented bare array, an object that holds it (or the only array in it), and a
    single order (api.md 3.4, rule 4).
    """
    text = _text(body, content_type)
    if not text.startswith(b"["):
        members = _members(text)
        if any(name in members for name in _ORDERS_OWN):
            return (order_of(text),)
        text = _array_in(members)
    elements = _elements(text)
    if elements and not any(element.startswith(b"{") for element in elements):
        raise NotUnderstood("a list of something else than orders")
    keys = _usual_keys(text)
    if keys is None:
        return tuple(order_of(element) for element in elements)
    return tuple(map(_order, keys, elements))


def usual_page(body: bytes) -> tuple[list[str | None], list[bytes]] | None:
    """The ids and the JSON of a plain array of orders in UTF-8, the usual page; else None.

    An id is None where there is no usable one.  What is None here is for `orders_of`.
    """
    try:
        body.decode()
        elements = [bytes(raw) for raw in _list_decoder.decode(body)]
    except _CANNOT:
        return None
    keys = _usual_keys(body)
    return None if keys is None else (keys, elements)


def ends_of(elements: Iterable[bytes], body: bytes) -> list[int]:
    """Where each of the elements, which follow each other in the body, begins and ends."""
    ends: list[int] = []
    after, gap = 0, 1
    for element in elements:
        begin = after + gap  # nearly always as far from the one before as that from its own
        if not body.startswith(element, begin):
            begin = body.index(element, after)
            gap = begin - after
        after = begin + len(element)
        ends += begin, after
    return ends


def orders_from(keys: Sequence[str | None], ends: Sequence[int], body: bytes) -> tuple[Order, ...]:
    """The orders of a body of which `usual_page` gave these ids; ValueError if it did not."""
    elements = [body[begin:end] for begin, end in zip(ends[::2], ends[1::2], strict=True)]
    if not all(element.startswith(b"{") and element.endswith(b"}") for element in elements):
        raise ValueError("other places than orders")
    return tuple(_order(*one) for one in zip(keys, elements, strict=True))


def _usual_keys(text: bytes) -> list[str | None] | None:
    """The ids of an array of objects that all have one, all at once; None for any other."""
    try:
        return [_usable(row.id) for row in _text_ids_decoder.decode(text)]
    except _CANNOT:
        return None


def single_of(body: bytes, content_type: str = "") -> Order | None:
    """A detail's order; None for `{}`, `[]` and `null`; raises NotUnderstood."""
    text = _text(body, content_type)
    if text == b"null":
        return None
    if text.startswith(b"["):
        elements = _elements(text)
        if not elements:
            return None
        if len(elements) > 1:
            raise NotUnderstood("several orders where one was asked for")
        text = elements[0]
    return order_of(text) if _members(text) else None


def order_of(element: bytes) -> Order:
    """One element of a list, whatever it is."""
    return _order(_id_of(element), element)


def _order(key: str | None, element: bytes) -> Order:
    if key is not None:
        return Order(key, element)
    digest = hashlib.blake2b(element, digest_size=12).hexdigest()
    return Order(f"?{digest}", element, has_id=False)


def _text(body: bytes, content_type: str) -> bytes:
    try:
        text = utf8(body, content_type)
    except NotText as problem:
        raise NotUnderstood(str(problem)) from None
    if not text:
        raise NotUnderstood("an empty answer")
    return text


def _id_of(element: bytes) -> str | None:
    try:
        raw = bytes(_id_decoder.decode(element).id)
        found = _text_decoder.decode(raw) if raw.startswith(b'"') else _number(raw)
    except _CANNOT:
        found = _id_leniently(element)
    return _usable(found)


def _usable(found: str) -> str | None:
    """The id, None unless it is one that can be stored, shown and asked for."""
    fit = len(found) <= _LONGEST_ID and found.strip() and not _has_control(found)
    return found if fit and found not in {".", ".."} else None  # those two mean folders in a URL


def _number(raw: bytes) -> str:
    return raw.decode() if _WHOLE_NUMBER.fullmatch(raw) else ""


def _id_leniently(element: bytes) -> str:
    """The id of what the decoder refuses for another member's sake: NaN, half a character."""
    try:
        members = _lenient.decode(element.decode())
    except (ValueError, RecursionError):
        return ""
    found = members.get("id") if isinstance(members, dict) else None
    return found if isinstance(found, str) else ""


def _has_control(text: str) -> bool:
    """Control, invisible and half characters; the usual text is decided by one look."""
    return not text.isprintable() and any(category(c).startswith("C") for c in text)


def _elements(text: bytes) -> list[bytes]:
    try:
        return [bytes(raw) for raw in _list_decoder.decode(text)]
    except _CANNOT:
        pass
    parts = list(_split(text, b"[", b"]"))
    if not any(_is_json(part) for part in parts):
        raise NotUnderstood("not JSON")
    return parts


def _members(text: bytes) -> dict[str, bytes]:
    """The members of an object, each with its own bytes."""
    try:
        return {name: bytes(raw) for name, raw in _object_decoder.decode(text).items()}
    except _CANNOT:
        pass
    members = {}
    for part in _split(text, b"{", b"}"):
        name = _MEMBER.match(part)
        if not name:
            raise NotUnderstood("not JSON")
        members[name[1][1:-1].decode(errors="replace")] = part[name.end() :].strip()
    return members


def _array_in(members: dict[str, bytes]) -> bytes:
    for name in _ENVELOPES:
        held = members.get(name, b"")
        if held.startswith(b"["):
            return held
        if held.startswith(b"{"):  # {"data": {"items": [...]}}
            arrays = _arrays(_members(held).values())
            if len(arrays) == 1:
                return arrays[0]
    arrays = _arrays(members.values())
    if len(arrays) != 1:
        raise NotUnderstood("an object that holds no list of orders")
    return arrays[0]


def _arrays(values: Iterable[bytes]) -> list[bytes]:
    return [value for value in values if value.startswith(b"[")]


def _split(text: bytes, opening: bytes, closing: bytes) -> Iterator[bytes]:
    """The parts between the outermost brackets, by counting brackets outside of strings.

    For what the decoder refuses as a whole though only one element is at fault: NaN, a depth
    no decoder follows, numbers of thousands of digits.  Raises NotUnderstood when the outer
    form is broken: cut, or followed by something else.
    """
    if not text.startswith(opening):
        raise NotUnderstood("not JSON")
    depth, start = 0, len(opening)
    for token in _JSON_TOKEN.finditer(text):
        mark = token[0]
        if mark in b"[{":
            depth += 1
        elif mark in b"]}":
            depth -= 1
        if (depth == 1 and mark == b",") or depth == 0:
            part = text[start : token.start()].strip()
            start = token.end()
            if part:
                yield part
        if depth == 0:
            if mark != closing or start != len(text):
                break
            return
    raise NotUnderstood("not JSON: the answer is cut or followed by something else")


def _is_json(part: bytes) -> bool:
    try:
        _lenient.decode(part.decode())
    except RecursionError:
        return True
    except ValueError:
        return False
    return True
