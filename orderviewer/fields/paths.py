"""Names for places in a JSON document: "site.address.city", "contacts[].name".

Keys are joined by dots; "[]" stands for every item of a list, "[3]" for the fourth one, and
"[role=customer]" for the items whose `role` is "customer".  In a key or a wanted value the
characters . [ ] and \\ are escaped by a backslash, and the empty key is written "\\e".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, TypeAlias

EMPTY = "\\e"
_SPECIAL = re.compile(r"[.\[\]\\]")
_TOKEN = re.compile(
    r"\[(?P<inside>(?:[^\[\]\\]|\\.)*)\]|\.|(?P<key>(?:[^.\[\]\\]|\\.)+)", re.DOTALL
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class Each(NamedTuple):
    """Every item of a list, or those whose member `key` is `value`."""

    key: str | None = None
    value: str = ""


Step: TypeAlias = str | int | Each


def key_step(path: str, key: str) -> str:
    """The path of the member `key` of the object at `path`."""
    name = escaped(key)
    return f"{path}.{name}" if path else name


def escaped(key: str) -> str:
    if key.isalnum():
        return key
    return _SPECIAL.sub(r"\\\g<0>", key) if key else EMPTY


def chosen_step(path: str, key: str, value: str) -> str:
    """The path of the items of the list at `path` whose `key` is `value`."""
    return f"{path}[{escaped(key)}={escaped(value)}]"


@lru_cache(maxsize=4096)
def steps(path: str) -> tuple[Step, ...]:
    """The steps that a path written by this module consists of; "" is the document itself."""
    found: list[Step] = []
    for match in _TOKEN.finditer(path):
        inside, key = match["inside"], match["key"]
        if key is not None:
            found.append(_plain(key))
        elif inside == "":
            found.append(Each())
        elif inside is not None and inside.isdecimal():
            found.append(int(inside))
        elif inside is not None:
            name, _, value = inside.partition("=")
            found.append(Each(_plain(name), _plain(value)))
    return tuple(found)


def _plain(text: str) -> str:
    return "" if text == EMPTY else _ESCAPED.sub(r"\1", text)
