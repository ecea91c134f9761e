"""The JSON of orders, as it was stored."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from orderviewer.local.expressions import STREAMS
from orderviewer.local.moments import time_of
from orderviewer.local.prepared import digest_of
from orderviewer.local.records import Stored
from orderviewer.local.seals import require_seal
from orderviewer.order import Cause, StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.local.database import Database

_BODIES = """
    SELECT orders.number, details.since, details.seal,
           orders.digest, unpacked(bodies.packed), details.digest, unpacked(details.packed)
    FROM json_each(?) AS wanted
    CROSS JOIN orders ON orders.number = wanted.value
    LEFT JOIN bodies ON bodies.number = orders.number
    LEFT JOIN details ON details.number = orders.number
"""

_ORDER = """
    SELECT orders.number, key, has_id, orders.stream, orders.crawl < streams.completed,
           orders.seal, first_seen, changed, last_seen, details.seen,
           orders.digest, unpacked(bodies.packed), details.digest, unpacked(details.packed)
    FROM orders
    JOIN streams ON streams.stream = orders.stream
    LEFT JOIN bodies ON bodies.number = orders.number
    LEFT JOIN details ON details.number = orders.number
    WHERE orders.number = ?
"""


def read_order(database: Database, number: int) -> Stored | None:
    """All that is kept of one order; None when there is none of that number."""
    rows = database.query(_ORDER, (number,))
    if not rows:
        return None
    number, key, has_id, stream, missing, seal, first, changed, last, seen, *jsons = rows[0]
    if database.value("SELECT number FROM orders WHERE key = ?", (key,)) != number:
        raise StoreDamaged(Cause.DAMAGED, "the key of an order is not what was stored")
    require_seal(seal, number, first, changed)
    body, detail = intact(*jsons)
    return Stored(
        number=number,
        key=key,
        has_id=bool(has_id),
        stream=STREAMS[stream],
        missing=bool(missing),
        list_json=body,
        detail_json=detail,
        first_seen=time_of(first),
        last_seen=time_of(last),
        detail_seen=None if seen is None else time_of(seen),
    )


def read_jsons(
    database: Database, numbers: Sequence[int], *, checked: bool = True
) -> dict[int, tuple[bytes, bytes | None]]:
    """Of each order, by number, the list's JSON and, where there is one, the detail's.

    Raises StoreDamaged when they are not what was stored; not `checked`: of another day, whose
    digests nobody kept.
    """
    found = database.query(_BODIES, (json.dumps(list(numbers)),))
    if not checked:
        return {number: (body, detail) for number, _, _, _, body, _, detail in found}
    for number, since, seal, *_, detail in found:
        if detail is not None:
            require_seal(seal, number, since)  # else it may be of another order
    return {number: intact(*jsons) for number, _, _, *jsons in found}


def intact(
    digest: bytes, body: object, detail_digest: bytes | None, detail: object
) -> tuple[bytes, bytes | None]:
    """The JSON of list and detail if they are what was stored; raises StoreDamaged.

    In a damaged file any column may hold anything, also what is no bytes.
    """
    if not isinstance(body, bytes) or digest_of(body) != digest:
        raise StoreDamaged(Cause.DAMAGED, "an order is not what was stored")
    if detail is None:
        return body, None
    if not isinstance(detail, bytes) or digest_of(detail) != detail_digest:
        raise StoreDamaged(Cause.DAMAGED, "the detail of an order is not what was stored")
    return body, detail
