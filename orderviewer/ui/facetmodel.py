"""The values of a few fields as a tree: how many orders have each, and which are asked for."""

from __future__ import annotations

from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from PySide6.QtCore import QAbstractItemModel, QLocale, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from orderviewer.fields.naming import fold
from orderviewer.fields.roles import Role
from orderviewer.fields.values import CELL_LENGTH, visible
from orderviewer.search.moments import week_of
from orderviewer.search.terms import Computed, Field, Measure, Operator, measure_of
from orderviewer.ui.plain import tooltip
from orderviewer.ui.titles import field_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QObject

    from orderviewer.search.terms import Term

FACETS: tuple[Field, ...] = (
    Role.STATE,
    Computed.DEPARTMENT,
    Role.PRODUCT,
    Role.ORANGE_CONTACT,
    Role.PROMISED,
)
TITLE, COUNT = range(2)
MOST = 40  # values of one field
SHARE_ROLE = int(Qt.ItemDataRole.UserRole)  # of the most frequent value's orders, 0 to 1
ROOT = QModelIndex()
Index: TypeAlias = QModelIndex | QPersistentModelIndex
_ITEM = Qt.ItemDataRole


class Mark(Enum):
    """Whether the search asks for a value."""

    NONE = auto()
    CHOSEN = auto()
    EXCLUDED = auto()


class Value(NamedTuple):
    """A value as a term takes it, "" for none, and how many orders have it."""

    text: str
    orders: int


