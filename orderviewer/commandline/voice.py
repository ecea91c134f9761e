"""Words on the terminal, in the user's language: results to standard output, trouble to error."""

from __future__ import annotations

import logging
import sys
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from orderviewer.commandline.interrupting import interruptions_wait

if TYPE_CHECKING:
    from datetime import date, datetime

    from orderviewer.local.records import Change
    from orderviewer.profile import Home
    from orderviewer.search.terms import Field
    from orderviewer.ui.language import Languages

log = logging.getLogger(__name__)

NARROW_SPACE, SPACE = "\u202f", "\xa0"


class Voice:
    """Speaks as the window does: same translations, same choice of language; needs no display.

    On the main thread alone.  Qt's core is loaded with the first word.
    """

    def __init__(self, home: Home) -> None:
        self._home = home

    def remembered(self, key: str) -> str:
        """What the window keeps in its layout file, "" for nothing."""
        self.begin()
        value = self._layout.value(key, "")
        return ",".join(map(str, value)) if isinstance(value, list) else str(value)

    @cached_property
    def _languages(self) -> Languages:
        with interruptions_wait():  # else Qt's core would end the process with an abort
            from PySide6.QtCore import QCoreApplication, QSettings, qInstallMessageHandler

            from orderviewer.ui.language import Languages

        # Qt's own remarks (about a locale that is not installed, say) are for the log.
        qInstallMessageHandler(lambda _kind, _context, text: log.info("Qt: %s", text))
        self._app = QCoreApplication.instance() or QCoreApplication([])
        layout = QSettings(str(self._home.layout_file), QSettings.Format.IniFormat)
        self._layout = layout
        languages = Languages(self._app)
        languages.switch(str(layout.value("language", "system")))
        return languages

    def begin(self) -> None:
        """Loads the translations, which takes a tenth of a second."""
        _ = self._languages

    @property
    def french(self) -> bool:
        return self._languages.spoken.value == "fr"

    def translate(self, context: str, text: str, **values: str | int) -> str:
        """`text` in the user's language, its placeholders filled; numbers are grouped."""
        self.begin()
        from PySide6.QtCore import QCoreApplication, QLocale

        locale = QLocale()
        written = {
            name: locale.toString(value) if isinstance(value, int) else value
            for name, value in values.items()
        }
        return QCoreApplication.translate(context, text).format(**written)

    def title(self, field: Field) -> str:
        self.begin()
        from orderviewer.ui.titles import field_title

        return field_title(field)

    def happening(self, when: datetime, change: Change) -> tuple[str, str, str]:
        """A moment on this computer's clock, what happened, and from what to what."""
        from orderviewer.ui.happenings import event_text, event_title, moment_shown

        style = self._languages.date_style()
        return moment_shown(when, style), event_title(change), event_text(change, style)

    def failure(self, error: BaseException, key_issued: date | None = None) -> str:
        """What happened and why, and the service's own reference where it gave one.

        What is wrong with a policy file is for whoever wrote it: named as it was found.
        """
        self.begin()
        from orderviewer.order import Cause, OrderviewerError
        from orderviewer.ui.words import describe

        words = describe(error, key_issued=key_issued)
        reference = f"[X-OAPI-Request-Id: {words.request_id}]" if words.request_id else ""
        if isinstance(error, OrderviewerError) and error.cause is Cause.POLICY_BROKEN:
            reference = f"[{error.detail}]"
        return " ".join(part for part in (words.sentence, words.reason, reference) if part)

    def say(self, text: str) -> None:
        _write(sys.stdout, text + "\n")

    def warn(self, text: str) -> None:
        _write(sys.stderr, f"orderviewer: {text}\n")


class Progress:
    """One line on a terminal that is written over; silent everywhere else."""

    def __init__(self) -> None:
        self._shown = 0
        self._is_terminal = bool(sys.stderr and sys.stderr.isatty())

    def show(self, text: str) -> None:
        if self._is_terminal:
            _write(sys.stderr, "\r" + text.ljust(self._shown))
            self._shown = len(text)

    def clear(self) -> None:
        if self._shown:
            _write(sys.stderr, "\r" + " " * self._shown + "\r")
            self._shown = 0


def _write(stream: TextIO | None, text: str) -> None:
    """Whatever the terminal's encoding can show of `text`; nothing when there is no terminal."""
    if stream is None:
        return
    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = text.replace(NARROW_SPACE, SPACE)
        text = text.encode(encoding, "replace").decode(encoding)
    stream.write(text)
    stream.flush()
