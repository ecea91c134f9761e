"""Every field that can be a column, in the order of the columns, with a few of its values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from orderviewer.fields.naming import fold
from orderviewer.fields.roles import Role
from orderviewer.fields.values import CELL_LENGTH, visible
from orderviewer.search.keywords import Language as Words
from orderviewer.search.keywords import keywords
from orderviewer.search.terms import Path
from orderviewer.ui.plain import tooltip
from orderviewer.ui.titles import field_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from orderviewer.search.terms import Field

TITLE, EXAMPLES = range(2)
ROOT = QModelIndex()
Index: TypeAlias = QModelIndex | QPersistentModelIndex
MOST_EXAMPLES = 3  # that are shown; more are searched
_ITEM = Qt.ItemDataRole
_DRAGGED = "application/x-orderviewer-column"


@dataclass(frozen=True, slots=True)
class Entry:
    """A field, whether it is a column, and values by which it is recognised."""

    field: Field
    texts: tuple[str, ...] = ()
    shown: bool = False


class ColumnModel(QAbstractTableModel):
    """The ticked entries, from top to bottom, are the columns from left to right.

    A tick never moves its row: nothing jumps under the pointer.
    """

    chosen = Signal(tuple)  # Fields, by the user's hand

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._rows: list[int] = []  # places of those that the search leaves
        self._wanted = ""

    @property
    def searched(self) -> bool:
        return bool(self._wanted)

    def put(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self._entries = list(entries)
        self._rows = self._found()
        self.endResetModel()

    def add(self, entries: Sequence[Entry]) -> None:
        """Fields that were found later, and values of those that are here."""
        texts = {entry.field: entry.texts for entry in entries}
        known = {entry.field for entry in self._entries}
        self.put(
            [
                *(
                    replace(one, texts=one.texts or texts.get(one.field, ()))
                    for one in self._entries
                ),
                *(entry for entry in entries if entry.field not in known),
            ]
        )

    def search(self, text: str) -> None:
        """Leaves the fields whose name or values have these words."""
        wanted = fold(text.strip())
        if wanted != self._wanted:
            self.beginResetModel()
            self._wanted = wanted
            self._rows = self._found()
            self.endResetModel()

    def columns(self) -> tuple[Field, ...]:
        return tuple(entry.field for entry in self._entries if entry.shown)

    def entry(self, index: Index) -> Entry | None:
        return self._entries[self._rows[index.row()]] if index.isValid() else None

    def index_of(self, field: Field | None) -> QModelIndex:
        """Where a field stands; the first row when it is none of them."""
        fields = [self._entries[place].field for place in self._rows]
        return self.index(fields.index(field) if field in fields else 0, TITLE)

    def turn(self, index: Index) -> None:
        """Ticks or unticks; the order's number stays."""
        entry = self.entry(index)
        if entry and entry.field is not Role.ID:
            self._entries[self._rows[index.row()]] = replace(entry, shown=not entry.shown)
            row = index.row()
            self.dataChanged.emit(self.index(row, TITLE), self.index(row, EXAMPLES))
            self.chosen.emit(self.columns())

    def move(self, row: int, to: int) -> bool:
        """Puts the entry of a row before that of another; not while a search hides some."""
        count = len(self._entries)
        if self._wanted or not (0 <= row < count and 0 <= to <= count) or to in {row, row + 1}:
            return False
        self.beginMoveRows(ROOT, row, row, ROOT, to)
        entry = self._entries.pop(row)
        self._entries.insert(to - (to > row), entry)
        self.endMoveRows()
        if entry.shown:
            self.chosen.emit(self.columns())
        return True

    def retranslate(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, EXAMPLES)
            self.dataChanged.emit(self.index(0, TITLE), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, TITLE, EXAMPLES)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else EXAMPLES + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        entry = self.entry(index)
        if entry is None:
            return Qt.ItemFlag.ItemIsDropEnabled  # between the rows
        found = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        found |= Qt.ItemFlag.ItemIsEnabled
        if index.column() == TITLE and entry.field is not Role.ID:
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found if self._wanted else found | Qt.ItemFlag.ItemIsDragEnabled

    def data(self, index: Index, role: int = _ITEM.DisplayRole) -> object:
        entry = self.entry(index)
        if entry is None:
            return None
        is_title = index.column() == TITLE
        if role == _ITEM.DisplayRole:
            return field_title(entry.field) if is_title else self._examples(entry)
        if role == _ITEM.CheckStateRole and is_title:
            return Qt.CheckState.Checked if entry.shown else Qt.CheckState.Unchecked
        if role == _ITEM.ToolTipRole:
            return tooltip(self._examples(entry) if not is_title else field_title(entry.field))
        if role == _ITEM.AccessibleTextRole:
            return self._spoken(entry)
        return None

    def setData(  # noqa: N802  Qt's own name
        self, index: Index, value: object, role: int = _ITEM.EditRole
    ) -> bool:
        entry = self.entry(index)
        if role != _ITEM.CheckStateRole or entry is None or entry.field is Role.ID:
            return False
        if (Qt.CheckState(value) is Qt.CheckState.Checked) is not entry.shown:
            self.turn(index)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ITEM.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != _ITEM.DisplayRole:
            return None
        return {TITLE: self.tr("Column"), EXAMPLES: self.tr("Examples")}.get(section)

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802  Qt's own name
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802  Qt's own name
        return [_DRAGGED]

    def mimeData(  # noqa: N802  Qt's own name
        self, indexes: Sequence[QModelIndex]
    ) -> QMimeData:
        data = QMimeData()
        data.setData(_DRAGGED, str(indexes[0].row()).encode() if indexes else b"")
        return data

    def dropMimeData(  # noqa: N802  Qt's own name
        self,
        data: QMimeData,
        action: Qt.DropAction,
        row: int,
        column: int,  # noqa: ARG002  as Qt has it
        parent: Index,
    ) -> bool:
        """False in any case: the view would take the row away that was moved here."""
        dragged = bytes(data.data(_DRAGGED).data())
        if dragged.isdigit() and action is Qt.DropAction.MoveAction:
            onto = parent.row() if parent.isValid() else len(self._entries)
            self.move(int(dragged), row if row >= 0 else onto)
        return False

    def _found(self) -> list[int]:
        words = self._wanted.split()
        if not words:
            return list(range(len(self._entries)))
        return [
            place
            for place, entry in enumerate(self._entries)
            if all(any(word in text for text in _searched(entry)) for word in words)
        ]

    def _examples(self, entry: Entry) -> str:
        texts = entry.texts
        if self._wanted:  # those that were looked for first
            texts = tuple(sorted(texts, key=lambda text: self._wanted not in fold(text)))
        return " · ".join(visible(text, CELL_LENGTH) for text in texts[:MOST_EXAMPLES])

    def _spoken(self, entry: Entry) -> str:
        title, examples = field_title(entry.field), self._examples(entry)
        if not examples:
            return title
        return self.tr("{column}, for example {values}").format(column=title, values=examples)


def _searched(entry: Entry) -> list[str]:
    """The texts in which an entry is found."""
    field = entry.field
    if isinstance(field, Path):
        names = [field.text]
    else:
        names = [field_title(field)]
        for language in Words:
            names += [word for word, named in keywords(language).items() if named is field]
    return [fold(text) for text in (*names, *entry.texts)]
