"""What is said of one failure, and the one step that helps.

Placeholders: {answer} is " (HTTP 503, code 6)" or nothing, {wait} a duration, {issued} and
{expired} dates, {issuer} who signed a certificate, {file} a path.  Sources: reliability.md 3,
product.md 4.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication


class Action(StrEnum):
    """The one step that helps; a bar or a screen shows it as a button."""

    NONE = "none"
    RETRY = "retry"
    READ_AGAIN = "read_again"
    CREDENTIALS = "credentials"  # the connection dialog, at the secrets
    ADDRESS = "address"  # the connection dialog, at the addresses
    SETTINGS = "settings"  # the connection dialog, at its advanced part
    COPY_REFERENCE = "copy_reference"  # the text for Orange's or the own support
    SESSION_ONLY = "session_only"  # the credentials without the keyring, until the end
    OTHER_FILE = "other_file"  # another name for the export
    CANCEL = "cancel"
    SHOW_OTHER_SCOPE = "show_other_scope"
    CLEAR_SEARCH = "clear_search"
    SEARCH_ALL = "search_all"  # the same search, whatever list an order is in


@dataclass(frozen=True, slots=True)
class Phrase:
    """A visible text as data; tools/translate.py finds it by the name of this class."""

    context: str
    source: str

    def text(self, **values: str) -> str:
        """Translated, with its placeholders filled in."""
        return QCoreApplication.translate(self.context, self.source).format(**values)


@dataclass(frozen=True, slots=True)
class Row:
    """What is said of one cause; `kept` is about what the failure did not touch."""

    sentence: Phrase
    reason: Phrase
    advice: Phrase
    action: Action = Action.NONE
    kept: Phrase | None = None


ORDERS_STAY = Phrase("Words", "The orders already loaded stay on screen.")
ORDERS_AS_OF = Phrase("Words", "The orders on screen are as of {moment}.")
SECRETS_STAY = Phrase("Words", "The credentials stored so far were kept.")
FILE_STAYS = Phrase("Words", "Whatever file stood there before is unchanged.")
RETRY_LATER = Phrase("Words", "Try again in a moment.")
