"""The form and the stem of a word: what it is compared by where order counts, and where it does not.

The form is the folded word without the particles that Arabic attaches to its front: the conjunctions
waw and feh, the prepositions beh, kaf and lam, and the article. The stem is the form without its
endings, and with a last hamza as it is written without them. A stem's stem is itself, so that a stem
looked up among forms finds the words that have no ending.

Whether a first letter is a particle cannot be seen from the word, so the words that begin with
such a letter of their own are known by a list (`data/stems.toml`). What is left has at least three
letters, or two after the article. A word that the list does not know is cut in the same way whether
or not a particle stands before it: it finds itself, at the price of meeting its rest.

That a light stem is enough, and better than a root: Larkey, Ballesteros and Connell, "Light stemming
for Arabic information retrieval" (2007); theirs takes fewer particles off.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

_CONJUNCTIONS = "\N{ARABIC LETTER WAW}\N{ARABIC LETTER FEH}"
_LAM = "\N{ARABIC LETTER LAM}"
_PARTICLES = f"{_CONJUNCTIONS}\N{ARABIC LETTER BEH}\N{ARABIC LETTER KAF}{_LAM}"
_ALEF, _HEH, _TEH = "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER HEH}", "\N{ARABIC LETTER TEH}"
_WAW, _YEH, _NOON = "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER NOON}"
_HAMZA = "\N{ARABIC LETTER HAMZA}"
_SEATED = re.compile(f"(.+{_ALEF})([{_WAW}{_YEH}])(.+)")
"""A word that may have a hamza between its last long alef and an ending, on the seat it has there."""
_ARTICLE = _ALEF + _LAM
_TO_THE = _LAM + _LAM
_LEAST, _LEAST_AFTER_ARTICLE = 3, 2


class Words(NamedTuple):
    """What is known of words.

    `families` take `endings`, feminine ones also with the teh that these have before an ending, those on
    hamza with its seats there; `whole` words take none; words are `cut` although they look known; a
    conjunction is taken off `short` ones; `irregular` ones are contractions. What a stem does not end with
    are `stem_endings`, `pronouns` among them; `senses` are the stems of words that have one of their own,
    and the `bound` have it only with an ending; `hamzas` are short words that end with one. `joined` are the
    two words of what is written as one. Families and whole words begin with `begun`, endings with
    `endings_begun`.
    """

    families: frozenset[str]
    endings: frozenset[str]
    whole: frozenset[str]
    cut: frozenset[str]
    short: frozenset[str]
    irregular: Mapping[str, str]
    stem_endings: frozenset[str]
    pronouns: frozenset[str]
    senses: Mapping[str, str]
    bound: frozenset[str]
    hamzas: frozenset[str]
    joined: Mapping[str, tuple[str, str]]
    begun: frozenset[str]
    endings_begun: frozenset[str]

    def know(self, word: str) -> bool:
        """Whether `word`, as it stands, begins with a letter of its own."""
        if word in self.cut:
            return False
        if word in self.whole or word in self.families:
            return True
        for cut in range(_LEAST, len(word)):
            if word[:cut] in self.families and word[cut:] in self.endings:
                return True
        return False

    def know_beginning(self, word: str) -> bool:
        """Whether a word that begins with `word` may begin with a letter of its own."""
        if word in self.begun:
            return True
        cuts = range(_LEAST, len(word))
        return any(word[:cut] in self.families and word[cut:] in self.endings_begun for cut in cuts)


@lru_cache(maxsize=1)
def words() -> Words:
    """What comes with the program."""
    data = tomllib.loads(files("app.text").joinpath("data/stems.toml").read_text("utf-8"))
    *listed, endings = (frozenset(words.split()) for words in data["families"].values())
    families = frozenset().union(*listed)
    families |= {word[:-1] + teh for word in families if word[-1] == _HEH for teh in (_TEH, _ALEF + _TEH)}
    on_hamza = [word for word in families if word[-1] == _HAMZA and len(word) > _LEAST]
    families |= {word[:-1] + seat for word in on_hamza for seat in (_WAW, _YEH)}
    whole, cut, short = (frozenset(data[name]["words"].split()) for name in ("whole", "cut", "short"))
    meant = (*data["senses"].items(), *data["spellings"].items())
    senses = {word: stem for stem, listed in meant for word in listed.split()}
    joined = {first + other: (first, other) for first, o in data["joined"].items() for other in o.split()}
    stems = {name: frozenset(words.split()) for name, words in data["stem"].items()}
    senses |= {stem: stem for stem in stems["whole"]}
    bound = stems["bound"] | {word for word, stem in senses.items() if word == stem.removesuffix(_HEH) + _TEH}
    return Words(
        families, endings, whole, cut, short, data["irregular"],
        stems["endings"], stems["pronouns"], senses, bound, stems["hamzas"], joined,
        _beginnings_of(families | whole), _beginnings_of(endings),
    )  # fmt: skip


def _beginnings_of(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:size] for word in words for size in range(1, len(word) + 1))


def _no_article(word: str) -> str:
    """`word` without the article that it begins with; itself where too little would be left."""
    long_enough = len(word) >= 2 + _LEAST_AFTER_ARTICLE and word[2:] != _ARTICLE
    return word[2:] if long_enough else word


def _bare(word: str, known: Words) -> str:
    """`word` without its first particle; itself where there is none."""
    if word in known.irregular:
        return known.irregular[word]
    if word.startswith(_ARTICLE):
        return word if known.know(word) else _no_article(word)
    rest = word[1:]
    if len(rest) < _LEAST:
        return rest if word[0] in _CONJUNCTIONS and rest in known.short else word
    if word[0] not in _PARTICLES or known.know(word) or _is_misread(word, rest, known):
        return word
    return _no_article(word) if word.startswith(_TO_THE) and not known.know(rest) else rest


def _is_misread(word: str, rest: str, known: Words) -> bool:
    """Whether `word` would be a preposition before a conjunction, which does not happen: it is one word."""
    joined = rest[0] in _CONJUNCTIONS and word[0] not in _CONJUNCTIONS
    return joined and rest not in known.irregular and _bare(rest, known) != rest


def form(word: str) -> str:
    """The form of a folded word of Arabic letters; a form's form is itself."""
    known = words()
    while (rest := _bare(word, known)) != word:
        word = rest
    return word


