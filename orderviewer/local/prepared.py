"""What storing a page takes and its JSON alone decides, so that another process can find it out."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from orderviewer.local.seals import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.fields.reading import Reading

DIGEST_BYTES = 8


class Prepared(NamedTuple):
    """Of the orders of a page: digests, one after the other, and for each its joined texts.

    `version`: the reading's that found the texts.  They are empty where nobody looked for them.
    """

    version: int
    digests: bytes
    joined: Sequence[str] = ()

    def digest(self, place: int) -> bytes:
        return self.digests[place * DIGEST_BYTES : (place + 1) * DIGEST_BYTES]


def digest_of(raw: bytes) -> bytes:
    """Tells whether an order's JSON is still the same, and whether the file still holds it."""
    return hashlib.blake2b(raw, digest_size=DIGEST_BYTES).digest()


def prepare(raws: Sequence[bytes], reading: Reading | None) -> Prepared:
    """The digests of orders and, where there is a reading, the texts it finds in them."""
    digests = b"".join(map(digest_of, raws))
    if reading is None:
        return Prepared(-1, digests)
    return Prepared(reading.version, digests, list(map(BETWEEN.join, reading.values_of_each(raws))))
