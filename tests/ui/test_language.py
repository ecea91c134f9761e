"""Which language is spoken, and how it writes its dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from orderviewer.ui.language import (
    Language,
    Languages,
    date_style,
    locale_for,
    system_language,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize(
    ("preferred", "expected"),
    [
        (["fr-FR", "en-US"], Language.FRENCH),
        (["fr_CA"], Language.FRENCH),
        (["de-DE", "fr-FR", "en-GB"], Language.FRENCH),
        (["en-US", "fr-FR"], Language.ENGLISH),
        (["de-DE"], Language.ENGLISH),
        (["frr-DE"], Language.ENGLISH),  # North Frisian is no French
        (["C"], Language.ENGLISH),
        ([], Language.ENGLISH),
    ],
)
def test_the_first_of_the_systems_languages_that_we_speak(
    preferred: list[str], expected: Language
) -> None:
    assert system_language(preferred) is expected


@pytest.mark.parametrize("value", ["fr", "en", "system"])
def test_choices_are_remembered_by_their_value(value: str) -> None:
    assert Language.remembered(value).value == value


@pytest.mark.parametrize("value", ["", "de", None, 3, ["fr"]])
def test_odd_memories_mean_the_system(value: object) -> None:
    assert Language.remembered(value) is Language.SYSTEM


def test_a_language_that_is_not_the_systems_has_our_locale() -> None:
    assert locale_for(Language.FRENCH).name() == "fr_FR"
    assert locale_for(Language.ENGLISH).name() == "en_GB"


@pytest.mark.parametrize(
    ("locale", "date", "time"),
    [
        ("fr_FR", "%d/%m/%Y", "%H:%M"),
        ("fr_CA", "%d/%m/%Y", "%H:%M"),
        ("en_GB", "%d/%m/%Y", "%H:%M"),
        ("en_US", "%m/%d/%Y", "%I:%M\N{NARROW NO-BREAK SPACE}%p"),
        ("de_DE", "%d.%m.%Y", "%H:%M"),
        ("ja_JP", "%Y/%m/%d", "%H:%M"),
        ("sv_SE", "%Y-%m-%d", "%H:%M"),
    ],
)
def test_dates_are_written_as_the_locale_does_with_four_digits(
    locale: str, date: str, time: str
) -> None:
    style = date_style(QLocale(locale))
    assert (style.date, style.time) == (date, time)


def test_no_locale_gives_a_short_year_or_a_letter_of_a_format() -> None:
    for locale in QLocale.matchingLocales(
        QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry
    ):
        style = date_style(locale)
        assert "%Y" in style.date
        assert "%d" in style.date
        assert "%m" in style.date
        assert "%M" in style.time
        assert not {"y", "M", "d", "H", "h"} & set(
            style.date.replace("%Y", "").replace("%m", "").replace("%d", "")
        )


def test_switching_is_heard_by_every_widget_and_by_qts_own_buttons(qtbot: QtBot) -> None:
    heard = []

    class Listener(QWidget):
        def changeEvent(self, event: QEvent) -> None:
            if event.type() is QEvent.Type.LanguageChange:
                heard.append(QCoreApplication.translate("Words", "Try again"))

    listener = Listener()
    qtbot.addWidget(listener)
    languages = Languages()
    languages.switch("fr")
    qtbot.waitUntil(lambda: heard[-1:] == ["Réessayer"])
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Annuler"
    assert languages.spoken is Language.FRENCH
    assert languages.date_style().date == "%d/%m/%Y"
    assert QLocale().toString(1234567) == "1\u202f234\u202f567"
    languages.switch("en")
    qtbot.waitUntil(lambda: heard[-1:] == ["Try again"])
    assert QLocale().toString(1234567) == "1,234,567"
    languages.remove()


def test_the_systems_language_can_be_followed(qapp: object) -> None:
    languages = Languages()
    languages.switch("system")
    assert languages.choice is Language.SYSTEM
    assert languages.spoken is system_language()
    languages.remove()


def test_without_translations_the_texts_are_english(qapp: object, tmp_path: Path) -> None:
    languages = Languages(folder=tmp_path)
    languages.switch("fr")
    assert QCoreApplication.translate("Words", "Try again") == "Try again"
    languages.remove()
