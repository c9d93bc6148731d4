"""The head of a page: title, section, date, byline, source and buttons, up to where the text begins."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.reading.layout.block import Block, Piece, Words, words_of
from app.reading.layout.page import BULLET, Page
from app.text.fold import Folded
from app.text.span import Span

_REACH = 16
"""No head has more blocks."""
_LONGEST_STANDFIRST = 600
_LEAST_TEXT = 80
_LONGEST_TITLE, _MOST_TITLE_WORDS = 200, 30
_LONGEST_BARE_TITLE, _MOST_BARE_WORDS = 130, 20
"""Bounds of a title that nothing else marks as one but that the text after it is longer."""
_LEAST_NEWS = 50
_OPENING, _SHORT_WORD = 300, 3
_MOST_SUBTITLES = 2
_LENGTHS_APART = 6
_SOME_TITLE = "\0"
"""Stands for a title that no line is."""
_SHORT_LINE = 20
_RUBRIC = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?")
_OPEN = (":", ",", "\u060c", ";", "\u061b")
_UNFINISHED = re.compile(r"[,\u060c;\u061b:]$|(?<!\.)\.$")


class Head(NamedTuple):
    """The parts of the head in order, and the index of the first block that is none of them."""

    pieces: list[Piece]
    end: int


class _Scan:
    """One walk down the head of `page`; `title` is a title known from elsewhere."""

    def __init__(self, page: Page, title: Folded | None) -> None:
        self.page = page
        self.title_key = words_of(title, 0, len(title.original)).key if title else None
        self.pieces: list[Piece] = []

    def run(self) -> Head:
        blocks = self.page.blocks
        at = 0
        while at < min(len(blocks) - 1, _REACH):
            found = self.read(at) or self.rubric(at) or self.title(at) or self.standfirst(at)
            if not found:
                break
            self.pieces += found
            at += 1
        return Head(_places_apart(self.pieces), at)

    def read(self, at: int) -> list[Piece]:
        """The parts of block `at` if it is one of the marked kinds."""
        page, block = self.page, self.page.blocks[at]
        if page.is_text(block):
            return []
        line = page.words(block)
        if self.title_key and line.key == self.title_key:
            return [Piece("title", block.start, block.end, Span(block.start, block.end))]
        dated = page.date_line(block, line)
        if dated:
            return dated
        simple = (
            page.furniture(block, line)
            or self.count(block, line)
            or self.date_label(at, block, line)
            or self.section(block, line)
            or page.source_line(block, line)
            or page.byline(block, line, first=self.title_key is None)
            or page.caption(block, line, self.around(at))
        )
        if simple:
            return [simple]
        credit = page.credits.line(line, block, page.dates_in(block), trusting=self.title_key is not None)
        if credit:
            return credit
        under_name = self.pieces and self.pieces[-1].role == "byline"
        name = page.role_line(block, line) if under_name else page.name_line(block, line)
        if name is None and self.title_key and self.beside_date(at):
            name = page.likely_name_line(block, line)
        return [name] if name else []

    def section(self, block: Block, line: Words) -> Piece | None:
        span = self.page.layout.section(line, block.text)
        if span is None and line.key in self.page.credits.elements.countries:
            span = Span(block.start, block.end)
        return Piece("section", block.start, block.end, span) if span else None

    def rubric(self, at: int) -> list[Piece]:
        """The first block as a section of a word or two, above a title that more of a head follows."""
        block = self.page.blocks[at]
        if at or self.title_key is not None or at + 2 >= len(self.page.blocks):
            return []
        if len(block.text) > _SHORT_LINE or not _RUBRIC.fullmatch(block.text):
            return []
        below = self.page.blocks[at + 1]
        line = None if self.page.is_text(below) else self.page.words(below)
        if line is None or not self.looks_like_title(at + 1, below, line) or not self.marked(at + 2):
            return []
        return [Piece("section", block.start, block.end, Span(block.start, block.end))]

    def count(self, block: Block, line: Words) -> Piece | None:
        """A number of views or comments, or minutes, below the title."""
        if self.title_key and len(block.text) <= _SHORT_LINE and self.page.layout.is_count(line, block.text):
            return Piece("boilerplate", block.start, block.end, None, "page")
        return None

    def date_label(self, at: int, block: Block, line: Words) -> Piece | None:
        """A label of a date line, when the date stands on the next line."""
        label = self.page.layout.label(line, "date.published", "date.updated")
        if not label or label < len(line.words) or not self.page.dates_in(self.page.blocks[at + 1]):
            return None
        return Piece("boilerplate", block.start, block.end, None, "page")

    def beside_date(self, at: int) -> bool:
        """Whether a date line stands right above or below block `at`."""
        if any(piece.role == "byline" for piece in self.pieces):
            return False
        if self.pieces and self.pieces[-1].role == "date":
            return True
        below = self.page.blocks[at + 1]
        return not self.page.is_text(below) and bool(self.page.date_line(below, self.page.words(below)))

    def around(self, at: int) -> Sequence[Block]:
        """The neighbours that would print the same caption again; a title's repeats are no captions."""
        blocks = self.page.blocks
        return [] if self.title_key is None else blocks[max(0, at - 1) : at] + blocks[at + 1 : at + 2]

    def title(self, at: int) -> list[Piece]:
        """Block `at` as the title, if nothing is the title yet and it looks like one."""
        if self.title_key is not None:
            return []
        block = self.page.blocks[at]
        line = self.page.words(block) if len(block.text) <= _LONGEST_TITLE else None
        if line is None or not self.looks_like_title(at, block, line):
            return []
        self.title_key = line.key
        return [Piece("title", block.start, block.end, Span(block.start, block.end), "line")]

    def looks_like_title(self, at: int, block: Block, line: Words) -> bool:
        count = len(line.words)
        if not 2 <= count <= _MOST_TITLE_WORDS or _UNFINISHED.search(block.text):
            return False
        if self.repeated(line, at) or self.marked(self.past_captions(at + 1)):
            return True
        if len(block.text) > _LONGEST_BARE_TITLE or count > _MOST_BARE_WORDS:
            return False
        if self.page.layout.tells_a_story(line):
            return False
        return any(self.heads(line, block, text) for text in self.texts_below(at))

    def past_captions(self, at: int) -> int:
        """The first block from `at` on that is no caption."""
        blocks = self.page.blocks
        while at < len(blocks) and not self.page.is_text(blocks[at]):
            if not self.page.caption(blocks[at], self.page.words(blocks[at]), []):
                break
            at += 1
        return at

    def texts_below(self, at: int) -> Iterator[Block]:
        """What block `at` may head: the next one, the first paragraph past captions, bullets, subtitles."""
        unmarked = 0
        yield from self.page.blocks[at + 1 : at + 2]
        for block in self.page.blocks[at + 1 : at + 1 + _REACH]:
            if self.page.is_text(block) or block.ends_sentence:
                yield block
                return
            line = self.page.words(block)
            bulleted = BULLET.match(block.text)
            if bulleted or self.page.caption(block, line, []) or self.page.furniture(block, line):
                continue
            unmarked += 1
            if unmarked > _MOST_SUBTITLES or _UNFINISHED.search(block.text):
                return

    def heads(self, line: Words, block: Block, text: Block) -> bool:
        """Whether `text` reads as what an unmarked `block` is the title of.

        A first sentence takes up the words of its headline, or starts as news starts; else only a
        text that is a good deal longer shows that the line above is none of its sentences.
        """
        size = len(text.text)
        opening = words_of(self.page.folded, text.start, min(text.end, text.start + _OPENING))
        content = {word for word in line.words if len(word) > _SHORT_WORD}
        shared = sum(word in opening.words for word in content)
        if self.page.layout.tells_a_story(opening) or 2 * shared >= max(len(content), 4):
            return size >= _LEAST_NEWS and (text.gap or size > len(block.text))
        return size >= _LEAST_TEXT and size >= (1.3 if text.gap else 2) * len(block.text)

    def repeated(self, line: Words, at: int) -> bool:
        """Whether the same line comes again further down the head, not right below."""
        later = self.page.blocks[at + 1 : at + 7]
        size = len(self.page.blocks[at].text)
        alike = [b for b in later if abs(len(b.text) - size) <= _LENGTHS_APART]
        return any(self.page.words(b).key == line.key for b in alike)

    def marked(self, at: int) -> bool:
        """Whether block `at` can only stand in a head: a date line, byline, source, section or credit."""
        if at >= len(self.page.blocks) or at >= _REACH:
            return False
        block = self.page.blocks[at]
        if self.page.is_text(block) or not self.text_after(at):
            return False
        kept, self.title_key = self.title_key, self.title_key or _SOME_TITLE
        found = self.read(at)
        self.title_key = kept
        return bool(found) and not any(p.role == "caption" or p.note == "related" for p in found)

    def text_after(self, at: int) -> bool:
        return any(len(block.text) >= _LEAST_TEXT for block in self.page.blocks[at + 1 :])

    def standfirst(self, at: int) -> list[Piece]:
        """Block `at` as what stands between the title and the rest of the head."""
        block = self.page.blocks[at]
        if self.title_key is None or len(block.text) > _LONGEST_STANDFIRST or block.text.endswith(_OPEN):
            return []
        below = at + 1
        while self.marked(below):
            below += 1
        pieces = [piece for i in range(at + 1, below) for piece in self.read(i)]
        dated = any(piece.role == "date" for piece in pieces)
        headline = not block.ends_sentence and len(block.text) <= _LONGEST_BARE_TITLE
        # A bare date under a sentence may as well head a list of events: only with more is it the page's.
        sure = any(p.role == "byline" or (dated and (p.role != "date" or p.note != "line")) for p in pieces)
        sure = sure or (dated and headline and len(self.page.blocks[below].text) > _LONGEST_BARE_TITLE)
        if sure and len(self.page.blocks[below].text) >= _LEAST_TEXT:
            return [Piece("lead", block.start, block.end)]
        return []


def _places_apart(pieces: list[Piece]) -> list[Piece]:
    """The pieces, with a bare place above the title as the section it is: datelines stand above text."""
    title = next((i for i, piece in enumerate(pieces) if piece.role == "title"), 0)
    if title != 1 or pieces[0].role != "dateline":
        return pieces
    return [pieces[0]._replace(role="section"), *pieces[1:]]


def read_head(page: Page, title: Folded | None) -> Head:
    """The head of `page`, before its last block. Where `title` is known, no other line is one."""
    return _Scan(page, title).run()
