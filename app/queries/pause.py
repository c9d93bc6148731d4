"""Long work beside short work: how a thread that computes for long lets others have their turn.

A request needs the interpreter several times. Beside a thread that never waits it is handed over a tenth of a
millisecond later each time (`app.main`), beside one that pauses every millisecond mostly at once.
"""

from collections.abc import Iterable, Iterator
from time import perf_counter, sleep
from typing import TypeVar

T = TypeVar("T")
_WORK = 0.001
_PAUSE = 0.00005
"""Seconds. To give up the interpreter without a pause is not enough: it would be had back at once."""


def gently(items: Iterable[T]) -> Iterator[T]:
    """`items`, with a pause behind every millisecond of work."""
    begun = perf_counter()
    for item in items:
        yield item
        if perf_counter() - begun > _WORK:
            sleep(_PAUSE)
            begun = perf_counter()
