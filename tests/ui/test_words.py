"""Every cause has its words, in both languages, and none of them gives anything away."""

from __future__ import annotations

import re
import socket
import ssl
import threading
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
import trustme
from PySide6.QtCore import QDateTime

import orderviewer
from orderviewer.order import (
    Cause,
    CredentialsUnavailable,
    ExportFailed,
    OrderviewerError,
    Rejected,
    StoreDamaged,
    Unauthorized,
    Unreachable,
)
from orderviewer.ui.failures.table import FAILURES
from orderviewer.ui.words import (
    Action,
    Level,
    Words,
    button_text,
    describe,
    duration_text,
    level_of,
    long_date,
    moment_text,
    support_text,
    technical_detail,
)

if TYPE_CHECKING:
    from orderviewer.ui.language import Languages

KINDS = (Unreachable, Unauthorized, Rejected, CredentialsUnavailable, StoreDamaged, ExportFailed)
CLASS_OF = {cause: kind for kind in KINDS for cause in kind.causes}
# Texts that come from outside and must never be part of the sentences.
RAW = "RAW-DETAIL <b>markup</b> {brace} client_secret=s3cr3t"
SEPARATE = "request-id-77"
TODAY = date(2026, 3, 10)


def failed(cause: Cause, **facts: object) -> OrderviewerError:
    return CLASS_OF[cause](cause, RAW, request_id=SEPARATE, **facts)


def texts(words: Words) -> list[str]:
    return [words.sentence, words.reason, words.kept, words.advice]


def variants() -> list[tuple[str, OrderviewerError, dict[str, date]]]:
    """Each cause, and again with what makes its row another one."""
    found = [(str(cause), failed(cause), {}) for cause in Cause]
    found += [(f"{c} answered", failed(c, http_status=503, code="6"), {}) for c in Cause]
    found += [
        ("busy for", failed(Cause.BUSY, retry_after=42.0), {}),
        ("key expired", failed(Cause.KEY_REFUSED), {"key_issued": date(2023, 3, 3)}),
        ("key alive", failed(Cause.KEY_REFUSED), {"key_issued": date(2025, 3, 3)}),
        ("issuer", Unreachable(Cause.UNTRUSTED, "host: bad; issued by ACME CA"), {}),
    ]
    return found


VARIANTS = variants()
every_variant = pytest.mark.parametrize(
    ("error", "facts"), [v[1:] for v in VARIANTS], ids=[v[0] for v in VARIANTS]
)


def test_every_cause_has_a_row_and_an_error_that_carries_it() -> None:
    assert set(FAILURES) == set(Cause) == set(CLASS_OF)


@pytest.mark.parametrize("language", ["en", "fr"])
@every_variant
def test_words_say_enough_and_give_nothing_away(
    spoken: Languages, language: str, error: OrderviewerError, facts: dict[str, date]
) -> None:
    spoken.switch(language)
    words = describe(error, today=TODAY, **facts)
    assert words.sentence
    assert words.reason
    assert words.advice
    for text in filter(None, texts(words)):
        assert text.endswith(".")
        assert not re.search(r"[<>{}\n]|RAW|s3cr3t|Error|Exception", text)
        assert SEPARATE not in text
    assert words.request_id == (error.request_id or "")


@every_variant
def test_french_is_french(
    spoken: Languages, error: OrderviewerError, facts: dict[str, date]
) -> None:
    spoken.switch("en")
    english = describe(error, today=TODAY, **facts)
    spoken.switch("fr")
    french = describe(error, today=TODAY, **facts)
    for one, other in zip(texts(english), texts(french), strict=True):
        assert bool(one) == bool(other)
        assert not one or one != other


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_unexpected_exception_is_never_quoted(spoken: Languages, language: str) -> None:
    spoken.switch(language)
    error = ValueError(RAW)
    words = describe(error)
    assert all(texts(words))
    everything = " ".join((*texts(words), technical_detail(error), support_text(error, words)))
    assert "RAW" not in everything
    assert "ValueError" in technical_detail(error)
    assert level_of(error) is Level.FAILURE


def test_what_the_service_answered_is_told(english: Languages) -> None:
    error = Unreachable(Cause.SERVICE, http_status=503)
    assert describe(error).sentence == "Orange's service has a problem (HTTP 503)."
    error = Unreachable(Cause.SERVICE, http_status=503, code="6")
    assert describe(error).sentence == "Orange's service has a problem (HTTP 503, code 6)."


def test_a_code_from_outside_stays_one_harmless_line(english: Languages) -> None:
    error = Rejected(Cause.BAD_REQUEST, http_status=400, code="2\n8\u202e", request_id="a\nb")
    words = describe(error)
    assert "\n" not in words.sentence + words.request_id
    assert "\u202e" not in words.sentence


@pytest.mark.parametrize(
    ("issued", "today", "expected"),
    [
        (date(2024, 3, 11), date(2026, 3, 10), "should be valid until 11 March 2026"),
        (date(2024, 3, 11), date(2026, 3, 11), "has probably expired on 11 March 2026"),
        (date(2024, 2, 29), date(2026, 3, 10), "has probably expired on 28 February 2026"),
    ],
)
def test_a_refused_key_is_explained_by_its_age(
    english: Languages, issued: date, today: date, expected: str
) -> None:
    error = Unauthorized(Cause.KEY_REFUSED, http_status=403)
    assert expected in describe(error, key_issued=issued, today=today).reason
    assert "years" in describe(error, today=today).reason


