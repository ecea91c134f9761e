"""Keeps what threads gave back from lying idle in a heap of each of them."""

from __future__ import annotations

import sys
from contextlib import suppress

HEAPS = 2  # one for the window, one for the lanes
_M_ARENA_MAX = -8  # as glibc's malloc.h has it


def share_heaps() -> None:
    """For threads to come.  Where memory is kept by another library than glibc, nothing changes.

    With a heap a thread, 100,000 orders read take some 3 MB more.
    """
    if not sys.platform.startswith("linux"):
        return
    import ctypes  # late: a few milliseconds that the first picture does not wait for

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, HEAPS)
