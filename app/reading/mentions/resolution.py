"""Whose body is meant: the country of a shared name or office, found from its context.

The nearest evidence goes first: the adjective or country right next to it, an earlier mention of the
same body that had one. Then a source at home somewhere means its own country's body, unless its article
is clearly about another one; a source that is at home nowhere, or where there is no such body, means
that of its sentence or of its article. Where none decides, nothing is claimed.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from app.gazetteer.book import Gazetteer
from app.gazetteer.matcher import Hit
from app.gazetteer.model import Alias, MentionKind
from app.reading.mentions.choice import COORDINATED, Candidate
from app.reading.mentions.cues import word_after, word_before
from app.reading.mentions.evidence import Evidence, Named, around, count, first_named, in_order
from app.text.fold import Folded
from app.text.span import Span

_HEH, _BEH, _LAM = "\N{ARABIC LETTER HEH}", "\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER LAM}"
_CLEARLY = 2
"""A country dominates when it is mentioned this often, and this many times as often as any other."""

_ABROAD = 3
"""How often a country must be named to dominate an article of a source that is at home elsewhere."""


class _Earlier(NamedTuple):
    """Whose a body was where the text spoke of it before: as what, and by which word."""

    code: str
    kind: MentionKind
    cue: str


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
    """Resolves the shared names of one article, which must be asked for in the order they stand.

    `about` are the countries that its title names, where that stands apart.
    """

    def __init__(
        self, folded: Folded, book: Gazetteer, countries: Sequence[Candidate], evidence: Iterable[Evidence],
        agencies: Sequence[Named], home: str | None, sentence_at: Callable[[int], Span],
        about: Iterable[str] = (),
    ) -> None:  # fmt: skip
        self._folded, self._book, self._home = folded, book, home
        self._sentence_at = sentence_at
        self._by_word = {c.hit.word: c for c in countries}
        self._evidence = in_order(evidence)
        self._counts = count(self._evidence, about)
        self._agencies = first_named(agencies)
        self._earlier: dict[object, dict[tuple[str, MentionKind], _Earlier]] = {}

    def resolve(self, candidate: Candidate) -> list[Resolved]:
        """The countries that a shared candidate speaks of: one, several for a plural, or none."""
        alias = candidate.hit.alias
        beside = self._beside(candidate)
        if beside:
            found = [r for r in beside if self._allows(alias, r.code)]
            if found and not alias.many:
                self._remember(alias, found[0])
            return found
        if alias.many:
            return self._both(candidate)
        if alias.strength == "weak" and not candidate.verdict.holds:
            return []
        owners = self._book.countries if alias.body and not alias.adjacent else alias.owners
        found_one = (
            self._by_earlier(candidate, owners)
            or (self._by_home(owners) if self._home in owners else self._by_sentence(candidate, owners))
            or self._by_article(alias, owners)
        )
        if found_one is None:
            return []
        self._remember(alias, found_one)
        return [found_one]

    def _both(self, candidate: Candidate) -> list[Resolved]:
        """«The two ministries of A and B» with no country beside them are those of the source's home."""
        coordinated = candidate.chain > candidate.hit.end or candidate.verdict.rule == COORDINATED
        found = self._by_home((self._home,)) if coordinated and self._home else None
        return [found] if found else []

    def _remember(self, alias: Alias, found: Resolved) -> None:
        earlier = self._earlier.setdefault(_topic(alias), {})
        earlier.setdefault((found.code, alias.kind), _Earlier(found.code, alias.kind, found.cue))

    def _allows(self, alias: Alias, code: str) -> bool:
        return alias.body is not None or code in alias.owners

    def _beside(self, candidate: Candidate) -> list[Resolved]:
        """The country right after the phrase, and those coordinated with it after a plural."""
        alias, end = candidate.hit.alias, candidate.chain
        many = alias.many or end != candidate.hit.end
        found = self._next(alias, end, many)
        if found is None or not self._owns(alias, found, end):
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

    def _owns(self, alias: Alias, found: Candidate, end: int) -> bool:
        """Whether the country `found` after a phrase is its owner, and not only the place of it.

        «The minister in Paris» has gone there where the source's own country has such a minister, and
        «the office in Paris» is one of another country's where France has none.
        """
        code = found.hit.alias.entity.id if found.hit.alias.entity else ""
        if found.hit.word == end + 1 or found.hit.alias.kind == "demonym":
            return True
        at_home = self._home is not None and self._home != code and self._allows(alias, self._home)
        return self._allows(alias, code) and not (alias.kind == "head" and at_home)

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

    def _by_earlier(self, candidate: Candidate, owners: Container[str]) -> Resolved | None:
        """The country that the text has spoken of the same body of, if of one only.

        At home that must be the same office or name, or a country that the text names more often.
        """
        alias = candidate.hit.alias
        found = [e for e in self._earlier.get(_topic(alias), {}).values() if e.code in owners]
        found += [
            _Earlier(a.country, a.kind, a.surface)
            for a in self._agencies
            if a.start < candidate.start and a.country in owners and self._is(alias, a)
        ]
        if self._home in owners:
            own = self._counts[self._home or ""]
            found = [
                e
                for e in found
                if e.code == self._home or e.kind == alias.kind or self._counts[e.code] > _CLEARLY * own
            ]
        if len({e.code for e in found}) != 1:
            return None
        return Resolved(found[0].code, "earlier", found[0].cue)

    def _is(self, alias: Alias, agency: Named) -> bool:
        """Whether `alias` names `agency` if it is said of its country."""
        if agency.country not in alias.owners and alias.body is None:
            return False
        return agency_id(self._book, alias, agency.country) == agency.id

    def _by_home(self, owners: Container[str]) -> Resolved | None:
        """The home of the source, unless the article is clearly about another country."""
        home = self._home or ""
        most = max((n for code, n in self._counts.items() if code in owners and code != home), default=0)
        if most >= _CLEARLY and most > _CLEARLY * self._counts[home]:
            return None
        return Resolved(home, "home", home)

    def _by_sentence(self, candidate: Candidate, owners: Container[str]) -> Resolved | None:
        """The country of the evidence in the sentence that is nearest to the name; what stands after it
        does not speak against the country that the article is about."""
        span = self._folded.span(candidate.start, candidate.end)
        sentence = self._sentence_at(span.start)
        inside = [
            e
            for e in around(self._evidence, span, sentence)
            if e.code in owners and not span.start <= e.start < span.end
        ]
        inside = [e for e in inside if e.hit is None or not self._is_aloof(e.hit)]
        if not inside:
            return None
        nearest = min(inside, key=lambda e: min(abs(e.start - span.end), abs(span.start - e.start)))
        if nearest.start > span.end and self._dominant(owners, _CLEARLY) not in (None, nearest.code):
            return None
        return Resolved(nearest.code, "sentence", nearest.surface)

    def _is_aloof(self, hit: Hit) -> bool:
        """Whether a country says who was there, or where somebody goes, and not whose a body is: people
        of that nation, something of that nation, a destination, the other side of a meeting."""
        if hit.alias.kind == "demonym" and (hit.alias.many or not (hit.particles.article or hit.alias.latin)):
            return True
        text, other_side = self._folded.text, self._book.classes.get("other_side", ())
        before = word_before(text, hit.word)
        if hit.particles.to == _LAM or before in other_side:
            return True
        # «to the Algerian capital»: the noun between belongs to the adjective.
        noun = text.rfind(before, 0, hit.word) if hit.alias.kind == "demonym" and before else 0
        return noun > 0 and word_before(text, noun) in other_side

    def _by_article(self, alias: Alias, owners: Container[str]) -> Resolved | None:
        """The country that dominates the article."""
        least = _ABROAD if self._home in owners else _CLEARLY if alias.body and not alias.adjacent else 1
        code = self._dominant(owners, least)
        return Resolved(code, "dominant", code) if code else None

    @cached_property
    def _speaking(self) -> Mapping[str, int]:
        """How often each country is named as one that bodies can belong to."""
        return count(e for e in self._evidence if not (e.hit and self._is_aloof(e.hit)))

    def _dominant(self, owners: Container[str], least: int) -> str | None:
        """The one of `owners` that the text names `least` times or more, and clearly more than others."""
        counts = sorted(((n, code) for code, n in self._speaking.items() if code in owners), reverse=True)
        if not counts:
            return None
        second = counts[1][0] if len(counts) > 1 else 0
        return counts[0][1] if counts[0][0] >= max(least, _CLEARLY * second) else None


def _beside(found: Candidate, start: int, end: int) -> Resolved:
    alias = found.hit.alias
    return Resolved(alias.entity.id if alias.entity else "", "beside", alias.written, start, end)


def _topic(alias: Alias) -> object:
    return alias.body or frozenset(alias.owners.values())


def agency_id(book: Gazetteer, alias: Alias, code: str) -> str:
    """The id of what a shared alias names in the country `code`: its owner there, or its body."""
    owners: Mapping[str, str] = alias.owners
    return owners[code] if code in owners or alias.body is None else book.agency_of(alias.body, code)
