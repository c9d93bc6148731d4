"""What each piece of a raw text is: lines in, parts out, with the claims that the head and foot make.

Parts hold all of the text that is not white space, in order, none twice. In doubt text is a paragraph.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.reading.layout.block import Block, Piece, Words, read_blocks
from app.reading.layout.credit import load_credit_reader
from app.reading.layout.foot import LONGEST_LINK, read_foot
from app.reading.layout.furniture import load_layout, opens
from app.reading.layout.head import read_head
from app.reading.layout.page import BULLET, LONGEST_CAPTION, LONGEST_LINE, Page
from app.reading.layout.person import load_people
from app.reading.layout.title import LEAST_TEXT, MOST_SUBTITLES
from app.reading.model import DateExpression, Part
from app.text.fold import Folded
from app.text.span import trim

_LEAD_REACH, _LONGEST_LEAD = 9, 400
"""So many blocks, none longer, may stand between head and dateline: highlights, a standfirst."""
_LONGEST_SUBTITLE = 130
_LONGEST_HEADING, _MOST_HEADING_WORDS = 90, 12
_HEADED = 2.5
"""A heading's paragraph is so many times as long at least."""
_NO_HEADING = re.compile(r"[.:,\u060c;\u061b!\u2026]$|[\u00ab\u201c\"][^\u00bb\u201d\"]*$|^\W")
_AND = ("\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER FEH}")


class Layer(NamedTuple):
    """The parts of a text, and the pieces they were made of, told apart by where they stand."""

    parts: tuple[Part, ...]
    head: tuple[Piece, ...]
    body: tuple[Piece, ...]
    foot: tuple[Piece, ...]


def find_parts(folded: Folded, dates: Sequence[DateExpression], title: Folded | None = None) -> Layer:
    """The parts of `folded.original`. `dates` are its dates; `title` is its title where that stands apart."""
    blocks = read_blocks(folded.original)
    page = Page(folded, blocks, dates, load_layout(), load_people(), load_credit_reader())
    head = read_head(page, title)
    foot = read_foot(page, head.end, head.pieces)
    titled = bool(title) or any(piece.role == "title" for piece in head.pieces)
    body = _Body(page, head.end, foot.start, titled).pieces()
    text, pieces = folded.original, (*head.pieces, *body, *foot.pieces)
    parts = tuple([Part(piece.role, *trim(text, piece.start, piece.end)) for piece in pieces])
    return Layer(parts, tuple(head.pieces), tuple(body), tuple(foot.pieces))


class _Body:
    """The blocks `[start, end)` of `page`: the article itself."""

    def __init__(self, page: Page, start: int, end: int, titled: bool) -> None:
        self.page, self.titled = page, titled
        self.blocks = page.blocks[start:end]

    def pieces(self) -> list[Piece]:
        """The parts of the body, in order."""
        lead, opening = self._lead()
        found: list[Piece] = []
        related = False
        plain: set[str] = set()
        """Lines that were nothing special before: a text of many equal lines is read at once."""
        for i, block in enumerate(self.blocks):
            known = self.page.is_text(block) or (not related and block.text in plain)
            line = None if known else self.page.words(block)
            special = self._special(i, block, line, related)
            related = bool(special and line and special.note == "related" and self._only_announces(line))
            if line and not special:
                plain.add(block.text)
            if special:
                found.append(special)
            elif i < lead:
                found.append(Piece("lead", block.start, block.end))
            elif i == lead and opening:
                found += opening
                found += self._text(block, opening[-1].end)
            elif self._is_heading(i, block):
                found.append(Piece("heading", block.start, block.end))
            else:
                found += self._text(block, block.start)
        return found

    def _special(self, i: int, block: Block, line: Words | None, after_related: bool) -> Piece | None:
        """The block as a caption or as page furniture."""
        if len(block.text) > LONGEST_CAPTION:
            return None
        around = self.blocks[max(0, i - 1) : i] + self.blocks[i + 1 : i + 2]
        caption = self.page.caption(block, line, around)
        if caption or line is None:
            return caption
        if after_related and len(block.text) <= LONGEST_LINK and not block.ends_sentence:
            return Piece("boilerplate", block.start, block.end)
        return self.page.furniture(block, line)

    def _only_announces(self, line: Words) -> bool:
        """Whether a line says that a link follows, and the link is on the next."""
        label = self.page.layout.label(line, "related.labels")
        return label == len(line.words) and opens(line, label)

    def _lead(self) -> tuple[int, list[Piece]]:
        """How many blocks stand before the text proper, and the credit that opens it."""
        for i, block in enumerate(self.blocks[:_LEAD_REACH]):
            last = i + 1 == len(self.blocks) and (i == 0 or len(block.text) >= LEAST_TEXT)
            if len(block.text) > LONGEST_LINE or last or block.ends_sentence:
                opening = self._opening(block, first=i == 0)
                if opening and self._is_roundup(i):
                    break
                if opening:
                    return i, opening
            if len(block.text) > _LONGEST_LEAD:
                break
        return self._highlights(), []

    def _is_roundup(self, at: int) -> bool:
        """Whether all blocks below block `at` open with a credit too: news from here and there."""
        below = self.blocks[at + 1 :]
        return bool(below) and all(self._opening(block, first=True) for block in below)

    def _opening(self, block: Block, first: bool) -> list[Piece]:
        if not self.page.credits.may_open(block):
            return []
        return self.page.credits.opening(self.page.folded, block, self.page.dates_in(block), first)

    def _highlights(self) -> int:
        """How many blocks under a title are bulleted, or lines with no full stop above a paragraph."""
        count, lines = 0, 0
        while self.titled and count < len(self.blocks) and lines <= MOST_SUBTITLES:
            block = self.blocks[count]
            if not BULLET.match(block.text):
                if not self._is_subtitle(block):
                    break
                lines += 1
            count += 1
        if lines > MOST_SUBTITLES or count == len(self.blocks):
            return 0
        return count if len(self.blocks[count].text) > LEAST_TEXT else 0

    def _is_subtitle(self, block: Block) -> bool:
        if len(block.text) > _LONGEST_SUBTITLE or re.search(r"[.:,\u060c;\u061b]$", block.text):
            return False
        return not self.page.layout.tells_a_story(self.page.words(block))

    def _text(self, block: Block, start: int) -> list[Piece]:
        """The block from `start` on as a paragraph, and the agencies credited behind it."""
        tail = self.page.credits.tail(block, ()) if block.end == self.blocks[-1].end else None
        if tail is None or tail.start <= start:
            return [Piece("paragraph", start, block.end)]
        return [Piece("paragraph", start, tail.start), tail]

    def _is_heading(self, i: int, block: Block) -> bool:
        """A short line with no full stop, after a finished paragraph and before a long one."""
        if i == 0 or i + 1 == len(self.blocks) or len(block.text) > _LONGEST_HEADING or "\n" in block.text:
            return False
        before, after = self.blocks[i - 1], self.blocks[i + 1]
        if len(after.text) < max(100, _HEADED * len(block.text)):
            return False
        line = self.page.words(block)
        if not before.ends_sentence or not 1 <= len(line.words) <= _MOST_HEADING_WORDS:
            return False
        first = line.words[0]
        bare = first[1:] if first.startswith(_AND) else first
        story = self.page.layout.lists["title.story"]
        told = any(word in story for word in (bare, *line.words))
        return not (told or _NO_HEADING.search(block.text))
