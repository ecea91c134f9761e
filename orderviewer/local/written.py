"""What the latest writes changed of lists, for those who only read: the most is only seen again.

It is kept in the file, for others may write it, also from other programs.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from orderviewer.order import Cause, StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from orderviewer.local.database import Database

MOST = 200  # orders that are named
_REWRITTEN, _MOVED = "rewritten", "moved"  # in `meta`
_WRITTEN = (
    f"SELECT (SELECT value FROM meta WHERE name = '{_REWRITTEN}'),"  # noqa: S608  our own names
    f" (SELECT value FROM meta WHERE name = '{_MOVED}')"
)
_KEEP = "INSERT OR REPLACE INTO meta VALUES (?, ?)"


class Written(NamedTuple):
    """`rewrites`, `moves`: how often texts, and places in the service's lists, were written.

    `named`: orders whose texts or list became others, and by which of the rewrites; all of them
    since the one that `since` says.
    """

    rewrites: int
    since: int
    named: tuple[tuple[int, int], ...]
    moves: int

    def after(self, other: Written) -> list[int] | None:
        """The orders rewritten since then, from the lowest; None when nobody can tell."""
        if not self.since <= other.rewrites <= self.rewrites:
            return None
        return sorted(number for number, rewrite in self.named if rewrite > other.rewrites)


def read_written(database: Database) -> Written:
    """As of now; raises StoreDamaged."""
    ((rewritten, moved),) = database.query(_WRITTEN)
    try:
        rewrites, since, named = json.loads(rewritten or "[0, 0, []]")
        pairs = tuple((int(number), int(rewrite)) for number, rewrite in named)
        return Written(int(rewrites), int(since), pairs, int(moved or 0))
    except (ValueError, TypeError):
        raise StoreDamaged(Cause.DAMAGED, "a mark is unreadable") from None


def note_rewritten(database: Database, numbers: Iterable[int]) -> None:
    """These orders are new, have other texts or stand in another list; inside the transaction."""
    was = read_written(database)
    rewrites, since = was.rewrites + 1, was.since
    named = dict(was.named) | dict.fromkeys(numbers, rewrites)
    if len(named) > MOST:
        since = sorted(named.values())[-MOST - 1]
        named = {number: rewrite for number, rewrite in named.items() if rewrite > since}
    database.run(_KEEP, (_REWRITTEN, json.dumps([rewrites, since, list(named.items())])))


def note_moved(database: Database) -> None:
    """Orders are new in a list or at another place of it; inside the transaction."""
    database.run(_KEEP, (_MOVED, str(read_written(database).moves + 1)))
