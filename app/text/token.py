"""Words as search compares them, and where they stand.

White space parts a text into chunks, and what a chunk says does not depend on its neighbours, so a
chunk is analysed once and remembered: words of the news come again and again.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from app.text.alphabet import ALPHABET, decode, encode
from app.text.fold import PARAGRAPH, fold
from app.text.name import names
from app.text.stem import form, stem

BREAK = PARAGRAPH
"""The token between two paragraphs, so that no phrase reaches from one into the other."""

LONGEST = 64
"""Letters of a token; what is longer is no word and counts by its beginning."""

_ARABIC = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u06fc\u06ff"
    "\u0750-\u077f\u0870-\u0887\u0889-\u088e\u08a0-\u08c9"
)
_WAW, _FEH, _BEH, _KAF, _LAM, _ALEF = (
    unicodedata.lookup(f"ARABIC LETTER {name}") for name in ("WAW", "FEH", "BEH", "KAF", "LAM", "ALEF")
)
_OTHER = f"[^\\W0-9_{_ARABIC}]"
_MOST = 1 << 16
"""Words, and chunks, that are remembered."""
_BLANK_LINE = re.compile(r"\n\s*\n")
_FOLDED = {char: fold(f"1{char}1").text[1:-1] for char in ALPHABET}
"""What each character folds to among others: itself, another, a space or nothing."""
_SPACE = encode(" ") or b""
_SIGNS = "".join(char for char, plain in _FOLDED.items() if plain and not re.match(r"[^\W_]", plain))
"""Punctuation and white space. It parts words as a space does, and with spaces in its place there are fewer
chunks to remember."""
_MARKS = encode("".join(char for char, plain in _FOLDED.items() if not plain)) or b""
_PLAIN = encode("".join(" " if char in _SIGNS else plain or char for char, plain in _FOLDED.items())) or b""
_CODES = _PLAIN.ljust(256, b"\0")


class Token(NamedTuple):
    """One word: how it is written once folded, its form, its stem, and where it stands. Of two that are
    written as one, both stand where that does, and are written as it is."""

    written: str
    form: str
    stem: str
    start: int
    end: int


_PIECE = re.compile(
    f"(?:[{_WAW}{_FEH}{_BEH}{_KAF}{_LAM}]|{_ALEF}{_LAM})(?![{_ARABIC}])"
    f"|[{_WAW}{_FEH}]?(?:[{_BEH}{_KAF}]?{_ALEF}{_LAM}|{_LAM}{_LAM}|[{_BEH}{_KAF}{_LAM}])(?=[0-9]|{_OTHER})"
    f"|([{_ARABIC}]+|[0-9]+|{_OTHER}+)"
)
"""What is written as one word, as group 1; or a particle written apart, or before a figure or a Latin word,
which is no word: "and 14" is "14"."""


def is_arabic(word: str) -> bool:
    """Whether a folded word is of Arabic letters."""
    return "\u0620" <= word[0] <= "\u08ff"


def _compare(written: str) -> tuple[tuple[str, str], ...]:
    """The form and the stem of what is written as one folded word, or of each word of it where it is two."""
    if not is_arabic(written):
        return ((written, written),)
    forms = [form(word) for word in names(written) or (written,)]
    return tuple((plain, stem(plain)) for plain in forms)


_compared = lru_cache(maxsize=_MOST)(_compare)


class Said(NamedTuple):
    """What a piece of text says: the forms of all its words, and the stems of those whose stem is not
    their form; in order, parted by spaces."""

    forms: str
    stems: str


class _Memory(dict[str | bytes, Said]):
    """What chunks say, by how they are written, or by their code once they are folded. Full, it starts anew
    and asks the one before it first, so that common words stay."""

    def __init__(self) -> None:
        super().__init__()
        self._before: dict[str | bytes, Said] = {}

    def __missing__(self, chunk: str | bytes) -> Said:
        found = self._before.get(chunk) or _read(chunk)
        if len(self) >= _MOST:
            self._before = self.copy()
            self.clear()
        if len(chunk) <= LONGEST:
            self[chunk] = found
        return found


def _read(chunk: str | bytes) -> Said:
    folded = fold(chunk).text if isinstance(chunk, str) else decode(chunk)
    compared = [pair for word in _PIECE.findall(folded) if word for pair in _compare(word[:LONGEST])]
    return Said(
        " ".join([form for form, _ in compared]), " ".join([stem for form, stem in compared if form != stem])
    )


_memory = _Memory()


def plain(text: str) -> str:
    """`text` with its words folded and whatever between them; faster than the fold, with no way back."""
    code = _code(text)
    return fold(text).text if code is None else decode(code)


def _code(text: str) -> bytes | None:
    """`text` folded and coded, with spaces for all that is no word; None where it has no code."""
    code = encode(text)
    return None if code is None else code.translate(_CODES, _MARKS)


def say(text: str) -> Said:
    """What `text` says."""
    code = _code(text)
    chunks: list[str] | list[bytes] = text.split() if code is None else code.split(_SPACE)
    if not chunks:
        return Said("", "")
    forms, stems = zip(*map(_memory.__getitem__, chunks), strict=True)
    return Said(" ".join(filter(None, forms)), " ".join(filter(None, stems)))


def paragraphs(text: str) -> list[str]:
    """The pieces of `text` between blank lines."""
    return _BLANK_LINE.split(text.replace(PARAGRAPH, "\n\n"))


def tokens_in(folded: str) -> Iterator[Token]:
    """The words of a folded text, in order; offsets count in it."""
    for found in _PIECE.finditer(folded):
        if found[1]:
            written = found[1][:LONGEST]
            for plain, bare in _compared(written):
                yield Token(written, plain, bare, *found.span(1))


def tokens(text: str) -> Iterator[Token]:
    """The words of any text, in order; offsets count in `text`."""
    folded = fold(text)
    for token in tokens_in(folded.text):
        start, end = folded.span(token.start, token.end)
        yield token._replace(start=start, end=end)
