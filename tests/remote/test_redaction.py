"""The log filter that knows the secrets by value."""

from __future__ import annotations

import base64
import io
import json
import logging
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from orderviewer.remote.redaction import MASK, Redactor
from orderviewer.remote.secret import Secret, Secrets

ID, SECRET, KEY = "client+Id/01", "S3cr3t&Canary=é", "key-0123456789"
SECRETS = Secrets(Secret(ID), Secret(SECRET), Secret(KEY))
BASIC = base64.b64encode(f"{ID}:{SECRET}".encode()).decode()


@pytest.fixture
def redactor() -> Redactor:
    one = Redactor()
    one.add(SECRETS)
    return one


@pytest.fixture
def written(redactor: Redactor) -> Iterator[tuple[logging.Logger, io.StringIO]]:
    """A logger of its own and what its handler wrote."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
    handler.addFilter(redactor)
    logger = logging.getLogger("redaction.test")
    logger.setLevel(logging.DEBUG)
    logger.addHandler(handler)
    logger.propagate = False
    yield logger, out
    logger.removeHandler(handler)
    logger.propagate = True


FORMS = [
    *[ID, SECRET, KEY, BASIC, BASIC.rstrip("="), f"Basic {BASIC}", quote(SECRET), quote(ID, "")],
    *[base64.b64encode(KEY.encode()).decode(), base64.urlsafe_b64encode(SECRET.encode()).decode()],
    *[json.dumps(SECRET), repr(SECRET)],
]


@pytest.mark.parametrize("form", FORMS)
def test_every_disguise_is_taken_out(redactor: Redactor, form: str) -> None:
    text = redactor.scrub(f"before {form} after")
    assert text.startswith("before ")
    assert text.endswith(" after")
    assert MASK in text
    assert form not in text


def fail(value: str) -> None:
    raise ValueError(f"bad header {value!r}")


def test_records_arguments_and_tracebacks(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, out = written
    logger.info("plain %s and %r", KEY, {"key": KEY})
    try:
        fail(SECRET)
    except ValueError:
        logger.exception("it failed with %s", BASIC, stack_info=True)
    text = out.getvalue()
    assert text.count(MASK) == 4
    assert "Traceback" in text
    assert "ValueError: bad header" in text
    assert "Stack (most recent call last)" in text
    assert not any(form in text for form in FORMS)


def test_a_message_that_does_not_fit_its_arguments_is_written_all_the_same(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, out = written
    logger.info("%d orders", KEY)
    assert "orders" in out.getvalue()
    assert KEY not in out.getvalue()


def test_a_chained_error_is_scrubbed_whole(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, out = written
    try:
        try:
            fail(KEY)
        except ValueError as inner:
            raise RuntimeError("outer") from inner
    except RuntimeError:
        logger.exception("chained")
    assert "RuntimeError: outer" in out.getvalue()
    assert KEY not in out.getvalue()


def test_tokens_come_and_go(redactor: Redactor) -> None:
    tokens = [f"token-number-{number:04}" for number in range(50)]
    for token in tokens:
        redactor.add_token(token)
    assert redactor.scrub(tokens[-1]) == MASK
    assert redactor.scrub(tokens[0]) == tokens[0], "dead for long; the list is bounded"
    assert redactor.scrub(KEY) == MASK


def test_a_value_too_short_to_be_told_from_words_is_left() -> None:
    redactor = Redactor()
    redactor.add_value("a")
    redactor.add_value("")
    assert redactor.scrub("a banana") == "a banana"
    redactor.add_value("nana")
    assert redactor.scrub("a banana") == "a ba***"
