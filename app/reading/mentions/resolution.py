"""Whose body is meant: the country of a shared name or office, found from its context.

The nearest evidence goes first: the adjective or country right next to it, an earlier mention of the
same body that had one. Then a source at home somewhere means its own country's body, unless its article
is clearly about another one; a source that is at home nowhere, or where there is no such body, means
that of its sentence or of its article. Where none decides, nothing is claimed.
"""

from collections.abc import Container, Mapping
from itertools import chain
from typing import NamedTuple

from app.gazetteer.book import Gazetteer
from app.gazetteer.model import Alias, MentionKind
from app.reading.mentions.beside import Beside, Resolved, allows
from app.reading.mentions.choice import COORDINATED, Candidate
from app.reading.mentions.context import Context, Topic
from app.reading.mentions.evidence import Named, around, count, is_place
from app.reading.mentions.home import Home
from app.reading.mentions.region import is_in_parts_too, is_of_a_region

_CLEARLY = 2
"""A country dominates when it is mentioned this often, and this many times as often as any other."""

_ABROAD = 3
"""The same in an article of a source that is at home elsewhere and speaks of home too."""


class _Earlier(NamedTuple):
    """Whose a body was where the text spoke of it before: as what, in which words, and by which cue.
    `words` is empty where it was named by a name of its own."""

    code: str
    kind: MentionKind
    words: str
    cue: str


