"""Coordinated phrases: "the director general of A and of B" names two agencies by one head."""

import re
from collections.abc import Container, Sequence

from app.gazetteer.book import Gazetteer
from app.gazetteer.matcher import Hit
from app.gazetteer.particle import ARTICLE, PARTICLES, Words
from app.reading.mentions.choice import COORDINATED, Candidate
from app.reading.mentions.cues import Verdict
from app.text.fold import Folded

_WAW, _LAM, _HEH = "\N{ARABIC LETTER WAW}", "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER HEH}"
_WORDS = re.compile(rf" {_WAW}(\w+(?: \w+){{0,5}})")
"""What follows a phrase when it goes on: a conjunction attached to up to six words."""
_TAIL = re.compile(r"(?: \w+){1,10}")
"""What may be left of a ministry's name behind what it is called after."""
_HEAD_WORDS = 3
"""How many words of a phrase can be its shared head: "director general", "minister"."""


def coordinated(folded: Folded, hit: Hit, book: Gazetteer, among: Container[str] | None = None) -> Hit | None:
    """The hit that goes on from `hit` with its head left out, or None; where words are given, only one
    that begins with a word `among` them.

    After a name of one body the preposition must stand again (the directorate of A and of B), for what
    follows without it is another body; after an office or a plural it may be left out. Its surface is
    its own words without the conjunction and lam; its alias is the whole phrase.
    """
    match = _WORDS.match(folded.text, hit.end)
    if match is None:
        return None
    tail = match[1].split(" ")
    if among is not None and tail[0] not in among:
        return None
    repeated = hit.alias.kind == "name" and not hit.alias.many
    head = hit.alias.form.split(" ")
    for size in range(min(_HEAD_WORDS, len(head) - 1), 0, -1):
        for first in _as_first_word(tail[0], head[size], repeated):
            for length in range(len(tail), 0, -1):
                alias = book.phrases.get(" ".join((*head[:size], first, *tail[1:length])))
                if alias is None:
                    continue
                start, end = match.start(1), match.start(1) + len(" ".join(tail[:length]))
                return Hit(start + _particle(tail[0], first), end, match.start() + 1, PARTICLES[_WAW], alias)
    return None


def with_one_adjective(found: Sequence[Candidate], duals: Container[int]) -> list[Candidate]:
    """`found`, those joined that have an adjective in the dual or plural in common, of those that begin at
    `duals`: «the minister of defence and the foreign minister, both Turkish»."""
    joined = list(found)
    for at in range(len(found) - 1, 0, -1):
        one, other = joined[at - 1], joined[at]
        if other.hit.word != one.end + 1 or other.hit.particles.and_ != _WAW or other.hit.alias.many:
            continue
        if other.hit.alias.kind == one.hit.alias.kind and other.chain + 1 in duals:
            verdict = Verdict(True, COORDINATED, (other.hit.alias.written,))
            joined[at - 1] = one._replace(chain=other.chain, verdict=verdict)
            joined[at] = other._replace(verdict=verdict)
    return joined


def with_portfolios(folded: Folded, hit: Hit, book: Gazetteer, apart: Words, others: Container[int]) -> Hit:
    """`hit` with all that one ministry is called after: «the ministry of agriculture» with «and forests»
    behind it, but not with what is never joined (`apart`), nor with another body, as they begin at `others`
    («and the civil defence»). Then the adjective must agree with the head, for else it may be that of the
    last («the ministry of energy and Russian gas»)."""
    match, end = _TAIL.match(folded.text, hit.end), hit.end
    for word in match[0].split(" ")[1:] if match else ():
        bare = word.removeprefix(_WAW)
        joined = bare != word
        if not (joined or end > hit.end) or bare not in book.portfolios:
            break
        if joined and (bare in apart or end + 1 in others):
            break
        end += 1 + len(word)
    if end == hit.end:
        return hit
    feminine = hit.alias.form.partition(" ")[0].endswith(_HEH)
    return hit._replace(end=end, alias=hit.alias._replace(adjective="feminine" if feminine else "masculine"))


def _as_first_word(word: str, model: str, repeated: bool) -> tuple[str, ...]:
    """The spellings that `word` may have had directly after the head, where `model` stands; where its
    preposition must be `repeated`, only its own."""
    if not model.startswith(_LAM):
        return (word,)
    if repeated:
        return (word,) if word.startswith(_LAM) else ()
    if word.startswith(ARTICLE):
        return (_LAM + _LAM + word[len(ARTICLE) :],)
    return (word, _LAM + word)


def _particle(word: str, first: str) -> int:
    """How many letters of `word` are the preposition: none, lam, or the two lams."""
    if word != first or not first.startswith(_LAM):
        return 0
    return 2 if first.startswith(_LAM * 2) else 1
