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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, count
from operator import add
from typing import AnyStr

from app.text.alphabet import ALPHABET, decode, encode
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
    # Sounds that Arabic has no letter for, by the letters that most papers write for them.
    "ARABIC LETTER PEH": _letter("ARABIC LETTER BEH"),
    "ARABIC LETTER TCHEH": _letter("ARABIC LETTER JEEM"),
    "ARABIC LETTER VEH": _letter("ARABIC LETTER FEH"),
    "ARABIC LETTER QAF WITH THREE DOTS ABOVE": _letter("ARABIC LETTER QAF"),
    "ARABIC LETTER GAF": _KAF,
    "ARABIC LETTER NG": _KAF,
    "NO-BREAK SPACE": " ",
    "LOW LINE": " ",
}
_DIGITS = {
    chr(ord(_letter(f"{block} DIGIT ZERO")) + digit): str(digit)
    for block in ("ARABIC-INDIC", "EXTENDED ARABIC-INDIC")
    for digit in range(10)
}
_TO_LATIN_DIGITS = str.maketrans(_DIGITS)
_SIMPLE = (
    *((_letter(name), plain) for name, plain in _LETTERS.items()),
    *_DIGITS.items(),
    ("\n", " "),
    ("\r", " "),
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
_ALL_EDITS = re.compile(
    f"[{_MARKS}]+|[ {PARAGRAPH}][ {PARAGRAPH}{_MARKS}]+|[{''.join(map(re.escape, _WIDE))}]"
)
_CAPITAL_I_WITH_DOT = _letter("LATIN CAPITAL LETTER I WITH DOT ABOVE")

_TATWEEL = _letter("ARABIC TATWEEL")
_MARK = encode(_TATWEEL) or b""
"""Stands for every mark in a coded text."""
_SPACE = encode(" ") or b""
_PLAIN = [
    _TATWEEL if _A_MARK.match(char) else _swap(_NARROW.get(ord(char), char.lower())) for char in ALPHABET
]
_CODES = (encode("".join(_PLAIN)) or b"").ljust(256, b"\0")
"""What `bytes.translate` swaps each character of the alphabet for: all of `_swap`, `lower` and `_NARROW`
in one go."""
_PARAGRAPH = encode(PARAGRAPH) or b""
_RUN = re.compile(b"[%b]*" % re.escape(_SPACE + _MARK))
_CODED_EDITS = (
    (2 * _SPACE, _RUN, _SPACE),
    (_SPACE + _MARK, _RUN, _SPACE),
    (_MARK, re.compile(re.escape(_MARK) + b"+"), b""),
)
"""What to look for in a coded text, how far it goes, and what is left of it. Looking for a literal first is
twenty times as fast as a pattern that stops at every space."""


@dataclass(slots=True)  # frozen would take four times as long to make
class Folded:
    """A folded text and the way back to the text it was made from; it is never changed.

    `text` is the folded text, `original` the text it was made from; offsets are code points. `code` is
    the folded text as `app.text.alphabet` codes it, None where it cannot.
    `_at` holds, in order, the folded offsets from which on another shift to the original counts, and
    `_from` the original offsets that they come from; the first of each is 0.
    """

    text: str
    original: str
    code: bytes | None = field(repr=False)
    _at: tuple[int, ...] = field(default=(0,), repr=False)
    _from: tuple[int, ...] = field(default=(0,), repr=False)

    def origin(self, index: int) -> int:
        """Where the folded character at `index` came from; at the end, the original's length."""
        if index >= len(self.text):
            return len(self.original)
        i = bisect_right(self._at, index) - 1
        return index - self._at[i] + self._from[i]

    def span(self, start: int, end: int) -> Span:
        """The original characters behind folded `[start, end)`, the marks on its last included."""
        if start >= end:
            return Span(first := self.origin(start), first)
        at, original = self._at, self.original
        first, last = start, end
        if len(at) > 1:
            i = bisect_right(at, start) - 1
            first += self._from[i] - at[i]
            i = bisect_right(at, end - 1, i) - 1
            last += self._from[i] - at[i]
        elif self.code is not None:  # there is no mark in it
            return Span(first, last)
        while last < len(original) and unicodedata.combining(original[last]):
            last += 1
        return Span(first, last)

    def after(self, end: int) -> int:
        """Where the original goes on after folded `[…, end)`; `end` is above 0."""
        i = bisect_right(self._at, end - 1) - 1
        last, original = end - self._at[i] + self._from[i], self.original
        while last < len(original) and unicodedata.combining(original[last]):
            last += 1
        return last

    def place(self, offset: int) -> int:
        """The first folded index that comes from the original's `offset` or later."""
        at, origins = self._at, self._from
        i = bisect_left(origins, offset)
        limit = at[i] if i < len(at) else len(self.text)
        return min(offset - origins[i - 1] + at[i - 1], limit) if i else 0


def fold(text: str) -> Folded:
    """Fold `text` (any string) and keep the way back; folding twice is folding once."""
    # The coded way looks for no separators next to spaces: few texts have them, so they go the plain way.
    code = encode(text) if PARAGRAPH not in text else None
    if code is None:
        plain = _swap(text.replace(_CAPITAL_I_WITH_DOT, "I").lower()).translate(_NARROW)
        folded, at, origins = _edited(plain, _edits(text, plain))
        return Folded(folded, text, encode(folded), at, origins)
    code = code.translate(_CODES)
    letters = code.split(_MARK)
    if len(letters) > 1:
        bare = b"".join(letters)
        if 2 * _SPACE not in bare:  # single marks are gone by joining what they part: faster than by edits
            at = (0, *accumulate(map(len, letters[:-1])))
            return Folded(decode(bare), text, bare, at, tuple(map(add, at, count())))
    elif 2 * _SPACE not in code:
        return Folded(decode(code), text, code)
    bare, at, origins = _edited(code, sorted(_coded_edits(text, code)))
    return Folded(decode(bare), text, bare, at, origins)


def _is_blank_line(run: str) -> bool:
    return run.count("\n") > 1 or run.count("\r") > 1 or PARAGRAPH in run


def _edits(text: str, plain: str) -> Iterator[tuple[int, int, str]]:
    """Where `plain`, a one-for-one swap of `text`, is still to be edited, and what each edit leaves."""
    for match in _ALL_EDITS.finditer(plain):
        start, end = match.span()
        letters = _WIDE.get(plain[start])
        if letters is None:
            space = " " if " " in match[0] else ""
            letters = PARAGRAPH if _is_blank_line(text[start:end]) else space
        yield start, end, letters


def _coded_edits(text: str, code: bytes) -> Iterator[tuple[int, int, bytes]]:
    for literal, run, letters in _CODED_EDITS:
        at = code.find(literal)
        while at >= 0 and (match := run.match(code, at)):
            end = match.end()
            yield at, end, _PARAGRAPH if letters and _is_blank_line(text[at:end]) else letters
            at = code.find(literal, end)


def _edited(
    plain: AnyStr, edits: Iterable[tuple[int, int, AnyStr]]
) -> tuple[AnyStr, tuple[int, ...], tuple[int, ...]]:
    """`plain` edited, and where it then shifts against `plain`. An edit is a start, an end and the letters
    that take the place; they come by growing start, and one that begins inside another is part of it."""
    pieces: list[AnyStr] = []
    at, origins = [0], [0]
    done = length = 0
    for start, end, letters in edits:
        if start < done:
            continue
        pieces += (plain[done:start], letters)
        length += start - done
        for _ in letters[1:]:
            length += 1
            at.append(length)
            origins.append(start)
        length += bool(letters)
        at.append(length)
        origins.append(end)
        done = end
    pieces.append(plain[done:])
    return plain[:0].join(pieces), tuple(at), tuple(origins)


def latin_digits(text: str) -> str:
    """`text` with its Arabic and Persian digits as those of ASCII."""
    return text if text.isascii() else text.translate(_TO_LATIN_DIGITS)


@lru_cache(maxsize=1 << 13)
def fold_name(name: str) -> str:
    """The folded form of a short text such as a name, without the way back, trimmed."""
    return fold(name).text.strip()
