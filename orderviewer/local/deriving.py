"""What the table shows of an order: a text for each role, made from its JSON by a reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orderviewer.fields.reading import Learner
from orderviewer.fields.roles import Role
from orderviewer.local.jsons import intact
from orderviewer.local.schema import mark_all_stale
from orderviewer.local.seals import BETWEEN, require_seal, row_seal, seal_of, seals_of_joined
from orderviewer.local.written import note_rewritten
from orderviewer.order import Cause, StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.fields.reading import Reading
    from orderviewer.local.database import Database

_SEAL = "learner_seal"  # older versions kept none
_CELLS = "INSERT OR REPLACE INTO cells"
_PUT_OFF = (
    "put_off"  # in `meta`: the first and last number of orders that are still to be learnt from
)
AT_ONCE = 12  # new orders that are learnt from while somebody waits for their page
_WIDTH = 3 + len(Role)  # of a row of cells: number, reading, seal, texts
_BODIES = "SELECT unpacked(packed) FROM bodies WHERE number BETWEEN ? AND ? ORDER BY number"
_STALE = """
    SELECT orders.number, details.seen >= orders.changed,
           orders.digest, unpacked(bodies.packed), details.digest, unpacked(details.packed)
    FROM orders
    JOIN bodies ON bodies.number = orders.number
    LEFT JOIN details ON details.number = orders.number
    LEFT JOIN cells ON cells.number = orders.number
    WHERE orders.number BETWEEN ? AND ? AND (reading IS NULL OR reading < ?)
