"""A number for the texts of an order's cells, by which a damaged file gives itself away.

What happened and what was, which nothing else could tell again, have seals of their own.

JSON has its digest, for which a text of 2 KB costs little.  Cells are short, and a CRC tells as
well whether a disk changed them: 0.8 us an order.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from zlib import crc32

from orderviewer.local.historytables import SEALED
from orderviewer.order import Cause, StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from orderviewer.local.database import Database

BETWEEN = "\x1f"
_BETWEEN_LINES = "\x1e"  # of whole numbers: other texts could hold it
_LINES_END = _BETWEEN_LINES.encode()
_TOGETHER = 1 << 15  # rows
_IN_THE_MAKING = "SELECT EXISTS (SELECT 1 FROM meta WHERE name = 'stale')"


def seal_of(number: int, texts: Sequence[str]) -> int:
    """Of the order's row number too, so that it does not hold for another's."""
    return seal_of_joined(number, BETWEEN.join(texts))


def seal_of_joined(number: int, texts: str) -> int:
    """Of texts with `BETWEEN` between them."""
    return crc32(texts.encode(), number)


def seals_of_joined(numbers: Iterable[int], texts: Iterable[str]) -> list[int]:
    """`seal_of_joined` of each, at half the cost."""
    return list(map(crc32, map(str.encode, texts), numbers))


def row_seal(*values: object) -> int:
    """Of a row of the history; whole numbers, texts and None."""
    return crc32(BETWEEN.join(map(str, values)).encode(errors="surrogatepass"))


def require_seal(seal: int, *values: object) -> None:
    """Raises StoreDamaged when the row is not what was stored."""
    if row_seal(*values) != seal:
        raise StoreDamaged(Cause.DAMAGED, "what is told of an order is not what was stored")


def require_seals(database: Database, *tables: str, later: str = "", than: int = 0) -> None:
    """Of all rows of tables of numbers, or of those `later` by a column; raises StoreDamaged."""
    chosen = f"AND {later} > {than}" if later else ""
    for table in tables:
        line = f" || '{BETWEEN}' || ".join(
            f"ifnull({column}, 'None')" for column in SEALED[table].split(", ")
        )
        rows = f"SELECT {line} AS line, seal FROM {table} WHERE rowid BETWEEN ? AND ? {chosen}"  # noqa: S608
        together = (
            f"SELECT group_concat(line, '{_BETWEEN_LINES}'), json_group_array(seal) FROM ({rows})"  # noqa: S608
        )
        last = database.value(f"SELECT max(rowid) FROM {table}") or 0  # noqa: S608
        for first in range(0, last + 1, _TOGETHER):
            ((lines, seals),) = database.query(together, (first, first + _TOGETHER - 1))
            found = [] if lines is None else lines.encode(errors="surrogatepass").split(_LINES_END)
            if list(map(crc32, found)) != json.loads(seals):
                raise StoreDamaged(Cause.DAMAGED, "a time is not what was stored")


def check_seals(
    database: Database,
    numbers: Sequence[int],
    seals: Sequence[int | None],
    texts: Sequence[Sequence[str]],
) -> None:
    """Of each order its number, its seal (None: it has no cells) and texts; raises StoreDamaged."""
    try:
        found = list(map(seal_of, numbers, texts))
    except TypeError:  # in a damaged file any column may hold anything
        raise StoreDamaged(Cause.DAMAGED, "the texts of an order are no texts") from None
    if found == list(seals):
        return
    if any(seal not in {None, now} for seal, now in zip(seals, found, strict=True)):
        raise StoreDamaged(Cause.DAMAGED, "the texts of an order are not what was stored")
    if not database.value(_IN_THE_MAKING):  # cells are missing only while they are made anew
        raise StoreDamaged(Cause.DAMAGED, "the texts of an order are missing")
