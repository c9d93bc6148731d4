"""The words of a page around its article, from `data/layout.toml`, and what a line of them is."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from app.gazetteer.outlets import name_key
from app.reading.layout.block import Words
from app.text.span import Span

Furniture = Literal["page", "related"]

_ORNAMENT = re.compile(r"[\s\-\u2010-\u2015_*\u2022\u00b7=~#.\u2026\u0640|\u2500\u2501]+")
_LINKS = re.compile(r"(?:(?:[#@]|https?://|www\.)[^\s,|\u060c]+[\s,|\u060c]*)+", re.IGNORECASE)
_COPYRIGHT = re.compile(r"\s*(?:\u00a9|\(c\))", re.IGNORECASE)
_TRAIL = re.compile(r"\s*[/>\\\u203a\u00bb\u00ab\u2039|\u2190\u2192]+\s*")
_OPENS = (":", "\uff1a", "/", "|", "-", "\u2013", "\u2014", "\t")
_AND = "\N{ARABIC LETTER WAW}"
_LONGEST_LABEL = 5
_LONGEST_FURNITURE = 20
_LONGEST_SECTION, _LONGEST_TRAIL = 4, 40
"""A trail may end in the title of the page."""
_NUMBERS = re.compile(r"[\d\s.,]{1,12}")


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(name_key, words))


@dataclass(frozen=True, slots=True)
class Layout:
    """The content of `layout.toml`: for each `table.list` the keys of its words."""

    lists: Mapping[str, frozenset[str]]
    firsts: Mapping[str, frozenset[str]]
    """The first words of each list's entries."""
    openers: frozenset[str]
    """All of these: most lines start with none."""

    def label(self, line: Words, *lists: str, at: int = 0) -> int:
        """How many words of `line`, from word `at` on, are a label of these lists; the longest, or 0."""
        words = line.words
        if at >= len(words) or words[at] not in self.openers:
            return 0
        begun = [name for name in lists if words[at] in self.firsts[name]]
        return max([self._label(words[at : at + _LONGEST_LABEL], name) for name in begun], default=0)

    def _label(self, words: tuple[str, ...], name: str) -> int:
        entries = self.lists[name]
        for count in range(len(words), 0, -1):
            if " ".join(words[:count]) in entries:
                return count
        return 0

    def furniture(self, line: Words, raw: str) -> Furniture | None:
        """Whether a line is the page's and not the article's; `related` ones announce other articles."""
        words, key = line.words, line.key
        if not words:
            return "page" if _ORNAMENT.fullmatch(raw) else None
        if len(words) > _LONGEST_FURNITURE:
            return None
        label = self.label(line, "related.labels")
        if label and (label == len(words) or opens(line, label)):
            return "related"
        if key in self.lists["furniture.lines"] or self.label(line, "furniture.starts"):
            return "page"
        label = self.label(line, "furniture.labels")
        if label and opens(line, label):
            return "page"
        if _LINKS.fullmatch(raw) or _COPYRIGHT.match(raw) or self._buttons(words) or self._counter(words):
            return "page"
        return None

    def is_count(self, line: Words, raw: str) -> bool:
        """Whether a line among those of the head is a bare number, or the minutes that reading takes."""
        if _NUMBERS.fullmatch(raw):
            return True
        minutes = self.lists["furniture.minutes"]
        return 1 < len(line.words) < 4 and line.words[0].isdigit() and " ".join(line.words[1:]) in minutes

    def _buttons(self, words: tuple[str, ...]) -> bool:
        if not self.lists["furniture.buttons"].issuperset(words):
            return False
        return not self.lists["furniture.faint_buttons"].issuperset(words)

    def _counter(self, words: tuple[str, ...]) -> bool:
        if len(words) < 2 or len(words) > 4:
            return False
        counters = self.lists["furniture.counters"]
        return (words[0].isdigit() and " ".join(words[1:]) in counters) or (
            words[-1].isdigit() and " ".join(words[:-1]) in counters
        )

    def section(self, line: Words, raw: str) -> Span | None:
        """The section that a line of the head names, or None: its name, a label, or a trail to it."""
        names = self.lists["section.names"]
        if line.key in names or line.key in self.lists["section.kickers"]:
            return line.span(0, len(line.words))
        if not 2 <= len(line.words) <= _LONGEST_TRAIL:
            return None
        label = self.label(line, "section.labels")
        if 0 < label < len(line.words) and (opens(line, label) or " ".join(line.words[label:]) in names):
            return line.span(label, len(line.words))
        return self._trail(line, raw)

    def _trail(self, line: Words, raw: str) -> Span | None:
        parted = _TRAIL.split(raw)
        if len(parted) < 2:  # as most lines are
            return None
        pieces = [key for piece in parted if (key := name_key(piece))]
        home, names = self.lists["section.home"], self.lists["section.names"]
        if len(pieces) < 2 or any(piece not in home | names for piece in pieces[:-1]):
            return None
        last = len(pieces[-1].split())
        if last > _LONGEST_SECTION and pieces[-2] in names and pieces[0] in home:
            end = len(line.words) - last
            return line.span(end - len(pieces[-2].split()), end)
        if last > _LONGEST_SECTION:
            return None
        if pieces[0] in names and pieces[-1] not in names:
            return None
        return line.span(len(line.words) - last, len(line.words))

    def ago(self, line: Words) -> bool:
        """Whether a line says how long ago it was published: a date line that names no date."""
        words, units, ago = line.words, self.lists["date.ago_units"], self.lists["date.ago"]
        label = self.label(line, "date.ago")
        rest = words[label:] if label else words[:-1]
        if not (label or (words[-1:] and words[-1] in ago)) or not 1 <= len(rest) <= 4:
            return False
        return any(word in units for word in rest) and all(word in units or word.isdigit() for word in rest)

    def tells_a_story(self, line: Words) -> bool:
        """Whether a line starts as the first sentence of an article does, and no headline."""
        story, words = self.lists["title.story"], line.words
        if not words or words[0] not in self.firsts["title.story"]:
            return False
        return words[0] in story or " ".join(words[:2]) in story

    def goes_on(self, line: Words) -> bool:
        """Whether a line starts as a later sentence of a story: and said …."""
        first = line.words[0] if line.words else ""
        return first.startswith(_AND) and first[1:] in self.lists["title.story"]


def opens(line: Words, label: int, marks: tuple[str, ...] = _OPENS) -> bool:
    """Whether the label's words are followed by a mark that opens what is labelled."""
    return line.gap(label).strip(" \"')\u00bb\u201d").startswith(marks)


def parse_layout(document: Mapping[str, Mapping[str, Any]]) -> Layout:
    """Build the layout from the content of `layout.toml`."""
    tables = ((table, name, words) for table, lists in document.items() for name, words in lists.items())
    keys = {f"{table}.{name}": _keys(words) for table, name, words in tables}
    firsts = {name: frozenset(key.partition(" ")[0] for key in found) for name, found in keys.items()}
    return Layout(keys, firsts, frozenset().union(*firsts.values()))


@cache
def load_layout() -> Layout:
    """What `data/layout.toml` says; read once."""
    return parse_layout(tomllib.loads(files("app.reading").joinpath("data/layout.toml").read_text("utf-8")))
