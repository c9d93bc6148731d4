"""Finds the countries and agencies that a text names, each with the evidence for it."""

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from app.gazetteer.book import Gazetteer
from app.gazetteer.load import load
from app.gazetteer.matcher import Hit
from app.gazetteer.model import Entity
from app.reading.mentions.choice import COORDINATED, Candidate, candidate, choose, countries, within
from app.reading.mentions.coordination import coordinated
from app.reading.mentions.cues import Verdict, judge
from app.reading.mentions.evidence import Evidence, Named
from app.reading.mentions.resolution import Resolver, agency_id
from app.reading.model import Field, Mention, Part
from app.text.fold import Folded
from app.text.sentence import sentence_ends
from app.text.span import Span, trim

_AND = " \N{ARABIC LETTER WAW}"


def find_mentions(
    folded: Folded, parts: Sequence[Part], field: Field, home: str | None, book: Gazetteer | None = None,
    about: Sequence[str] = (),
) -> tuple[Mention, ...]:  # fmt: skip
    """The mentions in one field, sorted by start; a country within an agency's name is one of its own.

    `folded` is the field folded, `parts` its parts in order, `home` the alpha-2 code of the country
    that the article's source is at home in, `book` the gazetteer (the product's by default), `about`
    the countries that a title apart from the field names.
    """
    return _Finder(folded, parts, field, book or load(), about).find(home)


class _Finder:
    """Finds the mentions of one field."""

    def __init__(
        self, folded: Folded, parts: Sequence[Part], field: Field, book: Gazetteer, about: Sequence[str]
    ) -> None:
        self._folded, self._parts, self._field, self._book = folded, parts, field, book
        self._about = about
        self._starts = [part.start for part in parts]
        self._ends: dict[int, list[int]] = {}
        """By the number of a part: where its sentences end, found when a mention needs them."""

    def find(self, home: str | None) -> tuple[Mention, ...]:
        """All mentions, sorted by start."""
        hits = self._book.matcher.find(self._folded)
        if len(self._parts) > 1:
            hits = within(self._folded, hits, self._starts)
        if not hits:
            return ()
        named = countries(self._folded, hits, self._book.classes)
        found = [self._mention(c, c.hit.alias.entity) if c.hit.alias.entity else None for c in named]
        evidence = [
            Evidence(m.start, m.entity.id, m.surface, c.hit) for c, m in zip(named, found, strict=True) if m
        ]
        found += self._agencies(hits, named, evidence, home)
        return tuple(sorted(filter(None, found), key=_place))

    def _agencies(
        self, hits: Sequence[Hit], named: Sequence[Candidate], evidence: list[Evidence], home: str | None
    ) -> list[Mention | None]:
        chosen = choose(self._candidates(hits, named))
        if not chosen:
            return []
        found = []
        own: list[Named] = []
        shared: list[Candidate] = []
        for one in chosen:
            entity = one.hit.alias.entity
            if entity is None:
                shared.append(one)
                continue
            mention = self._mention(one, entity)
            found.append(mention)
            country = self._book.country_of(entity)
            if mention and country:
                evidence.append(Evidence(mention.start, country, mention.surface))
                own.append(Named(one.start, entity.id, country, mention.kind, mention.surface))
        if not shared:
            return found
        resolver = Resolver(
            self._folded, self._book, named, evidence, own, home, self._sentence_at, self._about
        )
        for one in shared:
            for resolved in resolver.resolve(one):
                entity = Entity("agency", agency_id(self._book, one.hit.alias, resolved.code))
                verdict = Verdict(True, resolved.rule, (*one.verdict.cues, resolved.cue))
                start, end = resolved.start or one.start, resolved.end or one.end
                found.append(self._mention(one._replace(start=start, end=end, verdict=verdict), entity))
        return found

    def _candidates(self, hits: Sequence[Hit], named: Sequence[Candidate]) -> list[Candidate]:
        """The agency hits that hold, with what coordinated phrases add to them.

        Of two with the same span the shared one comes first if a country stands right after it, for
        then it is that country's body and not the one that bears the name alone. A weak name that
        no rule spoke about stays: its country right next to it may still speak for it.
        """
        own = [hit for hit in hits if hit.alias.type == "agency"]
        if not own:
            return []
        ids = {c.hit.alias.entity.id for c in named if c.hit.alias.entity}
        ids.update(hit.alias.entity.id for hit in own if hit.alias.strength == "strong" and hit.alias.entity)
        found: list[Candidate] = []
        for hit in own:
            verdict = judge(self._folded, hit, ids)
            if verdict.holds or (verdict.rule is None and hit.alias.owners):
                found += self._chain(candidate(hit, verdict))
        beside = {c.hit.word for c in named if c.hit.alias.kind == "demonym"}
        found.sort(key=lambda c: (c.hit.alias.strength == "shared") != (c.end + 1 in beside))
        return found

    def _chain(self, first: Candidate) -> list[Candidate]:
        """`first` and the candidates that go on from it by coordination."""
        if not self._folded.text.startswith(_AND, first.end) or first.hit.alias.strength == "blocked":
            return [first]
        hits, hit = [], coordinated(self._folded, first.hit, self._book)
        while hit is not None:
            hits.append(hit)
            hit = coordinated(self._folded, hit, self._book)
        if not hits:
            return [first]
        end = hits[-1].end
        verdict = Verdict(True, COORDINATED, (first.hit.alias.written,))
        return [first._replace(chain=end), *(candidate(h, verdict)._replace(chain=end) for h in hits)]

    def _sentence(self, offset: int, part: int) -> Span:
        """The sentence of part number `part` that holds `offset`."""
        _, start, end = self._parts[part]
        ends = self._ends.get(part)
        if ends is None:
            ends = self._ends[part] = sentence_ends(self._folded.original, start, end)
        at = bisect_right(ends, offset)
        return trim(self._folded.original, ends[at - 1] if at else start, ends[at] if at < len(ends) else end)

    def _sentence_at(self, offset: int) -> Span:
        return self._sentence(offset, max(0, bisect_right(self._starts, offset) - 1))

    def _mention(self, one: Candidate, entity: Entity) -> Mention | None:
        """A candidate as a mention; None if it stands in no part."""
        first, last = self._folded.span(one.start, one.end)
        number = bisect_right(self._starts, first) - 1
        if number < 0 or last > self._parts[number].end:
            return None
        alias = one.hit.alias
        _, rule, cues = one.verdict
        return Mention(
            entity, alias.kind, self._folded.original[first:last], self._field, first, last,
            self._parts[number].role, self._sentence(first, number), alias.written, rule, cues,
        )  # fmt: skip


_place = attrgetter("start", "end")
