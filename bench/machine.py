"""What the machine is up to while something is measured: on a virtual one, the host takes processors away."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

_MOST = 0.01
"""Of all processor time, what the host may take before a measurement is made again."""
_TRIES = 10
_TICKS = os.sysconf("SC_CLK_TCK")

T = TypeVar("T")


class Undisturbed:
    """Makes measurements again that the host has disturbed, whatever they say, and counts them."""

    def __init__(self) -> None:
        self._made = 0
        self._again = 0
        self._disturbed = 0

    def run(self, measure: Callable[[], T]) -> T:
        """What `measure` finds: the first time that nothing was taken away, or the last of many."""
        self._made += 1
        for attempt in range(_TRIES):
            self._again += attempt > 0
            taken, begun = _taken(), time.monotonic()
            found = measure()
            share = (_taken() - taken) / ((time.monotonic() - begun) * (os.cpu_count() or 1))
            if share <= _MOST:
                return found
        self._disturbed += 1
        return found

    def told(self) -> str:
        """How often it came to that."""
        return (
            f"Of {self._made} measurements {self._again} were made again, because the host of this virtual "
            f"machine had taken more than {_MOST:.0%} of the processors' time for itself; {self._disturbed} "
            f"stayed disturbed."
        )


def _taken() -> float:
    """Seconds of processors that the host has taken from this machine; 0 where no system tells."""
    try:
        first = Path("/proc/stat").read_text(encoding="ascii").partition("\n")[0].split()
    except OSError:
        return 0.0
    return int(first[8]) / _TICKS if len(first) > 8 else 0.0
