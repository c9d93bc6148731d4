"""The alphabet of the press: the characters that nearly every text makes do with, a byte each.

Characters coded as bytes are copied, swapped, looked for and matched by an automaton two to ten times as
fast as those of a `str`. A text with any other character has no such form and goes the plain way.
"""

import codecs

ALPHABET = (
    "\0"  # the codec is fast only if byte 0 is NUL
    "\t\n\r"
    + "".join(map(chr, range(0x20, 0x7F)))  # ASCII
    + "\u00a0\u00a3\u00a9\u00ab\u00ad\u00ae\u00b0\u00b4\u00b7\u00bb\u00bd\u00d7"  # signs of Latin-1
    + "\u00c0\u00c2\u00c7\u00c8\u00c9\u00ca\u00ce\u00d4\u00e0\u00e1\u00e2\u00e4\u00e7\u00e8\u00e9\u00ea\u00eb"
    + "\u00ed\u00ee\u00ef\u00f1\u00f3\u00f4\u00f6\u00f9\u00fa\u00fb\u00fc"  # French, Spanish, German letters
    + "\u060c\u061b\u061f"  # Arabic punctuation
    + "".join(map(chr, range(0x0621, 0x063B)))  # Arabic letters
    + "".join(map(chr, range(0x0640, 0x0653)))  # and vowel signs
    + "".join(map(chr, range(0x0660, 0x066E)))  # Arabic digits and signs of numbers
    + "\u0670\u0671\u067e\u0686\u0698\u06a4\u06a8\u06a9\u06ad\u06af\u06cc\u06d2"  # letters of its neighbours
    + "".join(map(chr, range(0x06F0, 0x06FA)))  # Persian digits
    + "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\ufeff"  # invisible marks
    + "\u2029"  # what a blank line folds to
    + "\u2010\u2013\u2014\u2018\u2019\u201c\u201d\u201e\u2022\u2026\u2039\u203a\u20ac\u2122"  # of print
)
_TABLE = ALPHABET.ljust(256, "\ufffe")  # what the codec takes for undefined
_CODES = codecs.charmap_build(_TABLE)


def encode(text: str) -> bytes | None:
    """`text` as one byte a character; None where it has a character that is not of the alphabet."""
    try:
        return codecs.charmap_encode(text, "strict", _CODES)[0]
    except UnicodeEncodeError:
        return None


def decode(code: bytes) -> str:
    """The text that `encode` made `code` of."""
    return codecs.charmap_decode(code, "strict", _TABLE)[0]
