"""The fold: one plain spelling for the many ways a word is written, with the way back.

`fold(text)` gives a text in which spellings that a reader takes for the same word are the same
string: alef with hamza or madda is alef, teh marbuta is heh, alef maksura is yeh, hamza's seats
are bare, Persian letters are Arabic, digits are ASCII, presentation forms and ligatures are their
letters, Latin letters are lower case without accents. Diacritics, tatweel and invisible marks are
gone. A run of white space, or an underscore, is one space; a run that holds a blank line is one
PARAGRAPH SEPARATOR, so that what stands in two paragraphs never becomes one phrase. Punctuation stays.

Offsets are kept: `Folded.span(start, end)` is the span of the original text that a span of the
folded text was made from.

Names of characters are those of the Unicode Standard.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from app.text.span import Span

PARAGRAPH = "\u2029"
"""What a blank line folds to."""


def _letter(name: str) -> str:
    return unicodedata.lookup(name)


_ALEF, _WAW, _YEH, _HEH, _KAF = (
    _letter(f"ARABIC LETTER {name}") for name in ("ALEF", "WAW", "YEH", "HEH", "KAF")
)

_LETTERS = {
    "ARABIC LETTER ALEF WITH HAMZA ABOVE": _ALEF,
    "ARABIC LETTER ALEF WITH HAMZA BELOW": _ALEF,
    "ARABIC LETTER ALEF WITH MADDA ABOVE": _ALEF,
    "ARABIC LETTER ALEF WASLA": _ALEF,
    "ARABIC LETTER TEH MARBUTA": _HEH,
    "ARABIC LETTER ALEF MAKSURA": _YEH,
    "ARABIC LETTER WAW WITH HAMZA ABOVE": _WAW,
    "ARABIC LETTER YEH WITH HAMZA ABOVE": _YEH,
    "ARABIC LETTER FARSI YEH": _YEH,
    "ARABIC LETTER KEHEH": _KAF,
    "ARABIC LETTER HEH GOAL": _HEH,
    "ARABIC LETTER HEH DOACHASHMEE": _HEH,
    "NO-BREAK SPACE": " ",
    "LOW LINE": " ",
}
_DIGITS = {
    chr(ord(_letter(f"{block} DIGIT ZERO")) + digit): str(digit)
    for block in ("ARABIC-INDIC", "EXTENDED ARABIC-INDIC")
    for digit in range(10)
}
_SIMPLE = (
    *((_letter(name), plain) for name, plain in _LETTERS.items()),
    *_DIGITS.items(),
    ("\n", " "),
    ("\t", " "),
)
"""One character for one character: what most texts need, and nothing that moves an offset."""

_COMMON_MARKS = "\u0640\u064b-\u0652"
"""Tatweel, and the vowel signs that papers print."""
_RARE_MARKS = (
    "\u0300-\u036f\u0610-\u061a\u0653-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
)
_MARKS = _COMMON_MARKS + _RARE_MARKS
_UNUSUAL = (
    "\x0b\x0c\r\x1c-\x1f\x85\u00aa\u00b2\u00b3\u00b9\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
    "\u0675-\u0678\u06c0\u06c2\u06d3\u1e00-\u1eff\u1680\u2000-\u200a\u2028\u202f\u205f\u3000"
    "\u212a\u212b\u2c7e\u2c7f\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc\uff01-\uff5e"
)
_SPELLED = {"\u00df": "ss", "\u00e6": "ae", "\u0153": "oe", "\u00f8": "o", "\u0142": "l", "\u0111": "d",
            "\u0131": "i", "\u00f0": "d", "\u00fe": "th"}  # fmt: skip
"""Latin letters that Unicode does not decompose, as they are spelled without them."""


def _swap(text: str) -> str:
    for letter, plain in _SIMPLE:
        if letter in text:
            text = text.replace(letter, plain)
    return text


def _plain(char: str) -> str:
    """One unusual character in its plain letters: none, one or several."""
    letters = unicodedata.normalize("NFKD", char.lower())
    letters = "".join(_SPELLED.get(c, c) for c in letters.lower())
    return _swap(_A_MARK.sub("", letters)) or " "


_A_MARK = re.compile(f"[{_MARKS}]")
_TABLE = {ord(c): _plain(c) for c in re.findall(f"[{_UNUSUAL}]", "".join(map(chr, range(0x10000))))}
_NARROW = {code: plain for code, plain in _TABLE.items() if len(plain) == 1}
_WIDE = {chr(code): plain for code, plain in _TABLE.items() if len(plain) > 1}
_USUAL_EDITS = tuple(
    (mark, re.compile(f"{mark}{mark[-1]}*")) for mark in ("  ", "\u0640", *map(chr, range(0x064B, 0x0653)))
)
"""Runs of spaces, tatweel and vowel signs, one by one: most texts have few of them, and looking for
one literal is ten times as fast as looking for a class."""
_ALL_EDITS = re.compile(
    f"[{_MARKS}]+|[ {PARAGRAPH}][ {PARAGRAPH}{_MARKS}]+|[{''.join(map(re.escape, _WIDE))}]"
)
_HAS_UNUSUAL = re.compile(f"[{_UNUSUAL}{_RARE_MARKS}]")
_CAPITAL_I_WITH_DOT = _letter("LATIN CAPITAL LETTER I WITH DOT ABOVE")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back to the text it was made from.

    `text` is the folded text, `original` the text it was made from; offsets are code points.
    `_at` holds, in order, the folded offsets from which on another shift to the original counts; the
    first is 0.
    """

    text: str
    original: str
    _at: tuple[int, ...] = field(repr=False)
    _shift: tuple[int, ...] = field(repr=False)

    def origin(self, index: int) -> int:
        """Where the folded character at `index` came from; at the end, the original's length."""
        if index >= len(self.text):
            return len(self.original)
        return index + self._shift[bisect_right(self._at, index) - 1]

    def span(self, start: int, end: int) -> Span:
        """The original characters behind folded `[start, end)`, the marks on its last included."""
        if start >= end:
            return Span(first := self.origin(start), first)
        first = start + self._shift[bisect_right(self._at, start) - 1]
        last = end + self._shift[bisect_right(self._at, end - 1) - 1]
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        return Span(first, last)

    def place(self, offset: int) -> int:
        """The first folded index that comes from the original's `offset` or later."""
        at, shift = self._at, self._shift
        i = bisect_left(range(len(at)), offset, key=lambda i: at[i] + shift[i])
        limit = at[i] if i < len(at) else len(self.text)
        return min(offset - shift[i - 1], limit) if i else 0


