"""Bytes of an answer to clean UTF-8: byte order marks, UTF-16, declared Latin-1."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE)
_LATIN = {"latin1", "latin-1", "iso-8859-1", "iso8859-1", "iso_8859-1", "iso-8859-15",
          "windows-1252", "cp1252"}  # fmt: skip


class NotText(ValueError):
    """The bytes are text in no encoding that was declared or marked."""


def utf8(body: bytes, content_type: str) -> bytes:
    """The body in strict UTF-8 without byte order mark or outer white space.

    UTF-8 is tried first even where Latin-1 is declared: text with accents is never both.
    Undeclared bytes that are not UTF-8 raise NotText; a guess would store wrong names.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return _decoded(body[len(mark) :], name).encode().strip()
    if body.isascii():
        return body.strip()
    try:
        body.decode()
    except UnicodeDecodeError:
        declared = _CHARSET.search(content_type)
        name = declared[1].lower() if declared else ""
        if name not in _LATIN:
            raise NotText("neither UTF-8 nor declared otherwise") from None
        return _decoded(body, "iso-8859-15" if "15" in name else "cp1252").encode().strip()
    return body.strip()


def _decoded(body: bytes, name: str) -> str:
    try:
        return body.decode(name)
    except UnicodeDecodeError:
        raise NotText(f"not the {name} it claims to be") from None
