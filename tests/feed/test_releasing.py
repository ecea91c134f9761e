"""Asking for newer versions: seldom, quietly, of one server, and of nobody while it is off."""

from __future__ import annotations

import json
import logging
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme
from pytestqt.qtbot import QtBot

import orderviewer
from orderviewer.feed.lanes import Tasks, all_done
from orderviewer.feed.releasing import ReleaseFeed
from orderviewer.policy.settings import OWN_ROUTE, Route
from orderviewer.releases import PERIOD, NoAnnouncement, Release, is_due, newer_release, remembered
from tests.remote.announcing import Announcer

NOW = datetime(2026, 11, 25, 21, 0, tzinfo=UTC)
ADDRESS = "https://releases.example/latest.json"
Asks = Callable[..., ReleaseFeed]


@pytest.fixture
def asks(qloop: Any, qtbot: QtBot) -> Iterator[Asks]:
    """A function that makes feeds: `asks(route=...)`; each is closed at the end."""
    made: list[ReleaseFeed] = []

    def make(route: Route = OWN_ROUTE) -> ReleaseFeed:
        made.append(ReleaseFeed(Tasks(), route))
        return made[-1]

    yield make
    for one in made:
        assert all_done(one.close(), 5)
        assert not one.waiting


def body(**said: object) -> bytes:
    return json.dumps(said).encode()


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"version": "99.0"}, Release("99.0")),
        ({"version": "99.0.1", "page": "https://releases.example/notes"},
         Release("99.0.1", "https://releases.example/notes")),
        ({"version": orderviewer.__version__}, None),
        ({"version": "0.0.1"}, None),
    ],
)  # fmt: skip
def test_what_is_announced(said: dict[str, object], found: Release | None) -> None:
    assert newer_release(body(**said), ADDRESS) == found


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"<html>", b"[]", b"[" * 5000, b'"9.0"', b"\xff",
        *(body(version=wrong) for wrong in (9, None, "", "9", "v9.0", "9.0\n", "9.0<b>", "٩.٠",
                                            "9." * 50, "9.0-rc1", "1" * 400 + ".0")),
        *(body(version="99.0", page=wrong) for wrong in (
            5, "http://releases.example/", "https://elsewhere.example/", "javascript:alert(1)",
            "https://releases.example:444/", "https://releases.example@elsewhere.example/",
            "https://releases.example/a b", "file:///etc/passwd",
            "https://releases.example/" + "x" * 600)),
    ],
)  # fmt: skip
def test_an_odd_announcement_is_none(answer: bytes) -> None:
    with pytest.raises(NoAnnouncement):
        newer_release(answer, ADDRESS)


def test_what_is_remembered_is_looked_at_again() -> None:
    assert remembered("99.0", "https://a.example/") == Release("99.0", "https://a.example/")
    assert remembered("99.0", "http://a.example/") == Release("99.0", "")
    assert remembered(orderviewer.__version__, "") is None
    assert remembered("", "") is remembered("<b>", "") is None


def test_at_most_once_a_week() -> None:
    assert is_due(None, NOW)
    assert not is_due(NOW - PERIOD + timedelta(minutes=1), NOW)
    assert is_due(NOW - PERIOD, NOW)
    assert not is_due(NOW + timedelta(hours=3), NOW)
    assert is_due(NOW + 2 * PERIOD, NOW), "the clock was wrong then"


def test_a_newer_version_is_found_and_the_moment_told(asks: Asks, qtbot: QtBot) -> None:
    feed = asks()
    with Announcer(body(version="99.0")) as server:
        with qtbot.waitSignal(feed.found) as told, qtbot.waitSignal(feed.asked) as asked:
            feed.begin(server.address, None, delay=0)
        assert told.args == [Release("99.0")]
        assert asked.args
        assert not is_due(asked.args[0], datetime.now(UTC))
        assert feed.waiting, "the next look"
    (head,) = server.heads
    assert head.startswith("GET /latest.json HTTP/1.1\r\n")
    said = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if line)
    assert said["User-Agent"] == "orderviewer"
    assert set(said) <= {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


def test_off_means_no_request_at_all(asks: Asks, qtbot: QtBot) -> None:
    with Announcer(body(version="99.0")) as server:
        feed = asks()
        feed.begin("", None, delay=0)
        assert not feed.waiting
        feed.begin(server.address, None, delay=3_600_000)
        feed.begin("", None, delay=0)
        assert not feed.waiting
        early = asks()
        with qtbot.assertNotEmitted(early.asked):
            early.begin(server.address, datetime.now(UTC) - timedelta(days=6), delay=0)
            early._look()
    assert not server.heads


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 302 Found\r\nLocation: {elsewhere}\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 20000\r\n\r\n" + b" " * 20_000,
        b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>",
        b"HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n{",
        b"nonsense\r\n\r\n",
    ],
)
def test_a_failure_is_for_the_log_alone(
    asks: Asks, qtbot: QtBot, caplog: pytest.LogCaptureFixture, answer: bytes
) -> None:
    caplog.set_level(logging.INFO)
    with Announcer(body(version="99.0")) as elsewhere:
        where = elsewhere.address.encode()
        with Announcer(raw=answer.replace(b"{elsewhere}", where)) as server:
            feed = asks()
            with qtbot.assertNotEmitted(feed.found), qtbot.waitSignal(feed.asked):
                feed.begin(server.address, None, delay=0)
            qtbot.waitUntil(lambda: "no answer about a newer version" in caplog.text)
    assert not elsewhere.heads
    assert len(server.heads) == 1, "not again before the next week"


def test_switched_off_in_the_middle_hangs_up(asks: Asks, qtbot: QtBot) -> None:
    with Announcer(raw=b"") as server:
        feed = asks()
        feed.begin(server.address, None, delay=0)
        qtbot.waitUntil(lambda: bool(server.heads))
        with qtbot.assertNotEmitted(feed.found):
            feed.begin("", None)
            assert all_done(feed.close(), 5)


def test_over_tls_with_the_companys_own_authority(asks: Asks, qtbot: QtBot, tmp_path: Path) -> None:
    company, file = trustme.CA(), tmp_path / "company.pem"
    company.cert_pem.write_to_path(str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    company.issue_cert("127.0.0.1").configure_cert(context)
    with Announcer(body(version="99.0"), tls=context) as server:
        feed = asks(Route(ca_file=str(file)))
        with qtbot.waitSignal(feed.found) as told:
            feed.begin(server.address, None, delay=0)
    assert told.args == [Release("99.0")]


@pytest.mark.parametrize("address", ["http://releases.example/latest.json", "ftp://x/", "nonsense"])
def test_only_https_is_asked(
    asks: Asks, qtbot: QtBot, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    caplog.set_level(logging.INFO)
    feed = asks()
    feed.begin(address, None, delay=0)
    qtbot.waitUntil(lambda: "wrong_address" in caplog.text)
