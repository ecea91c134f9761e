"""What storing a page takes and its JSON alone decides, so that another process can find it out."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from orderviewer.local.packing import Dictionary, pack_each
from orderviewer.local.seals import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.fields.reading import Reading

DIGEST_BYTES = 8


class Prepared(NamedTuple):
    """Of the orders of a page: digests, one after the other; of each its joined texts, its bytes.

    `version`: the reading's that found the texts.  Texts and packed JSON are empty where nobody
    asked for them.
    """

    version: int
    digests: bytes
    joined: Sequence[str] = ()
    packed: Sequence[bytes] = ()

    def digest(self, place: int) -> bytes:
        return self.digests[place * DIGEST_BYTES : (place + 1) * DIGEST_BYTES]


def digest_of(raw: bytes) -> bytes:
    """Tells whether an order's JSON is still the same, and whether the file still holds it."""
    return hashlib.blake2b(raw, digest_size=DIGEST_BYTES).digest()


class Recipe(NamedTuple):
    """How new orders are prepared: by a reading, as JSON, and packed with that dictionary."""

    reading: str
    dictionary: Dictionary | None


def prepare(
    raws: Sequence[bytes], reading: Reading | None = None, dictionary: Dictionary | None = None
) -> Prepared:
    """The digests of orders and, where there is a reading, what new ones need besides."""
    digests = b"".join(map(digest_of, raws))
    if reading is None:
        return Prepared(-1, digests)
    joined = list(map(BETWEEN.join, reading.values_of_each(raws)))
    return Prepared(reading.version, digests, joined, pack_each(raws, dictionary))
