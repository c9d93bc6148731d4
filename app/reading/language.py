"""The language of a text: its script, and within a script the words of grammar that fill every text."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from app.text.fold import fold_name

_SAMPLE = 3000
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_OTHER = re.compile("[\u0370-\u05ff\u0700-\u074f\u0900-\u1fff\u2d00-\u2d7f\u3040-\ud7ff]+")
_LEAST_LETTERS = 8
_LEAST_WORDS = 2
"""So many words of its grammar must speak for a language where a script has several."""


def find_language(text: str) -> str | None:
    """The ISO 639 code of the language `text` is mostly in, or None where it does not show.

    Arabic unless Persian or Urdu words prevail; of Latin script French, English, Spanish and their
    neighbours, each by its own words.
    """
    sample = text[:_SAMPLE]
    counts = {
        name: sum(map(len, letters.findall(sample)))
        for name, letters in (("arabic", _ARABIC), ("latin", _LATIN), ("other", _OTHER))
    }
    script = max(counts, key=counts.__getitem__)
    if counts[script] < _LEAST_LETTERS or script == "other":
        return None
    letters = _ARABIC if script == "arabic" else _LATIN
    words = Counter(word.lower() for word in letters.findall(sample))
    scores = {
        language: sum(words[word] for word in grammar) for language, grammar in _grammar()[script].items()
    }
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)
    best, second = ranked[0], ranked[1]
    if script == "arabic":
        return "ar" if scores[best] <= scores["ar"] + 1 else best
    return best if scores[best] >= _LEAST_WORDS and scores[best] > scores[second] else None


@cache
def _grammar() -> Mapping[str, Mapping[str, frozenset[str]]]:
    data = tomllib.loads(files("app.reading").joinpath("data/languages.toml").read_text("utf-8"))
    return {
        script: {name: frozenset(word.lower() for word in words) for name, words in languages.items()}
        for script, languages in data.items()
    }


def language_code(given: str) -> str:
    """A language that a person gave, as a code: `AR-ma` and `ar_MA` are `ar`; other words stay, folded."""
    code = given.strip().replace("_", "-").partition("-")[0].lower()
    return code if re.fullmatch("[a-z]{2,3}", code) else fold_name(given)
