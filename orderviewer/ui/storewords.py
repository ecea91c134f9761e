"""What the user reads about the file of the orders itself: damaged, newer, or made smaller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from orderviewer.fields.values import visible
from orderviewer.ui.words import Words, moment_text

if TYPE_CHECKING:
    from orderviewer.local.records import Backup, Rescued

translate = QCoreApplication.translate


def rescue_words(rescued: Rescued) -> Words:
    """The file was damaged; nothing of it is deleted, and what was sound of it is in a new one."""
    saved = rescued.saved
    if saved.orders:
        kept = translate("Store", "Saved from it: {orders}, {changes}.").format(
            orders=translate("Store", "%Ln order(s)", "", saved.orders),
            changes=translate("Store", "%Ln change(s) in their history", "", saved.events),
        )
    else:
        kept = translate("Store", "Nothing could be saved from it.")
    return Words(
        translate("Store", "The local copy of the orders was damaged."),
        kept,
        translate(
            "Store", "The orders are read from Orange again. The damaged file is now called {file}."
        ).format(file=visible(rescued.file)),
    )


def forgotten_words(count: int, months: int) -> Words:
    """So many orders were removed; because they are older than so many months, 0: chosen."""
    kept = ""
    if months:
        kept = translate("Store", "Closed orders are kept for %n month(s).", "", months)
    return Words(
        translate("Store", "%Ln order(s) were removed from this computer.", "", count), kept
    )


def restored_words(backup: Backup) -> Words:
    """An older copy of the file is in use; the one before it is a copy now."""
    return Words(
        translate("Store", "The backup of {moment} is in use.").format(
            moment=moment_text(backup.made)
        ),
        translate("Store", "The file as it was until now is kept beside it, as another backup."),
        translate("Store", "What has changed since then is read from Orange again."),
    )


def newer_words() -> Words:
    """A newer program made the file: its orders are shown, and it is left alone."""
    return Words(
        translate("Store", "These orders were stored by a newer version of orderviewer."),
        translate(
            "Store",
            "They are shown as they are; the file is left alone, nothing is read from Orange.",
        ),
        translate("Store", "Install the newer version to go on."),
    )
