"""Faults of the body's bytes: character sets, compression, broken or strange JSON."""

from __future__ import annotations

import gzip
import json
import struct
import zlib
from typing import TYPE_CHECKING

from orderviewer.simulator.faults.registry import Registry, Situation, Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from orderviewer.simulator.messages import Answer

ENCODING = Registry()
fault = ENCODING.fault

_MEGABYTE = 1_048_576
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"


def _body(name: str, summary: str, change: Callable[[bytes], bytes]) -> None:
    """Registers a fault that changes the body of good answers."""

    def act(_: Situation, answer: Answer) -> None:
        if answer.body and answer.status < 300:
            answer.body = change(answer.body)

    fault(name, summary, Stage.ANSWER)(act)


def _in_first_object(text: bytes) -> Callable[[bytes], bytes]:
    return lambda body: body.replace(b"{", b"{" + text + b",", 1)


_body("bom", "the body starts with a UTF-8 byte order mark", lambda body: b"\xef\xbb\xbf" + body)
_body("leading_newline", "line breaks and blanks stand around the body",
      lambda body: b"\n\r\n  " + body + b"\n   ")  # fmt: skip
_body("latin_1", "the body is Latin-1 although it says UTF-8",
      lambda body: body.decode().encode("latin-1", "replace"))  # fmt: skip
_body("utf_16", "the body is UTF-16 although it says UTF-8",
      lambda body: body.decode().encode("utf-16"))  # fmt: skip
