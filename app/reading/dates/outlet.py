"""Whether a word such as "today" or "tomorrow" is the end of an outlet's name and so no day."""

import re
from functools import lru_cache

from app.gazetteer.outlets import load_outlets, name_key
from app.text.fold import Folded

_QUOTED = re.compile(r"[\"'(\[\u00ab\u201c]((?: ?\w+){0,2} ?)$")
_CLOSED = re.compile(r" ?[\"')\]\u00bb\u201d]")
_FAR, _MOST_WORDS = 48, 3


def ends_name_of_outlet(folded: Folded, start: int, end: int) -> bool:
    """Whether the word `[start, end)` of the folded text ends the name of an outlet of the list.

    Most such names say something else as well ("the Egyptian today"), so that one counts only where a
    word such as "newspaper" announces it, or where it is all that stands in quotation marks or brackets.
    """
    text = folded.text
    before = text[max(0, start - _FAR) : start]
    quoted = _QUOTED.search(before) if _CLOSED.match(text, end) else None
    if quoted and _is_name(quoted.group(1) + text[start:end]):
        return True
    words, announcers = before.split()[-_MOST_WORDS:], load_outlets().announcers
    for first, word in enumerate(words):
        if word in announcers or word[1:] in announcers:
            return _is_name(" ".join([*words[first + 1 :], text[start:end]]))
    return False


@lru_cache(maxsize=1 << 12)
def _is_name(text: str) -> bool:
    """Whether `text` is the name of an outlet where one is announced."""
    return bool(load_outlets().named(name_key(text), announced=True))
