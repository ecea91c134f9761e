"""What the table shows of an order: cells and sort keys, made from its JSON by a reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orderviewer.fields.reading import Learner, Reading
from orderviewer.fields.roles import Role
from orderviewer.fields.values import EMPTY_KEY, sort_keys
from orderviewer.local.query import SORT_COLUMNS
from orderviewer.local.schema import mark_all_stale

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from orderviewer.local.database import Database

ALWAYS_LEARN = 500  # a small customer's every order counts
LEARN_EVERY = 20  # of a large customer's orders, one in so many

_SEPARATOR = "\x1f"
_NO_VALUES = ("",) * len(Role)
_CELLS = f"INSERT OR REPLACE INTO cells VALUES (?, ?, {'?, ' * len(SORT_COLUMNS)}?)"  # noqa: S608
_STALE = """
    SELECT orders.number, bodies.json, details.json, details.seen >= orders.changed
    FROM orders
    JOIN bodies ON bodies.number = orders.number
    LEFT JOIN details ON details.number = orders.number
    LEFT JOIN cells ON cells.number = orders.number
    WHERE orders.number BETWEEN ? AND ? AND (reading IS NULL OR reading < ?)
"""


class Deriver:
    """Learns where the roles are found, and fills the table `cells` by what is learnt so far.

    The reading is kept in the file, so that all connections share it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._saved: str | None = None
        self._forgotten = False
        self._take(Learner())
        self.refresh()

    @property
    def reading(self) -> Reading:
        return self._reading

    def refresh(self) -> None:
        """Takes over what another connection has learnt."""
        if not self._database.changed_elsewhere() and not self._forgotten:
            return
        saved = self._database.value("SELECT value FROM meta WHERE name = 'reading'")
        if saved is not None and saved != self._saved:
            self._take(Learner(Reading.from_json(saved)))
            self._saved = saved
        self._forgotten = False

    def learn(self, raws: Iterable[bytes]) -> bool:
        """Looks at a sample of orders; True when they taught where a role is found.

        Inside a transaction; after a roll-back, `forget` is due.
        """
        for raw in raws:
            if self._met < ALWAYS_LEARN or self._met % LEARN_EVERY == 0:
                self._learner.observe(raw)
            self._met += 1
        before, self._reading = self._reading, self._learner.reading()
        if before.version == self._reading.version:
            return False
        self._saved = self._reading.to_json()
        self._database.run("INSERT OR REPLACE INTO meta VALUES ('reading', ?)", (self._saved,))
        mark_all_stale(self._database)
        return True

    def forget(self) -> None:
        """Drops what was learnt but not stored; `refresh` goes back to what is."""
        self._take(Learner())
        self._saved, self._forgotten = None, True

    def write(self, contents: Iterable[tuple[int, bytes, bytes | None]]) -> None:
        """Makes the cells of orders, given as number, JSON, and JSON that fills its blanks."""
        values = self._reading.values
        rows = []
        for number, first, second in contents:
            if second is None:
                rows.append(self._row(number, values(first)))
            else:
                pairs = zip(values(first), values(second), strict=True)
                rows.append(self._row(number, tuple(one or other for one, other in pairs)))
        self._database.run_many(_CELLS, rows)

    def write_stale(self, limit: int) -> int:
        """Makes the cells of the next `limit` numbers anew; how many are left, 0 for none."""
        stale = self._database.value("SELECT value FROM meta WHERE name = 'stale'")
        if stale is None:
            return 0
        first, last = map(int, stale.split())
        until = min(first + limit - 1, last)
        found = self._database.query(_STALE, (first, until, self._reading.version))
        self.write(
            (number, detail, body) if detail_is_newer else (number, body, detail)
            for number, body, detail, detail_is_newer in found
        )
        if until < last:
            self._database.run(
                "UPDATE meta SET value = ? WHERE name = 'stale'", (f"{until + 1} {last}",)
            )
        else:
            self._database.run("DELETE FROM meta WHERE name = 'stale'")
        return last - until

    def _row(self, number: int, values: Sequence[str]) -> tuple[object, ...]:
        """An empty value has no sort key, so that it sorts last in both directions."""
        texts = _SEPARATOR.join(values)
        if texts.count(_SEPARATOR) >= len(values):
            texts = _SEPARATOR.join(value.replace(_SEPARATOR, " ") for value in values)
        keys = [None if key == EMPTY_KEY else key for key in sort_keys(values)]
        return (number, self._reading.version, *keys, texts)

    def _take(self, learner: Learner) -> None:
        self._learner = learner
        self._reading: Reading = learner.reading()
        self._met = 0


def split_cells(texts: str | None) -> tuple[str, ...]:
    """The values of a row; all empty while they are still to be made."""
    return _NO_VALUES if texts is None else tuple(texts.split(_SEPARATOR))
