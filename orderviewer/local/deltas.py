"""Older versions of an order's JSON in few bytes: compressed with the newer one as dictionary."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from orderviewer.order import Cause, StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LEVEL = 6


def delta(older: bytes, newer: bytes) -> bytes:
    """`older` for whoever has `newer`; a hundred bytes when little of 2,000 changed."""
    compressor = zlib.compressobj(_LEVEL, zdict=newer) if newer else zlib.compressobj(_LEVEL)
    return compressor.compress(older) + compressor.flush()


def restored(packed: bytes, newer: bytes) -> bytes:
    """What `delta` packed; raises StoreDamaged when `newer` is another one, or either is torn."""
    reader = zlib.decompressobj(zdict=newer) if newer else zlib.decompressobj()
    try:
        found = reader.decompress(packed) + reader.flush()
    except zlib.error:
        found = None
    if found is None or not reader.eof:
        raise StoreDamaged(Cause.DAMAGED, "an older version is not what was stored")
    return found


def older_ones(newest: bytes, packed: Iterable[bytes]) -> Iterator[bytes]:
    """The versions before `newest`, given and got from the youngest to the oldest."""
    newer = newest
    for one in packed:
        newer = restored(one, newer)
        yield newer