def _edits(text: str, plain: str, usual: bool) -> list[tuple[int, int, str]]:
    """What a one-for-one swap cannot do to `plain`: `(start, end, letters instead)`, in order."""
    if usual:
        edits = [m.span() for mark, run in _USUAL_EDITS if mark in plain for m in run.finditer(plain)]
        edits.sort()
        touching = any(a[1] == b[0] for a, b in pairwise(edits))
        parting = any(plain[end : end + 1] == " " == plain[start - 1 : start] for start, end in edits)
        if not touching and not parting:  # a mark that parts two spaces would leave both
            return [(start, end, _instead(text, plain, start, end)) for start, end in edits]
    edits = [m.span() for m in _ALL_EDITS.finditer(plain)]
    return [(start, end, _instead(text, plain, start, end)) for start, end in edits]


def _instead(text: str, plain: str, start: int, end: int) -> str:
    letters = _WIDE.get(plain[start])
    if letters is not None:
        return letters
    run = text[start:end]
    if run.count("\n") > 1 or PARAGRAPH in run:
        return PARAGRAPH
    return " " if " " in plain[start:end] else ""


def fold(text: str) -> Folded:
    """Fold `text` (any string) and keep the way back; folding twice is folding once."""
    usual = not _HAS_UNUSUAL.search(text) and PARAGRAPH not in text
    plain = _swap(text.replace(_CAPITAL_I_WITH_DOT, "I").lower())
    if not usual:
        plain = plain.translate(_NARROW)
    edits = _edits(text, plain, usual)
    if not edits:
        return Folded(plain, text, (0,), (0,))
    pieces: list[str] = []
    at, shift = [0], [0]
    done = length = 0
    for start, end, letters in edits:
        pieces += (plain[done:start], letters)
        length += start - done
        for i in range(1, len(letters)):
            at.append(length + i)
            shift.append(start - length - i)
        length += len(letters)
        at.append(length)
        shift.append(end - length)
        done = end
    pieces.append(plain[done:])
    return Folded("".join(pieces), text, tuple(at), tuple(shift))


@lru_cache(maxsize=1 << 16)
def fold_name(name: str) -> str:
    """The folded form of a short text such as a name, without the way back, trimmed."""
    if not _HAS_UNUSUAL.search(name):
        plain = _swap(name.lower())
        if not _ALL_EDITS.search(plain):
            return plain.strip()
    return fold(name).text.strip()
