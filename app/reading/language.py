"""The language of a text: its script, and within a script the words of grammar that fill every text."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from ahocorasick_rs import BytesAhoCorasick, Implementation

from app.text.alphabet import ALPHABET, encode
from app.text.fold import fold_name

_SAMPLE = 3000
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_OTHER = re.compile("[\u0370-\u05ff\u0700-\u074f\u0900-\u1fff\u2d00-\u2d7f\u3040-\ud7ff]+")
_NO_LETTER = b"\0"
_LETTERS = bytes(code if _ARABIC.match(char) else 0 for code, char in enumerate(ALPHABET)).ljust(256, b"\0")
"""For `bytes.translate`: Arabic letters stay, all else becomes 0."""
_LEAST_LETTERS = 8
_LEAST_WORDS = 2
"""So many words of its grammar must speak for a language where a script has several."""


def find_language(text: str) -> str | None:
    """The ISO 639 code of the language `text` is mostly in, or None where it does not show.

    Arabic unless Persian or Urdu words prevail; of Latin script French, English, Spanish and their
    neighbours, each by its own words.
    """
    sample = text[:_SAMPLE]
    if _is_plainly_arabic(sample):
        return "ar"
    arabic = _ARABIC.findall(sample)
    most = len("".join(arabic))
    if 2 * most <= len(sample):  # else no other script can have more
        latin = _LATIN.findall(sample)
        if most < len("".join(latin)):
            return _of_latin_script(sample, latin)
        if most < _LEAST_LETTERS or most < len("".join(_OTHER.findall(sample))):
            return None
    return _of_arabic_script(arabic) if most >= _LEAST_LETTERS else None


def _is_plainly_arabic(sample: str) -> bool:
    """Whether more than half of `sample` is Arabic letters and too few words of it are another grammar's to
    speak for that: so it is of nearly all texts, and coded that shows in a fifth of the time that looking at
    words takes."""
    code = encode(sample)
    if code is None:
        return False
    letters = code.translate(_LETTERS)
    most = len(letters) - letters.count(0)
    return (
        2 * most > len(sample)
        and most >= _LEAST_LETTERS
        and len(_foreign_codes().find_matches_as_indexes(_NO_LETTER + letters + _NO_LETTER, overlapping=True))
        < _LEAST_WORDS
    )


def _of_arabic_script(words: list[str]) -> str:
    """Arabic, unless the words of another grammar outnumber its own by two."""
    foreign = list(filter(_foreign().__contains__, words))
    if len(foreign) < _LEAST_WORDS:
        return "ar"
    scores = _scores("arabic", foreign)
    best = max(scores, key=scores.__getitem__)
    own = sum(map(_grammar()["arabic"]["ar"].__contains__, words))
    return best if scores[best] > own + 1 else "ar"


def _of_latin_script(sample: str, words: list[str]) -> str | None:
    """The language whose grammar has the most of `words`, if they are enough and no other has as many."""
    letters = len("".join(words))
    if letters < _LEAST_LETTERS or letters < len("".join(_OTHER.findall(sample))):
        return None
    scores = _scores("latin", [word.lower() for word in words])
    first, second = sorted(scores, key=scores.__getitem__, reverse=True)[:2]
    return first if scores[first] >= _LEAST_WORDS and scores[first] > scores[second] else None


def _scores(script: str, words: list[str]) -> dict[str, int]:
    """How many of `words` are of the grammar of each language of a script."""
    return {name: sum(map(grammar.__contains__, words)) for name, grammar in _grammar()[script].items()}


@cache
def _grammar() -> Mapping[str, Mapping[str, frozenset[str]]]:
    data = tomllib.loads(files("app.reading").joinpath("data/languages.toml").read_text("utf-8"))
    return {
        script: {name: frozenset(word.lower() for word in words) for name, words in languages.items()}
        for script, languages in data.items()
    }


@cache
def _foreign() -> frozenset[str]:
    """The words of grammar of all languages of Arabic script but Arabic."""
    return frozenset().union(*(words for name, words in _grammar()["arabic"].items() if name != "ar"))


@cache
def _foreign_codes() -> BytesAhoCorasick:
    """Finds one of them in coded letters, in a third of the time that it takes to part these into words."""
    codes = (code for word in _foreign() if (code := encode(word)) is not None)
    words = sorted(_NO_LETTER + code + _NO_LETTER for code in codes)
    return BytesAhoCorasick(words, implementation=Implementation.DFA)


def language_code(given: str) -> str:
    """A language that a person gave, as a code: `AR-ma` and `ar_MA` are `ar`; other words stay, folded."""
    code = given.strip().replace("_", "-").partition("-")[0].lower()
    return code if re.fullmatch("[a-z]{2,3}", code) else fold_name(given)
