"""Inflects an Arabic nationality adjective (nisba) from its masculine singular.

The endings are those of the sound declension (W. Wright, *A Grammar of the Arabic Language*, I
§§ 250 and 299-302); attached particles are the matcher's business.
"""

from typing import NamedTuple

from app.gazetteer.model import Article
from app.gazetteer.particle import ARTICLE
from app.text.fold import fold_name

_YEH = "\N{ARABIC LETTER YEH}"
_ALEF, _TEH, _HEH, _NOON, _WAW = (
    "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER TEH}", "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER NOON}", "\N{ARABIC LETTER WAW}",
)  # fmt: skip


class Form(NamedTuple):
    """One inflected form, folded; whether it bears the article, whether it speaks of several."""

    text: str
    article: Article
    many: bool


_ENDINGS = (
    ("", False),  # masculine singular
    (_HEH, False),  # feminine singular, its teh marbuta folded
    (_ALEF, False),  # masculine singular, accusative
    (_ALEF + _NOON, True),  # masculine dual
    (_YEH + _NOON, True),  # masculine dual and plural, oblique
    (_WAW + _NOON, True),  # masculine plural
    (_ALEF + _TEH, True),  # feminine plural
    (_TEH + _ALEF + _NOON, True),  # feminine dual
    (_TEH + _YEH + _NOON, True),  # feminine dual, oblique
)


def inflect(singular: str) -> tuple[Form, ...]:
    """All forms of an adjective given as masculine singular, indefinite; the singular first.

    `text` of a form with `article` "must" lacks the article of its first word. An adjective that
    does not end in yeh takes no other form. Of two words, both are inflected and both bear the
    article if both end in yeh; otherwise the first is fixed and the last one is inflected.
    """
    words = fold_name(singular).split(" ")
    if not words[-1].endswith(_YEH):
        return (Form(" ".join(words), "may", False),)
    if len(words) == 1 or not all(word.endswith(_YEH) for word in words):
        stem = " ".join(words)
        return tuple(Form(stem + ending, "may", many) for ending, many in _ENDINGS)
    forms = []
    for ending, many in _ENDINGS:
        inflected = [word + ending for word in words]
        forms.append(Form(" ".join(inflected), "never", many))
        forms.append(Form(f" {ARTICLE}".join(inflected), "must", many))
    return tuple(forms)