def beginnings(word: str) -> tuple[str, ...]:
    """What the forms of words may begin with that are written with `word` at their beginning.

    One way, or two where letters of the article may belong to the word. Particles are taken off
    as `form` does, but for words that are still to be continued.
    """
    known, kept = words(), []
    while word[0] in _PARTICLES or word.startswith(_ARTICLE):
        own = known.know_beginning(word)
        if word.startswith(_ARTICLE):
            rest = _no_article(word)
            kept += [word] if own else []
        elif own or len(word) <= _LEAST:
            break
        elif word.startswith(_TO_THE):
            rest = _no_article(word)
            kept += [word[1:]] if known.know_beginning(word[1:]) else []
        else:
            rest = word[1:]
            if rest[0] in _CONJUNCTIONS and word[0] not in _CONJUNCTIONS:  # as `_is_misread` says
                if len(rest) > _LEAST and not known.know_beginning(rest):
                    break
                kept += [word]
        if rest == word:
            break
        word = rest
    return tuple(dict.fromkeys((*kept, word)))


def letters(part: str) -> tuple[str, ...]:
    """What a folded word has within it, one of these at least, if its form or stem has `part`.

    A last hamza is none of them: before an ending it is another letter.
    """
    known = words()
    contracted = (written for written, plain in known.irregular.items() if part in plain)
    ways = (part, *contracted, *(word for word, stem in known.senses.items() if stem == part))
    return tuple(way[:-1] if len(way) > _LEAST and way[-1] == _HAMZA else way for way in ways)


def stem(form: str) -> str:
    """The stem of a form; a stem's stem is itself."""
    known = words()
    rest = form
    while rest not in known.senses or (rest == form and rest in known.bound):
        word = rest
        for cut in range(len(word) - 1, _LEAST - 1, -1):
            if _is_ending(word, cut, known):
                rest = word[:cut]
                if rest in known.senses:
                    break
        else:
            rest = _with_hamza(word, known) or rest
        if rest == word:
            return word
    return known.senses[rest]


def _is_ending(word: str, cut: int, known: Words) -> bool:
    """Whether `word[cut:]` is an ending, and no letter of the word."""
    ending = word[cut:]
    if ending not in known.stem_endings:
        return False
    before = word[cut - 1]
    if before == _ALEF and ending[0] == _YEH:  # it has to be of the word, or stand for a hamza
        return False
    if before == _HEH and ending == _ALEF and (cut > _LEAST or word[:cut] in known.senses):
        return False  # the two are one, "her": a noun in teh marbuta has no alef
    return not (before in (_ALEF, _WAW, _YEH) and ending == _NOON + _ALEF)  # more often a noun's own noon


def _with_hamza(word: str, known: Words) -> str | None:
    """`word` without its ending, before which a hamza is written as waw or yeh; None where it is none.

    Before the pronoun that is written as teh marbuta is, what looks so is a feminine word as often. Those are
    short, and so a long word has the hamza, a short one if it is known to.
    """
    found = _SEATED.fullmatch(word)
    if found is None or len(found[1]) < _LEAST:
        return None
    bare, seat, ending = found[1] + _HAMZA, found[2], found[3]
    if ending == _HEH:
        own = len(found[1]) > _LEAST or bare in known.hamzas
    elif seat == _YEH and ending[0] == _YEH:
        own = len(ending) == 1 or ending[1:] in known.stem_endings
    else:
        own = ending in known.pronouns
    return bare if own else None
