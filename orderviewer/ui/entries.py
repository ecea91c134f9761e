"""One titled line of a form: its text field, what it is, and where to find what goes in."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from orderviewer.profile import key_expiry
from orderviewer.ui.plain import PlainLabel
from orderviewer.ui.shapes import Mark, Shape
from orderviewer.ui.words import local_today, long_date

PASTED_AT_ONCE = 4  # characters: nobody types so many between two signals
_WIDTH = 34  # average characters


class TextEntry(QWidget):
    """A text field that tells typing from pasting; some have a "?" that unfolds help below."""

    edited = Signal()
    pasted = Signal(str)

    def __init__(
        self, parent: QWidget | None = None, *, secret: bool = False, explained: bool = False
    ) -> None:
        super().__init__(parent)
        self.title = PlainLabel()
        self._before = ""
        self._before_pasting = ""
        self._edit = QLineEdit(self)
        self._edit.setMinimumWidth(self.fontMetrics().averageCharWidth() * _WIDTH)
        if secret:
            self._edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._edit.textEdited.connect(self._take)
        self.title.setBuddy(self._edit)
        self._padlock = Mark(Shape.LOCK, self)
        self._padlock.hide()
        self._ask: QToolButton | None = None
        self._help = PlainLabel(self, wraps=True)
        self._help.hide()
        line = QHBoxLayout()
        line.addWidget(self._padlock)
        line.addWidget(self._edit, 1)
        if explained:
            self._ask = QToolButton(self)
            self._ask.setText("?")
            self._ask.setCheckable(True)
            self._ask.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._ask.toggled.connect(self._help.setVisible)
            line.addWidget(self._ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self._help)
        self.setFocusProxy(self._edit)

    @property
    def text(self) -> str:
        return self._edit.text()

    @property
    def edit(self) -> QLineEdit:
        return self._edit

    def fill(self, text: str) -> None:
        """Puts `text` in; nothing is emitted."""
        self._edit.setText(text)
        self._edit.setCursorPosition(0)
        self._before = text

    def take_back(self) -> None:
        """Undoes the last pasting; nothing is emitted."""
        self.fill(self._before_pasting)

    def lock(self) -> None:
        """Shows the text, but no longer takes one."""
        self._edit.setReadOnly(True)

    def lock_because(self, reason: str) -> None:
        """The same, with a padlock and the reason below."""
        self.lock()
        self._padlock.show()
        self._help.setText(reason)
        self._help.show()
        self._edit.setAccessibleDescription(reason)

    def show_texts(self, title: str, question: str = "", answer: str = "", hint: str = "") -> None:
        """`question` names the "?" for those who hear it; `hint` stands in an empty field."""
        self.title.setText(title)
        self._edit.setPlaceholderText(hint)
        self._edit.setAccessibleName(title.rstrip(" :\u00a0\u202f"))
        self._edit.setAccessibleDescription(answer)
        self._help.setText(answer)
        if self._ask:
            self._ask.setToolTip(question)
            self._ask.setAccessibleName(question)

    def _take(self, text: str) -> None:
        added = _added(self._before, text)
        self._before_pasting, self._before = self._before, text
        if len(added) >= PASTED_AT_ONCE:
            self.pasted.emit(added)
        self.edited.emit()


def _added(before: str, after: str) -> str:
    """What stands in `after` between the beginning and the end that both share."""
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    return after[start : len(after) - end]


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


class DayEntry(QWidget):
    """The day an API key was issued, when it is known, and when the key ends."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = PlainLabel()
        self._known = QCheckBox(self)
        self._day = QDateEdit(self)
        self._day.setCalendarPopup(True)
        self._day.setMinimumDate(QDate(2000, 1, 1))
        self._day.setDate(QDate.currentDate())
        self._day.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._expiry = PlainLabel(self, wraps=True)
        self.title.setBuddy(self._known)
        self._known.toggled.connect(self._change)
        self._day.dateChanged.connect(self._change)
        line = QHBoxLayout()
        line.addWidget(self._known)
        line.addWidget(self._day)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self._expiry)
        self.setFocusProxy(self._known)
        self.retranslate()

    @property
    def day(self) -> date | None:
        """None while it is not known."""
        if not self._known.isChecked():
            return None
        chosen = self._day.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def fill(self, day: date | None) -> None:
        """Shows `day`; nothing is emitted."""
        with QSignalBlocker(self._known), QSignalBlocker(self._day):
            self._known.setChecked(day is not None)
            if day:
                self._day.setDate(QDate(day.year, day.month, day.day))
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        locale = QLocale()
        self._day.setLocale(locale)
        short = locale.dateFormat(QLocale.FormatType.ShortFormat)
        four_digits = short if "yyyy" in short else short.replace("yy", "yyyy")
        self._day.setDisplayFormat(four_digits)
        self._day.setAccessibleName(self.tr("Day the API key was issued"))
        self.title.setText(self.tr("API key issued on:"))
        self._known.setText(self.tr("I know the day"))
        self._write()

    def _change(self) -> None:
        self._write()
        self.edited.emit()

    def _write(self) -> None:
        issued = self.day
        self._day.setEnabled(issued is not None)
        if issued is None:
            self._expiry.setText(
                self.tr("Keys live two years. With the day, orderviewer can warn you in time.")
            )
            return
        expiry = key_expiry(issued)
        sentence = (
            self.tr("This key has expired on {day}: ask Orange for a new one.")
            if expiry <= local_today()
            else self.tr("This key expires on {day}.")
        )
        self._expiry.setText(sentence.format(day=long_date(expiry)))
