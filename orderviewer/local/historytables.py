"""The tables of what was: versions of orders, what happened to them, where they stood."""

from __future__ import annotations

_CHANGE = """
        kind TEXT NOT NULL,         -- EventKind
        role TEXT,
        path TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        days INTEGER,
        not_before INTEGER NOT NULL,
        not_after INTEGER NOT NULL,
        seal INTEGER NOT NULL       -- of number and change
"""

# What `seals.row_seal` is called with, for each of the tables that have such seals.
SEALED = {
    "events": "number, kind, role, path, before, after, days, not_before, not_after",
    "pending": "number, kind, role, path, before, after, days, not_before, not_after",
    "versions": "number, source, since, seen, until",
    "moves": "number, at, stream, missing",
    "orders": "number, first_seen, changed",
    "details": "number, since",
}

# Times are milliseconds since 1970, UTC.
HISTORY_TABLES = (
    # What an order's JSON was before `until`; compressed with the version after it as dictionary,
    # which the last one finds in `bodies` or `details`.
    """CREATE TABLE versions (
        version INTEGER PRIMARY KEY,
        number INTEGER NOT NULL,
        source INTEGER NOT NULL,    -- 0 list, 1 detail
        since INTEGER NOT NULL,
        seen INTEGER NOT NULL,      -- the last time it was met
        until INTEGER NOT NULL,
        json BLOB NOT NULL,         -- it is checked when it is unpacked
        seal INTEGER NOT NULL       -- of the rest
    ) STRICT""",
    "CREATE INDEX versions_of ON versions (number, source)",
    "CREATE INDEX versions_until ON versions (until, number)",
    # Where an order stood before `at`: in which list, and whether that list lacked it.
    """CREATE TABLE moves (
        number INTEGER NOT NULL,
        at INTEGER NOT NULL,
        stream INTEGER NOT NULL,
        missing INTEGER NOT NULL,
        seal INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX moves_of ON moves (number, at)",
    "CREATE INDEX moves_at ON moves (at, number)",
    "CREATE TABLE absences (number INTEGER PRIMARY KEY) STRICT",  # told to have vanished
    f"""CREATE TABLE events (
        event INTEGER PRIMARY KEY AUTOINCREMENT,
        number INTEGER,             -- NULL: it is about many orders
        orders INTEGER NOT NULL,    -- how many
        seen INTEGER NOT NULL,      -- by the user
        {_CHANGE}
    ) STRICT""",
    "CREATE INDEX events_of ON events (number)",
    "CREATE INDEX events_at ON events (not_after)",
    "CREATE INDEX events_unseen ON events (number, kind) WHERE seen = 0",
    # Events of a crawl under way: only its end tells which of them are about all orders.
    f"""CREATE TABLE pending (
        pending INTEGER PRIMARY KEY,
        crawl INTEGER NOT NULL,     -- 0: of details
        number INTEGER NOT NULL,
        stayed INTEGER NOT NULL,    -- in its list
        pattern TEXT NOT NULL,      -- the path without which item of a list it is in
        {_CHANGE}
    ) STRICT""",
    "CREATE INDEX pending_of ON pending (number)",
)
