"""The JSON of orders in few bytes: compressed, with what most of them share as dictionary.

A dictionary holds the names of members and nothing of their values, so that it has no part in
what is removed when an order is to be forgotten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec
from lz4 import block

from orderviewer.order import Cause, StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

AS_IT_IS = 0  # the first byte of what is not compressed; else the number of the dictionary
LONGEST_DICTIONARY = 4_096  # bytes; it is looked through for every order
_MOST_TIMES = 255  # LZ4 makes nothing smaller than this part of it
_SIZE_BYTES = 4


class Dictionary(NamedTuple):
    """What orders are packed with; its number, from 1, is never given to another one."""

    number: int
    text: str


def dictionary_text(raws: Iterable[bytes]) -> str:
    """The names in these orders, as they stand in their JSON; "" when there are none.

    One skeleton for each different shape, the richest first, as many as have room.
    """
    shapes: dict[str, None] = {}
    for raw in raws:
        try:
            skeleton = _skeleton(msgspec.json.decode(raw))
        except (msgspec.DecodeError, RecursionError):
            continue
        shapes[msgspec.json.encode(skeleton).decode()] = None
    chosen, room = [], LONGEST_DICTIONARY
    for shape in sorted(shapes, key=len, reverse=True):
        size = len(shape.encode())
        if size <= room:
            chosen.append(shape)
            room -= size
    return "".join(chosen)


def pack(raw: bytes, dictionary: Dictionary | None) -> bytes:
    return pack_each((raw,), dictionary)[0]


def pack_each(raws: Sequence[bytes], dictionary: Dictionary | None) -> list[bytes]:
    """Like `pack`, for many at once."""
    if dictionary is None:
        return [bytes((AS_IT_IS,)) + raw for raw in raws]
    compress, head, text = block.compress, bytes((dictionary.number,)), dictionary.text.encode()
    return [head + compress(raw, dict=text) for raw in raws]


def unpacked(packed: object, dictionary_of: Callable[[int], bytes]) -> bytes:
    """What `pack` packed; raises StoreDamaged.

    In a damaged file any column may hold anything.  What is torn may also come out as something
    else, which its digest tells.
    """
    if not isinstance(packed, bytes) or not packed:
        raise StoreDamaged(Cause.DAMAGED, "an order is not what was stored")
    if packed[0] == AS_IT_IS:
        return packed[1:]
    size = int.from_bytes(packed[1 : 1 + _SIZE_BYTES], "little")
    if size > _MOST_TIMES * len(packed):
        raise StoreDamaged(Cause.DAMAGED, "an order is larger than it can be")
    try:
        return bytes(block.decompress(packed[1:], dict=dictionary_of(packed[0])))
    except (block.LZ4BlockError, ValueError, OverflowError):
        raise StoreDamaged(Cause.DAMAGED, "an order cannot be unpacked") from None


def _skeleton(value: Any) -> Any:  # noqa: ANN401  JSON's types
    if isinstance(value, dict):
        return {name: _skeleton(one) for name, one in value.items()}
    if isinstance(value, list):
        items = [_skeleton(one) for one in value]
        return list({msgspec.json.encode(one): one for one in items}.values())
    return ""
