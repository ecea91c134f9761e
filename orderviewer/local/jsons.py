"""The JSON of orders, as it was stored."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from orderviewer.local.prepared import digest_of
from orderviewer.order import Cause, StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.local.database import Database

_BODIES = """
    SELECT orders.number, orders.digest, unpacked(bodies.packed),
           details.digest, unpacked(details.packed)
    FROM json_each(?) AS wanted
    CROSS JOIN orders ON orders.number = wanted.value
    LEFT JOIN bodies ON bodies.number = orders.number
    LEFT JOIN details ON details.number = orders.number
"""


def read_jsons(
    database: Database, numbers: Sequence[int], *, checked: bool = True
) -> dict[int, tuple[bytes, bytes | None]]:
    """Of each order, by number, the list's JSON and, where there is one, the detail's.

    Raises StoreDamaged when they are not what was stored; not `checked`: of another day, whose
    digests nobody kept.
    """
    found = database.query(_BODIES, (json.dumps(list(numbers)),))
    if checked:
        return {number: intact(*jsons) for number, *jsons in found}
    return {number: (body, detail) for number, _, body, _, detail in found}


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
