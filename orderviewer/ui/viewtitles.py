"""The words for saved views: titles and meanings of the built-in ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from orderviewer.fields.values import visible
from orderviewer.ui.words import Words
from orderviewer.views.view import SILENT_DAYS, SOON_DAYS

if TYPE_CHECKING:
    from collections.abc import Callable

    from orderviewer.views.view import View

# Looked up at each call, because the language can change while the program runs.
_TITLES: dict[str, Callable[[], str]] = {
    "current": lambda: QCoreApplication.translate("View", "Current"),
    "closed": lambda: QCoreApplication.translate("View", "Closed"),
    "overdue": lambda: QCoreApplication.translate("View", "Overdue"),
    "due_soon": lambda: QCoreApplication.translate("View", "Due within %n day(s)", None, SOON_DAYS),
    "changed": lambda: QCoreApplication.translate("View", "Changed since last visit"),
    "no_appointment": lambda: QCoreApplication.translate("View", "Without appointment"),
    "silent": lambda: QCoreApplication.translate("View", "Silent"),
}
_MEANINGS: dict[str, Callable[[], str]] = {
    "current": lambda: QCoreApplication.translate("View", "Orders under way"),
    "closed": lambda: QCoreApplication.translate("View", "Orders that Orange has closed"),
    "overdue": lambda: QCoreApplication.translate(
        "View", "Unfinished orders whose promised date is past"
    ),
    "due_soon": lambda: QCoreApplication.translate(
        "View", "Unfinished orders promised for today or the next %n day(s)", None, SOON_DAYS
    ),
    "changed": lambda: QCoreApplication.translate(
        "View", "Orders with changes that you have not seen yet"
    ),
    "no_appointment": lambda: QCoreApplication.translate(
        "View", "Unfinished orders without an appointment"
    ),
    "silent": lambda: QCoreApplication.translate(
        "View", "Unfinished orders that have not changed for more than %n day(s)", None, SILENT_DAYS
    ),
}


def view_title(view: View) -> str:
    """The name of a view in the language of the window; the user's own are as typed."""
    return _TITLES[view.name]() if view.builtin else visible(view.name)


def view_meaning(view: View) -> str:
    """What a built-in view shows; "" for the user's own."""
    return _MEANINGS[view.name]() if view.builtin else ""


def set_aside_words(renamed: str) -> Words:
    """The file of the user's views was damaged; nothing of it is deleted."""
    return Words(
        QCoreApplication.translate("View", "The file with your views was damaged."),
        QCoreApplication.translate("View", "It was set aside as {file}.").format(
            file=visible(renamed)
        ),
        QCoreApplication.translate("View", "The views that could be read were kept."),
    )
