"""The item model of the order table: ordered numbers, and a bounded cache of ready rows."""

from __future__ import annotations

from array import array
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from orderviewer.feed.rows import ROLES, DisplayRow, Listing
from orderviewer.fields.roles import Role
from orderviewer.fields.values import Figure
from orderviewer.order import Scope
from orderviewer.search.terms import Computed, Path
from orderviewer.ui.plain import tooltip
from orderviewer.ui.sorting import sort_help, sort_words
from orderviewer.ui.titles import field_title, is_right, stream_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from orderviewer.local.query import SortKey
    from orderviewer.search.terms import Field

Index = QModelIndex | QPersistentModelIndex

MOST_ROWS = 1_500
_FEW = 8  # numbers that are looked for one by one
_TOGETHER = 1 << 15  # numbers among which one is looked for at a time
NUMBER_ROLE = int(Qt.ItemDataRole.UserRole)
ROW_ROLE = NUMBER_ROLE + 1
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_ANSWERED = frozenset({_TOOLTIP, _ALIGNMENT, _SPOKEN, NUMBER_ROLE, ROW_ROLE})
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
PENDING = "…"
ROOT = QModelIndex()


class OrderTableModel(QAbstractTableModel):
    """Every Role is a column, in Role order; the view hides those that no order has.

    After them come the `extras`, computed fields and places in the JSON, as they are wanted.
    Rows are known by number; their texts come when asked for by `rows_wanted` and are dropped
    again when far more than a screen of them is kept.
    """

    rows_wanted = Signal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers: array[int] = array("q")
        self._rows: dict[int, DisplayRow] = {}
        self._fields: tuple[Field, ...] = ROLES
        self._titles = [field_title(field) for field in ROLES]
        self._sorted: tuple[SortKey, ...] = ()
        self._looked = (0, 0)
        self._unseen: frozenset[int] = frozenset()
        self._figures: dict[Field, bool] = {}  # places in the JSON: whether all values are numbers

    @property
    def fields(self) -> tuple[Field, ...]:
        """What each column shows."""
        return self._fields

    @property
    def extras(self) -> tuple[Field, ...]:
        return self._fields[len(ROLES) :]

    @property
    def sorted_by(self) -> tuple[SortKey, ...]:
        return self._sorted

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._fields)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if role != _DISPLAY and role not in _ANSWERED:
            return None
        position = index.row()
        if not 0 <= position < len(self._numbers):
            return None
        number = self._numbers[position]
        row = self._rows.get(number)
        if role == _DISPLAY:
            return row.texts[index.column()] if row else PENDING
        return self._other(number, row, index.column(), role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> str | int | None:
        if orientation is Qt.Orientation.Vertical:
            return self._mark(section, role)
        if not 0 <= section < len(self._fields):
            return None
        if role == _ALIGNMENT:
            return self._alignment(section)
        if role == _DISPLAY:
            return self._titles[section]
        if role == _SPOKEN:
            return sort_words(self._fields[section], self._sorted)
        return sort_help(self._fields[section], self._sorted) if role == _TOOLTIP else None

    def show_sorted(self, keys: tuple[SortKey, ...]) -> None:
        """What the rows are sorted by, for the header to tell."""
        if keys != self._sorted:
            self._sorted = keys
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._fields) - 1)

    def show_extras(self, wanted: Sequence[Field]) -> None:
        """Columns beside the roles: others go, new ones come at the end, without texts yet."""
        for column in reversed(range(len(ROLES), len(self._fields))):
            if self._fields[column] not in wanted:
                self._remove(column)
        new = tuple(field for field in wanted if field not in self._fields)
        if not new:
            return
        first, last = self._looked
        seen = set(self._numbers[first:last])  # of others the texts are read again when looked at
        pending = (PENDING,) * len(new)
        self.beginInsertColumns(ROOT, len(self._fields), len(self._fields) + len(new) - 1)
        self._fields += new
        self._titles += [field_title(field) for field in new]
        self._rows = {
            number: row._replace(texts=row.texts + pending)
            for number, row in self._rows.items()
            if number in seen
        }
        self.endInsertColumns()

    def take(self, listing: Listing) -> None:
        """Shows a new listing with as small a change as it is: nothing, a tail, or all."""
        old, new = self._numbers, listing.numbers
        grown = len(new) - len(old)
        if grown >= 0 and new[: len(old)] == old:
            if grown:
                self.beginInsertRows(ROOT, len(old), len(new) - 1)
                self._numbers = new
                self.endInsertRows()
        else:
            self._rearrange(new)
        self.put_rows(listing.rows)

    def put_rows(self, rows: dict[int, DisplayRow]) -> None:
        """Texts of rows that were wanted or have changed."""
        if not rows:
            return
        if len(self._rows) > MOST_ROWS:
            for number in list(islice(self._rows, len(self._rows) // 2)):
                del self._rows[number]
        self._rows.update(self._in_words(rows))
        self._learn_figures(rows)
        self._tell_looked([_DISPLAY])

    def is_right(self, column: int) -> bool:
        """Whether the values of a column stand at its right side."""
        field = self._fields[column]
        return is_right(field) or self._figures.get(field, False)

    def show_unseen(self, orders: frozenset[int]) -> None:
        """The row numbers, listed here or not, of orders with changes the user has not seen."""
        self._unseen = orders
        self._tell_looked([_DISPLAY, _SPOKEN])
        if self._numbers:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._numbers) - 1)

    def is_unseen(self, position: int) -> bool:
        return self._numbers[position] in self._unseen

    def next_unseen(self, position: int, step: int) -> int | None:
        """The nearest such order below (1) or above (-1) a position, round the end; or None."""
        if not self._unseen:
            return None
        count = len(self._numbers)
        ways = ((position + step * way) % count for way in range(1, count + 1))
        return next((place for place in ways if self._numbers[place] in self._unseen), None)

    def forget(self, numbers: tuple[int, ...]) -> None:
        """These rows have changed in the store: read them again when they are looked at."""
        for number in numbers:
            self._rows.pop(number, None)

    def forget_all(self) -> None:
        """Every row's values were found anew."""
        self._rows.clear()

    def read_again(self) -> None:
        """Values are otherwise in the store: those on the screen stay until the new ones come."""
        first, last = self._looked
        looked = list(self._numbers[first:last])
        self._rows = {number: self._rows[number] for number in looked if number in self._rows}
        if looked:
            self.rows_wanted.emit(looked)

    def clear(self) -> None:
        self.beginResetModel()
        self._figures.clear()
        self._numbers = array("q")
        self._rows.clear()
        self.endResetModel()

    def want(self, first: int, last: int) -> None:
        """Asks for the rows of the half-open range of positions that are not here."""
        self._looked = (first, last)
        lacking = [number for number in self._numbers[first:last] if number not in self._rows]
        if lacking:
            self.rows_wanted.emit(lacking)

    def row(self, position: int) -> DisplayRow | None:
        return self._rows.get(self._numbers[position])

    def row_of(self, number: int) -> DisplayRow | None:
        return self._rows.get(number)

    def number(self, position: int) -> int:
        return self._numbers[position]

    def position(self, number: int) -> int | None:
        """Where an order stands now, or None."""
        return _place(self._numbers, number)

    def numbers(self, first: int, last: int) -> array[int]:
        """The orders of a half-open range of positions."""
        return self._numbers[first:last]

    def retranslate(self) -> None:
        self._titles = [field_title(field) for field in self._fields]
        self._rows.clear()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._fields) - 1)

    def samples(self, field: Field, most: int = 3) -> tuple[str, ...]:
        """A few of the field's different texts, of the rows that are here."""
        if field not in self._fields:
            return ()
        column = self._fields.index(field)
        texts = dict.fromkeys(row.texts[column] for row in self._rows.values())
        return tuple(islice((text for text in texts if text not in {"", PENDING}), most))

    def _remove(self, column: int) -> None:
        self.beginRemoveColumns(ROOT, column, column)
        self._fields = (*self._fields[:column], *self._fields[column + 1 :])
        del self._titles[column]
        self._rows = {
            number: row._replace(texts=(*row.texts[:column], *row.texts[column + 1 :]))
            for number, row in self._rows.items()
        }
        self.endRemoveColumns()

    def _alignment(self, column: int) -> int:
        return _RIGHT if self.is_right(column) else _LEFT

    def _learn_figures(self, rows: dict[int, DisplayRow]) -> None:
        """A place in the JSON has a column of numbers as long as nothing else was met there."""
        for column, field in enumerate(self.extras, len(ROLES)):
            if not isinstance(field, Path) or self._figures.get(field) is False:
                continue
            texts = [row.texts[column] for row in rows.values() if row.texts[column]]
            if texts:
                was, now = self.is_right(column), all(isinstance(one, Figure) for one in texts)
                self._figures[field] = now
                if was is not now:
                    self.headerDataChanged.emit(Qt.Orientation.Horizontal, column, column)

    def _in_words(self, rows: dict[int, DisplayRow]) -> dict[int, DisplayRow]:
        """With the name of the list in the user's language, where that is a column."""
        if Computed.SCOPE not in self._fields:
            return rows
        column = self._fields.index(Computed.SCOPE)
        titles = {stream: stream_title(stream) for stream in Scope.ALL.streams}
        return {
            number: row._replace(
                texts=(*row.texts[:column], titles[row.stream], *row.texts[column + 1 :])
            )
            for number, row in rows.items()
        }

    def _rearrange(self, new: array[int]) -> None:
        """Selection, current row and scroll belong to orders, so they move with them."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        places = _places(new, {self._numbers[index.row()] for index in before})
        after = []
        for index in before:
            place = places.get(self._numbers[index.row()])
            after.append(
                QModelIndex() if place is None else self.createIndex(place, index.column())
            )
        self._numbers = new
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _tell_looked(self, roles: list[int]) -> None:
        """What is on the screen has changed; nobody looks at the rest."""
        first, last = self._looked
        last = min(last, len(self._numbers))
        if first < last:
            end = self.index(last - 1, len(self._fields) - 1)
            self.dataChanged.emit(self.index(first, 0), end, roles)

    def _mark(self, position: int, role: int) -> str | None:
        """The words for the dot beside a row."""
        if role != _TOOLTIP or not 0 <= position < len(self._numbers):
            return None
        if not self.is_unseen(position):
            return None
        return self.tr("Changed, and not seen yet. M marks it as seen.")

    def _other(self, number: int, row: DisplayRow | None, column: int, role: int) -> object:
        if role == NUMBER_ROLE:
            return number
        if role == ROW_ROLE:
            return row
        if role == _ALIGNMENT:
            return self._alignment(column)
        if row is None:
            return None
        if role == _SPOKEN:
            text = row.texts[column] or self.tr("empty")
            said = self.tr("{value}, {column}, changed") if number in self._unseen else ""
            said = said or self.tr("{value}, {column}")
            return said.format(value=text, column=self._titles[column])
        return self._tooltip(row, column)

    def _tooltip(self, row: DisplayRow, column: int) -> str | None:
        text = row.texts[column]
        if self._fields[column] is Role.ID and row.missing:
            return self.tr("No longer in Orange's list; this is its last known content.")
        return tooltip(text) or None


def _places(numbers: array[int], wanted: set[int]) -> dict[int, int | None]:
    """Where some of the numbers are; None for those that are not there."""
    if len(wanted) <= _FEW:
        return {number: _place(numbers, number) for number in wanted}
    return {number: place for place, number in enumerate(numbers) if number in wanted}


def _place(numbers: array[int], number: int) -> int | None:
    """As `array.index`, ten times as fast, for that makes an object of each of them."""
    wanted, size = array(numbers.typecode, [number]).tobytes(), numbers.itemsize
    everything = memoryview(numbers)
    for first in range(0, len(numbers), _TOGETHER):
        found = everything[first : first + _TOGETHER].tobytes()
        at = found.find(wanted)
        while at >= 0 and at % size:
            at = found.find(wanted, at + 1)
        if at >= 0:
            return first + at // size
    return None
