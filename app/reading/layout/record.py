"""A record: the labelled lines that archives put above an article: its title, its author, its paper …"""

import re
from collections.abc import Mapping

from app.reading.layout.block import Block, Piece, furniture, words_of
from app.reading.layout.element import CUES
from app.reading.layout.furniture import opens
from app.reading.layout.page import LONGEST_LINE, Page
from app.reading.model import Role
from app.text.span import Span

_REACH = 16
"""No record has more lines."""
_FEWEST = 2
"""One labelled line makes no record, unless it is the first and the title's: further down, what the
same word labels is an address as well, so that an author has to be named beside it."""
_MARK = re.compile(r"[\s\"'\u00bb\u201d)*]*[:\uff1a|/\-\u2013\u2014]?[\s*]*")
_OPENED = re.compile(r"[:\uff1a|/\-\u2013\u2014\t]")
_LONGEST_LABEL = 40
_LONGEST_NAME, _LONGEST_SOURCE = 6, 8
_LABELS: tuple[tuple[Role, tuple[str, ...]], ...] = (
    ("title", ("title.labels",)),
    ("byline", (*CUES, "byline.fields")),
    ("date", ("date.published", "date.updated")),
    ("source", ("source.labels", "source.about", "source.fields")),
    ("section", ("section.labels",)),
    ("paragraph", ("furniture.text",)),
    ("boilerplate", ("furniture.fields", "furniture.labels", "related.labels")),
)


def read_record(page: Page, title: str | None) -> tuple[Mapping[int, Piece], str | None]:
    """What each block of the record above the article is by its label, and the key of the title.

    Empty where there is no record; `title` is the key of a title known from elsewhere, and no other line
    is one then. A record begins with the first line or the second. A label alone on its line has what it
    labels on the next. Without a title's label the labels are trusted to say what is no text, no more.
    """
    for first in (0, 1):
        found = _from(page, first)
        titled = next((piece for piece in found.values() if piece.role == "title"), None)
        roles = {piece.role for piece in found.values()}
        if titled and titled.value and (first == 0 or "byline" in roles):
            key = title or words_of(page.folded, *titled.value).key
            unnamed = {0: furniture(page.blocks[0])} if first and not page.is_text(page.blocks[0]) else {}
            return unnamed | {at: _settled(page, piece, key) for at, piece in found.items()}, key
        if len(found) >= _FEWEST and roles & {"date", "source"}:
            return {at: piece for at, piece in found.items() if piece.role == "boilerplate"}, title
    return {}, title


def _settled(page: Page, piece: Piece, title: str) -> Piece:
    """The piece, if it is not labelled as a title and says something else than the `title`."""
    if piece.role != "title" or piece.value is None or words_of(page.folded, *piece.value).key == title:
        return piece
    return piece._replace(role="boilerplate", value=None, note="page")


def _from(page: Page, at: int) -> Mapping[int, Piece]:
    """The labelled lines from block `at` on, the last block apart, and what bare labels stand above."""
    found: dict[int, Piece] = {}
    above: Role | None = None
    for i, block in enumerate(page.blocks[at : min(len(page.blocks) - 1, _REACH)], at):
        labelled = _label(page, block)
        if labelled is None and (above is None or page.is_text(block)):
            break
        role, count = labelled or (above or "boilerplate", 0)
        bare = count == len(page.words(block).words)
        if role == "paragraph" and not bare:
            break
        found[i] = _piece(page, block, role, count)
        above = role if bare and role != "paragraph" else None
    return found


def _label(page: Page, block: Block) -> tuple[Role, int] | None:
    """What the label says that a block starts with, and its number of words, if a mark follows it."""
    if len(block.text) > LONGEST_LINE or not _OPENED.search(block.text, 0, _LONGEST_LABEL):
        return None
    line = page.words(block)
    if not line.words or line.words[0] not in page.layout.openers:  # as of most lines
        return None
    for role, lists in _LABELS:
        count = page.layout.label(line, *lists)
        if count and opens(line, count):
            return role, count
    return None


def _piece(page: Page, block: Block, role: Role, count: int) -> Piece:
    """The block as the part that a label of `count` words makes of it; furniture if it names nothing."""
    line, lists = page.words(block), page.layout.lists
    rest = line.words[count:]
    if role == "date":
        return Piece("date", block.start, block.end)
    if role == "title" and rest:
        after = line.folded.after(line.at[count - 1][1]) if count else block.start
        mark = _MARK.match(page.text, after) if count else None
        return Piece("title", block.start, block.end, Span(mark.end() if mark else after, block.end), "label")
    nobody = " ".join(rest) in lists["byline.impersonal"] | lists["byline.anonymous"]
    author = role == "byline" and len(rest) <= _LONGEST_NAME and all(map(str.isalpha, rest)) and not nobody
    named = author or role == "section" or (role == "source" and len(rest) <= _LONGEST_SOURCE)
    if rest and named:
        return Piece(role, block.start, block.end, line.span(count, len(line.words)), "label")
    return furniture(block)