class Resolver:
    """Resolves the shared names of one field, which must be asked for in the order they stand."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._folded, self._book, self._home = context.folded, context.book, context.home
        self._beside = Beside(context.folded, context.book, context.countries, context.home)
        before, here, after = context.before, context.here, context.after
        self._counts = count(chain(before.speaking, here.speaking, after.speaking))
        """How often each country is named as one that bodies can belong to."""
        self._at_home = Home(context.home, before, here, after) if context.home else None
        self._sure: set[str] = set()
        self._earlier: dict[object, dict[tuple[str, MentionKind, str], _Earlier]] = {}

    def resolve(self, candidate: Candidate) -> list[Resolved]:
        """The countries that a shared candidate speaks of: one, several for a plural, or none."""
        alias = candidate.hit.alias
        in_parts = is_in_parts_too(alias, self._book)
        if in_parts and is_of_a_region(self._folded.text, alias, candidate.chain, self._book.classes):
            return []
        beside = self._beside.find(candidate)
        if beside:
            found = [r for r in beside if allows(alias, r.code)]
            if found and not alias.many:
                self._remember(alias, found[0])
            return found
        if alias.many:
            return self._both(candidate)
        if (place := self._beside.province(candidate.chain)) and place.code != self._home:
            return [] if in_parts or not allows(alias, place.code) else [place]
        if alias.strength == "weak" and not candidate.verdict.holds:
            return []
        owners = self._owners(candidate)
        found_one = (
            self._beside.government(candidate.chain, owners)
            or self._by_topic(alias, owners)
            or self._by_earlier(candidate, owners)
            or (
                self._by_home(candidate, owners)
                if self._home in owners
                else self._by_sentence(candidate, owners)
            )
            or self._beside.place(candidate, owners)
            or self._by_article(candidate, owners)
            or self._by_rule(candidate)
        )
        if found_one is None or (
            in_parts
            and found_one.code != self._home
            and not self._beside.is_in_a_province_of(candidate.chain, found_one.code)
        ):
            return []
        self._remember(alias, found_one)
        return [found_one]

    def _owners(self, candidate: Candidate) -> Container[str]:
        """The countries whose body the name may be where none stands beside it."""
        alias = candidate.hit.alias
        if alias.body is None or (alias.adjacent and not candidate.verdict.alone):
            return alias.owners
        return self._book.found_in(alias.body)

    def _both(self, candidate: Candidate) -> list[Resolved]:
        """«The two ministries of A and B» with no country beside them are those of the source's home, or
        else of the country that the sentence or the article speaks of."""
        alias, home = candidate.hit.alias, self._home
        if candidate.chain == candidate.hit.end and candidate.verdict.rule != COORDINATED:
            return []
        dual = alias.form.partition(" ")[0] in self._book.classes.get("dual", ())
        owners = self._book.found_in(alias.body) if alias.body and dual else ()
        found = (
            self._by_home(candidate, (home,))
            if home
            else self._by_sentence(candidate, owners) or self._by_article(candidate, owners)
        )
        return [found] if found else []

    def _remember(self, alias: Alias, found: Resolved) -> None:
        earlier = self._earlier.setdefault(_topic(alias), {})
        if found.rule in ("home", "beside"):
            self._sure.add(found.code)
        one = _Earlier(found.code, alias.kind, alias.stem, found.cue)
        earlier.setdefault(one[:3], one)

    @property
    def topics(self) -> Mapping[object, Topic]:
        """Whose each body is that has been spoken of, where it is surely of one country only."""
        return {
            topic: Topic(next(iter(codes)), frozenset(e.words for e in found.values() if e.kind == "head"))
            for topic, found in self._earlier.items()
            if len(codes := {code for code, *_ in found}) == 1 and self._sure.issuperset(codes)
        }

    def _by_topic(self, alias: Alias, owners: Container[str]) -> Resolved | None:
        """What a title speaks of is what its article does, unless it is another's office by its words."""
        topic = self._context.topics.get(_topic(alias))
        if topic is None or topic.code not in owners:
            return None
        if topic.code != self._home in owners and topic.offices and self._is_another(alias, topic.offices):
            return None
        return Resolved(topic.code, "field", topic.code)

    def _is_another(self, alias: Alias, offices: Container[str]) -> bool:
        """Whether an office is called otherwise than abroad, while the article speaks of home too: a paper
        that says «prime minister» of others may say «head of the government» of its own."""
        at_home = self._at_home
        return (
            alias.kind == "head"
            and alias.stem not in offices
            and at_home is not None
            and at_home.named(0) > 0
        )

    def _by_earlier(self, candidate: Candidate, owners: Container[str]) -> Resolved | None:
        """The country that the text has spoken of the same body of, if of one only.

        At home that must be the same office in the same words, or a name, or a country that the text names
        more often.
        """
        alias = candidate.hit.alias
        found = [e for e in self._earlier.get(_topic(alias), {}).values() if e.code in owners]
        found += [
            _Earlier(a.country, a.kind, "", a.surface)
            for a in self._context.agencies
            if a.start < candidate.start and a.country in owners and self._is(alias, a)
        ]
        if self._home in owners:
            found = [e for e in found if e.code == self._home or self._is_meant_at_home(alias, e)]
        if len({e.code for e in found}) != 1:
            return None
        return Resolved(found[0].code, "earlier", found[0].cue)

    def _is_meant_at_home(self, alias: Alias, earlier: _Earlier) -> bool:
        """Whether a body at home may be the one abroad that the text spoke of `earlier`."""
        if earlier.kind == "head" and earlier.words and self._is_another(alias, (earlier.words,)):
            return False
        own = self._at_home.named(0) if self._at_home else 0
        return earlier.kind == alias.kind or self._counts[earlier.code] > _CLEARLY * own

    def _is(self, alias: Alias, agency: Named) -> bool:
        """Whether `alias` names `agency` if it is said of its country."""
        if agency.country not in alias.owners and alias.body is None:
            return False
        return agency_id(self._book, alias, agency.country) == agency.id

    def _by_home(self, candidate: Candidate, owners: Container[str]) -> Resolved | None:
        """The home of the source, unless the article is about another country."""
        home = self._at_home
        if home is None:
            return None
        others = max(
            (n for code, n in self._counts.items() if code in owners and code != home.code), default=0
        )
        if not home.is_meant(self._folded.origin(candidate.start), others):
            return None
        home.found()
        return Resolved(home.code, "home", home.code)

    def _by_sentence(self, candidate: Candidate, owners: Container[str]) -> Resolved | None:
        """The country of the evidence in the sentence that stands last before the name, or else next after
        it, if that does not speak against the country that the article is about."""
        span = self._folded.span(candidate.start, candidate.end)
        sentence = self._context.sentence_at(span.start)
        inside = [
            e
            for e in around(self._context.here.speaking, span, sentence)
            if e.code in owners and not is_place(e.hit) and not span.start <= e.start < span.end
        ]
        if not inside:
            return None
        before = [e for e in inside if e.start < span.start]
        nearest = before[-1] if before else inside[0]
        if not before and (
            self._dominant(owners, _CLEARLY) not in (None, nearest.code)
            or self._is_dated_elsewhere(nearest.code, span.start)
        ):
            return None
        return Resolved(nearest.code, "sentence", nearest.surface)

    def _by_article(self, candidate: Candidate, owners: Container[str]) -> Resolved | None:
        """The country that dominates the article."""
        alias, own = candidate.hit.alias, 0.0
        least = _CLEARLY if alias.body and not alias.adjacent else 1
        if self._at_home and self._at_home.code in owners:
            own = self._at_home.named(self._folded.origin(candidate.start))
            least = _ABROAD if own else _CLEARLY
        code = self._dominant(owners, least, own)
        if code is None or self._is_dated_elsewhere(code, self._folded.origin(candidate.start)):
            return None
        return Resolved(code, "dominant", code)

    def _is_dated_elsewhere(self, code: str, start: int) -> bool:
        """Whether the text is dated from another country and does not speak of `code` before `start`."""
        before, here = self._context.before.speaking, self._context.here.speaking
        return self._context.dateline not in (None, code) and not (
            any(e.code == code for e in before) or any(e.code == code for e in here if e.start < start)
        )

    def _by_rule(self, candidate: Candidate) -> Resolved | None:
        """The only country that has it, where a rule is sure of the form without any."""
        codes = tuple(candidate.hit.alias.owners)
        if not candidate.verdict.alone or len(codes) != 1:
            return None
        return Resolved(codes[0], "only", codes[0])

    def _dominant(self, owners: Container[str], least: int, own: float = 0) -> str | None:
        """The one of `owners` that the text names `least` times or more, and clearly more than others and
        than home, which it names `own` times."""
        counts = sorted(((n, code) for code, n in self._counts.items() if code in owners), reverse=True)
        if not counts:
            return None
        most, code = counts[0]
        second = max(own, counts[1][0] if len(counts) > 1 else 0)
        return code if most >= max(least, _CLEARLY * second) else None


def _topic(alias: Alias) -> object:
    return alias.body or frozenset(alias.owners.values())


def agency_id(book: Gazetteer, alias: Alias, code: str) -> str:
    """The id of what a shared alias names in the country `code`: its owner there, or its body."""
    owners: Mapping[str, str] = alias.owners
    return owners[code] if code in owners or alias.body is None else book.agency_of(alias.body, code)
