"""Faults of the connection: silence, drops, cuts and bytes that are no HTTP."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from orderviewer.simulator.faults.registry import Registry, Situation, Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from orderviewer.simulator.listener import Channel
    from orderviewer.simulator.messages import Answer

WIRE = Registry()
fault = WIRE.fault

_CHUNK = 65_536
_ROW = b'{"id":"1","request":{"id":"3-0000000","customerReference":"","status":""}},'


def _sent(
    name: str, summary: str, send: Callable[[Channel, Answer], None], value: object = None
) -> None:
    """Registers a fault after which the connection is closed."""

    def act(_: Situation, channel: Channel, answer: Answer) -> bool:
        send(channel, answer)
        return False

    fault(name, summary, Stage.DELIVERY, value=value)(act)


def _bytes(name: str, summary: str, make: Callable[[Answer], bytes]) -> None:
    """Registers a fault that sends these bytes and closes."""
    _sent(name, summary, lambda channel, answer: channel.send(make(answer)))


def _whole(answer: Answer) -> bytes:
    return answer.head(keep_alive=True) + answer.body


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]


# Silence


@fault("delay", "waits this many seconds before it answers", Stage.DELIVERY, value=0.5)
def _delay(situation: Situation, channel: Channel, answer: Answer) -> bool:
    channel.wait(situation.seconds())
    channel.send(_whole(answer))
    return True


_sent("hang", "never answers", lambda channel, _: channel.hold())


def _stall(channel: Channel, answer: Answer) -> None:
    channel.send(answer.head(keep_alive=True) + _half(answer.body))
    channel.hold()


def _stall_headers(channel: Channel, answer: Answer) -> None:
    channel.send(_half(answer.head(keep_alive=True)))
    channel.hold()


def _stall_body(channel: Channel, answer: Answer) -> None:
    channel.send(answer.head(keep_alive=True))
    channel.hold()


_sent("stall", "sends half of the body, then nothing", _stall)
_sent("stall_headers", "sends half of the headers, then nothing", _stall_headers)
_sent("stall_body", "sends the headers, then nothing", _stall_body)


@fault("drip", "sends the body one byte at a time, this many seconds apart", Stage.DELIVERY,
       value=0.05)  # fmt: skip
def _drip(situation: Situation, channel: Channel, answer: Answer) -> bool:
    channel.send(answer.head(keep_alive=True))
    _drop_by_drop(channel, answer.body, situation.seconds())
    return True


@fault("drip_headers", "sends everything one byte at a time, this many seconds apart",
       Stage.DELIVERY, value=0.05)  # fmt: skip
def _drip_headers(situation: Situation, channel: Channel, answer: Answer) -> bool:
    _drop_by_drop(channel, _whole(answer), situation.seconds())
    return True


def _drop_by_drop(channel: Channel, data: bytes, seconds: float) -> None:
    for place in range(len(data)):
        channel.send(data[place : place + 1])
        channel.wait(seconds)


# Cuts

_bytes("close", "closes without an answer", lambda _: b"")
_bytes("cut_headers", "closes in the middle of the headers",
       lambda answer: _half(answer.head(keep_alive=True)))  # fmt: skip
_bytes("cut", "closes in the middle of the body",
       lambda answer: answer.head(keep_alive=True) + _half(answer.body))  # fmt: skip
_bytes("cut_unframed", "closes in the middle of a body whose length was not said",
       lambda answer: answer.head(keep_alive=False, framed=False) + _half(answer.body))  # fmt: skip
_bytes("unframed", "sends all, but no Content-Length; closing ends the body",
       lambda answer: answer.head(keep_alive=False, framed=False) + answer.body)  # fmt: skip
_sent("reset", "resets the connection instead of answering", lambda channel, _: channel.reset())


def _reset_body(channel: Channel, answer: Answer) -> None:
    channel.send(answer.head(keep_alive=True) + _half(answer.body))
    channel.wait(0.05)  # the half should arrive before the reset throws it away
    channel.reset()


_sent("reset_body", "resets the connection in the middle of the body", _reset_body)
_bytes("close_after", "answers, then closes a connection that promised to stay open", _whole)


# Chunks


def _chunked_head(answer: Answer) -> bytes:
    answer.header("Transfer-Encoding", "chunked")
    head = answer.head(keep_alive=True, framed=False)
    return head.replace(b"Connection: close\r\n", b"")


def _chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


@fault("chunked", "sends the body in chunks, as HTTP allows", Stage.DELIVERY)
def _chunked(_: Situation, channel: Channel, answer: Answer) -> bool:
    half = len(answer.body) // 2
    parts = [part for part in (answer.body[:half], answer.body[half:]) if part]
    channel.send(_chunked_head(answer) + b"".join(map(_chunk, parts)) + b"0\r\n\r\n")
    return True


_bytes("cut_chunked", "closes between two chunks",
       lambda answer: _chunked_head(answer) + _chunk(_half(answer.body)))  # fmt: skip
_bytes(
    "bad_chunk",
    "a chunk's length is no number",
    lambda answer: _chunked_head(answer) + _chunk(_half(answer.body)) + b"zz\r\n???\r\n",
)


# Not HTTP

_bytes("garbage", "sends bytes that are no HTTP", lambda _: bytes(range(256)) * 8)
_bytes("ssh_banner", "another service answers", lambda _: b"SSH-2.0-OpenSSH_9.2p1\r\n")
_bytes("bad_status_line", "the status line has no number",
       lambda answer: _whole(answer).replace(b"HTTP/1.1 200", b"HTTP/1.1 fine", 1))  # fmt: skip
_bytes("bad_header", "a header has no colon",
       lambda answer: _whole(answer).replace(b"\r\n", b"\r\nthis is no header\r\n", 1))  # fmt: skip
_bytes(
    "http_2_preface",
    "answers in HTTP/2 frames",
    lambda _: b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + b"\x00\x03\x00\x00\x00\x64" * 3,
)


# Lengths that lie


def _with_length(answer: Answer, text: str) -> bytes:
    said = f"Content-Length: {len(answer.body)}".encode()
    head = answer.head(keep_alive=True).replace(said, f"Content-Length: {text}".encode())
    return head + answer.body


_bytes("length_text", "Content-Length is no number", lambda answer: _with_length(answer, "long"))
_bytes("length_negative", "Content-Length is negative", lambda answer: _with_length(answer, "-5"))
_bytes("length_twice", "Content-Length comes twice, with different values",
       lambda answer: _with_length(answer, f"{len(answer.body)}\r\nContent-Length: 3"))  # fmt: skip
_bytes("length_short", "Content-Length is half of what is sent",
       lambda answer: _with_length(answer, str(len(answer.body) // 2)))  # fmt: skip


@fault("answer_twice", "sends every answer twice on a connection that stays open", Stage.DELIVERY)
def _answer_twice(_: Situation, channel: Channel, answer: Answer) -> bool:
    channel.send(_whole(answer) * 2)
    return True


# Too much


@fault("huge_headers", "one header has this many bytes", Stage.DELIVERY, value=2_000_000)
def _huge_headers(situation: Situation, channel: Channel, answer: Answer) -> bool:
    answer.header("X-Huge", "x" * situation.number())
    channel.send(_whole(answer))
    return False


@fault("many_headers", "there are this many headers", Stage.DELIVERY, value=20_000)
def _many_headers(situation: Situation, channel: Channel, answer: Answer) -> bool:
    answer.headers += [(f"X-{number}", "x") for number in range(situation.number())]
    channel.send(_whole(answer))
    return False


def _endless_headers(channel: Channel, answer: Answer) -> None:
    channel.send(answer.head(keep_alive=True)[:-2])
    for number in count():
        channel.send(f"X-{number}: x\r\n".encode() * 1000)
        channel.wait(0.001)


def _endless_1xx(channel: Channel, _: Answer) -> None:
    while True:
        channel.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 10)
        channel.wait(0.005)


def _endless_body(channel: Channel, answer: Answer) -> None:
    rows = _chunk(_ROW * (_CHUNK // len(_ROW)))
    channel.send(_chunked_head(answer) + _chunk(b"["))
    while True:
        channel.send(rows)


def _endless_blanks(channel: Channel, answer: Answer) -> None:
    """What keeps a read time-out from ever striking."""
    channel.send(_chunked_head(answer))
    while True:
        channel.send(_chunk(b" "))
        channel.wait(0.02)


def _ten_gigabytes(channel: Channel, answer: Answer) -> None:
    answer.body = b""
    head = answer.head(keep_alive=True).replace(b"Length: 0", b"Length: 10000000000")
    channel.send(head + b"[")
    while True:
        channel.send(_ROW * (_CHUNK // len(_ROW)))


_sent("endless_headers", "header follows header for ever", _endless_headers)
_sent("endless_1xx", "100 Continue for ever", _endless_1xx)
_sent("endless_body", "row follows row for ever, in chunks", _endless_body)
_sent("endless_blanks", "a blank every 20 ms for ever", _endless_blanks)
_sent("ten_gigabytes", "says ten gigabytes follow, and starts sending them", _ten_gigabytes)
