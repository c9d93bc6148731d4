"""Text that was once read in an encoding that it was not in: told by its letters, mended where that is sure.

Of one-byte Arabic read as Latin, `codepage` tells. Arabic letters are two bytes in UTF-8, and the first of
them is one of D8 to DB. Read in windows-1252 (or Latin 1) or in windows-1256, each letter becomes a pair that
no language writes. To encode such a text again and find it UTF-8 throughout is proof: of other texts, hardly
one with three such pairs passes, and none with a dozen. What a program has replaced or cut in between cannot
be brought back.
"""

import codecs
import re
from typing import NamedTuple

from app.errors import InputError
from app.ingest.codepage import READ_AS, TELLS, garbled_words, is_suspect, turn_back

_LEADS, _TAILS = range(0xD8, 0xDC), range(0x80, 0xC0)
_LEAST = 3
"""So many pairs are no accident."""
_MOSTLY = 0.5
"""From this share of the characters beyond ASCII on, it is the text that is garbled, not words in it."""
_ROUNDS = 3
_LOST = re.compile("[?\ufffd]{2,}")
"""What is left of a word where each letter was replaced."""


class _Misreading(NamedTuple):
    """A one-byte encoding that UTF-8 was read in.

    `bytes` leads back from its characters. One of `tells` is in every text of more than a few letters
    that was so read. A `pair` is what an Arabic letter has become.
    """

    name: str
    bytes: dict[int, int]
    tells: tuple[str, ...]
    pair: re.Pattern[str]


def _misreading(name: str, encodings: tuple[str, ...], tells: tuple[bytes, ...]) -> _Misreading:
    values = {
        ord(char): byte
        for encoding in encodings
        for byte in range(0x100)
        if (char := bytes((byte,)).decode(encoding, "ignore"))
    }
    lead, tail = (
        "".join(re.escape(chr(code)) for code, byte in values.items() if byte in wanted)
        for wanted in (_LEADS, _TAILS)
    )
    told = tuple(tell.decode(encodings[-1]) for tell in tells)
    return _Misreading(name, values, told, re.compile(f"[{lead}][{tail}]"))


_MISREADINGS = (
    # Its D8 to DB are letters that Arabic has anyhow: what alef and lam become tells.
    _misreading("windows-1256", ("cp1256",), (b"\xd8\xa7", b"\xd9\x84")),
    # The five bytes that windows-1252 lacks pass as Latin 1. C3 tells of French, and of a second misreading.
    _misreading("windows-1252", ("latin-1", "cp1252"), (b"\xd8", b"\xd9", b"\xc3")),
)
_TELLS = ("\ufffd", *TELLS, *(tell for misreading in _MISREADINGS for tell in misreading.tells))


def mend(text: str, name: str = "text") -> tuple[str, str | None]:
    """`text` as it was meant, and what to say of it: None where nothing was amiss.

    `name` is how it is called. Raises `InputError` where it is garbled beyond certain repair.
    """
    _refuse_lost(text, name)
    if not _is_suspect(text):
        return text, None
    mended, misread = text, list[str]()
    while len(misread) < _ROUNDS and (found := _mend_once(mended)):
        mended, encoding = found
        misread.insert(0, f"its UTF-8 read as {encoding}")
    if is_suspect(mended) and (turned := turn_back(mended, name)):
        mended, encoding = turned
        misread.insert(0, f"its {encoding} read as {READ_AS}")
    if misread:
        return mended, f"The {name} was garbled, {' and then '.join(misread)}; it was mended."
    return text, _doubt(text, name)


def _refuse_lost(text: str, name: str) -> None:
    """`InputError` where most letters of `text` have become question marks.

    What a person writes has them behind words, or as many each time; words that were lost vary in length.
    """
    if "??" not in text and "\ufffd\ufffd" not in text:
        return
    lost = _LOST.findall(text)
    marks = sum(map(len, lost))
    if (
        len(lost) >= _LEAST
        and len(set(map(len, lost))) > 1
        and marks >= _MOSTLY * (marks + sum(map(str.isalpha, text)))
    ):
        raise InputError(
            f"its {name} is mostly question marks: its letters were lost when it was saved in an encoding "
            "that has none of them. Fetch it again, or save it again as UTF-8 where it is still whole"
        )


def _is_suspect(text: str) -> bool:
    """Whether `text` has to be looked at closely: few have."""
    for tell in _TELLS:  # noqa: SIM110 - `any` takes longer than the search itself
        if tell in text:
            return True
    return False


def _mend_once(text: str) -> tuple[str, str] | None:
    """`text` with one misreading undone, and its name; None where none is certain."""
    for name, values, tells, _ in _MISREADINGS:
        if not any(tell in text for tell in tells):
            continue
        try:
            meant = codecs.charmap_encode(text, "strict", values)[0].decode("utf-8")
        except UnicodeError:
            continue
        if len(text) - len(meant) >= _LEAST:
            return meant, name
    return None


def _doubt(text: str, name: str) -> str | None:
    """A warning where words of `text` look garbled; `InputError` where most of it does."""
    lost = text.count("\ufffd")
    for encoding, _, tells, pair in _MISREADINGS:
        if not any(tell in text for tell in tells):
            continue
        pairs = len(pair.findall(text))
        beyond = sum(char > "\x7f" for char in text)
        if pairs >= _LEAST and 2 * pairs >= _MOSTLY * beyond:
            raise InputError(
                f"its {name} is garbled: UTF-8 was read as {encoding}, and some of it is lost. Fetch it again"
            )
        if pairs >= _LEAST and encoding == "windows-1252":
            return f"Words in the {name} look garbled, as UTF-8 that was read as {encoding} does."
    if is_suspect(text) and (was := garbled_words(text)):
        return f"Words in the {name} look garbled, as {was} that was read as {READ_AS} does."
    return f"In the {name}, {lost} letters were lost before it came here (U+FFFD)." if lost else None
