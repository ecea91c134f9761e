"""What the two processes tell each other over their pipes: lengths, then packed data."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, TypeVar

import msgspec

if TYPE_CHECKING:
    from typing import BinaryIO

T = TypeVar("T")

_LENGTH = struct.Struct("<Q")


class Wish(msgspec.Struct, array_like=True, gc=False):
    """A page to be prepared as the recipe says; None for digests alone."""

    number: int
    recipe: tuple[str, tuple[int, str] | None] | None
    body: bytes


class Done(msgspec.Struct, array_like=True, gc=False):
    """What became of the wish of that number; `keys` is None for a page that is no usual one.

    `ends`: where each order begins and ends in the page, one after the other.
    """

    number: int = 0
    keys: list[str | None] | None = None
    ends: list[int] = []
    version: int = -1
    digests: bytes = b""
    joined: list[str] = []
    packed: list[bytes] = []


def send(pipe: BinaryIO, message: msgspec.Struct) -> None:
    packed = msgspec.msgpack.encode(message)
    pipe.write(_LENGTH.pack(len(packed)))
    pipe.write(packed)
    pipe.flush()


def receive(pipe: BinaryIO, kind: type[T]) -> T:
    """Raises EOFError when the other one has ended."""
    length = _read(pipe, _LENGTH.size)
    return msgspec.msgpack.decode(_read(pipe, *_LENGTH.unpack(length)), type=kind)


def _read(pipe: BinaryIO, size: int) -> bytes:
    found = pipe.read(size)
    if len(found) < size:
        raise EOFError
    return found