class FacetModel(QAbstractItemModel):
    """Fields, and under each the values that were counted last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._values: list[list[Value]] = [[] for _ in FACETS]
        self._more = [0] * len(FACETS)  # values that there is no room for
        self._terms: tuple[Term, ...] = ()

    def put(self, field: Field, counted: Sequence[tuple[str, int]]) -> None:
        """What was counted just now; rows stay where they are when their values do."""
        place = FACETS.index(field)
        values = _nearest(counted) if measure_of(field) is Measure.DATE else counted[:MOST]
        new = [Value(text, count) for text, count in values]
        old, more = self._values[place], len(counted) - len(new)
        parent = self.index(place, TITLE)
        if [one.text for one in old] == [one.text for one in new] and more == self._more[place]:
            self._values[place] = new
            if new:
                last = self.index(len(new) - 1, COUNT, parent)
                self.dataChanged.emit(self.index(0, TITLE, parent), last)
            return
        if before := self.rowCount(parent):
            self.beginRemoveRows(parent, 0, before - 1)
            self._values[place], self._more[place] = [], 0
            self.endRemoveRows()
        if rows := len(new) + bool(more):
            self.beginInsertRows(parent, 0, rows - 1)
            self._values[place], self._more[place] = new, more
            self.endInsertRows()

    def show_terms(self, terms: tuple[Term, ...]) -> None:
        """What is searched for, to mark the values that are."""
        if terms != self._terms:
            self._terms = terms
            self.retranslate()

    def clear(self) -> None:
        self.beginResetModel()
        self._values = [[] for _ in FACETS]
        self._more = [0] * len(FACETS)
        self.endResetModel()

    def retranslate(self) -> None:
        self.dataChanged.emit(self.index(0, TITLE), self.index(len(FACETS) - 1, COUNT))
        for place, values in enumerate(self._values):
            parent = self.index(place, TITLE)
            if values:
                last = self.index(len(values) - 1, COUNT, parent)
                self.dataChanged.emit(self.index(0, TITLE, parent), last)

    def value(self, index: Index) -> tuple[Field, Value] | None:
        """None for a field, and for the line that says that there are more."""
        place = index.internalId() - 1 if index.isValid() else -1
        if place < 0 or index.row() >= len(self._values[place]):
            return None
        return FACETS[place], self._values[place][index.row()]

    def index_of(self, field: Field, text: str) -> QModelIndex:
        place = FACETS.index(field)
        texts = [one.text for one in self._values[place]]
        row = texts.index(text) if text in texts else -1
        return self.index(row, TITLE, self.index(place, TITLE))

    def mark(self, field: Field, text: str) -> Mark:
        for term in self._terms:
            if term.field == field and any(means(one, text) for one in term.alternatives):
                return Mark.EXCLUDED if term.negated else Mark.CHOSEN
        return Mark.NONE

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        if not (0 <= column <= COUNT and 0 <= row < self.rowCount(parent)):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = ROOT) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or not index.internalId():
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, TITLE, 0)

    def rowCount(self, parent: Index = ROOT) -> int:
        if not parent.isValid():
            return len(FACETS)
        if parent.internalId() or parent.column() != TITLE:
            return 0
        return len(self._values[parent.row()]) + bool(self._more[parent.row()])

    def hasChildren(self, parent: Index = ROOT) -> bool:
        """Also of those that nothing was counted of yet: they can be opened."""
        return not parent.isValid() or (not parent.internalId() and parent.column() == TITLE)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: ARG002  the same everywhere
        return COUNT + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        is_value = self.value(index) is not None
        if index.isValid() and (is_value or not index.internalId()):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = _ITEM.DisplayRole) -> object:
        if not index.isValid():
            return None
        if not index.internalId():
            return self._heading(index, role)
        found = self.value(index)
        if found is None:
            rest = self._more[index.internalId() - 1]
            shown = role == _ITEM.DisplayRole and index.column() == TITLE
            return self.tr("%Ln more", "", rest) if shown else None
        return self._value(index, *found, role)

    def _heading(self, index: Index, role: int) -> object:
        if index.column() != TITLE:
            return None
        field = FACETS[index.row()]
        if role in {_ITEM.DisplayRole, _ITEM.AccessibleTextRole}:
            is_date = measure_of(field) is Measure.DATE
            return self.tr("Promised in week") if is_date else field_title(field)
        if role == _ITEM.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def _value(self, index: Index, field: Field, value: Value, role: int) -> object:
        if role == _ITEM.AccessibleTextRole:
            return self._spoken(field, value)
        if role == _ITEM.ToolTipRole:
            help_text = self.tr("Click: only these. Ctrl+click: without these.")
            return tooltip(f"{self._words(field, value.text)}\n{help_text}")
        if index.column() == COUNT:
            return _number(value.orders, role)
        if role == SHARE_ROLE:
            most = max(one.orders for one in self._values[FACETS.index(field)])
            return value.orders / most if most else 0.0
        return self._title(field, value, role)

    def _title(self, field: Field, value: Value, role: int) -> object:
        mark = self.mark(field, value.text)
        if role == _ITEM.DisplayRole:
            sign = {Mark.CHOSEN: "✓ ", Mark.EXCLUDED: "✕ "}.get(mark, "")
            return sign + self._words(field, value.text)
        if role == _ITEM.FontRole and mark is not Mark.NONE:
            font = QFont()
            font.setBold(mark is Mark.CHOSEN)
            font.setStrikeOut(mark is Mark.EXCLUDED)
            return font
        return None

    def _words(self, field: Field, text: str) -> str:
        if not text:
            return self.tr("(empty)")
        if measure_of(field) is not Measure.DATE:
            return visible(text, CELL_LENGTH)
        year, week = text.split("-W")
        monday = date.fromisocalendar(int(year), int(week), 1)
        return self.tr("W{week} · {monday}").format(week=week, monday=f"{monday:%d/%m/%Y}")

    def _spoken(self, field: Field, value: Value) -> str:
        said = self.tr("{value}, %Ln order(s)", "", value.orders)
        said = said.format(value=self._words(field, value.text))
        mark = self.mark(field, value.text)
        if mark is Mark.CHOSEN:
            return self.tr("{value}, chosen").format(value=said)
        return self.tr("{value}, excluded").format(value=said) if mark is Mark.EXCLUDED else said


def _number(count: int, role: int) -> object:
    if role == _ITEM.TextAlignmentRole:
        return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return QLocale().toString(count) if role == _ITEM.DisplayRole else None


def means(term: Term, text: str) -> bool:
    """Whether a term without others asks for a value of its field."""
    if term.operator is Operator.EMPTY or not text:
        return term.operator is Operator.EMPTY and not text
    whole = Operator.HAS if measure_of(term.field) is Measure.DATE else Operator.IS
    return term.operator in {whole, Operator.IS} and fold(term.value) == fold(text)


def _nearest(weeks: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Those around the present one, in their order; then those without a date."""
    dated = [one for one in weeks if one[0]]
    now = week_of(date.today())  # noqa: DTZ011  a week more or less is seen all the same
    middle = sum(one[0] < now for one in dated)
    first = max(0, min(middle - MOST // 3, len(dated) - MOST))
    return [*dated[first : first + MOST], *(one for one in weeks if not one[0])]
