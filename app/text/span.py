"""A span: a piece of a text, named by where it starts and ends."""

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open interval `[start, end)` over a text, in Unicode code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The piece of `text` that this span names."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


def trim(text: str, start: int, end: int) -> Span:
    """The span `[start, end)` of `text` without the white space at either end."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
