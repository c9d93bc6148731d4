"""A page to be read: its text, blocks and dates, and what one line of its furniture is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.gazetteer.outlets import name_key
from app.reading.layout.block import Block, Piece, Words, words_of
from app.reading.layout.credit import CreditReader
from app.reading.layout.element import CUES
from app.reading.layout.furniture import Layout, opens
from app.reading.layout.person import People
from app.reading.model import DateExpression
from app.text.fold import Folded
from app.text.span import Span

BULLET = re.compile(r"[\u2022\u25a0-\u25ff\u2713\u2714*\u00b7\uf0b7]|[\-\u2013\u2014]\s")
"""What a line of a list of highlights starts with."""
LONGEST_LINE = 220
"""A longer line is text, whatever it starts with."""
_LONGEST_SENTENCE_LINE = 110
"""A line that ends as a sentence does is text from here on."""
_LONGEST_CAPTION = 300
LONGEST_CAPTION = 2 * _LONGEST_CAPTION
"""No caption is longer, even printed twice."""
_LEAST_CAPTION = 12
_LONGEST_SOURCE, _LONGEST_NAME, _SHORT_NAME = 8, 8, 3
_LONGEST_NUMBER, _LONGEST_ZONE = 6, 3
"""Digits of a number and words of the name of a time zone in a date line."""
_CREDITED = re.compile(r"[(\[\u2013\u2014-]\s*([^()\[\]]{2,40}?)\s*[)\]]?$")
_COMMAS = (":", "/", "|", "-", "\u2013", "\u2014", "\u060c", ",")
_LATIN = re.compile(r"[A-Za-z]")
_BEFORE_NAME = "*-\u2013\u2014\u2022\u270d\ufe0f \t"
_NO_NAME = re.compile(r"[^\w\s.\u0640\u064b-\u0652-]")
_DIGIT = re.compile(r"[\d\u00b2\u00b3\u00b9]")
_BRACKETS = re.compile(r"^[(\[](.+)[)\]]$", re.DOTALL)


@dataclass(slots=True)
class Page:
    """The text as blocks, its `dates` in order, and the words to read it by."""

    folded: Folded
    blocks: list[Block]
    dates: Sequence[DateExpression]
    layout: Layout
    people: People
    credits: CreditReader
    _words: dict[int, Words] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text as it was given."""
        return self.folded.original

    def is_text(self, block: Block) -> bool:
        """Whether a block is too long for a line of the head or foot: most paragraphs, at a glance."""
        size = len(block.text)
        return size > LONGEST_LINE or (size > _LONGEST_SENTENCE_LINE and block.ends_sentence)

    def words(self, block: Block) -> Words:
        """The words of a block, found once."""
        words = self._words.get(block.start)
        if words is None:
            words = self._words[block.start] = words_of(self.folded, block.start, block.end)
        return words

    def dates_in(self, block: Block) -> list[Span]:
        """Where the dates of a block stand."""
        if not self.dates:
            return []
        start, end = block.start, block.end
        return [Span(d.start, d.end) for d in self.dates if start <= d.start and d.end <= end]

    def furniture(self, block: Block, line: Words) -> Piece | None:
        """The block as page furniture, if that is what it is."""
        kind = self.layout.furniture(line, block.text)
        return Piece("boilerplate", block.start, block.end, None, kind) if kind else None

    def date_line(self, block: Block, line: Words) -> list[Piece]:
        """The block as a date line: dates and nothing else but labels, times, weekdays; else empty.

        A label in the middle of the line begins a piece of its own: published … last update ….
        """
        if self.layout.ago(line):
            return [Piece("date", block.start, block.end)]
        dates = self.dates_in(block)
        if not any(_DIGIT.search(self.text, *date) for date in dates):
            return []
        line = words_of(self.folded, block.start, block.end, apart=True)
        cuts = self._date_labels(line, dates)
        if cuts is None:
            return []
        if len(dates) == 1 and re.fullmatch(r"\D*\d{4}\D*", dates[0].of(self.text)) and not cuts[-1][1]:
            days = [d for d in self.dates if d.start == dates[0].start and d.precision in ("day", "month")]
            if not days:
                return []
        starts = [block.start, *(line.span(at, at + 1).start for at, _ in cuts[1:]), block.end]
        pieces = []
        for (_, note), start, end in zip(cuts, starts, starts[1:], strict=False):
            inside = [date for date in dates if start <= date.start < end]
            value = Span(inside[0].start, inside[-1].end) if inside else None
            pieces.append(Piece("date", start, end, value, note or "line"))
        return pieces

    def _date_labels(self, line: Words, dates: Sequence[Span]) -> list[tuple[int, str]] | None:
        """At which words labels stand, and what they say; None where a word has no place in a date line."""
        lists = self.layout.lists
        cuts = [(0, "")]
        at = free = 0
        while at < len(line.words):
            word, start = line.words[at], line.span(at, at + 1).start
            if any(date.start <= start < date.end for date in dates):
                at, free = at + 1, 0
                continue
            label = self.layout.label(line, "date.published", "date.updated", at=at)
            if label:
                updated = self.layout.label(line, "date.updated", at=at) == label
                cut = (at, "updated" if updated else "published")
                cuts = [cut] if at == 0 else [*cuts, cut]
            elif word in lists["date.zones"]:
                free = _LONGEST_ZONE
            elif free or word in lists["date.fillers"] or (word.isdigit() and len(word) <= _LONGEST_NUMBER):
                free = max(0, free - 1)
            else:
                return None
            at += label or 1
        return cuts

    def source_line(self, block: Block, line: Words) -> Piece | None:
        """The block as a line that announces its source, or that is the address of one and nothing else."""
        label = self.layout.label(line, "source.labels")
        rest = len(line.words) - label
        agencies, outlets = self.layout.lists["source.agencies"], self.credits.elements.outlets
        if label and 1 <= rest <= _LONGEST_SOURCE:
            key = " ".join(line.words[label:])
            span = line.span(label, len(line.words))
            named = outlets.find(key, announced=True) or outlets.find(span.of(self.text))
            if opens(line, label) or named or key in agencies:
                return Piece("source", block.start, block.end, span, "label")
        about = self.layout.label(line, "source.about", "source.fields")
        key = " ".join(line.words[about:])
        if about and (key in agencies or outlets.named(key)):
            return Piece("source", block.start, block.end, line.span(about, len(line.words)), "line")
        if "." in block.text:
            bracketed = block.text.startswith(("(", "["))
            raw = _BRACKETS.sub(r"\1", block.text).strip() if bracketed else block.text
            if " " not in raw and "." in raw and outlets.of_url(raw):
                return Piece("source", block.start, block.end, Span(block.start, block.end), "line")
        return None

    def byline(self, block: Block, line: Words, first: bool) -> Piece | None:
        """The block as a name behind a cue. `first`: it may be the title as well, so be surer."""
        label = self.layout.label(line, *CUES)
        rest = line.words[label:]
        if label and block.text.startswith("("):
            return self._bracketed_byline(block, line, label)
        if not label or not rest or len(rest) > _LONGEST_NAME:
            return None
        sure = self.layout.label(line, "byline.sure") == label
        certainty = self.people.certainty(rest)
        span = line.span(label, len(line.words))
        named = span.of(self.text)  # before a colon inside stands where he writes from
        if ":" in named or (_LATIN.match(named) and not all(w[:1].isupper() for w in named.split())):
            return None
        opened = opens(line, label)
        known = certainty == "sure" or (certainty == "likely" and (sure or (opened and not first)))
        if known or (sure and opened and not block.ends_sentence):
            return Piece("byline", block.start, block.end, span, "label")
        return None

    def _bracketed_byline(self, block: Block, line: Words, label: int) -> Piece | None:
        """(Prepared by First Last for the Arabic service - edited by …): the first name in it."""
        end = label + 1
        stops = self.layout.lists["byline.stops"]
        while end < len(line.words) and not line.gap(end).strip(" .") and line.words[end] not in stops:
            end += 1
        if label < end and self.people.certainty(line.words[label:end]):
            return Piece("byline", block.start, block.end, line.span(label, end), "label")
        return None

    def role_line(self, block: Block, line: Words) -> Piece | None:
        """The block as what stands below an author's name: who that is."""
        roles = self.layout.lists["byline.roles"]
        if 1 <= len(line.words) <= _LONGEST_NAME and line.words[0] in roles and not block.ends_sentence:
            return Piece("byline", block.start, block.end)
        return None

    def name_line(self, block: Block, line: Words) -> Piece | None:
        """The block as a bare personal name; one that the text speaks of is its subject instead."""
        bare = block.text.lstrip(_BEFORE_NAME)
        start, bare = block.end - len(bare), bare.rstrip("* ")
        if _NO_NAME.search(bare) or self.people.certainty(line.words) != "sure":
            return None
        text, family = self.folded.text, " ".join(line.words[1:])
        if text.count(family) > 1:
            return None
        return Piece("byline", block.start, block.end, Span(start, start + len(bare)), "line")

    def likely_name_line(self, block: Block, line: Words) -> Piece | None:
        """The block as a name that only its place makes one: nothing else in the text has its words."""
        if _NO_NAME.search(block.text) or "\n" in block.text or self.people.certainty(line.words) is None:
            return None
        text = self.folded.text
        telling = (word for word in line.words if len(word) > _SHORT_NAME)
        if any(text.count(word) > 1 for word in telling):
            return None
        return Piece("byline", block.start, block.end, Span(block.start, block.end), "line")

    def caption(self, block: Block, line: Words | None, neighbours: Sequence[Block]) -> Piece | None:
        """The block as a caption: printed twice, on one line or two, or labelled as one."""
        if len(block.text) > LONGEST_CAPTION:
            return None
        if len(block.text) < _LEAST_CAPTION and line is None:
            return None
        if is_doubled(block.text) or (neighbours and _printed_twice(block, neighbours)):
            return Piece("caption", block.start, block.end)
        if line is None:
            return None
        label = self.layout.label(line, "caption.starts")
        if label and (
            opens(line, label, _COMMAS) or _BRACKETS.match(block.text) or self._ends_credited(block)
        ):
            return Piece("caption", block.start, block.end)
        if line.key in self.layout.lists["caption.lines"]:
            return Piece("caption", block.start, block.end)
        return None

    def _ends_credited(self, block: Block) -> bool:
        """Whether a line with no full stop ends in whose picture it is: … (agency)."""
        match = _CREDITED.search(block.text)
        if match is None or block.ends_sentence:
            return False
        key = name_key(match.group(1))
        known = self.layout.lists["source.agencies"] | self.layout.lists["caption.lines"]
        return key in known or bool(self.credits.elements.outlets.named(key, True))


def is_doubled(text: str) -> bool:
    """Whether a text is the same wording twice, glued or with a space or mark between."""
    half = len(text) // 2
    if not _LEAST_CAPTION <= half <= _LONGEST_CAPTION or text[0] != text[-half]:
        return False  # as nearly all, by their first letter
    if text[:half] != text[-half:]:
        return False
    return " " in text[:half].strip()


def _printed_twice(block: Block, others: Sequence[Block]) -> bool:
    text = block.text
    if not _LEAST_CAPTION <= len(text) <= _LONGEST_CAPTION or " " not in text:
        return False
    return text in [other.text for other in others]
