"""The SQL views other programs may read (docs/sql-views.md): kept stable, unlike the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orderviewer.fields.roles import Role
from orderviewer.order import Cause, Scope, StoreDamaged

if TYPE_CHECKING:
    from orderviewer.local.database import Database


def _named(stream: str) -> str:
    names = [f"WHEN {n} THEN '{name}'" for n, name in enumerate(Scope.ALL.streams)]
    return f"CASE {stream} {' '.join(names)} END"


def _time(milliseconds: str) -> str:
    """ISO 8601 UTC, made by SQLite alone: other programs have none of our functions."""
    return f"strftime('%Y-%m-%dT%H:%M:%SZ', {milliseconds} / 1000, 'unixepoch')"


# Columns are only ever added, at the end; a role's name is its column's.
BI_VIEWS = {
    "bi_orders": f"""CREATE VIEW bi_orders AS SELECT
        orders.key AS "key",
        {_named("orders.stream")} AS scope,
        orders.crawl < streams.completed AS missing,
        {_time("orders.first_seen")} AS first_seen,
        {_time("orders.last_seen")} AS last_seen,
        {_time("orders.changed")} AS changed,
        {", ".join(f"nullif(cells.{role}, '') AS {role}" for role in Role)}
    FROM orders
    JOIN streams ON streams.stream = orders.stream
    LEFT JOIN cells ON cells.number = orders.number""",  # noqa: S608
    "bi_scopes": f"""CREATE VIEW bi_scopes AS SELECT
        {_named("streams.stream")} AS scope,
        streams.orders AS orders,
        ifnull(crawls.complete, 0) AS complete,
        crawls.received AS received,
        crawls.about AS about,
        {_time("crawls.as_of")} AS as_of
    FROM streams
    LEFT JOIN crawls ON crawls.crawl = streams.crawl""",  # noqa: S608
    "bi_events": f"""CREATE VIEW bi_events AS SELECT
        events.event AS event,
        orders.key AS "key",
        events.kind AS kind,
        events.role AS field,
        nullif(events.path, '') AS path,
        nullif(events.before, '') AS before,
        nullif(events.after, '') AS after,
        events.days AS days,
        {_time("events.not_before")} AS not_before,
        {_time("events.not_after")} AS not_after,
        events.seen AS seen,
        events.orders AS orders
    FROM events
    LEFT JOIN orders ON orders.number = events.number""",  # noqa: S608
}

_PRESENT = "SELECT name, sql FROM sqlite_master WHERE type = 'view'"


def fit_views(database: Database) -> None:
    """Makes the views that are missing or made for other roles; a protected file stays as it is."""
    if database.read_only or not _outdated(database):
        return
    try:
        with database.writing():
            for name in _outdated(database):
                database.run(f"DROP VIEW IF EXISTS {name}")
                database.run(BI_VIEWS[name])
    except StoreDamaged as error:
        if error.cause is not Cause.NOT_WRITABLE:
            raise


def _outdated(database: Database) -> list[str]:
    present = dict(database.query(_PRESENT))
    return [name for name, sql in BI_VIEWS.items() if present.get(name) != sql]
