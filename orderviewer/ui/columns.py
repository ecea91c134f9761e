"""Which columns the table shows, in which order and how wide: as wanted, of what the data has."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from orderviewer.fields.roles import DOCUMENTED, Kind, Role
from orderviewer.local.query import SortKey
from orderviewer.search.terms import Computed, Field, Measure, Path, measure_of
from orderviewer.ui.sorting import place_of, sort_words, sorted_also_by, without
from orderviewer.ui.titles import field_title
from orderviewer.views.columns import DEFAULT, IN_ORDER, shown_columns, wanted_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from orderviewer.ui.grid import OrderGrid
    from orderviewer.ui.table import OrderTableModel

WIDTHS = {Kind.DATE: 22, Kind.IDENTIFIER: 14, Kind.STATE: 24, Kind.TEXT: 26}  # characters
ODD_WIDTHS: dict[Field, int] = {
    Role.REFERENCE: 22,
    Role.PRODUCT: 32,
    Role.POSTCODE: 14,
    Role.PROMISED: 17,
}
NUMBER_WIDTH = 16
NARROWEST, WIDEST = 20, 4_000  # pixels


class Columns(QObject):
    """Shows, hides, orders and sizes the columns of the table, and sorts by them."""

    changed = Signal(tuple)  # Fields: those wanted, by the user's hand
    extras_changed = Signal(tuple)  # Fields that the rows need beside the roles
    sort_wanted = Signal(tuple)  # SortKeys
    chooser_wanted = Signal()

    def __init__(self, view: OrderGrid, model: OrderTableModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._header = view.horizontalHeader()
        self._found: frozenset[Role] = frozenset(DOCUMENTED)
        self._wanted = DEFAULT
        self._widths: dict[Field, int] = {}
        self._arranging = False
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._show_menu)
        self._header.sectionMoved.connect(self._adopt_order)
        self._header.sectionResized.connect(self._adopt_width)
        self.apply()

    @property
    def wanted(self) -> tuple[Field, ...]:
        """The columns the user wants, whether the data has them or not, from left to right."""
        return self._wanted

    @property
    def visible(self) -> list[Field]:
        """The columns on the screen, from left to right."""
        return list(shown_columns(self._wanted, self._found))

    @property
    def available(self) -> list[Field]:
        """Every column there is beside places in the JSON: those the data has, and computed."""
        known = self._found | {Role.ID}
        return [*(role for role in IN_ORDER if role in known), *Computed]

    @property
    def widths(self) -> dict[Field, int]:
        """Those the user has chosen, in pixels."""
        return dict(self._widths)

    def show_found(self, found: Collection[Role]) -> None:
        now = frozenset(found) | frozenset(DOCUMENTED)
        if now != self._found:
            self._found = now
            self.apply()

    def show(self, wanted: Iterable[Field], widths: dict[Field, int] | None = None) -> None:
        """These and no others, as a view or a start of the program says."""
        if widths is not None:
            self._widths = {
                field: width for field, width in widths.items() if NARROWEST <= width <= WIDEST
            }
        self._wanted = wanted_columns(wanted)
        self.apply()

    def choose(self, wanted: Iterable[Field]) -> None:
        """As `show`, by the user's hand."""
        before = self._wanted
        self.show(wanted)
        if self._wanted != before:
            self.changed.emit(self._wanted)

    def add(self, field: Field) -> None:
        if field not in self._wanted:
            self.choose((*self._wanted, field))

    def remove(self, field: Field) -> None:
        self.choose(one for one in self._wanted if one != field)

    def reset(self) -> None:
        self._widths.clear()
        self.choose(DEFAULT)
        self.apply()

    def apply(self) -> None:
        """Brings the table to what is wanted."""
        extras = tuple(field for field in self._wanted if not isinstance(field, Role))
        with self._arranged():
            before = self._model.extras
            self._model.show_extras(extras)
            shown = self.visible
            fields = self._model.fields
            for column, field in enumerate(fields):
                self._view.setColumnHidden(column, field not in shown)
                self._header.resizeSection(column, self._width(field))
            others = [field for field in fields if field not in shown]
            for place, field in enumerate((*shown, *others)):
                self._header.moveSection(self._header.visualIndex(fields.index(field)), place)
        if self._model.extras != before:
            self.extras_changed.emit(self._model.extras)

    def fill(self, menu: QMenu) -> None:
        """The way to the chooser, and a checkable entry for each column that is near at hand."""
        menu.clear()
        self._add(menu, self.tr("&Choose columns…"), self.chooser_wanted.emit)
        menu.addSeparator()
        others = [field for field in self._wanted if isinstance(field, Path)]
        for field in (*self.available, *others):
            action = self._add(menu, _plain(field_title(field)), partial(self._turn, field))
            action.setCheckable(True)
            action.setChecked(field in self._wanted)
            action.setEnabled(field is not Role.ID)
            action.setData(str(field))

    def fill_sorting(self, menu: QMenu) -> None:
        """An entry for each visible column: as a click with Shift on its header."""
        menu.clear()
        keys = self._model.sorted_by
        others = [key.field for key in keys if key.field not in self.visible]
        for field in (*self.visible, *others):
            text = _plain(sort_words(field, keys))
            after = sorted_also_by(keys, field)
            action = self._add(menu, text, partial(self.sort_wanted.emit, after))
            action.setCheckable(True)
            action.setChecked(place_of(keys, field) is not None)
            action.setData(str(field))
        menu.addSeparator()
        none = self._add(menu, self.tr("&No sorting (Orange's order)"), self._unsort)
        none.setEnabled(bool(keys))

    def header_menu(self, field: Field) -> QMenu:
        """What can be done with one column."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keys = self._model.sorted_by
        rest = without(keys, field)
        for text, wanted in (
            (self.tr("Sort &ascending"), (SortKey(field),)),
            (self.tr("Sort &descending"), (SortKey(field, descending=True),)),
        ):
            self._add(menu, text, partial(self.sort_wanted.emit, wanted))
        also = self._add(
            menu,
            self.tr("Sort by this column &too"),
            lambda: self.sort_wanted.emit((*rest, SortKey(field))),
        )
        also.setEnabled(bool(keys) and rest == keys)
        away = self._add(
            menu, self.tr("&Remove from the sort keys"), lambda: self.sort_wanted.emit(rest)
        )
        away.setEnabled(rest != keys)
        menu.addSeparator()
        hide = self._add(menu, self.tr("&Hide this column"), lambda: self.remove(field))
        hide.setEnabled(field is not Role.ID)
        self._add(menu, self.tr("&Choose columns…"), self.chooser_wanted.emit)
        return menu

    def _add(self, menu: QMenu, text: str, slot: Callable[[], object]) -> QAction:
        action = QAction(text, menu)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.triggered.connect(slot)
        menu.addAction(action)
        return action

    def _unsort(self) -> None:
        self.sort_wanted.emit(())

    def _turn(self, field: Field) -> None:
        if field in self._wanted:
            self.remove(field)
        else:
            self.add(field)

    def _width(self, field: Field) -> int:
        if field in self._widths:
            return self._widths[field]
        em = self._view.fontMetrics().averageCharWidth()
        if field in ODD_WIDTHS:
            return em * ODD_WIDTHS[field]
        if isinstance(field, Role):
            return em * WIDTHS[field.kind]
        kind = Kind.DATE if measure_of(field) is Measure.DATE else Kind.TEXT
        is_number = measure_of(field) is Measure.NUMBER
        return em * (NUMBER_WIDTH if is_number else WIDTHS[kind])

    @contextmanager
    def _arranged(self) -> Iterator[None]:
        """What the header tells inside was not done by the user."""
        self._arranging, before = True, self._arranging
        yield
        self._arranging = before

    def _adopt_order(self) -> None:
        """The user dragged a column; those that the data lacks stay behind their neighbours."""
        if self._arranging:
            return
        fields, header = self._model.fields, self._header
        order = [fields[header.logicalIndex(visual)] for visual in range(header.count())]
        shown = [field for field in order if field in self.visible]
        after: Field | None = None
        for field in self._wanted:
            if field not in shown:
                shown.insert(shown.index(after) + 1 if after in shown else 0, field)
            after = field
        if tuple(shown) != self._wanted:
            self._wanted = tuple(shown)
            self.changed.emit(self._wanted)

    def _adopt_width(self, column: int, _before: int, width: int) -> None:
        if not self._arranging and width:
            self._widths[self._model.fields[column]] = width

    def _show_menu(self, at: QPoint) -> None:
        column = self._header.logicalIndexAt(at)
        field = self._model.fields[column] if column >= 0 else Role.ID
        self.header_menu(field).popup(self._header.mapToGlobal(at))


def _plain(text: str) -> str:
    """A text of data in a menu, where & marks a key."""
    return text.replace("&", "&&")
