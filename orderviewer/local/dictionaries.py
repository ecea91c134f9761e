"""The dictionaries a file's orders are packed with: kept in it, made of the first ones stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orderviewer.local.packing import Dictionary, dictionary_text, pack, pack_each
from orderviewer.local.seals import require_seal, row_seal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.local.database import Database

OF_LISTS, OF_DETAILS = 1, 2  # numbers of dictionaries
DICTIONARY_TABLES = (
    """CREATE TABLE dictionaries (
        number INTEGER PRIMARY KEY,
        text TEXT NOT NULL,
        seal INTEGER NOT NULL
    ) STRICT""",
)
_SAMPLE = 20  # orders a dictionary is made of


class Packer:
    """Packs what one of the two calls gave, for the store of one thread."""

    def __init__(self, database: Database, number: int) -> None:
        self._database = database
        self._number = number
        self.dictionary: Dictionary | None = None  # as the file has it

    def learn(self, raws: Sequence[bytes]) -> None:
        """Takes the file's dictionary, or makes it of these orders; inside a transaction.

        After a roll-back, `forget` is due.
        """
        if self.dictionary or not raws:
            return
        text = read_dictionary(self._database, self._number)
        if text is None:
            text = dictionary_text(raws[:_SAMPLE])
            row = (self._number, text, row_seal(self._number, text))
            self._database.run("INSERT INTO dictionaries VALUES (?, ?, ?)", row)
        self.dictionary = Dictionary(self._number, text)

    def forget(self) -> None:
        self.dictionary = None

    def pack(self, raw: bytes) -> bytes:
        return pack(raw, self.dictionary)

    def pack_each(self, raws: Sequence[bytes]) -> list[bytes]:
        return pack_each(raws, self.dictionary)


def read_dictionary(database: Database, number: int) -> str | None:
    """None when there is none; raises StoreDamaged when it is not what was stored."""
    rows = database.query("SELECT text, seal FROM main.dictionaries WHERE number = ?", (number,))
    if not rows:
        return None
    text, seal = rows[0]
    require_seal(seal, number, text)
    return str(text)
