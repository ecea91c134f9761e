"""What the faults of the body's bytes look like."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

from tests.simulator.asking import Asking
from tests.simulator.shown import CURRENT, is_json, shows


def bodies(asking: Asking, **headers: str) -> tuple[bytes, bytes]:
    page, detail = asking.page(CURRENT, **headers), asking.order(**headers)
    assert (page.status, detail.status) == (200, 200)
    return page.body, detail.body


def body(*specs: str) -> Callable[[Callable[[bytes], object]], Callable[[bytes], object]]:
    def keep(holds: Callable[[bytes], object]) -> Callable[[bytes], object]:
        @shows(*specs)
        def _(asking: Asking) -> None:
            for found in bodies(asking, Accept_Language="fr"):
                assert holds(found), found[:200]

        return holds

    return keep


body("bom")(lambda found: found.startswith(b"\xef\xbb\xbf") and is_json(found[3:]))
body("leading_newline")(lambda found: found.startswith(b"\n\r\n") and is_json(found))
body("latin_1")(lambda found: b"\xe9" in found and is_json(found.decode("latin-1")))
body("utf_16")(lambda found: is_json(found.decode("utf-16")))
body("truncated_json")(lambda found: found[:2] in (b"[{", b'{"') and not is_json(found))
body("trailing_garbage")(lambda found: found.endswith(b"</html>]"))
body("two_documents")(lambda found: found[: len(found) // 2] * 2 == found)
body("nan")(lambda found: b'"amount":NaN,' in found)
body("infinity")(lambda found: b":-Infinity," in found)
body("overflow_number")(lambda found: b'"amount":1e999,' in found)
body("long_number")(lambda found: b"7" * 5000 in found)
body("duplicate_keys")(lambda found: b'{"id":"1","status":"first","id":"' in found)
body("single_quotes")(lambda found: b'"' not in found)
body("bad_utf8")(lambda found: b"\xff\xfe" in found)
body("raw_control")(lambda found: b"a\nb\x00c" in found)
body("deep_nesting", "deep_nesting=10")(lambda found: found.startswith(b"[" * 10))


def packed(*specs: str, encoding: str = "gzip") -> Callable[[Callable[[bytes], object]], None]:
    def keep(holds: Callable[[bytes], object]) -> None:
        @shows(*specs)
        def _(asking: Asking) -> None:
            for reply in (asking.page(), asking.order()):
                assert reply.header("Content-Encoding") == encoding
                assert holds(reply.body)

    return keep


def unpacks(found: bytes) -> bool:
    try:
        gzip.decompress(found)
    except (OSError, EOFError, zlib.error):
        return False
    return True


def nine_times(found: bytes) -> bytes:
    for _ in range(9):
        found = gzip.decompress(found)
    return found


packed("gzip")(lambda found: is_json(gzip.decompress(found)))
packed("gzip_label")(is_json)
packed("gzip_cut")(lambda found: not unpacks(found))
packed("gzip_bomb", "gzip_bomb=300")(
    lambda found: (
        len(found) < 400_000
        and len(zlib.decompressobj(31).decompress(found, 9_000_000)) == 9_000_000
    )
)
packed("gzip_bomb=3")(lambda found: len(gzip.decompress(found)) == 3 * 1_048_576 + 2)
packed("gzip_chain", encoding=", ".join(["gzip"] * 9))(lambda found: is_json(nine_times(found)))
packed("content_encoding", encoding="br")(is_json)


@shows("content_type", "no_content_type", "content_type=application/json; charset=ISO-8859-1")
def _(asking: Asking) -> None:
    for reply in (asking.page(), asking.order()):
        assert reply.header("Content-Type") in (
            None, "text/plain", "application/json; charset=ISO-8859-1"
        )  # fmt: skip


@shows("no_content_type")
def _(asking: Asking) -> None:
    assert asking.page().header("Content-Type") is None


@shows("as_status", "as_status=206", "as_status=203")
def _(asking: Asking) -> None:
    assert asking.page().status in (206, 203)
    assert len(asking.page().json()) == 10


@shows("no_request_id")
def _(asking: Asking) -> None:
    assert asking.page().header("X-OAPI-Request-Id") is None


@shows("odd_request_id")
def _(asking: Asking) -> None:
    assert "<b>" in str(asking.order().header("X-OAPI-Request-Id"))


def styled(spec: str, expected: dict[str, object]) -> None:
    @shows(spec)
    def _(asking: Asking) -> None:
        reply = asking.page(X_Api_Key="")
        assert reply.status == 400
        assert expected.items() <= reply.json().items()


styled("error_style", {"code": "25"})
styled("error_style=padded", {"code": "025"})
styled("error_style=reason", {"code": "25", "reason": "Missing header", "status": "400"})
styled("error_style=onap", {"code": "400", "description": ""})
styled("error_style=exchanged", {"description": "Missing header"})
styled("error_style=oauth", {"error": "invalid_request", "error_description": "Missing header"})


@shows("error_style=html", "error_style=empty")
def _(asking: Asking) -> None:
    reply = asking.order("unheard-of")
    assert reply.status == 404
    assert not is_json(reply.body)