_body("truncated_json", "the JSON ends in the middle, the length agrees",
      lambda body: body[: len(body) // 2])  # fmt: skip
_body("trailing_garbage", "something follows the JSON", lambda body: body + b"\n</html>]")
_body("two_documents", "the JSON comes twice in one body", lambda body: body + body)
_body("nan", "an order holds NaN", _in_first_object(b'"amount":NaN'))
_body("infinity", "an order holds -Infinity and 1e999",
      _in_first_object(b'"amount":-Infinity,"other":1e999'))  # fmt: skip
_body("overflow_number", "an order holds 1e999, which is right JSON",
      _in_first_object(b'"amount":1e999'))  # fmt: skip
_body("long_number", "an order holds a number of 5,000 digits",
      _in_first_object(b'"amount":' + b"7" * 5000))  # fmt: skip
_body("duplicate_keys", "the first order has each of two members twice, with different values",
      _in_first_object(b'"id":"1","status":"first"'))  # fmt: skip
_body("single_quotes", "the JSON is written with single quotes",
      lambda body: body.replace(b'"', b"'"))  # fmt: skip
_body("bad_utf8", "a text holds bytes that are no UTF-8", _in_first_object(b'"odd":"\xff\xfe\xc3"'))
_body("raw_control", "a text holds a raw line break and a NUL",
      _in_first_object(b'"odd":"a\nb\x00c"'))  # fmt: skip


@fault("deep_nesting", "the body is lists nested this deep", Stage.ANSWER, value=100_000)
def _deep_nesting(situation: Situation, answer: Answer) -> None:
    answer.body = b"[" * situation.number() + b"]" * situation.number()


@fault("gzip", "the body is compressed and says so", Stage.ANSWER)
def _gzip(_: Situation, answer: Answer) -> None:
    _label(answer, gzip.compress(answer.body, 1), "gzip")


@fault("gzip_label", "the body says gzip and is not", Stage.ANSWER)
def _gzip_label(_: Situation, answer: Answer) -> None:
    _label(answer, answer.body, "gzip")


@fault("gzip_cut", "the compressed body lacks its last half", Stage.ANSWER)
def _gzip_cut(_: Situation, answer: Answer) -> None:
    packed = gzip.compress(answer.body)
    _label(answer, packed[: len(packed) // 2], "gzip")


@fault("gzip_bomb", "a small body that unpacks to this many megabytes", Stage.ANSWER, value=300)
def _gzip_bomb(situation: Situation, answer: Answer) -> None:
    """`[`, the blanks, `]`; a flushed block stands for itself and can be repeated as it is."""
    megabytes = situation.number()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    opening = packer.compress(b"[") + packer.flush(zlib.Z_FULL_FLUSH)
    blanks = b" " * _MEGABYTE
    block = packer.compress(blanks) + packer.flush(zlib.Z_FULL_FLUSH)
    closing = packer.compress(b"]") + packer.flush()
    check = zlib.crc32(b"[")
    for _ in range(megabytes):
        check = zlib.crc32(blanks, check)
    size = megabytes * _MEGABYTE + 2
    tail = struct.pack("<II", zlib.crc32(b"]", check), size & 0xFFFF_FFFF)
    _label(answer, _GZIP_HEAD + opening + block * megabytes + closing + tail, "gzip")


@fault("gzip_chain", "the body is compressed this many times", Stage.ANSWER, value=9)
def _gzip_chain(situation: Situation, answer: Answer) -> None:
    packed = answer.body
    for _ in range(situation.number()):
        packed = gzip.compress(packed, 1)
    _label(answer, packed, ", ".join(["gzip"] * situation.number()))


@fault("content_encoding", "the body says it is encoded this way, and is not", Stage.ANSWER,
       value="br")  # fmt: skip
def _content_encoding(situation: Situation, answer: Answer) -> None:
    _label(answer, answer.body, situation.value)


@fault("content_type", "the Content-Type is this", Stage.ANSWER, value="text/plain")
def _content_type(situation: Situation, answer: Answer) -> None:
    answer.header("Content-Type", situation.value)


@fault("no_content_type", "there is no Content-Type", Stage.ANSWER)
def _no_content_type(_: Situation, answer: Answer) -> None:
    answer.header("Content-Type")


@fault("as_status", "a good answer comes with this status instead of 200", Stage.ANSWER, value=206)
def _as_status(situation: Situation, answer: Answer) -> None:
    if answer.status == 200:
        answer.status = situation.number()


@fault("no_request_id", "there is no X-OAPI-Request-Id", Stage.ANSWER)
def _no_request_id(_: Situation, answer: Answer) -> None:
    answer.header("X-OAPI-Request-Id")


@fault("odd_request_id", "X-OAPI-Request-Id holds HTML and is long", Stage.ANSWER)
def _odd_request_id(_: Situation, answer: Answer) -> None:
    answer.header("X-OAPI-Request-Id", "<b>id</b>" + "x" * 2000)


@fault("error_style", "error bodies are written as: text, padded, reason, onap, exchanged, oauth, "
       "html, empty", Stage.ANSWER, value="text")  # fmt: skip
def _error_style(situation: Situation, answer: Answer) -> None:
    if answer.status < 400:
        return
    try:
        known = json.loads(answer.body)
        code, message = known["code"], known["message"]
    except (ValueError, KeyError, TypeError):
        return
    description = known.get("description", "")
    style = situation.value
    if style == "html":
        answer.body = f"<html><body><h1>{answer.status} {message}</h1></body></html>".encode()
        answer.header("Content-Type", "text/html")
        return
    bodies: dict[str, dict[str, object]] = {
        "text": {**known, "code": str(code)},
        "padded": {**known, "code": f"{code:03d}"},
        "reason": {"code": str(code), "reason": message, "status": str(answer.status),
                   "referenceError": "https://errors.example/", "@type": "Error"},
        "onap": {"code": str(answer.status), "message": message, "description": "", "infoURL": ""},
        "exchanged": {**known, "message": description, "description": message},
        "oauth": {"error": "invalid_request", "error_description": message},
    }  # fmt: skip
    answer.body = json.dumps(bodies[style]).encode() if style in bodies else b""


def _label(answer: Answer, body: bytes, encoding: str) -> None:
    answer.body = body
    answer.header("Content-Encoding", encoding)