def test_the_age_of_a_key_explains_nothing_else(english: Languages) -> None:
    error = Unreachable(Cause.TOO_SLOW)
    assert describe(error, key_issued=date(2000, 1, 1)) == describe(error)


def test_what_is_on_screen_is_dated(english: Languages) -> None:
    winter = datetime(2026, 1, 15, 9, 42, tzinfo=UTC)
    words = describe(Unreachable(Cause.NO_NETWORK), as_of=winter)
    assert words.kept == "The orders on screen are as of 15 January 2026, 10:42."
    assert describe(Unreachable(Cause.NO_NETWORK)).kept
    # what is kept then is not the orders
    assert "15" not in describe(ExportFailed(Cause.EXPORT_OTHER), as_of=winter).kept


@pytest.mark.parametrize(
    ("seconds", "english_text", "french_text"),
    [
        (0.2, "1 s", "1\u202fs"),
        (41.5, "42 s", "42\u202fs"),
        (120, "120 s", "120\u202fs"),
        (121, "3 min", "3\u202fmin"),
        (7201, "3 h", "3\u202fh"),
    ],
)
def test_waiting_times_are_rounded_up(
    spoken: Languages, seconds: float, english_text: str, french_text: str
) -> None:
    spoken.switch("en")
    assert duration_text(seconds) == english_text
    assert english_text in describe(Unreachable(Cause.BUSY, retry_after=seconds)).sentence
    spoken.switch("fr")
    assert duration_text(seconds) == french_text


@pytest.mark.parametrize("seconds", [None, 0, -5.0])
def test_no_time_is_told_where_there_is_none(english: Languages, seconds: float | None) -> None:
    error = Unreachable(Cause.BUSY, retry_after=seconds)
    assert describe(error).sentence == "Orange asks us to wait."


def test_dates_name_their_month(spoken: Languages) -> None:
    spoken.switch("fr")
    assert long_date(date(2025, 8, 3)) == "3 août 2025"
    summer = datetime(2025, 8, 3, 16, 4, tzinfo=UTC)
    assert moment_text(summer) == "3 août 2025, 18:04"
    spoken.switch("en")
    assert long_date(date(2025, 8, 3)) == "3 August 2025"


@pytest.mark.parametrize("action", Action)
def test_buttons_have_words_in_both_languages(spoken: Languages, action: Action) -> None:
    spoken.switch("en")
    english = button_text(action)
    spoken.switch("fr")
    french = button_text(action)
    # the others belong to a screen, which alone knows the list, or that there is a search
    searches = (Action.CLEAR_SEARCH, Action.SEARCH_ALL)
    silent = action in (Action.NONE, Action.SHOW_OTHER_SCOPE, *searches)
    assert bool(english) == bool(french) == (not silent)
    assert silent or english != french


@pytest.mark.parametrize(
    ("cause", "level"),
    [
        (Cause.NO_NETWORK, Level.OFFLINE),
        (Cause.PROXY_DOWN, Level.OFFLINE),
        (Cause.SERVICE, Level.FAILURE),
        (Cause.KEY_REFUSED, Level.FAILURE),
        (Cause.BUSY, Level.NOTICE),
        (Cause.STOPPED, Level.NOTICE),
    ],
)
def test_levels(cause: Cause, level: Level) -> None:
    assert level_of(failed(cause)) is level


def test_support_gets_every_fact_in_english(french: Languages) -> None:
    error = Unreachable(
        Cause.SERVICE, "the service answered 503", http_status=503, code="6", request_id="abc-7"
    )
    moment = QDateTime.fromString("2026-03-10T09:41:00Z", "yyyy-MM-ddTHH:mm:sst")
    text = support_text(error, describe(error), now=moment)
    lines = text.splitlines()
    assert lines[0].startswith("Le service d’Orange a un problème")
    assert "HTTP status: 503" in lines
    assert "code: 6" in lines
    assert "X-OAPI-Request-Id: abc-7" in lines
    assert "detail: the service answered 503" in lines
    assert "time: 2026-03-10 09:41:00 UTC" in lines
    assert orderviewer.__version__ in lines[-1]


def test_details_are_bounded_and_visible() -> None:
    detail = technical_detail(Rejected(Cause.BAD_REQUEST, "x" * 5000 + "\u202e"))
    assert max(map(len, detail.splitlines())) < 600
    assert "\u202e" not in technical_detail(Rejected(Cause.BAD_REQUEST, "a\u202eb\nc"))
    assert len(technical_detail(Rejected(Cause.BAD_REQUEST, "a\nb")).splitlines()) == 3


def test_the_issuer_of_a_refused_certificate_is_named(english: Languages) -> None:
    from orderviewer.remote.transport import Transport

    authority = trustme.CA(organization_name="ACME", organization_unit_name="Inspection")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = threading.Thread(target=serve_until_closed, args=(listener, context))
        server.start()
        transport = Transport()
        try:
            with pytest.raises(Unreachable) as caught:
                transport.get(f"https://localhost:{listener.getsockname()[1]}/", {})
        finally:
            transport.close()
            listener.shutdown(socket.SHUT_RDWR)
            server.join()
    assert caught.value.cause is Cause.UNTRUSTED
    assert "“ACME" in describe(caught.value).reason


def serve_until_closed(listener: socket.socket, context: ssl.SSLContext) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection:
            try:
                context.wrap_socket(connection, server_side=True).close()
            except OSError:
                continue
