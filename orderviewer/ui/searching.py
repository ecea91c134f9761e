"""From what is typed to what is shown: the search box, the feed and the table together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal

from orderviewer.feed.searching import Typed
from orderviewer.fields.dates import home_day
from orderviewer.search.keywords import Language
from orderviewer.search.moments import days_meant
from orderviewer.search.terms import Measure, Operator, Path, Term, measure_of
from orderviewer.search.writing import write, write_term
from orderviewer.ui.facetmodel import means
from orderviewer.ui.titles import role_title
from orderviewer.views.columns import place_field

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from orderviewer.feed.searching import SearchFeed
    from orderviewer.local.query import Query
    from orderviewer.local.records import Match
    from orderviewer.search.terms import Field, Found
    from orderviewer.ui.columns import Columns
    from orderviewer.ui.grid import OrderGrid
    from orderviewer.ui.searchbar import SearchBar


class Searching(QObject):
    """The terms are those in the box; the owner shows the orders that meet them."""

    terms_changed = Signal(tuple)  # Terms

    def __init__(
        self,
        bar: SearchBar,
        feed: SearchFeed,
        grid: OrderGrid,
        columns: Columns,
        query: Callable[[], Query],
    ) -> None:
        super().__init__(bar)
        self._bar = bar
        self._feed = feed
        self._grid = grid
        self._columns = columns
        self._query = query
        self._terms: tuple[Term, ...] = ()
        self._number: int | None = None
        self.language = Language.ENGLISH
        bar.box.searched.connect(self._search)
        bar.box.suggestions_wanted.connect(self._suggest)
        bar.box.left.connect(self._leave)
        grid.typed.connect(self._begin)
        feed.suggested.connect(bar.box.suggest)
        feed.explained.connect(self._show_place)

    @property
    def terms(self) -> tuple[Term, ...]:
        return self._terms

    def clear(self) -> None:
        self._bar.box.clear()

    def show_terms(self, terms: tuple[Term, ...]) -> None:
        """Writes these into the box; the owner knows them already."""
        with QSignalBlocker(self):
            self._bar.box.setText(write(terms, self.language))

    def focus(self) -> None:
        """The box, with what is in it selected, so that typing replaces it."""
        self._bar.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._bar.box.selectAll()

    def explain(self, number: int | None) -> None:
        """Says where this order has what is looked for, if no column shows it."""
        self._number = number
        words = [term for term in self._terms if not term.negated and term.asks]
        if number is None or not words or self._query().as_of:
            self._bar.show_place(None)
        else:
            self._feed.explain(number, words)

    def add_cell(self, *, negated: bool) -> None:
        """Only orders with the value of the current cell, or only those without it."""
        term = self.cell_term(negated=negated)
        if term:
            self._bar.box.add(write_term(term, self.language))

    def turn(self, field: Field, value: str, negated: bool) -> None:
        """Asks for a value too, beside others of its field, or no more; `negated`: excludes it."""
        self._leave_out(field, value, negated=not negated)
        if not self._leave_out(field, value, negated=negated):
            self._put_in(field, value, negated=negated)

    def _leave_out(self, field: Field, value: str, *, negated: bool) -> bool:
        """Whether the value was asked for so."""
        for found in self._bar.box.found:
            term = found.term
            if term.field != field or term.negated is not negated:
                continue
            rest = [one for one in term.alternatives if not means(one, value)]
            if len(rest) < len(term.alternatives):
                self._bar.box.replace(found, self._written(rest, negated=negated))
                return True
        return False

    def _put_in(self, field: Field, value: str, *, negated: bool) -> None:
        operator = Operator.HAS if measure_of(field) is Measure.DATE else Operator.IS
        new = Term(value, field, operator if value else Operator.EMPTY)
        kinds = {operator, Operator.EMPTY}
        for found in self._bar.box.found:
            term = found.term
            if term.field == field and term.negated is negated:
                if all(one.operator in kinds for one in term.alternatives):
                    several = [*term.alternatives, new]
                    self._bar.box.replace(found, self._written(several, negated=negated))
                    return
                if not negated:  # a part of a value, say, which the whole one replaces
                    self._bar.box.replace(found, self._written([new], negated=False))
                    return
        self._bar.box.add(self._written([new], negated=negated))

    def _written(self, alternatives: Sequence[Term], *, negated: bool) -> str:
        if not alternatives:
            return ""
        first, *others = alternatives
        term = replace(first, negated=negated, others=tuple(others))
        return write_term(term, self.language)

    def cell_term(self, *, negated: bool = False) -> Term | None:
        """What asks for the value of the current cell."""
        index = self._grid.currentIndex()
        if not index.isValid():
            return None
        field, text = self._grid.field_at(index), str(index.data() or "")
        if not text:
            return Term("", field, Operator.EMPTY, negated)
        measure = measure_of(field)
        if measure is Measure.DATE or (isinstance(field, Path) and days_meant(text, home_day())):
            return Term(text.split(maxsplit=1)[0], field, Operator.HAS, negated)  # that whole day
        is_text = measure is Measure.TEXT
        return Term(text, field, Operator.IS if is_text else Operator.HAS, negated)

    def _search(self, found: tuple[Found, ...]) -> None:
        terms = tuple(one.term for one in found)
        if terms != self._terms:
            self._terms = terms
            self.terms_changed.emit(terms)
            self.explain(self._number)

    def _suggest(self, text: str, cursor: int, unasked: bool) -> None:
        self._feed.suggest(Typed(text, cursor, self.language, self._query(), unasked))

    def _leave(self) -> None:
        self._grid.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._grid.model().rowCount() and not self._grid.currentIndex().isValid():
            self._grid.choose(0)

    def _begin(self, text: str) -> None:
        """Typing in the table is typing in the box."""
        self._bar.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._bar.box.setText(text)

    def _show_place(self, number: int, matches: tuple[Match, ...]) -> None:
        if number != self._number:
            return
        shown = set(self._columns.visible)
        hidden = next((match for match in matches if not _is_shown(match, shown)), None)
        if hidden is None:
            self._bar.show_place(None)
        else:
            field = role_title(hidden.role) if hidden.role else hidden.path
            self._bar.show_place(field, hidden.text)


def _is_shown(match: Match, shown: Collection[Field]) -> bool:
    return match.role in shown or place_field(match.path) in shown
