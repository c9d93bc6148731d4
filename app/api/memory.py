"""What was worked out of one corpus by walking through all of it: kept until the corpus changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import partial
from threading import Lock
from typing import Any, TypeVar, cast

from app.queries.recall import Recall

T = TypeVar("T")
_NOTHING = object()


class Memory:
    """Up to `most` results of one corpus version; when it is full, what was asked for longest ago goes first.

    Threads share it. Two that miss the same thing both work it out: none waits for another's query.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._version = ""
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def of(self, version: str) -> Recall:
        """This memory, for one corpus version."""
        return partial(self._recall, version)

    def _recall(self, version: str, key: Hashable, work: Callable[[], T]) -> T:
        with self._lock:
            found = self._kept.get(key, _NOTHING) if version == self._version else _NOTHING
            if found is not _NOTHING:
                self._kept.move_to_end(key)
        if found is not _NOTHING:
            return cast("T", found)
        found = work()
        with self._lock:
            if version != self._version:
                self._version, self._kept = version, OrderedDict()
            if len(self._kept) >= self._most:
                self._kept.popitem(last=False)
            self._kept[key] = found
        return found
