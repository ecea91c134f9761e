"""Who issued a certificate: reads the one field we show out of its DER form.

The standard library decodes only certificates it has verified; the user wants to know the name
on the refused one ("issued by Contoso Proxy CA": their company's inspection, not an attack).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEQUENCE, _VERSION = 0x30, 0xA0
_COMMON_NAME, _ORGANISATION = b"\x55\x04\x03", b"\x55\x04\x0a"  # 2.5.4.3, 2.5.4.10
_ENCODINGS = {0x0C: "utf-8", 0x13: "ascii", 0x14: "latin-1", 0x16: "ascii", 0x1E: "utf-16-be"}
_LONGEST = 120  # characters


def issuer_of(certificate: bytes | None) -> str:
    """Common name (organisation) of the issuer, or "" when the bytes do not tell."""
    try:
        return _issuer(certificate or b"")
    except (IndexError, ValueError, StopIteration):
        return ""


@dataclass(frozen=True, slots=True)
class _Value:
    tag: int
    content: bytes


def _issuer(certificate: bytes) -> str:
    whole = next(_values(certificate))
    body = next(_values(whole.content))
    fields = [value for value in _values(body.content) if value.tag != _VERSION]
    names: dict[bytes, str] = {}
    for part in _values(fields[2].content):  # after serial number and algorithm
        pair = list(_values(next(_values(part.content)).content))
        text = pair[1].content.decode(_ENCODINGS.get(pair[1].tag, "latin-1"))
        names.setdefault(pair[0].content, "".join(c if c.isprintable() else " " for c in text))
    common, organisation = names.get(_COMMON_NAME, ""), names.get(_ORGANISATION, "")
    both = f"{common} ({organisation})" if common and organisation else common or organisation
    return both[:_LONGEST]


def _values(content: bytes) -> Iterator[_Value]:
    """The values that stand one after the other; raises ValueError when one is cut."""
    at = 0
    while at < len(content):
        tag, length, at = content[at], content[at + 1], at + 2
        if length & 0x80:
            digits = length & 0x7F
            length, at = int.from_bytes(content[at : at + digits]), at + digits
        if at + length > len(content):
            raise ValueError("cut")
        yield _Value(tag, content[at : at + length])
        at += length
