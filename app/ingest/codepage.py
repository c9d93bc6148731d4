"""Arabic in a one-byte encoding that was read as windows-1252 or Latin 1: told by its words, turned back.

Each letter has become one Latin letter with an accent, so that whole words are of such letters. Languages
that write these put them among plain ones. What the words would be in Arabic is weighed by how often its
letters come: of Cyrillic, Greek or Hebrew that was misread alike, too few of them would be Arabic at all.
"""

import re
from typing import NamedTuple

from app.errors import InputError
from app.ingest.charset import arabic_bits

READ_AS = "windows-1252"
TELLS = ("\xc7", "\xe1", "\xe4", "\xed")
"""What alef, lam and yeh become, lam in either encoding: few names have none of them."""
_ENCODINGS = {"windows-1256": "cp1256", "ISO-8859-6": "iso8859_6"}
_PROOF, _PROOF_EACH = 10.0, 1.0
"""Bits by which the words must be likelier Arabic than chance, in all and for each letter on average."""
_AHEAD = 3.0
"""Bits by which one encoding must be ahead of the other to be believed."""
_MOSTLY = 0.5
"""From this share of the letters on, it is the text that is garbled, not words in it."""
_ARTICLE, _ARTICLE_BITS = re.compile("\u0627\u0644.."), 5.0
"""The Arabic article before a word, and how much likelier than its letters alone it is."""
_MIXED = 0.1
"""Up to this share of what would be Arabic letters may touch plain ones; with more, the text is a mixture."""
_LETTER = "[^\\W\\d_]|[\u064b-\u0652]"
_WORD = re.compile(f"(?:{_LETTER})+")
_MARKS = re.compile("[\u064b-\u0652]+")
_ARABIC = re.compile("[\u0621-\u06d3]+")
_CONTROL = re.compile("[\x80-\x9f]")
_PLAIN = re.compile("[A-Za-z]")


class _Turned(NamedTuple):
    """A text turned back: in how many of its `letters` words are `arabic` throughout, how likely they are
    so in `bits`, and how many Arabic letters are `mixed` with plain ones."""

    text: str
    letters: int
    arabic: int
    mixed: int
    bits: float

    def is_proven(self) -> bool:
        """Whether some words of it were Arabic."""
        return self.bits >= max(_PROOF, _PROOF_EACH * self.arabic)


def _table(encoding: str) -> dict[int, str]:
    """What each character that a byte was read as was meant to be."""
    return {
        ord(char): meant
        for byte in range(0x80, 0x100)
        if (meant := bytes((byte,)).decode(encoding, "ignore")).isprintable() or _is_mark(meant)
        for read_as in ("latin-1", "cp1252")
        if (char := bytes((byte,)).decode(read_as, "ignore")) and meant
    }


def _is_mark(char: str) -> bool:
    """Whether it joins letters or turns the direction of writing, unseen."""
    return "\u200c" <= char <= "\u200f"


_TABLES = {name: _table(encoding) for name, encoding in _ENCODINGS.items()}


def is_suspect(text: str) -> bool:
    """Whether any word of `text` may be so garbled."""
    return any(tell in text for tell in TELLS)


def turn_back(text: str, name: str) -> tuple[str, str] | None:
    """`text` as it was meant, and the encoding that it was in; None where it is not surely so garbled.

    Raises `InputError` where it is, and what it was cannot be told for all of it; `name` is how it is called.
    """
    (encoding, turned), (_, other) = _by_likelihood(text)
    if not turned.is_proven() or turned.arabic < _MOSTLY * turned.letters:
        return None
    if "\ufffd" in text or turned.mixed > _MIXED * (turned.arabic + turned.mixed):
        raise InputError(
            f"its {name} is garbled: {encoding} was read as {READ_AS}, and some of it is lost. Fetch it again"
        )
    return (turned.text, encoding) if turned.bits >= other.bits + _AHEAD else None


def garbled_words(text: str) -> str | None:
    """The encoding that words in `text` likely were in, where some are garbled."""
    encoding, turned = _by_likelihood(text)[0]
    return encoding if turned.is_proven() else None


def _by_likelihood(text: str) -> list[tuple[str, _Turned]]:
    turned = ((encoding, _turn(text, table)) for encoding, table in _TABLES.items())
    return sorted(turned, key=lambda item: -item[1].bits)


def _turn(text: str, table: dict[int, str]) -> _Turned:
    meant = text.translate(table)
    letters = arabic = mixed = 0
    bits = float("-inf") if _CONTROL.search(meant) else 0.0  # it has bytes that this encoding lacks
    for found in _WORD.finditer(meant):
        word, was = found[0], text[found.start() : found.end()]
        letters += len(word)
        if word == was:
            continue
        if _PLAIN.search(word):
            mixed += sum(char != old for char, old in zip(word, was, strict=True))
        elif len(word) > 1:
            bits += arabic_bits(_MARKS.sub("", word)) + (_ARTICLE_BITS if _ARTICLE.match(word) else 0)
            if _ARABIC.fullmatch(word) and not _ARABIC.search(was):
                arabic += len(word)
    return _Turned(meant, letters, arabic, mixed, bits)
