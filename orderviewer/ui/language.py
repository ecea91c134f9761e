"""The language on screen: which one, its translations, and how its dates are written."""

from __future__ import annotations

import re
import sys
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from orderviewer.fields.values import DateStyle

TRANSLATIONS = Path(__file__).parents[1] / "resources" / "translations"


class Language(StrEnum):
    """What the user chose; the value is what settings remember."""

    SYSTEM = "system"
    FRENCH = "fr"
    ENGLISH = "en"

    @classmethod
    def remembered(cls, value: object) -> Language:
        """The choice behind a stored setting; anything odd means the system's language."""
        return next((language for language in cls if language.value == value), cls.SYSTEM)


_LOCALES = {Language.FRENCH: "fr_FR", Language.ENGLISH: "en_GB"}


def system_language(preferred: list[str] | None = None) -> Language:
    """The first of the system's languages that orderviewer speaks, else English."""
    for name in QLocale.system().uiLanguages() if preferred is None else preferred:
        prefix = re.split(r"[-_]", name, maxsplit=1)[0].lower()
        if prefix in _LOCALES:
            return Language(prefix)
    return Language.ENGLISH


def locale_for(language: Language) -> QLocale:
    """The system's own conventions when they are of that language (fr_CA, en_US), else ours."""
    system = QLocale.system()
    spoken = system_language() if language is Language.SYSTEM else language
    if system.name().split("_")[0] == spoken.value:
        # Elsewhere each LC_ variable may speak another language than the sentences do.
        own_settings = sys.platform in ("win32", "darwin")
        return system if own_settings else QLocale(system.name())
    return QLocale(_LOCALES[spoken])


class Languages(QObject):
    """Installs and removes the translators; every widget then hears a LanguageChange event.

    Needs an application object, with or without a display.
    """

    def __init__(self, parent: QObject | None = None, *, folder: Path = TRANSLATIONS) -> None:
        super().__init__(parent)
        self._folder = folder
        self._installed: list[QTranslator] = []
        self._choice = Language.SYSTEM

    @property
    def choice(self) -> Language:
        return self._choice

    @property
    def spoken(self) -> Language:
        """French or English, never SYSTEM."""
        return system_language() if self._choice is Language.SYSTEM else self._choice

    def date_style(self) -> DateStyle:
        return date_style(QLocale())

    def switch(self, choice: str) -> None:
        """Speaks `choice` from now on; a missing translation file leaves the English texts."""
        self._choice = Language.remembered(choice)
        QLocale.setDefault(locale_for(self._choice))
        self.remove()
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        ours = self._folder / f"orderviewer_{self.spoken.value}.qm"
        for file in (Path(qt) / f"qtbase_{self.spoken.value}.qm", ours):
            translator = QTranslator(self)
            if translator.load(str(file)) and QCoreApplication.installTranslator(translator):
                self._installed.append(translator)

    def remove(self) -> None:
        """Back to the source texts."""
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
        self._installed.clear()


_DATE_TOKENS = {"d": "%d", "dd": "%d", "M": "%m", "MM": "%m", "yy": "%Y", "yyyy": "%Y"}
_TIME_TOKENS = {"H": "%H", "HH": "%H", "mm": "%M", "h": "%I", "hh": "%I"}
_HALF_DAY_TOKENS = {"AP", "ap", "A", "a", "Ap", "aP"}
_TOKEN = re.compile(r"'[^']*'|AP|Ap|aP|ap|([dMyHhms])\1*|[Aa]|.")


def date_style(locale: QLocale) -> DateStyle:
    """How `locale` writes a day and an hour, always with four digits for the year.

    Formats with parts that have no plain number (names of months, say) fall back to ISO.
    """
    plain = DateStyle()
    if locale.language() is QLocale.Language.French:
        return DateStyle(date="%d/%m/%Y", time="%H:%M", zone=plain.zone)
    short = QLocale.FormatType.ShortFormat
    date = _converted(locale.dateFormat(short), _DATE_TOKENS)
    time = _converted(locale.timeFormat(short), _TIME_TOKENS)
    return DateStyle(date=date or "%Y-%m-%d", time=time or "%H:%M", zone=plain.zone)


def _converted(qt_format: str, tokens: dict[str, str]) -> str | None:
    """`qt_format` in strftime's notation, or None when a part has no equal there."""
    parts = []
    for found in _TOKEN.finditer(qt_format):
        token = found.group()
        if token in tokens:
            parts.append(tokens[token])
        elif token in _HALF_DAY_TOKENS and tokens is _TIME_TOKENS:
            parts.append("%p")
        elif token.startswith("'"):
            parts.append(token.strip("'").replace("%", "%%"))
        elif token[0].isalpha():
            return None
        else:
            parts.append(token.replace("%", "%%"))
    return "".join(parts)
