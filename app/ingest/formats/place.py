"""Where on a page its main text stands, and what stands with it."""

from collections.abc import Sequence
from typing import Any

_CONTAINERS = ("div", "section", "article", "td", "main", "body", "html")
_WHOLE = ("main", "body", "html")
"""What holds more than an article: what stands beside it there may be of another."""
_SENTENCE = 4
"""Words with which a text begins that is of the main text: fewer may be there by chance."""
_MOST = 0.8
"""Share of the main text: the rest may also stand where other articles are announced."""


class Place:
    """The element of a page that holds its main text, or nearly all of it."""

    def __init__(self, tree: Any, lines: Sequence[str]) -> None:
        """`lines` are those of the main text that was found in `tree`."""
        self._order = {element: place for place, element in enumerate(tree.iter())}
        said = " ".join(lines).split()
        known = set(zip(*(said[first:] for first in range(_SENTENCE)), strict=False))
        held = dict.fromkeys(self._order, 0)
        longest = self._longest = 0
        for element, place in self._order.items():
            for holder, text in ((element, element.text), (element.getparent(), element.tail)):
                words = (text or "").split()
                if holder in held and tuple(words[:_SENTENCE]) in known:
                    held[holder] += len(words)
                    if len(words) > longest:
                        longest, self._longest = len(words), place
        inside_out = [*reversed(self._order)]
        for element in inside_out[:-1]:
            held[element.getparent()] += held[element]
        most = _MOST * held[tree]
        holding = (one for one in inside_out if one.tag in _CONTAINERS and held[one] > most)
        self._trunk = next(holding, tree)
        self._holders = {self._trunk, *self._trunk.iterancestors()}

    def branch(self, element: Any) -> Any | None:
        """The whole of what stands with the main text and holds `element`; None where that stands apart."""
        branch, holder = element, element.getparent()
        while holder is not None and holder not in self._holders:
            branch, holder = holder, holder.getparent()
        return branch if holder is self._trunk or (holder is not None and self._is_near(holder)) else None

    def precedes(self, element: Any) -> bool:
        """Whether it begins before the longest part of the text, as what heads an article does."""
        return self._order[element] < self._longest

    def _is_near(self, common: Any) -> bool:
        """Whether what holds the main text and more is still of one article."""
        if common is self._trunk.getparent() and common.tag not in _WHOLE:
            return True
        return any(one.tag == "article" for one in (common, *common.iterancestors()))
