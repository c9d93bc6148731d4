"""Rejections told to a person: the first of each kind by name, a flood of them by number."""

from collections import Counter
from collections.abc import Iterator

from app.ingest.record import Rejection

_NAMED, _NAMED_IN_ALL = 5, 100
_KINDS = 200
_SHOWN = 3


class Flood:
    """Decides which rejections are named, and counts the others by why they were rejected.

    Kinds beyond the first are counted together, under None.
    """

    def __init__(self) -> None:
        self._met: Counter[str | None] = Counter()
        self._hidden: Counter[str | None] = Counter()
        self._shown: dict[str | None, list[Rejection]] = {}
        self._named = 0

    def names(self, rejection: Rejection) -> bool:
        """Whether this one is named: it is among the first of its kind."""
        kind: str | None = rejection.kind
        if kind not in self._met and len(self._met) >= _KINDS:
            kind = None
        self._met[kind] += 1
        if self._met[kind] <= _NAMED and self._named < _NAMED_IN_ALL:
            self._named += 1
            return True
        self._hidden[kind] += 1
        shown = self._shown.setdefault(kind, [])
        if len(shown) < _SHOWN:
            shown.append(rejection)
        return False

    def rest(self) -> Iterator[str]:
        """A line for each kind of those that were not named, the most frequent first.

        It gives the reason of one of them, with its advice, and what the first of them are called.
        """
        for kind, count in self._hidden.most_common():
            shown = self._shown[kind]
            others = " for other reasons" if kind is None else ""
            names = ", ".join(rejection.origin for rejection in shown)
            yield f"rejected {count:,} more{others}, such as {names}: {shown[0].reason}."
        self._hidden.clear()
        self._shown.clear()