"""


class Deriver:
    """Learns where the roles are found, and fills the table `cells` by what is learnt so far.

    What is learnt is kept in the file, so that all connections share it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._learner = Learner()
        self._saved: str | None = None  # the learner, as the file has it
        self._made_by = 0  # the newest reading that the cells in the file were made by
        self._put_off: tuple[int, int] | None = None  # as the file has it
        self._forgotten = False
        self.refresh()

    @property
    def reading(self) -> Reading:
        return self._learner.reading()

    def refresh(self) -> None:
        """Takes over what another connection has learnt."""
        if not self._database.changed_elsewhere() and not self._forgotten:
            return
        meta = dict(self._database.query("SELECT name, value FROM meta"))
        saved = meta.get("learner")
        try:
            if saved is not None and saved != self._saved:
                require_seal(int(meta.get(_SEAL, row_seal(saved))), saved)
                self._learner = Learner.from_json(saved)
            self._made_by = int(meta.get("made_by", 0))
            self._put_off = _range(meta[_PUT_OFF]) if _PUT_OFF in meta else None
        except ValueError:
            raise StoreDamaged(Cause.DAMAGED, "what was learnt is unreadable") from None
        self._saved = saved
        self._forgotten = False

    def learn(self, raws: Sequence[bytes]) -> bool:
        """Looks at new or changed orders; True when the cells of earlier ones are now outdated.

        Inside a transaction; after a roll-back, `forget` is due.
        """
        if self._put_off:
            left = [raw for (raw,) in self._database.query(_BODIES, self._put_off)]
            self._note_put_off(None)
            self._learner.consider(left)
        return self._consider(raws)

    def learn_in_haste(self, new: Sequence[tuple[int, bytes]], changed: Sequence[bytes]) -> bool:
        """As `learn`, for somebody who waits for these orders, the new ones given with numbers.

        While each new order is looked at, only the first are at once, the others by the next
        `learn`, in the same order as if there had been no haste.
        """
        if not self._learner.looks_at_each:
            return self.learn([*(raw for _, raw in new), *changed])
        at_once, later = (new[:0], new) if self._put_off else (new[:AT_ONCE], new[AT_ONCE:])
        if later:
            first = self._put_off[0] if self._put_off else later[0][0]
            self._note_put_off((first, later[-1][0]))
        return self._consider([*(raw for _, raw in at_once), *changed])

    def _consider(self, raws: Sequence[bytes]) -> bool:
        if raws:
            self._learner.consider(raws)
        version = self.reading.version
        if version == self._made_by:
            return False
        self._made_by = version
        self.save()
        mark_all_stale(self._database)
        return True

    def _note_put_off(self, numbers: tuple[int, int] | None) -> None:
        self._put_off = numbers
        if numbers is None:
            self._database.run("DELETE FROM meta WHERE name = ?", (_PUT_OFF,))
        else:
            row = (_PUT_OFF, f"{numbers[0]} {numbers[1]}")
            self._database.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", row)

    def save(self) -> None:
        """Keeps what was learnt for the next connection."""
        learnt = self._learner.to_json()
        if learnt != self._saved:
            self._saved = learnt
            self._database.run_many(
                "INSERT OR REPLACE INTO meta VALUES (?, ?)",
                [
                    *(("learner", learnt), (_SEAL, str(row_seal(learnt)))),
                    ("made_by", str(self._made_by)),
                ],
            )

    def forget(self) -> None:
        """Drops what was learnt but not stored; `refresh` goes back to what is."""
        self._learner = Learner()
        self._saved, self._forgotten = None, True

    def write(self, contents: Sequence[tuple[int, bytes, bytes | None]]) -> None:
        """Makes the cells of orders, given as number, JSON, and JSON that fills its blanks."""
        reading, made_by = self.reading, self._made_by
        together = reading.values_of_each([first for _, first, _ in contents])
        rows = []
        for (number, _, second), texts in zip(contents, together, strict=True):
            cells = texts if second is None else filled(texts, reading.values(second))
            rows.append((number, made_by, seal_of(number, cells), *cells))
        self._insert(rows)

    def write_joined(self, found: Sequence[tuple[int, str]]) -> bool:
        """Makes the cells of orders whose texts, joined, the present reading gave elsewhere.

        False, and nothing written, when one of the texts holds what stands between them.
        """
        made_by = self._made_by
        numbers, texts = zip(*found, strict=True)
        rows = [
            (number, made_by, seal, *joined.split(BETWEEN))
            for number, seal, joined in zip(
                numbers, seals_of_joined(numbers, texts), texts, strict=True
            )
        ]
        if any(len(row) != _WIDTH for row in rows):
            return False
        self._insert(rows)
        return True

    def _insert(self, rows: Sequence[tuple[int, *tuple[object, ...]]]) -> None:
        self._database.insert(_CELLS, rows)
        note_rewritten(self._database, [row[0] for row in rows])

    def has_stale(self) -> bool:
        """Whether `write_stale` would find anything to do."""
        self.refresh()
        if self._put_off or self.reading.version != self._made_by:
            return True
        return bool(self._database.value("SELECT EXISTS (SELECT 1 FROM meta WHERE name = 'stale')"))

    def write_stale(self, limit: int) -> int:
        """Makes the cells of the next `limit` numbers anew; how many are left, 0 for none."""
        self.learn(())  # the rules may be newer than the cells
        stale = self._database.value("SELECT value FROM meta WHERE name = 'stale'")
        if stale is None:
            return 0
        first, last = _range(stale)
        until = min(first + limit - 1, last)
        found = self._database.query(_STALE, (first, until, self._made_by))
        stored = [(number, is_newer, *intact(*jsons)) for number, is_newer, *jsons in found]
        self.write(
            [
                (number, detail, body) if detail and is_newer else (number, body, detail)
                for number, is_newer, body, detail in stored
            ]
        )
        if until < last:
            self._database.run(
                "UPDATE meta SET value = ? WHERE name = 'stale'", (f"{until + 1} {last}",)
            )
        else:
            self._database.run("DELETE FROM meta WHERE name = 'stale'")
        return last - until


def _range(text: str) -> tuple[int, int]:
    """The first and the last number of a mark in `meta`."""
    try:
        first, last = map(int, text.split())
    except ValueError:
        raise StoreDamaged(Cause.DAMAGED, "a mark is unreadable") from None
    return first, last


def filled(texts: Sequence[str], others: Sequence[str]) -> list[str]:
    """The texts, and the others where those say nothing."""
    return [text or other for text, other in zip(texts, others, strict=True)]
