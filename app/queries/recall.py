"""What takes a walk through the whole corpus, and a caller may therefore wish to remember."""

from collections.abc import Callable, Hashable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Recall(Protocol):
    """Gives what `work` gives: now, or when it was last asked for under `key` of the same corpus."""

    def __call__(self, key: Hashable, work: Callable[[], T]) -> T:
        """The result of `work`."""


def compute(key: Hashable, work: Callable[[], T]) -> T:
    """A `Recall` that remembers nothing."""
    return work()
