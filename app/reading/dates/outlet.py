"""Whether a word such as "today" or "tomorrow" is the end of an outlet's name and so no day."""

import re
from functools import lru_cache

from app.gazetteer.outlets import load_outlets, name_key
from app.text.fold import Folded

_QUOTED = re.compile(r"[\"'(\[\u00ab\u201c]((?: ?\w+){0,2} ?)$")
_ANNOUNCED = re.compile(r"(?<!\w)\w+(?: \w+){0,2} $")
_CLOSED = re.compile(r" ?[\"')\]\u00bb\u201d]")
_FAR = 48


def ends_name_of_outlet(folded: Folded, start: int, end: int) -> bool:
    """Whether the word `[start, end)` of the folded text ends the name of an outlet of the list.

    Most such names say something else as well ("the Egyptian today"), so that one counts only where a
    word such as "newspaper" announces it, or where it is all that stands in quotation marks or brackets.
    """
    text = folded.text
    before = text[max(0, start - _FAR) : start]
    quoted = _QUOTED.search(before) if _CLOSED.match(text, end) else None
    if quoted and _is_name(quoted.group(1) + text[start:end], quoted=True):
        return True
    announced = _ANNOUNCED.search(before)
    return announced is not None and _is_name(announced.group() + text[start:end], quoted=False)


@lru_cache(maxsize=1 << 12)
def _is_name(text: str, quoted: bool) -> bool:
    """Whether `text` is a name, or ends in one that is announced, if it is not `quoted`."""
    outlets, words = load_outlets(), name_key(text).split()
    if quoted:
        return bool(outlets.named(" ".join(words), announced=True))
    for first, word in enumerate(words[:-1]):
        starts = [bare for bare in (word, word[1:]) if bare in outlets.announcers]
        if any(outlets.named(" ".join([start, *words[first + 1 :]])) for start in starts):
            return True
    return False
