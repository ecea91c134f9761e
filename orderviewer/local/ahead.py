"""Reads the next chunk while the present one is used: SQLite works without the interpreter."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator

T = TypeVar("T")


def read_ahead(chunks: Generator[T, None, None]) -> Generator[T, None, None]:
    """The same chunks; all of the generator's work is done on one thread, which ends with it."""
    with ThreadPoolExecutor(1, thread_name_prefix="reading ahead") as thread:
        try:
            coming = thread.submit(next, chunks, None)
            while (chunk := coming.result()) is not None:
                coming = thread.submit(next, chunks, None)
                yield chunk
        finally:
            thread.submit(chunks.close).result()
