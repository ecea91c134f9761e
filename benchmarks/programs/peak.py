"""What a process had in memory."""

from __future__ import annotations

import sys

MEGABYTE = 1_000_000


def peak() -> int:
    """The most this process ever had, bytes."""
    if sys.platform == "win32":
        import psutil

        return int(psutil.Process().memory_info().peak_wset)
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
