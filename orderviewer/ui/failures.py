"""The one table from a cause to what the user reads: what happened, why, what is kept, what to do.

Placeholders: {answer} is " (HTTP 503, code 6)" or nothing, {wait} a duration, {issued} and
{expired} dates, {issuer} who signed a certificate, {file} a path.  Sources: reliability.md 3,
product.md 4.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from orderviewer.order import Cause


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

_UNREACHABLE = {
    Cause.NO_NETWORK: Row(
        Phrase("Words", "No connection to Orange."),
        Phrase("Words", "The service's name was not found, or no network leads to it."),
        Phrase("Words", "Check the network or the VPN, then try again."),
        Action.RETRY,
        ORDERS_STAY,
    ),
    Cause.REFUSED: Row(
        Phrase("Words", "Nothing answers at the service's address."),
        Phrase("Words", "The service may be stopped, or its address or port may be wrong."),
        Phrase("Words", "Try again later, or check the addresses of this connection."),
        Action.RETRY,
        ORDERS_STAY,
    ),
    Cause.TOO_SLOW: Row(
        Phrase("Words", "The service is too slow."),
        Phrase("Words", "It did not answer to the end in the time allowed."),
        RETRY_LATER,
        Action.RETRY,
        ORDERS_STAY,
    ),
    Cause.BROKEN: Row(
        Phrase("Words", "The connection broke."),
        Phrase("Words", "The answer was cut off before its end, several times."),
        RETRY_LATER,
        Action.RETRY,
        ORDERS_STAY,
    ),
    Cause.UNTRUSTED: Row(
        Phrase("Words", "The connection is not trusted, so no credential was sent."),
        Phrase(
            "Words",
            "The certificate shown is not one that this computer trusts for this address: "
            "unknown issuer, other name, or out of date.",
        ),
        Phrase(
            "Words",
            "Check this computer's date, then give the copied text to your IT department.",
        ),
        Action.COPY_REFERENCE,
        ORDERS_STAY,
    ),
    Cause.PROXY_LOGIN: Row(
        Phrase("Words", "Your network proxy asks for a login."),
        Phrase("Words", "The proxy of this network did not let the request through (HTTP 407)."),
        Phrase(
            "Words",
            "Log in to the proxy, or ask your IT department to let this program reach Orange.",
        ),
        Action.RETRY,
        ORDERS_STAY,
    ),
    Cause.PROXY_DOWN: Row(
        Phrase("Words", "Your network proxy cannot be reached."),
        Phrase("Words", "This computer is set to use a proxy, and that proxy does not answer."),
        Phrase("Words", "Check the network or the VPN, then try again."),
        Action.RETRY,
        ORDERS_STAY,
    ),
    Cause.LOGIN_PAGE: Row(
        Phrase("Words", "A login page answered instead of the service."),
        Phrase("Words", "This network, a portal or a proxy wants you to log in first."),
        Phrase("Words", "Open a web browser, log in there, then try again."),
        Action.RETRY,
        ORDERS_STAY,
    ),
    Cause.SERVICE: Row(
        Phrase("Words", "Orange's service has a problem{answer}."),
        Phrase("Words", "The fault lies with the service; maintenance is possible."),
        Phrase("Words", "Try again later; if it lasts, send the copied text to Orange support."),
        Action.RETRY,
        ORDERS_STAY,
    ),
    Cause.BUSY: Row(
        Phrase("Words", "Orange asks us to wait{answer}."),
        Phrase("Words", "Too many requests were made in a short time."),
        RETRY_LATER,
        Action.RETRY,
        ORDERS_STAY,
    ),
    Cause.NOT_HTTP: Row(
        Phrase("Words", "Unexpected answer: this may not be Orange's service."),
        Phrase("Words", "What answers at this address does not speak the web's protocol."),
        Phrase("Words", "Check the addresses of this connection."),
        Action.ADDRESS,
        ORDERS_STAY,
    ),
    Cause.STOPPED: Row(
        Phrase("Words", "The operation was stopped."),
        Phrase("Words", "It was cancelled before its end."),
        Phrase("Words", "Start it again whenever you like."),
        Action.RETRY,
        ORDERS_STAY,
    ),
}

_UNAUTHORIZED = {
    Cause.CLIENT_REFUSED: Row(
        Phrase("Words", "Orange refused the client id or the client secret{answer}."),
        Phrase("Words", "They are mistyped, or they were renewed or revoked."),
        Phrase("Words", "Enter both as your Orange application shows them."),
        Action.CREDENTIALS,
        SECRETS_STAY,
    ),
    Cause.SCOPE_REFUSED: Row(
        Phrase("Words", "Orange refused the token scope{answer}."),
        Phrase("Words", "The scope set for this connection is not open to your application."),
        Phrase("Words", "Correct it in the advanced settings, or leave it empty."),
        Action.SETTINGS,
        SECRETS_STAY,
    ),
    Cause.ACCESS_REFUSED: Row(
        Phrase("Words", "Orange refused access{answer}."),
        Phrase(
            "Words",
            "A new access token was refused as well: the client id, the client secret or "
            "the API key is no longer right.",
        ),
        Phrase("Words", "Check all three, and enter the new ones."),
        Action.CREDENTIALS,
        SECRETS_STAY,
    ),
    Cause.KEY_REFUSED: Row(
        Phrase("Words", "Orange refused the API key{answer}."),
        Phrase(
            "Words",
            "The key is mistyped or has expired (keys live two years), or your company has "
            "no right to this service.",
        ),
        Phrase("Words", "Check the key, or ask Orange for a new one."),
        Action.CREDENTIALS,
        SECRETS_STAY,
    ),
}

KEY_EXPIRED = Row(
    Phrase("Words", "Orange refused the API key{answer}."),
    Phrase("Words", "It was issued on {issued}: it has probably expired on {expired}."),
    Phrase("Words", "Ask Orange for a new key, and enter it."),
    Action.CREDENTIALS,
    SECRETS_STAY,
)
KEY_STILL_VALID = Row(
    Phrase("Words", "Orange refused the API key{answer}."),
    Phrase(
        "Words",
        "It was issued on {issued} and should be valid until {expired}: it is mistyped or "
        "revoked, or your company has no right to this service.",
    ),
    Phrase("Words", "Check the key, or ask Orange for a new one."),
    Action.CREDENTIALS,
    SECRETS_STAY,
)
BUSY_FOR = Row(
    Phrase("Words", "Orange asks us to wait {wait}{answer}."),
    Phrase("Words", "Too many requests were made in a short time."),
    Phrase("Words", "Try again after that time."),
    Action.RETRY,
    ORDERS_STAY,
)
UNTRUSTED_ISSUER = Row(
    Phrase("Words", "The connection is not trusted, so no credential was sent."),
    Phrase(
        "Words",
        "The certificate was issued by “{issuer}” and this computer does not trust it for "
        "this address.",
    ),
    Phrase("Words", "Check this computer's date, then give the copied text to your IT department."),
    Action.COPY_REFERENCE,
    ORDERS_STAY,
)

POLICY_FILE = Row(
    Phrase("Words", "Nothing was sent: what your IT department has set cannot be followed."),
    Phrase(
        "Words",
        "The file {file} has an error, cannot be read, or could be changed by others than "
        "administrators.",
    ),
    Phrase("Words", "Give the copied text to your IT department."),
    Action.COPY_REFERENCE,
    ORDERS_STAY,
)

_REJECTED = {
    Cause.BAD_REQUEST: Row(
        Phrase("Words", "Orange refused this request{answer}."),
        Phrase("Words", "The service does not accept what was asked for."),
        Phrase("Words", "Send the copied text to Orange support."),
        Action.COPY_REFERENCE,
        ORDERS_STAY,
    ),
    Cause.ORDER_GONE: Row(
        Phrase("Words", "This order is no longer available from Orange."),
        Phrase("Words", "It was removed, or your company's rights no longer cover it."),
        Phrase("Words", "You can still read, copy and export what was received."),
        Action.NONE,
        Phrase("Words", "The last copy received is kept."),
    ),
    Cause.WRONG_ADDRESS: Row(
        Phrase("Words", "The service's address was not found{answer}."),
        Phrase("Words", "A server answers there, but has no list of orders."),
        Phrase("Words", "Check the base URL of this connection."),
        Action.ADDRESS,
        ORDERS_STAY,
    ),
    Cause.REDIRECTED: Row(
        Phrase("Words", "The service redirected us; refused for safety{answer}."),
        Phrase("Words", "Credentials are only ever sent to the addresses that you entered."),
        Phrase("Words", "Check the addresses of this connection, and whether a portal intervenes."),
        Action.ADDRESS,
        ORDERS_STAY,
    ),
    Cause.NOT_UNDERSTOOD: Row(
        Phrase("Words", "The service's answer was not understood{answer}."),
        Phrase("Words", "It is not the list of orders or the order that was asked for."),
        Phrase("Words", "Try again; if it lasts, send the copied text to Orange support."),
        Action.COPY_REFERENCE,
        ORDERS_STAY,
    ),
    Cause.LOGIN_NOT_UNDERSTOOD: Row(
        Phrase("Words", "The login service's answer was not understood{answer}."),
        Phrase("Words", "It holds no usable access token."),
        Phrase("Words", "Check the token URL of this connection."),
        Action.ADDRESS,
        ORDERS_STAY,
    ),
    Cause.TOO_LARGE: Row(
        Phrase("Words", "The service's answer is too large."),
        Phrase("Words", "Reading stopped at the safety limit."),
        Phrase("Words", "Ask for fewer orders per page in the advanced settings."),
        Action.SETTINGS,
        ORDERS_STAY,
    ),
    Cause.NOT_ACCEPTABLE: Row(
        Phrase("Words", "The service does not offer the format asked for{answer}."),
        Phrase("Words", "Its interface has probably changed."),
        Phrase("Words", "Send the copied text to Orange support."),
        Action.COPY_REFERENCE,
        ORDERS_STAY,
    ),
    Cause.POLICY_BROKEN: Row(
        Phrase("Words", "Nothing was sent: what your IT department has set cannot be followed."),
        Phrase(
            "Words",
            "The file with its settings has an error, cannot be read, or could be changed by "
            "others than administrators.",
        ),
        Phrase("Words", "Give the copied text to your IT department."),
        Action.COPY_REFERENCE,
        ORDERS_STAY,
    ),
}

_CREDENTIALS_UNAVAILABLE = {
    Cause.NOT_CONFIGURED: Row(
        Phrase("Words", "No connection to Orange is set up yet."),
        Phrase("Words", "The client id, the client secret and the API key are missing."),
        Phrase("Words", "Enter the three values that Orange gave you."),
        Action.CREDENTIALS,
    ),
    Cause.VANISHED: Row(
        Phrase("Words", "Your credentials are no longer in the system keyring."),
        Phrase("Words", "They were stored there once; the keyring was emptied or replaced."),
        Phrase("Words", "Enter them again."),
        Action.CREDENTIALS,
        ORDERS_STAY,
    ),
    Cause.LOCKED: Row(
        Phrase("Words", "The system keyring is locked."),
        Phrase("Words", "Your credentials cannot be read until it is unlocked."),
        Phrase("Words", "Unlock the keyring, then try again."),
        Action.RETRY,
        ORDERS_STAY,
    ),
    Cause.NO_KEYRING: Row(
        Phrase("Words", "This computer offers no safe keyring."),
        Phrase("Words", "Credentials are never written to a file in readable form."),
        Phrase("Words", "Enter them for this session: they are forgotten when you quit."),
        Action.CREDENTIALS,
        ORDERS_STAY,
    ),
    Cause.NOT_SAVED: Row(
        Phrase("Words", "The credentials could not be saved."),
        Phrase("Words", "The system keyring did not give back what was written to it."),
        RETRY_LATER,
        Action.RETRY,
        SECRETS_STAY,
    ),
    Cause.UNUSABLE_SECRET: Row(
        Phrase("Words", "One of the credentials cannot be used."),
        Phrase("Words", "It is too long, or holds characters that cannot be sent."),
        Phrase("Words", "Copy it again from its source."),
        Action.CREDENTIALS,
        SECRETS_STAY,
    ),
}

_STORE_DAMAGED = {
    Cause.DAMAGED: Row(
        Phrase("Words", "The local copy of the orders is damaged."),
        Phrase("Words", "Its file cannot be read to the end."),
        Phrase("Words", "The orders are read again from Orange."),
        Action.RETRY,
        Phrase("Words", "The damaged file is set aside, not deleted."),
    ),
    Cause.NEWER: Row(
        Phrase("Words", "These orders were stored by a newer version of orderviewer."),
        Phrase("Words", "This version cannot read that file."),
        Phrase("Words", "Install the newer version of orderviewer."),
        Action.NONE,
        Phrase("Words", "The file was not touched."),
    ),
    Cause.ERASED: Row(
        Phrase("Words", "The orders of this connection were erased from this computer."),
        Phrase("Words", "Their history and every copy of the file are gone too."),
        Phrase("Words", "To have the orders again, read them from Orange."),
        Action.READ_AGAIN,
    ),
    Cause.DISK_FULL: Row(
        Phrase("Words", "The disk is full: newly received orders cannot be stored."),
        Phrase("Words", "The local copy needs more space than is left."),
        Phrase("Words", "Free some space, then try again."),
        Action.RETRY,
        ORDERS_STAY,
    ),
    Cause.NOT_WRITABLE: Row(
        Phrase("Words", "The local copy of the orders cannot be written."),
        Phrase("Words", "Its folder or file is write-protected, or cannot be reached."),
        Phrase("Words", "Check the rights on the data folder, then try again."),
        Action.RETRY,
        ORDERS_STAY,
    ),
    Cause.STORE_BUSY: Row(
        Phrase("Words", "The local copy of the orders is in use."),
        Phrase("Words", "Another window or program holds the file."),
        Phrase("Words", "Close the other one, then try again."),
        Action.RETRY,
        ORDERS_STAY,
    ),
}

_EXPORT_FAILED = {
    Cause.EXPORT_DISK_FULL: Row(
        Phrase("Words", "There is not enough space for the export."),
        Phrase("Words", "The disk filled up before the file was complete."),
        Phrase("Words", "Free some space, or choose another place."),
        Action.OTHER_FILE,
        FILE_STAYS,
    ),
    Cause.EXPORT_TARGET_BUSY: Row(
        Phrase("Words", "The export cannot replace this file."),
        Phrase("Words", "It is open in Excel or another program, or it is write-protected."),
        Phrase("Words", "Close it, or choose another name."),
        Action.OTHER_FILE,
        FILE_STAYS,
    ),
    Cause.EXPORT_NO_FOLDER: Row(
        Phrase("Words", "The folder for the export cannot be reached."),
        Phrase("Words", "It was moved or deleted, or its network drive is gone."),
        Phrase("Words", "Choose another folder."),
        Action.OTHER_FILE,
        FILE_STAYS,
    ),
    Cause.EXPORT_INCOMPLETE: Row(
        Phrase("Words", "The export was not written: some orders are missing."),
        Phrase("Words", "Not every page could be read from Orange."),
        RETRY_LATER,
        Action.RETRY,
        FILE_STAYS,
    ),
    Cause.EXPORT_OTHER: Row(
        Phrase("Words", "The export could not be written."),
        Phrase("Words", "The system refused to write this file."),
        Phrase("Words", "Choose another name or another folder."),
        Action.OTHER_FILE,
        FILE_STAYS,
    ),
}

UNEXPECTED = Row(
    Phrase("Words", "Something went wrong in orderviewer."),
    Phrase("Words", "The program goes on; what happened is written in its log."),
    Phrase(
        "Words", "If it happens again, send the copied text to whoever looks after orderviewer."
    ),
    Action.COPY_REFERENCE,
    ORDERS_STAY,
)

FAILURES: dict[Cause, Row] = {
    **_UNREACHABLE,
    **_UNAUTHORIZED,
    **_REJECTED,
    **_CREDENTIALS_UNAVAILABLE,
    **_STORE_DAMAGED,
    **_EXPORT_FAILED,
}
