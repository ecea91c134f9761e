"""Replies that are no success, read without a server: bodies, waits, request ids."""

from __future__ import annotations

import pytest

from orderviewer.order import Cause, Unauthorized
from orderviewer.remote.exchange import Reply
from orderviewer.remote.refusals import (
    Call,
    error_body,
    is_page,
    refusal,
    request_id,
    retry_after,
)


def reply(status: int = 400, body: bytes = b"", **headers: str) -> Reply:
    named = {name.replace("_", "-").lower(): value for name, value in headers.items()}
    return Reply(status, named, body)


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        (b'{"code":28,"message":"Bad","description":"sort"}', "28", "Bad: sort"),
        (b'{"code":"042","message":"Expired"}', "42", "Expired"),
        (b'{"error":"invalid_client","error_description":"No"}', "invalid_client", "No"),
        (b'{"code":"0","reason":"r"}', "0", "r"),
        (b'{"code":"NOT_FOUND","message":"","description":null}', "NOT_FOUND", ""),
        (b'[{"code":50,"message":"same","description":"same"}]', "50", "same"),
        (b'{"code":[1],"message":{"a":1}}', "", ""),
        (b'{"code":28,"message":"two\\nlines\\u0000 and  blanks"}', "28", "two lines and blanks"),
        (b"\n\xef\xbb\xbf{", "", ""),
        (b"<html>", "", ""),
        (b"", "", ""),
        (b"[]", "", ""),
        (b"7", "", ""),
        (b"[" * 100_000, "", ""),
        ('{"code":1,"message":"caf\u00e9"}'.encode("latin-1"), "", ""),
    ],
)
def test_error_bodies(body: bytes, code: str, words: str) -> None:
    read = error_body(reply(body=body))
    assert (read.code, read.words) == (code, words)


def test_the_services_own_words_are_bounded_and_scrubbed() -> None:
    body = b'{"code":50,"message":"' + b"secret " * 10_000 + b'"}'
    error = refusal(reply(403, body), Call.LIST, lambda text: text.replace("secret", "***"))
    assert isinstance(error, Unauthorized)
    assert len(error.detail) < 400
    assert "secret" not in str(error)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("42", 42.0), ("4.5", 4.5), (" 7 ", 7.0), ("0", 0.0), ("-3", 0.0), ("1000000000", 1e9),
     ("", None), ("soon", None), ("nan", None), ("inf", None), ("1e999", None), ("²", None),
     ("Wed, 11 Mar 2026 10:00:42 GMT", 42.0), ("Wed, 11 Mar 2026 09:00:00 GMT", 0.0),
     ("Wed, 11 Mar 2026 11:00:42 +0100", 42.0), ("Wed, 99 Mar 2026 10:00:42 GMT", None)],
)  # fmt: skip
def test_how_long_to_wait(said: str, seconds: float | None) -> None:
    """Dates count by the server's clock, which may differ from this computer's by years."""
    answer = reply(429, Retry_After=said, Date="Wed, 11 Mar 2026 10:00:00 GMT")
    assert retry_after(answer) == seconds


def test_a_date_by_our_own_clock_when_the_server_tells_none() -> None:
    assert retry_after(reply(429, Retry_After="Wed, 11 Mar 2020 10:00:00 GMT")) == 0.0
    far = retry_after(reply(429, Retry_After="Wed, 11 Mar 2099 10:00:00 GMT"))
    assert far is not None
    assert far > 1e8


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("OAPI-1a2b:3/4", "OAPI-1a2b:3/4"), (" x ", "x"), ("", None), ("<b>x</b>", None),
     ("a b", None), ("x" * 201, None), ("é", None)],
)  # fmt: skip
def test_a_request_id_is_kept_if_it_can_be_shown(sent: str, kept: str | None) -> None:
    assert request_id(reply(X_OAPI_Request_Id=sent)) == kept


@pytest.mark.parametrize(
    ("body", "content_type", "page"),
    [(b"<html>", "", True), (b"\xef\xbb\xbf \n<!DOCTYPE html>", "application/json", True),
     (b"<?xml version='1.0'?>", "text/xml", True), (b"hello", "text/html", True),
     (b"[]", "text/html", False), (b'{"a":"<b>"}', "application/json", False), (b"", "", False)],
)  # fmt: skip
def test_pages_are_known_by_how_they_begin(body: bytes, content_type: str, page: bool) -> None:
    assert is_page(reply(body=body, Content_Type=content_type)) is page


@pytest.mark.parametrize(
    ("status", "body", "cause"),
    [
        (403, b"<html>blocked</html>", Cause.BAD_REQUEST),  # a proxy, not Orange
        (403, b'{"code":50}', Cause.CLIENT_REFUSED),
        (401, b"", Cause.CLIENT_REFUSED),
        (400, b'{"error":"invalid_grant"}', Cause.CLIENT_REFUSED),
        (400, b'{"error":"unsupported_grant_type"}', Cause.BAD_REQUEST),
        (403, b'{"code":53}', Cause.BUSY),
        (404, b"", Cause.WRONG_ADDRESS),
        (406, b'{"code":62}', Cause.NOT_ACCEPTABLE),
        (500, b"", Cause.SERVICE),
    ],
)
def test_refusals_of_the_login(status: int, body: bytes, cause: Cause) -> None:
    assert refusal(reply(status, body), Call.TOKEN).cause is cause
