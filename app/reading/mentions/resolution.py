"""Whose body is meant: the country of a shared name or office, found from its context.

The nearest evidence goes first: the adjective or country right next to it, an earlier mention of the
same body that had one, the countries of its sentence, the article's home or dominant country. Where
none decides, nothing is claimed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from app.gazetteer.book import Gazetteer
from app.gazetteer.model import Alias
from app.reading.mentions.choice import Candidate
from app.reading.mentions.cues import word_after
from app.text.fold import Folded
from app.text.span import Span

_HEH, _BEH = "\N{ARABIC LETTER HEH}", "\N{ARABIC LETTER BEH}"
_CLEARLY = 2
"""A country dominates when it is mentioned this often, and this many times as often as any other."""

_ABROAD = 3
"""How often a country must be named to dominate an article of a source that is at home elsewhere."""


class Evidence(NamedTuple):
    """A place of the original text that speaks for a country."""

    start: int
    code: str
    surface: str


class Resolved(NamedTuple):
    """The country a body belongs to, by which evidence; `start` and `end` are those of its phrase in
    the folded text where they are not the alias's: the adjective that belongs to it is part of it,
    and of coordinated adjectives each further one is a phrase of its own."""

    code: str
    rule: str
    cue: str
    start: int | None = None
    end: int | None = None


class Resolver:
    """Resolves the shared names of one article, which must be asked for in the order they stand."""

    def __init__(
        self, folded: Folded, book: Gazetteer, countries: Sequence[Candidate], evidence: Iterable[Evidence],
        home: str | None,
    ) -> None:  # fmt: skip
        self._folded, self._book, self._home = folded, book, home
        self._by_word = {c.hit.word: c for c in countries}
        self._evidence = sorted(evidence)
        self._counts = Counter(e.code for e in self._evidence)
        self._earlier: dict[object, dict[str, str]] = {}

    def resolve(self, candidate: Candidate, span: Span, sentence: Span) -> list[Resolved]:
        """The countries that a shared candidate speaks of: one, several for a plural, or none."""
        alias = candidate.hit.alias
        beside = self._beside(candidate)
        if beside:
            found = [r for r in beside if self._allows(alias, r.code)]
            if found and not alias.many:
                self._earlier.setdefault(_topic(alias), {})[found[0].code] = found[0].cue
            return found
        if alias.many or (alias.strength == "weak" and not candidate.verdict.holds):
            return []
        owners = set(alias.owners)
        if alias.body and not alias.adjacent:
            owners |= set(self._book.countries)
        found_one = (
            self._by_earlier(alias, owners)
            or self._by_sentence(span, sentence, owners)
            or self._by_article(alias, owners)
        )
        return [found_one] if found_one else []

    def _allows(self, alias: Alias, code: str) -> bool:
        return alias.body is not None or code in alias.owners

    def _beside(self, candidate: Candidate) -> list[Resolved]:
        """The country right after the phrase, and those coordinated with it after a plural."""
        alias, end = candidate.hit.alias, candidate.chain
        many = alias.many or end != candidate.hit.end
        found = self._next(alias, end, many)
        if found is None:
            return []
        attached = not found.hit.particles.to and found.hit.word == candidate.end + 1
        resolved = [_beside(found, candidate.start, found.end if attached else candidate.end)]
        while alias.many:
            after = self._by_word.get(found.end + 1)
            if after is None or not after.hit.particles.and_ or after.hit.alias.kind != found.hit.alias.kind:
                break
            found = after
            resolved.append(_beside(found, found.start, found.end))
        return resolved

    def _next(self, alias: Alias, end: int, many: bool) -> Candidate | None:
        text, classes = self._folded.text, self._book.classes
        found = self._by_word.get(end + 1)
        if found is not None and text[end] == " " and self._modifies(alias, found, many):
            return found
        word = word_after(text, end)
        if word in classes.get("office_adjective", ()):
            after = end + 1 + len(word)
            found = self._by_word.get(after + 1)
            return found if found is not None and self._modifies(alias, found, many) else None
        if word in classes.get("in", ()):
            end = end + 1 + len(word)
            word = word_after(text, end)
            found = self._by_word.get(end + 1)
        elif found is not None and not found.hit.particles.to:
            found = None
        if word in classes.get("state", ()):
            found = self._by_word.get(end + 1 + len(word) + 1)
        return found if found is not None and found.hit.alias.kind in ("name", "capital") else None

    def _modifies(self, alias: Alias, found: Candidate, many: bool) -> bool:
        """Whether the country directly after the phrase belongs to it, by the rules of grammar."""
        hit = found.hit
        if hit.particles.and_ or hit.particles.to:
            return hit.alias.kind == "name" and not hit.particles.and_ and hit.particles.to == _BEH
        if hit.alias.kind == "name":
            return alias.construct
        if hit.alias.kind != "demonym" or alias.construct or not hit.particles.article:
            return hit.alias.latin and alias.latin and hit.alias.kind == "demonym"
        if hit.alias.many:
            return many
        if alias.adjective is not None:
            return (alias.adjective == "feminine") == hit.alias.stem.endswith(_HEH)
        return True

    def _by_earlier(self, alias: Alias, owners: set[str]) -> Resolved | None:
        earlier = {c: cue for c, cue in self._earlier.get(_topic(alias), {}).items() if c in owners}
        if len(earlier) != 1:
            return None
        code, cue = next(iter(earlier.items()))
        return Resolved(code, "earlier", cue)

    def _by_sentence(self, span: Span, sentence: Span, owners: set[str]) -> Resolved | None:
        """The country of the evidence in the sentence that is nearest to the name at `span`."""
        around = (e for e in self._evidence if sentence.start <= e.start < sentence.end)
        inside = [e for e in around if e.code in owners and not span.start <= e.start < span.end]
        if not inside:
            return None
        nearest = min(inside, key=lambda e: min(abs(e.start - span.end), abs(span.start - e.start)))
        if self._home in owners and self._counts[nearest.code] <= self._counts[self._home or ""]:
            # At home the body needs no adjective: a guest from abroad in the sentence is no owner.
            return None
        return Resolved(nearest.code, "sentence", nearest.surface)

    def _by_article(self, alias: Alias, owners: set[str]) -> Resolved | None:
        """The home of the article's source, unless the article is clearly about another country; none
        of the two where another country alone is named, but not often enough to be sure."""
        counts = sorted(((n, code) for code, n in self._counts.items() if code in owners), reverse=True)
        first, second = ([n for n, _ in counts] + [0, 0])[:2]
        if self._home in owners and (self._counts[self._home or ""] or first < _CLEARLY):
            return Resolved(self._home or "", "home", self._home or "")
        least = _ABROAD if self._home in owners else _CLEARLY if alias.body and not alias.adjacent else 1
        if first >= max(least, _CLEARLY * second):
            return Resolved(counts[0][1], "dominant", counts[0][1])
        return None


def _beside(found: Candidate, start: int, end: int) -> Resolved:
    alias = found.hit.alias
    return Resolved(alias.entity.id if alias.entity else "", "beside", alias.written, start, end)


def _topic(alias: Alias) -> object:
    return alias.body or frozenset(alias.owners.values())


def agency_id(book: Gazetteer, alias: Alias, code: str) -> str:
    """The id of what a shared alias names in the country `code`: its owner there, or its body."""
    owners: Mapping[str, str] = alias.owners
    return owners[code] if code in owners or alias.body is None else book.agency_of(alias.body, code)
