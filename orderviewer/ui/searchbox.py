"""The box that is always there: what is typed is understood at once and completed on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from orderviewer.fields.values import visible
from orderviewer.search.parsing import LONGEST_QUERY, parse
from orderviewer.search.terms import Path
from orderviewer.ui.titles import field_title

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from orderviewer.search.completion import Suggestion
    from orderviewer.search.terms import Found

MOST_SHOWN = 12
LONGEST_EXAMPLE = 40  # characters
# The list of suggestions takes these, unless the box wants them.
_FOR_SUGGESTIONS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape)
_ASKING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier  # macOS: ⌃
_SUGGESTION = int(Qt.ItemDataRole.UserRole)


class SearchBox(QLineEdit):
    """Says what is asked for with every change; suggestions are the owner's to find."""

    searched = Signal(tuple)  # Found, in order
    suggestions_wanted = Signal(str, int, bool)  # text, cursor, whether only typing asks for them
    finished = Signal(str)  # a text that was searched for, and that the user has now left
    recent_wanted = Signal()
    left = Signal()  # to the table, by Enter, Down or Esc

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        self.setMaxLength(LONGEST_QUERY)
        self._found: tuple[Found, ...] = ()
        self._text = ""
        self._choices = QStandardItemModel(self)
        self._completer = QCompleter(self._choices, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(MOST_SHOWN)
        self._completer.setWidget(self)
        self._completer.activated[QModelIndex].connect(self._accept)  # type: ignore[index]
        self.textChanged.connect(self._read)
        self.textEdited.connect(self._ask)
        self.editingFinished.connect(self._finish)
        self.retranslate()

    @property
    def found(self) -> tuple[Found, ...]:
        return self._found

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Search in all orders"))
        self.setPlaceholderText(self.tr("Search every field: words, town:Lyon, promised<+7d…"))
        self.setToolTip(
            self.tr(
                "Several words: all of them. -word: without it. field:value, field=value, "
                "field:empty; dates and numbers also with < and >. Ctrl+Space lists the fields. "
                "(Ctrl+F)"
            )
        )

    def add(self, text: str) -> None:
        """Asks for this too."""
        self.setText(f"{self.text().rstrip()} {text}".lstrip())

    def remove(self, found: Found) -> None:
        """Asks for this no more."""
        self.replace(found, "")

    def replace(self, found: Found, text: str) -> None:
        """Asks for something else instead of this."""
        before, after = self.text()[: found.first].rstrip(), self.text()[found.last :].lstrip()
        self.setText(" ".join(part for part in (before, text, after) if part))

    def edit(self, found: Found) -> None:
        """The cursor goes where this stands, to change it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setSelection(found.first, found.last - found.first)

    def suggest(self, text: str, suggestions: tuple[Suggestion, ...]) -> None:
        """Offers these unless the text is another one by now."""
        if text != self.text() or not self.hasFocus():
            return
        self._choices.clear()
        for one in suggestions:
            item = QStandardItem(_described(one))
            item.setData(one, _SUGGESTION)
            self._choices.appendRow(item)
        if suggestions:
            self._completer.complete()
        else:
            self._hide_suggestions()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        popup = self._completer.popup()
        if popup and popup.isVisible() and key in _FOR_SUGGESTIONS:
            event.ignore()
        elif key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.recent_wanted.emit()
        elif key == Qt.Key.Key_Space and event.modifiers() & _ASKING:
            self.suggestions_wanted.emit(self.text(), self.cursorPosition(), False)  # noqa: FBT003
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _finish(self) -> None:
        if self.text():
            self.finished.emit(self.text())

    def _read(self, text: str) -> None:
        if not text and len(self._text) > 1:  # emptied at once: that was a whole search
            self.finished.emit(self._text)
        self._text = text
        before, self._found = self._found, parse(text)
        if self._found != before:
            self.searched.emit(self._found)

    def _ask(self, text: str) -> None:
        self._read(text)  # Qt tells of the edit first: values are counted in what it finds
        if text:
            self.suggestions_wanted.emit(text, self.cursorPosition(), True)  # noqa: FBT003
        else:
            self._hide_suggestions()

    def _hide_suggestions(self) -> None:
        popup = self._completer.popup()
        if popup:
            popup.hide()

    def _accept(self, index: QModelIndex) -> None:
        chosen: Suggestion | None = index.data(_SUGGESTION)
        if chosen is None:
            return
        text = self.text()
        self.setText(text[: chosen.first] + chosen.text + text[chosen.last :])
        self.setCursorPosition(chosen.first + len(chosen.text))
        if chosen.field is not None:  # a keyword: its values come next
            self._ask(self.text())


def _described(suggestion: Suggestion) -> str:
    if suggestion.count is not None:
        return f"{suggestion.text}   ({suggestion.count})"
    if isinstance(suggestion.field, Path):
        return f"{suggestion.text}   {visible(suggestion.example, LONGEST_EXAMPLE)}".rstrip()
    if suggestion.field is not None:
        return f"{suggestion.text}   {field_title(suggestion.field)}"
    return suggestion.text
