"""The foot of a page: source, credits, tags, buttons and links, from the last block upward."""

from collections.abc import Sequence
from typing import NamedTuple

from app.reading.layout.block import Block, Piece, Words
from app.reading.layout.page import Page

LONGEST_LINK, _MOST_LINKS = 160, 30
_REACH = 100
"""No foot has more lines, no list of links more links."""


class Foot(NamedTuple):
    """The parts of the foot in order, and the index of its first block."""

    pieces: list[Piece]
    start: int


def _read(page: Page, block: Block, before: Block, has_byline: bool, below: Sequence[Piece]) -> list[Piece]:
    """The parts of a block if it can stand in a foot, above what is `below` it there."""
    if page.is_text(block):
        return []
    line = page.words(block)
    furniture = page.furniture(block, line)
    if furniture:
        return [furniture]
    if _goes_on(before, block):
        return []
    source = page.source_line(block, line)
    if source:
        return [source]
    dated = page.date_line(block, line)
    if dated:
        return dated
    byline = page.byline(block, line, first=False)
    if byline:
        return [byline]
    credit = page.credits.line(line, block, page.dates_in(block), trusting=False)
    if any(piece.role != "dateline" for piece in credit):
        return credit
    if has_byline:
        return []
    above = None if page.is_text(before) else page.words(before)
    signed = above and (page.name_line(before, above) or page.byline(before, above, first=False))
    if credit:  # towns alone may be a list of them
        return credit if signed else []
    named = bool(below) and below[0].role == "byline" and below[0].note == "line"
    name = page.role_line(block, line) if signed or named else None
    if name is None and (before.ends_sentence or (above and page.role_line(before, above))):
        name = page.name_line(block, line)
    return [name] if name else []


def _goes_on(before: Block, block: Block) -> bool:
    """Whether `block` only ends the sentence that the line above it left open, whatever it names.

    What stands in brackets or behind a colon says by itself what it is.
    """
    if block.gap or before.ends_sentence or not block.ends_sentence:
        return False
    return not (":" in block.text or block.text.startswith(("(", "[")))


def _links(page: Page, start: int, end: int) -> int:
    """Where a list of links that runs to block `end` begins, its announcement included; else `end`."""
    at, highest = end - 1, max(start, end - _MOST_LINKS)
    while at > highest and _is_link(page.blocks[at]) and not _announces(page, page.blocks[at]):
        at -= 1
    announced = start < at < end - 1 and _announces(page, page.blocks[at])
    return at if announced else end


def _is_link(block: Block) -> bool:
    return len(block.text) <= LONGEST_LINK and not block.text.endswith((".", "\u060c"))


def _announces(page: Page, block: Block) -> bool:
    if page.is_text(block):
        return False
    line = page.words(block)
    return page.layout.furniture(line, block.text) == "related" and _alone(page, line)


def _alone(page: Page, line: Words) -> bool:
    return page.layout.label(line, "related.labels") == len(line.words)


def read_foot(page: Page, start: int, head: Sequence[Piece]) -> Foot:
    """The foot of `page`, no higher than block `start`; one block at least stays text."""
    has_byline = any(piece.role == "byline" for piece in head)
    found: list[list[Piece]] = []
    end = len(page.blocks)
    while end - 1 > start and len(found) < _REACH:
        pieces = _read(
            page, page.blocks[end - 1], page.blocks[end - 2], has_byline, found[-1] if found else ()
        )
        above = end - 1
        if not pieces:
            above = _links(page, start, end)
            pieces = [Piece("boilerplate", b.start, b.end, None, "related") for b in page.blocks[above:end]]
        if not pieces:
            break
        found.append(pieces)
        end = above
    return Foot([piece for pieces in reversed(found) for piece in pieces], end)
