"""What is said where the service could not be reached, or not as it should be."""

from __future__ import annotations

from orderviewer.order import Cause
from orderviewer.ui.failures.row import ORDERS_STAY, RETRY_LATER, Action, Phrase, Row

UNREACHABLE = {
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
