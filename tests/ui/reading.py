"""Every text of a window, and which of them were left in the other language."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

FRENCH = Path(__file__).parents[2] / "orderviewer/resources/translations" / "orderviewer_fr.ts"
OWN_NAMES = ("Français", "English")  # each language is offered in its own words
_FILLED_IN = re.compile(r"(\\\{.*?\\\}|%L?n)")


def every_text(window: QWidget) -> Iterator[str]:
    """What can be read or heard in it, shown now or later, without the orders themselves."""
    for one in [window, *window.findChildren(QWidget)]:
        yield from (one.windowTitle(), one.toolTip(), one.statusTip())
        yield from (one.accessibleName(), one.accessibleDescription())
        yield from own_texts(one)
    for action in window.actions():
        yield from (action.text(), action.toolTip())


def own_texts(one: QWidget) -> Iterator[str]:
    if isinstance(one, (QLabel, QAbstractButton)):
        yield one.text()
    elif isinstance(one, QGroupBox):
        yield one.title()
    elif isinstance(one, (QLineEdit, QPlainTextEdit)):
        yield one.placeholderText()
    elif isinstance(one, QComboBox):
        yield from (one.itemText(at) for at in range(one.count()))
    elif isinstance(one, QTabBar):
        yield from (one.tabText(at) for at in range(one.count()))
    elif isinstance(one, QHeaderView) and one.model():
        for section in range(one.model().columnCount()):
            yield str(one.model().headerData(section, Qt.Orientation.Horizontal) or "")


def left_in_english(texts: Iterator[str]) -> list[str]:
    return left_over(texts, of=0)


def left_in_french(texts: Iterator[str]) -> list[str]:
    return left_over(texts, of=1)


def left_over(texts: Iterator[str], of: int) -> list[str]:
    """The texts that are in the language `of` (0: English, 1: French) and in it alone."""
    pairs = catalogue()
    wrong = [pattern(pair[of]) for pair in pairs if pair[of]]
    right = [pattern(pair[1 - of]) for pair in pairs if pair[1 - of]]
    return sorted(
        {
            text
            for text in map(without_marks, texts)
            if text not in OWN_NAMES
            and any(one.fullmatch(text) for one in wrong)
            and not any(one.fullmatch(text) for one in right)
        }
    )


def catalogue() -> list[tuple[str, str]]:
    """Source and French of every text whose words differ, plural forms one by one."""
    pairs = []
    for message in ET.parse(FRENCH).getroot().iter("message"):
        source, translation = message.find("source"), message.find("translation")
        assert source is not None
        assert translation is not None
        forms = translation.findall("numerusform") or [translation]
        pairs += [(str(source.text), str(form.text)) for form in forms]
    return [(source, french) for source, french in pairs if worded(source) and source != french]


def worded(text: str) -> bool:
    return any(letter.isalpha() for letter in re.sub(r"\{.*?\}|%L?n", "", text))


def pattern(text: str) -> re.Pattern[str]:
    """The text as it appears with its placeholders filled in."""
    return re.compile(_FILLED_IN.sub(".+", re.escape(without_marks(text))), re.DOTALL)


def without_marks(text: str) -> str:
    return re.sub("&(?!&)|\u200b", "", text)
