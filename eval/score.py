"""Precision, recall and F1 over sets of things found and wanted, with the errors kept."""

from collections.abc import Set
from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class Miss(NamedTuple):
    """What was missed, or claimed in vain, and the text where."""

    sort: Literal["missed", "vain"]
    what: str
    text: str


@dataclass(slots=True)
class Score:
    """Counts over all texts, and each error."""

    hit: int = 0
    vain: int = 0
    missed: int = 0
    misses: list[Miss] = field(default_factory=list)

    def add(self, wanted: Set[str], found: Set[str], text: str, neutral: Set[str] = frozenset()) -> None:
        """Counts one text; what is `neutral` and not wanted is not held against the finder."""
        found = found - (neutral - wanted)
        self.hit += len(wanted & found)
        self.vain += len(found - wanted)
        self.missed += len(wanted - found)
        self.misses += [Miss("vain", what, text) for what in sorted(found - wanted)]
        self.misses += [Miss("missed", what, text) for what in sorted(wanted - found)]

    @property
    def precision(self) -> float:
        """How much of what was found was wanted, 0 to 1."""
        return self.hit / max(1, self.hit + self.vain)

    @property
    def recall(self) -> float:
        """How much of what was wanted was found, 0 to 1."""
        return self.hit / max(1, self.hit + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.hit / max(1, 2 * self.hit + self.vain + self.missed)

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.4f}  recall {self.recall:.4f}  F1 {self.f1:.4f}  "
            f"({self.hit} right, {self.vain} in vain, {self.missed} missed)"
        )
