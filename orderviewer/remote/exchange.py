"""What is asked of and comes from the wire, as plain data: limits and replies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

KIB, MIB = 1024, 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much (reliability.md 3 and R1): seconds, and bytes after decoding."""

    connect: float = 10.0
    gap: float = 30.0  # without a single byte
    total: float = 60.0  # one request
    idle: float = 30.0  # a connection unused for longer is not trusted to be alive
    page_bytes: int = 16 * MIB
    token_bytes: int = 64 * KIB


@dataclass(frozen=True, slots=True)
class Reply:
    """One HTTP answer; header names in lower case, the body decoded from gzip."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def header(self, name: str) -> str:
        return self.headers.get(name.lower(), "")
