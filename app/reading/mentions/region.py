"""Whether a body is said to be that of a part of a state, or of a government that is no state's."""

from collections.abc import Iterator, Mapping

from app.gazetteer.book import Gazetteer
from app.gazetteer.model import Alias
from app.gazetteer.particle import ARTICLE, NO_WORDS, Words, keys
from app.reading.mentions.cues import word_after

_BEH, _LAM = "\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER LAM}"
_TITLES = 2
"""So many nouns may stand before a region's name: «in the government of the region of …»."""


def is_in_parts_too(alias: Alias, book: Gazetteer) -> bool:
    """Whether parts of states have what `alias` names too, and not only states."""
    names = book.classes.get("of_a_province", NO_WORDS)
    return alias.kind == "head" or book.is_ministry(alias.body) or alias.form in names


def is_of_a_region(text: str, alias: Alias, end: int, classes: Mapping[str, Words]) -> bool:
    """Whether what `alias` names, up to `end` of the folded `text`, belongs to one of the class `region`:
    by its adjective, by its name in construct state, as a body in it or under it."""
    word = word_after(text, end)
    if word.startswith(ARTICLE) and word in classes.get("region_adjective", NO_WORDS):
        return True
    regions, titles = classes.get("region", NO_WORDS), classes.get("region_title", NO_WORDS)
    if word in classes.get("in", NO_WORDS) or (
        word in classes.get("under", NO_WORDS) and word_after(text, end + 1 + len(word)).startswith(_LAM)
    ):
        end += 1 + len(word)
    elif not (alias.construct or word.startswith(_BEH) or (word.startswith(_LAM) and word in titles)):
        return False
    for _ in range(_TITLES + 1):
        if any(name in regions for name in _names(text, end)):
            return True
        word = word_after(text, end)
        if word not in titles:
            return False
        end += 1 + len(word)
    return False


def _names(text: str, end: int) -> Iterator[str]:
    """What may be a region's name behind `end`: one word, or two, the first without its particles."""
    word = word_after(text, end)
    yield word
    if after := word_after(text, end + 1 + len(word)):
        yield from (f"{key.removeprefix('=')} {after}" for key in keys(word))
