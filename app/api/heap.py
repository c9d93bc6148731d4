"""What is freed goes back to the system: how the C library keeps memory, where it is GNU's.

By itself it has an arena for each thread, and learns from every large block that is freed to keep such
blocks as well. A worker's threads then hold hundreds of megabytes that each of them needed once.
"""

import ctypes
import sys
from contextlib import suppress

_ARENA_MAX, _MMAP_THRESHOLD = -8, -3
"""Options of mallopt(3), by their numbers in <malloc.h>."""
_ARENAS = 2
_LARGE = 1 << 20
"""Bytes; a block as large as this is the system's own, and given back as soon as it is freed."""


def give_back() -> None:
    """Have this process keep little of what it frees; elsewhere than over GNU's library nothing is done."""
    if sys.platform == "linux":
        with suppress(AttributeError):  # musl has no such options, and keeps little anyway
            mallopt = ctypes.CDLL(None).mallopt
            mallopt(_ARENA_MAX, _ARENAS)
            mallopt(_MMAP_THRESHOLD, _LARGE)
