"""The conditions of a search one by one: what each means, to be changed or taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from orderviewer.search.terms import Found, Operator, Term, Trouble
from orderviewer.ui.flow import FlowLayout
from orderviewer.ui.plain import tooltip
from orderviewer.ui.titles import field_title

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 40  # characters of a chip
MOST = 12  # chips; the rest is read in the box


class Chips(QWidget):
    """A pair of buttons for each condition that is more than a plain word."""

    edited = Signal(object)  # Found
    removed = Signal(object)  # Found

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Found, ...] = ()
        self._lines = FlowLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(self.fontMetrics().averageCharWidth() // 2)
        self.setVisible(False)

    def show_terms(self, found: Sequence[Found]) -> None:
        shown = tuple(one for one in found if _deserves_one(one.term))[:MOST]
        if shown != self._shown:
            self._shown = shown
            self._rebuild()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._rebuild()
        super().changeEvent(event)

    def _rebuild(self) -> None:
        while item := self._lines.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for found in self._shown:
            self._lines.addWidget(self._chip(found))
        self.setVisible(bool(self._shown))

    def _chip(self, found: Found) -> QWidget:
        words = self._words(found.term)
        shown = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
        chip = QWidget(self)
        row = QHBoxLayout(chip)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        text = QToolButton(chip)
        trouble = self._trouble(found.term)
        text.setText(f"⚠ {shown}" if trouble else shown)
        text.setToolTip(tooltip(trouble or words))
        text.setAccessibleName(self.tr("Condition: {words}").format(words=words))
        text.setAccessibleDescription(trouble)
        text.clicked.connect(lambda: self.edited.emit(found))
        away = QToolButton(chip)
        away.setText("✕")
        away.setAccessibleName(self.tr("Remove: {words}").format(words=words))
        away.setToolTip(self.tr("Remove this condition"))
        away.clicked.connect(lambda: self.removed.emit(found))
        row.addWidget(text)
        row.addWidget(away)
        return chip

    def _words(self, term: Term) -> str:
        """As a person would say it, in the language on the screen."""
        value = term.value
        if term.field is None:
            return self.tr("without “{value}”").format(value=value) if term.negated else value
        field = field_title(term.field)
        if term.others:
            *each, last = (self._value_words(one) for one in term.alternatives)
            value = self.tr("{values} or {last}").format(values=", ".join(each), last=last)
        if term.operator is Operator.EMPTY and not term.others:
            form = self.tr("{field}: filled in") if term.negated else self.tr("{field}: empty")
        elif term.operator is Operator.IS:
            form = self.tr("{field} is not {value}") if term.negated else "{field} = {value}"
        elif term.operator in {Operator.HAS, Operator.EMPTY}:
            form = self.tr("{field}: not {value}") if term.negated else self.tr("{field}: {value}")
        else:
            form = f"{{field}} {_SIGNS[term.operator]} {{value}}"
            form = self.tr("not {condition}").format(condition=form) if term.negated else form
        return form.format(field=field, value=value)

    def _value_words(self, term: Term) -> str:
        return self.tr("empty") if term.operator is Operator.EMPTY else term.value

    def _trouble(self, term: Term) -> str:
        troubles = (one.trouble for one in term.alternatives if one.trouble)
        return {
            None: "",
            Trouble.UNKNOWN_FIELD: self.tr("No such field: searched as text."),
            Trouble.UNFINISHED: self.tr("Not finished yet: it leaves nothing out."),
            Trouble.NOT_A_DATE: self.tr("Not a date: it leaves nothing out."),
            Trouble.NOT_A_NUMBER: self.tr("Not a number: it leaves nothing out."),
            Trouble.NOT_A_SCOPE: self.tr("Neither current nor closed: it leaves nothing out."),
            Trouble.NOT_ORDERED: self.tr("This field has no order: it leaves nothing out."),
        }[next(troubles, None)]


_SIGNS = {
    Operator.LESS: "<",
    Operator.AT_MOST: "≤",
    Operator.MORE: ">",
    Operator.AT_LEAST: "≥",
}


def _deserves_one(term: Term) -> bool:
    return term.field is not None or term.negated or term.trouble is not None
