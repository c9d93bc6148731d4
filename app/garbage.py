"""The garbage collector, kept from looking where there is no garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Within, the collector does not run: for work that makes much, and nothing that refers to itself."""
    collects = gc.isenabled()
    if collects:  # else another thread may let it run again at any moment, and must not be undone for good
        gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
