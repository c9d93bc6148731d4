"""What was worked out of one corpus by walking through all of it: kept until the corpus changes twice.

While an ingest adds to it some answers are of the revision before the last one.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import partial
from threading import Lock
from typing import Any, TypeVar, cast

from app.queries.recall import Recall

T = TypeVar("T")
_NOTHING = object()
_VERSIONS = 2


class Memory:
    """Up to `most` results of each of the last two corpus versions that any was worked out for; when one is
    full, what was asked for longest ago goes first.

    Threads share it. Two that miss the same thing both work it out: none waits for another's query.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[str, OrderedDict[Hashable, Any]] = {}
        self._lock = Lock()

    def of(self, version: str) -> Recall:
        """This memory, for one corpus version."""
        return partial(self._recall, version)

    def _recall(self, version: str, key: Hashable, work: Callable[[], T]) -> T:
        with self._lock:
            kept = self._kept.get(version)
            found = _NOTHING if kept is None else kept.get(key, _NOTHING)
            if kept is not None and found is not _NOTHING:
                kept.move_to_end(key)
        if found is not _NOTHING:
            return cast("T", found)
        found = work()
        with self._lock:
            if version not in self._kept and len(self._kept) >= _VERSIONS:
                del self._kept[next(iter(self._kept))]
            kept = self._kept.setdefault(version, OrderedDict())
            if len(kept) >= self._most:
                kept.popitem(last=False)
            kept[key] = found
        return found
