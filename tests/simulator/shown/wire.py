"""What the faults of the connection look like."""

from __future__ import annotations

import re
import time
from http.client import BadStatusLine, HTTPException, IncompleteRead, RemoteDisconnected

import pytest

from tests.simulator.asking import Asking
from tests.simulator.shown import is_json, shows


def raw(spec: str, ending: str, pattern: bytes = rb".*", *, enough: int = 10_000_000) -> None:
    """The first bytes match the whole pattern, and end this way."""

    @shows(spec)
    def _(asking: Asking) -> None:
        found, ended = asking.raw(enough)
        assert re.fullmatch(pattern, found, re.S), found[:300]
        assert ended == ending


HEAD = rb"HTTP/1\.1 200 OK\r\n.*?\r\n\r\n"
raw("hang", "silent", rb"")
raw("list:hang", "silent", rb"")
raw("stall", "silent", HEAD + rb"\[\{.*[^]]")
raw("stall_headers", "silent", rb"HTTP/1\.1 200 OK\r\n(?!.*\r\n\r\n).*")
raw("stall_body", "silent", HEAD)
raw("close", "closed", rb"")
raw("cut_headers", "closed", rb"HTTP/1\.1 200 OK\r\n(?!.*\r\n\r\n).*")
raw(
    "cut",
    "closed",
    rb"(?!.*HTTP/1\.1 404)HTTP/1\.1 200 OK\r\n.*Content-Length: \d+\r\n.*\[\{.*[^]]",
)
raw("cut_unframed", "closed", rb"HTTP/1\.1 200 OK\r\n(?!.*Content-Length).*\[\{.*[^]]")
raw("unframed", "closed", rb"HTTP/1\.1 200 OK\r\n(?!.*Content-Length).*close\r\n.*\[\{.*\]")
raw("reset", "reset", rb"")
raw("reset_body", "reset", HEAD + rb"\[\{.*[^]]")
raw("close_after", "closed", rb"(?!.*Connection: close)HTTP/1\.1 200 OK.*\}\]")
raw("cut_chunked", "closed", rb"HTTP.*chunked\r\n.*(?<!\r\n0)\r\n")
raw("bad_chunk", "closed", rb"HTTP.*chunked\r\n.*\r\nzz\r\n\?\?\?\r\n")
raw("garbage", "closed", rb"\x00\x01\x02.*")
raw("ssh_banner", "closed", rb"SSH-2\.0.*")
raw("bad_status_line", "closed", rb"HTTP/1\.1 fine OK.*")
raw("bad_header", "closed", rb"HTTP/1\.1 200 OK\r\nthis is no header\r\n.*")
raw("http_2_preface", "closed", rb"\x00\x00\x12\x04.*")
raw("length_text", "closed", rb".*Content-Length: long\r\n.*")
raw("length_negative", "closed", rb".*Content-Length: -5\r\n.*")
raw("length_twice", "closed", rb".*Content-Length: \d+\r\nContent-Length: 3\r\n.*")
raw("huge_headers=300000", "closed", rb".*X-Huge: x{300000}\r\n.*")
raw("many_headers=500", "closed", rb".*X-499: x\r\n.*")
raw("endless_headers", "enough", rb"HTTP/1\.1 200 OK(?!.*\r\n\r\n).*", enough=400_000)
raw("endless_1xx", "enough", rb"(HTTP/1\.1 100 Continue\r\n\r\n)+.*", enough=2000)
raw("endless_body", "enough", rb"HTTP.*chunked\r\n.*", enough=3_000_000)
raw("endless_blanks", "enough", rb"HTTP.*chunked\r\n.*(1\r\n \r\n)+1?", enough=400)
raw("ten_gigabytes", "enough", rb".*Content-Length: 10000000000\r\n.*", enough=3_000_000)


def breaks(spec: str, error: type[HTTPException] | type[OSError]) -> None:
    @shows(spec)
    def _(asking: Asking) -> None:
        with pytest.raises(error):
            asking.page()
        with pytest.raises(error):
            asking.order()


breaks("cut", IncompleteRead)
breaks("cut_chunked", IncompleteRead)
breaks("bad_chunk", IncompleteRead)
breaks("close", RemoteDisconnected)
breaks("reset", ConnectionResetError)
breaks("bad_status_line", BadStatusLine)
breaks("many_headers", HTTPException)
breaks("huge_headers", HTTPException)


@shows("delay=0.2")
def _(asking: Asking) -> None:
    begun = time.monotonic()
    assert len(asking.page().json()) == 10
    assert time.monotonic() - begun > 0.15


@shows("drip=0.02", "drip_headers=0.02")
def _(asking: Asking) -> None:
    found, _ = asking.raw(enough=1)
    assert len(found) < 1000


@shows("drip_headers=0.02")
def _(asking: Asking) -> None:
    found, _ = asking.raw(enough=1)
    assert len(found) < 20


@shows("chunked")
def _(asking: Asking) -> None:
    for reply in (asking.page(), asking.order()):
        assert reply.header("Transfer-Encoding") == "chunked"
        assert reply.header("Content-Length") is None
        assert reply.json()


@shows("length_short")
def _(asking: Asking) -> None:
    assert not is_json(asking.page().body)


raw("answer_twice", "closed", rb"(HTTP/1\.1 200 OK\r\n.*?\}\]){2}HTTP/1\.1 404 .*")
