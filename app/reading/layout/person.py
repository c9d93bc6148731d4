"""Whether a few words are a personal name."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal

from app.reading.layout.furniture import load_layout
from app.text.fold import fold_name

Certainty = Literal["sure", "likely"]

_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"
_AND = "\N{ARABIC LETTER WAW}"
_ALEF = "\N{ARABIC LETTER ALEF}"
_FOR_THE = "\N{ARABIC LETTER LAM}" * 2
_YEH = "\N{ARABIC LETTER YEH}"
_VERB_STARTS = (_YEH, "\N{ARABIC LETTER TEH}")
_PARTICLES = (
    _AND,
    "\N{ARABIC LETTER FEH}",
    "\N{ARABIC LETTER BEH}",
    "\N{ARABIC LETTER LAM}",
    "\N{ARABIC LETTER KAF}",
)
_LONGEST, _MOST = 5, 3
"""Words of one name, names in a row."""


@dataclass(frozen=True, slots=True)
class People:
    """What is known of personal names, folded."""

    given: frozenset[str]
    kin: frozenset[str]
    titles: frozenset[str]
    never: frozenset[str]

    def may_start(self, word: str) -> bool:
        """Whether a sure name may start with folded `word`, its second word being kin or not."""
        return word not in self.never and not word.isdigit()

    def may_open(self, words: Sequence[str]) -> bool:
        """Whether names may begin with the folded `words`, the first two: else `certainty` is none, whatever
        follows them."""
        if words[0] in self.titles or _is_initial(words[0]):
            return True
        return len(words) > 1 and not any(map(self._excluded, words))

    def bars(self, word: str) -> bool:
        """Whether no names, of one or several, have the folded `word` in them, wherever it stands."""
        return word in self.never and not (word in self.given or word in self.kin or word in self.titles)

    def certainty(self, words: Sequence[str]) -> Certainty | None:
        """How sure folded `words` are one or more names and nothing else; None if they are not."""
        if not words or not self.may_open(words[:2]):
            return None
        names = self._apart(words)
        if len(names) > _MOST:
            return None
        certainty: Certainty = "sure"
        for name in names:
            one = self._one(name)
            if one is None:
                return None
            if one == "likely":
                certainty = one
        return certainty

    def _apart(self, words: Sequence[str]) -> list[list[str]]:
        """Names joined by "and", apart."""
        if not any(word.startswith(_AND) for word in words[1:]):
            return [list(words)]
        names: list[list[str]] = [[]]
        for word in words:
            if names[-1] and word == _AND:
                names.append([])
            elif len(names[-1]) > 1 and word.startswith(_AND) and word[1:] in self.given:
                names.append([word[1:]])
            else:
                names[-1].append(word)
        return names

    def _one(self, words: Sequence[str]) -> Certainty | None:
        titled = 0
        while titled < len(words) and (words[titled] in self.titles or _is_initial(words[titled])):
            titled += 1
        name = words[titled:]
        if not 2 <= len(name) <= _LONGEST:
            return None
        if any(self._excluded(word, before in self.kin) for before, word in pairwise(("", *name))):
            return None
        if any(word.startswith(_YEH) and word not in self.given for word in name[:-1]):
            return None  # a family name may look like a verb of today, but stands last
        if titled or name[0] in self.given or any(word in self.kin for word in name[:-1][:2]):
            return "sure"
        short = len(name) <= 3 and all(word.isalpha() for word in name)
        return "likely" if short and not name[0].startswith(_ARTICLE) else None

    def _excluded(self, word: str, of_kin: bool = False) -> bool:
        """Whether no name has this word: grammar, digits, what looks like a verb, or an adverb.

        `of_kin`: it stands behind "son of" and the like, where no adverb does.
        """
        if word in self.given or word in self.kin:
            return False
        verb = word.startswith(_VERB_STARTS) and not word.endswith(_YEH)
        phrase = verb or word.startswith(_FOR_THE) or (word.endswith(_ALEF) and not of_kin)
        return phrase or word in self.never or not word.isalpha() or len(word) < 2


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isalpha() and word not in _PARTICLES


@cache
def load_people() -> People:
    """What `data/people.toml` says, and the verbs that stories start with; read once."""
    data = tomllib.loads(files("app.reading").joinpath("data/people.toml").read_text("utf-8"))
    words = {name: frozenset(map(fold_name, data[name])) for name in ("given", "kin", "titles", "never")}
    words["never"] |= load_layout().lists["title.story"] - words["given"]  # verbs of news
    return People(**words)
