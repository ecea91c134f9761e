"""A number for the texts of an order's cells, by which a damaged file gives itself away.

JSON has its digest, for which a text of 2 KB costs little.  Cells are short, and a CRC tells as
well whether a disk changed them: 0.8 us an order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from orderviewer.order import Cause, StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.local.database import Database

_BETWEEN = "\x1f"
_IN_THE_MAKING = "SELECT EXISTS (SELECT 1 FROM meta WHERE name = 'stale')"


def seal_of(number: int, texts: Sequence[str]) -> int:
    """Of the order's row number too, so that it does not hold for another's."""
    return crc32(_BETWEEN.join(texts).encode(), number)


def check_seals(
    database: Database, sealed: Sequence[tuple[int, int | None, Sequence[str]]]
) -> None:
    """Of each order number, seal, None where it has no cells, and texts; raises StoreDamaged."""
    for number, seal, texts in sealed:
        if seal is None:  # allowed only while cells are made anew
            if not database.value(_IN_THE_MAKING):
                raise StoreDamaged(Cause.DAMAGED, "the texts of an order are missing")
        elif not _is_intact(number, seal, texts):
            raise StoreDamaged(Cause.DAMAGED, "the texts of an order are not what was stored")


def _is_intact(number: int, seal: int, texts: Sequence[str]) -> bool:
    try:
        return seal_of(number, texts) == seal
    except TypeError:  # in a damaged file any column may hold anything
        return False
