"""Orders as the feed hands them to the detail pane, for its tests."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from orderviewer.feed.detail import OrderView
from orderviewer.fields.reading import Learner
from orderviewer.fields.sheet import sheet
from orderviewer.order import Scope
from orderviewer.simulator.world import World

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)  # noon in Paris
TODAY = date(2026, 3, 10)


def encoded(order: object) -> bytes:
    return json.dumps(order, ensure_ascii=False).encode()


def view_of(
    raw: bytes,
    detail: bytes | None = None,
    *,
    number: int = 1,
    missing: bool = False,
    key: str = "",
) -> OrderView:
    """The view of one order as received, read as an order met for the first time."""
    learner = Learner()
    learner.observe(detail or raw)
    read = sheet(raw, detail, learner.reading())
    found = next((fact.text for fact in read.form), "")
    return OrderView(
        number=number,
        key=key or found or "?digest",
        has_id=bool(key or found),
        stream=Scope.CURRENT,
        sheet=read,
        missing=missing,
        raw_list=raw,
        raw_detail=detail,
        last_seen=NOON,
        detail_seen=NOON if detail else None,
    )


def invented(index: int = 7, dialect: str = "orange") -> bytes:
    """An order of the demonstration."""
    order: Any = World(size=200, seed=1, dialect=dialect, today=TODAY).order(index)
    return order if isinstance(order, bytes) else msgspec.json.encode(order)


HOSTILE = encoded(
    {
        "id": "<b>1</b>",
        "request": {
            "id": "3-0",
            "customerReference": "PO-" + "0123456789" * 60,
            "status": "<img src='file:///nowhere.png'>\u202eevil",
            "orangeContact": {"name": "\u202eGniht \x00 \u200b"},
        },
        "site": {"name": "<h1>Site</h1>" + "x" * 900, "address": {"city": "Épinal " * 40}},
        "milestones": [
            {"name": "<b>Received</b>" + "y" * 300, "status": "Completed", "date": "2025-01-02"},
            {"name": "\u202eodd", "status": "in progress", "date": "not a date"},
        ],
        "appointments": [
            {
                "status": "<i>confirmed</i>",
                "validFor": {
                    "startDateTime": "2031-01-01T08:00:00+01:00",
                    "endDateTime": "2031-01-01T12:00:00+01:00",
                },
                "place": "z" * 300,
            }
        ],
        "note": "line one\nline two",
    }
)
BARE = b'{"id":"77","request":{"id":"3-0000077","customerReference":"","status":"K7 special"}}'
