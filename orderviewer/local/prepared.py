"""What storing a page takes of work on its bytes alone, which any thread may do beforehand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.fields.reading import Reading
    from orderviewer.order import Page


@dataclass(frozen=True, slots=True)
class Prepared:
    """One digest for each order of a page, in its order, and the texts that a reading found.

    `version`: the reading's; None when no texts were looked for.
    """

    digests: Sequence[bytes]
    version: int | None = None
    texts: Sequence[tuple[str, ...]] = ()


def prepare(page: Page, reading: Reading | None = None) -> Prepared:
    """Needs no store.  `reading`: the store's own; worth it where most orders are new."""
    raws = [order.raw for order in page.orders]
    digests = [digest_of(raw) for raw in raws]
    if reading is None:
        return Prepared(digests)
    return Prepared(digests, reading.version, reading.values_of_each(raws))


def digest_of(raw: bytes) -> bytes:
    """Tells whether an order's JSON is still the same, and whether the file still holds it."""
    return hashlib.blake2b(raw, digest_size=8).digest()
