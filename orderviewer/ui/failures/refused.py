"""What is said where Orange refused who asks, or what was asked."""

from __future__ import annotations

from orderviewer.order import Cause
from orderviewer.ui.failures.row import ORDERS_STAY, SECRETS_STAY, Action, Phrase, Row

UNAUTHORIZED = {
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

REJECTED = {
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
