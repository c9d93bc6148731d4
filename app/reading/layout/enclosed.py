"""What stands by itself between quotation marks or brackets in a credit: a source that no list knows."""

import re

from app.reading.layout.block import Words

QUOTE = re.compile(r"[\u00ab\u00bb\"\u201c\u201d]\s*$")
_QUOTED = re.compile(r"[\u00ab\u00bb\"\u201c\u201d]")
_OPENED = re.compile(r"[(\[/]\s*$")
_CLOSED = re.compile(r"\s*[)\]/]\s*[\-\u2010-\u2015\u0640]")
_MOST_WORDS, _LONGEST_INITIALS = 3, 5
_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"


def quoted(line: Words, at: int) -> int:
    """Where a quotation of few words ends that starts at word `at`, if it is all the rest of the line or
    a colon follows it; else 0.
    """
    if not QUOTE.search(line.gap(at)):
        return 0
    last = _last(line, at)
    closed = _QUOTED.match(line.gap(last))
    return last if closed and (last == len(line.words) or ":" in line.gap(last)) else 0


def bracketed(line: Words, at: int, dated: bool) -> int:
    """Where a bracket of few words ends that starts at word `at`, if a dash follows it; else 0.

    Only behind a date (`dated`) may it be any words: else it has to look like the initials of an agency.
    """
    if not _OPENED.search(line.gap(at)):
        return 0
    last = _last(line, at)
    words = line.words[at:last]
    initials = len(words) == 1 and len(words[0]) <= _LONGEST_INITIALS and not words[0].startswith(_ARTICLE)
    named = all(map(str.isalpha, words)) and (dated or initials)
    return last if named and _CLOSED.match(line.gap(last)) else 0


def _last(line: Words, at: int) -> int:
    """The word that follows the first few from word `at` on which nothing but space parts."""
    last = at + 1
    while last < len(line.words) and last - at < _MOST_WORDS and not line.gap(last).strip():
        last += 1
    return last
