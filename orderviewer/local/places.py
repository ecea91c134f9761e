"""Every place in the orders' JSON that holds values, as it can be asked for in a search."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from orderviewer.fields.document import document
from orderviewer.fields.flatten import flatten
from orderviewer.fields.values import NOTHING
from orderviewer.local.records import Place
from orderviewer.search.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orderviewer.local.database import Database

MOST = 1_000  # places
MOST_TEXTS = 20  # of one place
LONGEST_TEXT = 120  # characters that are kept of one

_SAMPLE = """
    SELECT unpacked(packed) FROM {} WHERE number = ? OR number IN (
        SELECT number FROM {} WHERE number % max(1, (SELECT max(number) FROM {}) / ?) = 0 LIMIT ?)
    ORDER BY number = ? DESC
"""


def places(database: Database, sample: int, first: int = 0) -> tuple[Place, ...]:
    """Paths without the brackets of lists, those that most orders have first, with values.

    Looks at about `sample` orders, evenly spread, and at as many details; also, and before
    them, at the order of row number `first`.
    """
    counts: Counter[str] = Counter()
    texts: dict[str, dict[str, None]] = {}
    for raw in _documents(database, sample, first):
        met = set()
        for found, value in flatten(document(raw)):
            path = found.replace("[]", "")
            if not path:
                continue
            met.add(path)
            known = texts.setdefault(path, {})
            text = text_of(value).strip()
            if len(known) < MOST_TEXTS and text not in NOTHING:
                known[text[:LONGEST_TEXT]] = None
        counts.update(met)
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Place(path, tuple(texts[path])) for path, _ in ordered[:MOST])


def _documents(database: Database, sample: int, first: int) -> Iterator[bytes]:
    for table in ("bodies", "details"):
        sql = _SAMPLE.format(table, table, table)
        for (raw,) in database.query(sql, (first, sample, 2 * sample, first)):
            yield raw
