"""The words of an article as PostgreSQL's `tsvector` has them."""

from app.text.analysis import Analysed

_LABELS = "ABCD"
_LAST = 16383
"""PostgreSQL counts no further: words behind this position are found, but not in phrases."""
_MOST = 30_000
"""Different words that are kept, well below the megabyte that a `tsvector` may take."""
_PLACES = 256
"""Places that PostgreSQL keeps of one word."""


def tokens(column: str) -> list[str]:
    """The tokens of a column, those between paragraphs among them."""
    return [token for token in column.split(" ") if token]


def lexemes(words: Analysed) -> str:
    """`words` as the text of a `tsvector`: labels A to D are the columns, in their order.

    Title and text count their places apart, with a gap between them that no phrase spans.
    """
    places: dict[str, list[str]] = {}
    title = tokens(words.title)
    for label, column, first in zip(_LABELS, words, (1, len(title) + 10, 1, len(title) + 10), strict=True):
        for position, word in enumerate(tokens(column), first):
            kept = places.get(word)
            if kept is None:
                if len(places) >= _MOST:
                    continue
                kept = places[word] = []
            if len(kept) < _PLACES:
                kept.append(f"{min(position, _LAST)}{label}")
    return " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())
