"""The JSON of one order, decoded come what may, and a detail laid over what a list gave."""

from __future__ import annotations

import json
from typing import TypeAlias

import msgspec

from orderviewer.fields.values import NOTHING

Json: TypeAlias = object

_DEEPEST = 100  # levels that are merged one by one; below, the newer side counts as a whole
_NAMES = ("id", "@id", "role", "name", "code", "libelle", "nom")  # what tells list items apart


def document(raw: bytes) -> Json:
    """The decoded document; what is no JSON at all comes back as the text it is.

    `raw` is UTF-8.  What the strict decoder refuses (NaN, numbers beyond a float, lone
    surrogates) the standard library reads; surrogates then become U+FFFD.
    """
    try:
        return msgspec.json.decode(raw)
    except (ValueError, RecursionError):
        text = raw.decode("utf-8-sig", "replace")
    try:
        found = json.loads(text, strict=False)
        sound = json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass")
        return json.loads(sound.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return text


def merged(list_raw: bytes, detail_raw: bytes | None) -> Json:
    """The detail over what the list gave: nothing known is lost to nothing (api.md 5, Q8)."""
    known = document(list_raw)
    if detail_raw is None:
        return known
    detail = document(detail_raw)
    if isinstance(detail, list) and len(detail) == 1:
        detail = detail[0]
    return merge(known, detail) if isinstance(detail, dict) else known


def merge(known: Json, newer: Json, deepest: int = _DEEPEST) -> Json:
    """`newer` over `known`, member by member.

    Null, blank and empty never replace something, and a bare value never replaces an object or
    a list.  A list replaces a list, but items that are recognised keep what they had.
    """
    if _nothing(newer):
        return newer if _nothing(known) else known
    if isinstance(known, dict) and isinstance(newer, dict):
        if deepest <= 0:
            return newer
        both = dict(known)
        for key, value in newer.items():
            both[key] = merge(known[key], value, deepest - 1) if key in known else value
        return both
    if isinstance(known, list) and isinstance(newer, list):
        return _merge_lists(known, newer, deepest - 1)
    if isinstance(known, (dict, list)) and known and not isinstance(newer, (dict, list)):
        return known
    return newer


def _merge_lists(known: list[Json], newer: list[Json], deepest: int) -> Json:
    for name in _NAMES:
        before, after = _by_name(known, name), _by_name(newer, name)
        if before is not None and after is not None:
            return [
                merge(before[key], item, deepest) if key in before else item
                for key, item in after.items()
            ]
    return newer


def _by_name(items: list[Json], name: str) -> dict[str, Json] | None:
    """The items by that member, None unless every item has one of its own."""
    found: dict[str, Json] = {}
    for item in items:
        key = item.get(name) if isinstance(item, dict) else None
        if isinstance(key, bool) or not isinstance(key, (str, int)) or str(key) in found:
            return None
        found[str(key)] = item
    return found


def _nothing(value: Json) -> bool:
    if isinstance(value, str):
        return value.strip() in NOTHING
    return value is None or (isinstance(value, (dict, list)) and not value)
