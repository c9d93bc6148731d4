"""The head of a page: title, section, date, byline, source and buttons, up to where the text begins."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.reading.layout.block import Block, Piece, Words, furniture, key_of, may_run_on
from app.reading.layout.element import CUES
from app.reading.layout.furniture import opens
from app.reading.layout.page import Page
from app.reading.layout.record import read_record
from app.reading.layout.title import LEAST_TEXT, UNFINISHED, heads, is_sentence, past_captions, texts_below
from app.text.fold import Folded
from app.text.span import Span

_REACH = 16
"""No head has more blocks."""
_LONGEST_STANDFIRST = 600
_LONGEST_TITLE, _MOST_TITLE_WORDS = 200, 30
_LONGEST_BARE_TITLE, _MOST_BARE_WORDS = 130, 20
"""Bounds of a title that nothing else marks as one but that the text after it is longer."""
_LENGTHS_APART = 6
_LEAST_BRIEF, _MOST_MARKS = 20, 4
_CREDIT = ("byline", "dateline", "source")
_SOME_TITLE = "\0"
"""Stands for a title that no line is."""
_SHORT_LINE = 20
_RUBRIC = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?")
_OPEN = (":", ",", "\u060c", ";", "\u061b")


class Head(NamedTuple):
    """The parts of the head in order, and the index of the first block that is none of them."""

    pieces: list[Piece]
    end: int


class _Scan:
    """One walk down the head of `page`; `title` is a title known from elsewhere."""

    def __init__(self, page: Page, title: Folded | None) -> None:
        self.page = page
        known = key_of(title) if title else None
        self.record, self.title_key = read_record(page, known)
        self.runs_on = may_run_on(page.blocks)
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
        labelled = self.record.get(at)
        if labelled and labelled.role == "title":
            return [labelled]
        if (self.runs_on and not self.record) or page.is_text(block):
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
            or self.byline(at, block, line)
            or page.caption(block, line, self.around(at))
        )
        if simple:
            return [simple]
        credit = page.credits.line(
            line, block, page.dates_in(block), trusting=self.title_key not in (None, _SOME_TITLE)
        )
        if credit:
            return credit
        if labelled:
            return [labelled]
        if self.alone(at):
            return []  # what the text is about
        under_name = self.pieces and self.pieces[-1].role == "byline"
        name = page.role_line(block, line) if under_name else page.name_line(block, line)
        if name is None and self.title_key and self.beside_date(at):
            name = page.likely_name_line(block, line)
        return [name] if name else []

    def alone(self, at: int) -> bool:
        """Whether block `at` is the first line of a short text: who is named there may be its subject."""
        return at == 0 and self.title_key is None and all(len(b.text) < LEAST_TEXT for b in self.page.blocks)

    def byline(self, at: int, block: Block, line: Words) -> Piece | None:
        """The block as a name behind a cue, of which the text need not be the rest of the sentence."""
        layout, found = self.page.layout, self.page.byline(block, line, first=self.title_key is None)
        if found is None or not self.alone(at):
            return found
        label = layout.label(line, *CUES)
        return found if opens(line, label) or layout.label(line, "byline.sure") == label else None

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
        if self.marked(at + 1):  # a name: what stands above it is the title
            return []
        return [Piece("section", block.start, block.end, Span(block.start, block.end))]

    def count(self, block: Block, line: Words) -> Piece | None:
        """A number of views or comments, or minutes, below the title."""
        if self.title_key and len(block.text) <= _SHORT_LINE and self.page.layout.is_count(line, block.text):
            return furniture(block)
        return None

    def date_label(self, at: int, block: Block, line: Words) -> Piece | None:
        """A label of a date line, when the date stands on the next line."""
        label = self.page.layout.label(line, "date.published", "date.updated")
        if not label or label < len(line.words) or not self.page.dates_in(self.page.blocks[at + 1]):
            return None
        return furniture(block)

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
        if self.alone(at) and self.page.byline(block, line, first=True):
            return []  # … wrote, of whom or what the text goes on to say
        self.title_key = line.key
        return [Piece("title", block.start, block.end, Span(block.start, block.end), "line")]

    def looks_like_title(self, at: int, block: Block, line: Words) -> bool:
        count = len(line.words)
        if not 2 <= count <= _MOST_TITLE_WORDS or UNFINISHED.search(block.text):
            return False
        if self.repeated(line, at) or self.marked(past_captions(self.page, at + 1)):
            return True
        if len(block.text) > _LONGEST_BARE_TITLE or count > _MOST_BARE_WORDS:
            return False
        if self.page.layout.tells_a_story(line) or self.page.layout.goes_on(line):
            return False
        below = enumerate(texts_below(self.page, at))
        return any(heads(self.page, line, block, text, near=i == 0) for i, text in below)

    def repeated(self, line: Words, at: int) -> bool:
        """Whether the same line comes again further down the head, not right below."""
        later = self.page.blocks[at + 1 : at + 7]
        size = len(self.page.blocks[at].text)
        alike = [b for b in later if abs(len(b.text) - size) <= _LENGTHS_APART]
        return any(self.page.words(b).key == line.key for b in alike)

    def marked(self, at: int) -> bool:
        """Whether block `at` can only stand in a head: a date line, byline, source, section or credit."""
        if at + 1 >= len(self.page.blocks) or at >= _REACH:
            return False
        block = self.page.blocks[at]
        if self.page.is_text(block):
            return False
        kept, self.title_key = self.title_key, self.title_key or _SOME_TITLE
        found = self.read(at)
        self.title_key = kept
        if not found or any(p.role == "caption" or p.note == "related" for p in found):
            return False
        return self.text_after(at, found)

    def text_after(self, at: int, found: list[Piece]) -> bool:
        """Whether text follows block `at`: under names and places, the one line left is that of a brief."""
        blocks = self.page.blocks
        if any(len(block.text) >= LEAST_TEXT or is_sentence(block) for block in blocks[at + 1 :]):
            return True
        last = len(blocks) - 1
        if len(blocks[last].text) < _LEAST_BRIEF or last - at > _MOST_MARKS:
            return False
        read = [found, *(self.read(i) for i in range(at + 1, last))]
        return all(read) and any(piece.role in _CREDIT for pieces in read for piece in pieces)

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
        if sure and (len(self.page.blocks[below].text) >= LEAST_TEXT or is_sentence(self.page.blocks[below])):
            return [Piece("lead", block.start, block.end)]
        return []


def _places_apart(pieces: list[Piece]) -> list[Piece]:
    """The pieces, with a bare place above the title as the section it is: datelines stand above text."""
    if [piece.role for piece in pieces[:2]] != ["dateline", "title"]:
        return pieces
    return [pieces[0]._replace(role="section"), *pieces[1:]]


def read_head(page: Page, title: Folded | None) -> Head:
    """The head of `page`, before its last block. Where `title` is known, no other line is one."""
    return _Scan(page, title).run()
