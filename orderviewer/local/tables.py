"""The tables of a new file; `migrations` makes those of an older one the same."""

from __future__ import annotations

import re

from orderviewer.fields.roles import Role
from orderviewer.local.dictionaries import DICTIONARY_TABLES
from orderviewer.local.historytables import HISTORY_TABLES
from orderviewer.local.index import INDEX_TABLES

# Cells are laid out by this list; a file with another one has them made anew.
ROLES = " ".join(("seal", *Role))

# Three tables by how often and how widely they are read: what every crawl touches (orders), what
# sorting and painting scan (cells: a text for each role, maybe empty; made from the JSON, so
# disposable), and the JSON itself.  Sort keys are not kept: SQLite calls for them when it sorts,
# which costs a sort of 100,000 orders a tenth of a second and spares every put 14 us an order.
# Times are milliseconds since 1970, UTC.  A stream is its place in Scope.ALL.streams.
_OWN = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE streams (
        stream INTEGER PRIMARY KEY,
        orders INTEGER NOT NULL DEFAULT 0,    -- how many rows, so that no one must count
        crawl INTEGER NOT NULL DEFAULT 0,     -- the latest that stored anything
        completed INTEGER NOT NULL DEFAULT 0  -- the latest that was complete
    ) STRICT""",
    """CREATE TABLE crawls (
        crawl INTEGER PRIMARY KEY AUTOINCREMENT,
        stream INTEGER NOT NULL,
        started INTEGER NOT NULL,
        as_of INTEGER NOT NULL,
        received INTEGER NOT NULL DEFAULT 0,
        about INTEGER,
        complete INTEGER NOT NULL DEFAULT 0,
        compared INTEGER NOT NULL DEFAULT 0  -- orders met that were stored before it began
    ) STRICT""",
    """CREATE TABLE orders (
        number INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        has_id INTEGER NOT NULL,
        stream INTEGER NOT NULL,    -- where it was last seen
        position INTEGER NOT NULL,  -- in that stream, as the service sorted it
        crawl INTEGER NOT NULL,     -- the latest that saw it
        digest BLOB NOT NULL,       -- of the list's JSON
        first_seen INTEGER NOT NULL,
        last_seen INTEGER NOT NULL,
        changed INTEGER NOT NULL,   -- when the list's JSON last became what it is
        seal INTEGER NOT NULL       -- of number, first_seen, changed
    ) STRICT""",
    "CREATE TABLE bodies (number INTEGER PRIMARY KEY, packed BLOB NOT NULL) STRICT",
    """CREATE TABLE details (
        number INTEGER PRIMARY KEY,
        seen INTEGER NOT NULL,
        digest BLOB NOT NULL,
        packed BLOB NOT NULL,
        since INTEGER NOT NULL, -- when it first was what it is
        seal INTEGER NOT NULL   -- of number and since
    ) STRICT""",
    """CREATE TABLE forgotten (
        number INTEGER PRIMARY KEY,  -- the order's own, never given again
        digest TEXT NOT NULL UNIQUE, -- of its key
        by_age INTEGER NOT NULL,     -- not chosen by the user
        crawl INTEGER NOT NULL       -- the latest that met it
    ) STRICT""",
)
CELLS = f"""CREATE TABLE cells (
    number INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL,  -- the version that made them
    seal INTEGER NOT NULL,     -- of the texts
    {", ".join(f"{role} TEXT NOT NULL" for role in Role)}
) STRICT"""
TABLES = (*_OWN, *DICTIONARY_TABLES, *HISTORY_TABLES, CELLS, *INDEX_TABLES)

_ABOUT = re.compile(r"CREATE (?:VIRTUAL )?TABLE (\w+)|CREATE INDEX \w+ ON (\w+)")


def statements_of(table: str) -> list[str]:
    """What makes a table and its indexes."""
    return [one for one in TABLES if (found := _ABOUT.match(one)) and table in found.groups()]
