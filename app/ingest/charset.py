"""Which encoding a file is in: told by its first bytes, by validity, or proven by Arabic's letters.

UTF-8 proves itself: text of another encoding is hardly ever valid UTF-8. The two single-byte
encodings of Arabic do not, for any bytes are "valid" in them; there the proof is statistical. Each
reading of the bytes is weighed by how much likelier its letters are in Arabic press text than at
random, in bits; only a reading that is far ahead of chance and of the other encoding is believed.
"""

import codecs
from collections import Counter
from collections.abc import Mapping
from math import log2
from typing import Literal

Encoding = Literal["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859_6"]

_FIRST_LETTER = 0x621
_LETTERS = (
    3.6, 0.7, 18.6, 1.4, 8.5, 4.7, 152.5, 36.3, 37.1, 47.7, 5.2, 15.4, 18.4, 7.9,
    29.8, 5.7, 46.7, 6.5, 26.2, 9.8, 10.4, 7.0, 10.2, 2.2, 31.5, 4.1, 0, 0,
    0, 0, 0, 1.0, 25.0, 21.9, 16.1, 115.0, 63.7, 51.2, 22.3, 53.6, 8.7, 74.0,
)  # fmt: skip
"""How often the characters U+0621 to U+064A come in a thousand Arabic letters.

Counted over 4,000 articles of the ANT corpus (A. Chouigui et al., version 1.1).
"""
_PUNCTUATION = {"\u00a0": 3.0} | dict.fromkeys(
    "\u060c\u061b\u061f\u00ab\u00bb\u201c\u201d\u2013\u2026\u2019", 1.5
)
_RARE = dict.fromkeys(map(chr, range(0x64B, 0x653)), 0.5) | dict.fromkeys(
    "\u00e0\u00e2\u00e7\u00e8\u00e9\u00ea", 0.2
)
_UNLIKELY = 0.02
_BITS = {
    char: log2(share * 128 / 1000)  # against one of the 128 upper bytes at random
    for char, share in (
        {chr(_FIRST_LETTER + i): max(share, _UNLIKELY) for i, share in enumerate(_LETTERS)}
        | _PUNCTUATION
        | _RARE
    ).items()
}
_UNLIKELY_BITS = log2(_UNLIKELY * 128 / 1000)

_PROOF = 20.0
"""Bits by which a reading must beat chance and the other encoding: odds of a million to one."""
_PROOF_EACH = 1.0
"""Bits a character must bring on average; Arabic brings 2.5, UTF-8 or Russian misread less than 0."""

_BOMS: tuple[tuple[bytes, Encoding], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF16_SURE, _UTF16_DOUBT = 0.98, 0.5
"""Shares of plain characters: at least the one in the right byte order, at most the other in the wrong."""
_UTF16_LEAST = 16
"""Bytes below which nothing is certain."""


def detect(data: bytes, *, whole: bool = True) -> Encoding | None:
    """The encoding of a file that is `data`, or unless `whole` begins with it; None if not certain."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    if b"\0" in data or b"\x06" in data:  # in UTF-16, each ASCII character or each Arabic one has these
        likely = _utf16(data)
        if likely or b"\0" in data or data.count(6) > len(data) / 4:
            return likely
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=whole)
    except UnicodeDecodeError:
        return _single_byte(data)
    return "utf-8"


def _utf16(data: bytes) -> Encoding | None:
    """Little- or big-endian, where one reads as text and the other does not."""
    if len(data) < _UTF16_LEAST:
        return None
    data = data[: len(data) // 2 * 2]
    little, big = _share_plain(data, "utf-16-le"), _share_plain(data, "utf-16-be")
    if little >= _UTF16_SURE and big <= _UTF16_DOUBT:
        return "utf-16-le"
    if big >= _UTF16_SURE and little <= _UTF16_DOUBT:
        return "utf-16-be"
    return None


def _share_plain(data: bytes, encoding: Encoding) -> float:
    """Which share of the text is Arabic, Latin or general punctuation."""
    counts = Counter(data.decode(encoding, "replace"))
    plain = sum(n for char, n in counts.items() if _is_plain(ord(char)))
    return plain / max(1, counts.total())


def _is_plain(code: int) -> bool:
    return (
        0x20 <= code < 0x7F
        or code in {0x09, 0x0A, 0x0D}
        or 0xA0 <= code < 0x180
        or 0x600 <= code < 0x700
        or 0x2000 <= code < 0x2070
        or 0xFE70 <= code < 0xFF00
    )


def _single_byte(data: bytes) -> Encoding | None:
    scores: dict[Encoding, float] = {"cp1256": _bits(data, "cp1256"), "iso8859_6": _bits(data, "iso8859_6")}
    best = max(scores, key=scores.__getitem__)
    other = min(scores.values())
    upper = sum(n for byte, n in Counter(data).items() if byte > 0x7F)
    score = scores[best]
    return best if score >= max(_PROOF, _PROOF_EACH * upper) and score - max(other, 0) >= _PROOF else None


def arabic_bits(text: str | Mapping[str, int]) -> float:
    """How much likelier the characters of `text` beyond ASCII, or so many of each, are Arabic than random."""
    counts = Counter(text)
    return sum(n * _BITS.get(char, _UNLIKELY_BITS) for char, n in counts.items() if char > "\x7f")


def _bits(data: bytes, encoding: Encoding) -> float:
    """How much likelier the upper half of `data` is as Arabic in `encoding` than at random, in bits."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return float("-inf")
    counts = Counter(text)
    if any(_is_control(ord(char)) for char in counts):
        return float("-inf")
    return arabic_bits(counts)


def _is_control(code: int) -> bool:
    return (code < 0x20 and code not in {0x09, 0x0A, 0x0C, 0x0D}) or 0x7F <= code < 0xA0
