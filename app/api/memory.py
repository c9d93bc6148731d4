"""What was worked out of one corpus by walking through all of it: kept until the corpus changes."""

from collections.abc import Callable, Hashable
from functools import partial
from threading import Lock
from typing import Any, TypeVar, cast

from app.queries.recall import Recall

T = TypeVar("T")


class Memory:
    """Up to `most` results of one corpus version; when it is full, the oldest goes first.

    Threads share it. Two that miss the same thing both work it out: none waits for another's query.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._version = ""
        self._kept: dict[Hashable, Any] = {}
        self._lock = Lock()

    def of(self, version: str) -> Recall:
        """This memory, for one corpus version."""
        return partial(self._recall, version)

    def _recall(self, version: str, key: Hashable, work: Callable[[], T]) -> T:
        with self._lock:
            if version == self._version and key in self._kept:
                return cast("T", self._kept[key])
        found = work()
        with self._lock:
            if version != self._version:
                self._version, self._kept = version, {}
            if len(self._kept) >= self._most:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = found
        return found
