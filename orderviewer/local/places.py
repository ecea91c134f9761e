"""Every place in the orders' JSON that holds values, as it can be asked for in a search."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from orderviewer.fields.document import document
from orderviewer.fields.flatten import flatten

if TYPE_CHECKING:
    from orderviewer.local.database import Database

MOST = 1_000  # places

_SAMPLE = """
    SELECT json FROM {} WHERE number IN (
        SELECT number FROM {} WHERE number % max(1, (SELECT max(number) FROM {}) / ?) = 0 LIMIT ?)
"""


def places(database: Database, sample: int) -> tuple[str, ...]:
    """Paths without the brackets of lists, those that most orders have first.

    Looks at about `sample` orders, evenly spread, and at as many details.
    """
    counts: Counter[str] = Counter()
    for table in ("bodies", "details"):
        sql = _SAMPLE.format(table, table, table)
        for (raw,) in database.query(sql, (sample, 2 * sample)):
            counts.update({path.replace("[]", "") for path, _ in flatten(document(raw)) if path})
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple(path for path, _ in ordered[:MOST])
