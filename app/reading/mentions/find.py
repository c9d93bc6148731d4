"""Finds the countries and agencies that a text names, each with the evidence for it."""

from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter

from app.gazetteer.book import Gazetteer
from app.gazetteer.load import load
from app.gazetteer.matcher import Hit
from app.gazetteer.model import Entity
from app.gazetteer.particle import NO_WORDS
from app.reading.mentions.choice import COORDINATED, Candidate, candidate, choose, countries, within
from app.reading.mentions.context import Context, Topic
from app.reading.mentions.coordination import coordinated, with_one_adjective, with_portfolios
from app.reading.mentions.cues import Setting, Verdict, is_anothers, judge
from app.reading.mentions.evidence import Evidence, Named, Said, first_named, is_place, said
from app.reading.mentions.resolution import Resolver, agency_id
from app.reading.model import Field, Mention, Part
from app.text.fold import Folded
from app.text.sentence import sentence_ends
from app.text.span import Span, trim

_AND = " \N{ARABIC LETTER WAW}"


def find_mentions(
    folded: Folded, parts: Sequence[Part], field: Field, home: str | None, book: Gazetteer | None = None
) -> tuple[Mention, ...]:
    """The mentions in one field that stands alone. See `Finder`."""
    return Finder(folded, (book or load()).matcher.find(folded), parts, field, home, book).mentions()


class Finder:
    """What one field names. `folded` is the field folded, `parts` its parts in order, `home` the alpha-2 code
    of the country that the article's source is at home in, `book` the gazetteer (the product's by default),
    and `hits` what its matcher finds in the field."""

    def __init__(
        self,
        folded: Folded,
        hits: Sequence[Hit],
        parts: Sequence[Part],
        field: Field,
        home: str | None,
        book: Gazetteer | None = None,
    ) -> None:
        self.folded, self._parts, self._field, self._book = folded, parts, field, book or load()
        self._home = home
        self._starts = [part.start for part in parts]
        lines = tuple(Span(part.start, part.end) for part in parts if part.role == "dateline")
        self._setting = Setting((), home, lines)
        self._ends: dict[int, list[int]] = {}
        """By the number of a part: where its sentences end, found when a mention needs them."""
        self._found: list[Mention] = []
        self._named: list[Candidate] = []
        self._speaking: list[tuple[Candidate, Mention | None]] = []
        """The countries that the field names, and their places, which are no mentions."""
        self._through: list[Evidence] = []
        """The agencies that speak for a country."""
        self._own: list[Named] = []
        self._shared: list[Candidate] = []
        self.topics: Mapping[object, Topic] = {}
        """Whose each body surely is that the field speaks of, by what it is; known when its mentions are."""
        if len(parts) > 1:
            hits = within(folded, hits, self._starts)
        if not hits:
            return
        agencies = [hit for hit in hits if hit.alias.type == "agency"]
        if agencies:
            hits = [hit for hit in hits if hit.alias.type == "country"]
        if not any(hit.alias.entity is None for hit in agencies):
            hits = [hit for hit in hits if hit.alias.strength != "hint"]  # nobody would ask for them
        if hits:
            self._find_countries(hits)
        if agencies:
            self._find_agencies(agencies)

    @cached_property
    def _evidence(self) -> list[Evidence]:
        """What speaks for a country; made when asked for, because few articles have a body without one."""
        found = []
        for one, mention in self._speaking:
            alias = one.hit.alias
            if mention:
                found.append(Evidence(mention.start, mention.entity.id, mention.surface, one.hit))
            elif alias.entity:
                found.append(Evidence(self.folded.origin(one.start), alias.entity.id, alias.written, one.hit))
        return [*found, *self._through]

    @cached_property
    def said(self) -> Said:
        """What the field says of countries."""
        shared = (one.hit for one in self._shared)
        return said(self.folded, self._evidence, shared, self._book.classes)

    @cached_property
    def dateline(self) -> str | None:
        """The country that the text is dated from, by its capital or its name."""
        for part in self._parts:
            if part.role == "dateline":
                for one in self._evidence:
                    if part.start <= one.start < part.end and not is_place(one.hit):
                        return one.code
        return None

    def mentions(self, before: "Finder | None" = None, after: "Finder | None" = None) -> tuple[Mention, ...]:
        """The mentions, sorted by start; a country within an agency's name is one of its own.

        `before` and `after` are the fields of the same article that stand there: whose bodies they have been
        found to speak of counts here too.
        """
        found = [*self._found, *self._resolved(before, after)] if self._shared else self._found
        return tuple(sorted(found, key=_place))

    def _find_countries(self, hits: Sequence[Hit]) -> None:
        self._named = countries(self.folded, hits, self._book.classes, self._setting)
        for one in self._named:
            entity = one.hit.alias.entity
            if entity and one.hit.alias.strength == "hint":
                self._speaking.append((one, None))
            elif entity and (mention := self._mention(one, entity)):
                self._found.append(mention)
                self._speaking.append((one, mention))

    def _find_agencies(self, hits: Sequence[Hit]) -> None:
        """Those with a name of their own; the shared names are left to be resolved."""
        found = choose(self._candidates(hits, self._named))
        duals = {c.hit.word for c in self._named if c.hit.alias.kind == "demonym" and c.hit.alias.many}
        for one in with_one_adjective(found, duals) if duals else found:
            entity = one.hit.alias.entity
            if entity is None:
                self._shared.append(one)
            elif mention := self._mention(one, entity):
                self._found.append(mention)
                if country := self._book.country_of(entity):
                    self._through.append(Evidence(mention.start, country, mention.surface))
                    self._own.append(Named(one.start, entity.id, country, mention.kind, mention.surface))

    def _resolved(self, before: "Finder | None", after: "Finder | None") -> Iterator[Mention]:
        dateline = self.dateline or (after.dateline if after else None)
        context = Context(
            self.folded, self._book, self._named,
            before.said if before else Said(), self.said, after.said if after else Said(),
            {**(after.topics if after else {}), **(before.topics if before else {})},
            first_named(self._own), self._home, dateline, self._sentence_at,
        )  # fmt: skip
        resolver = Resolver(context)
        for one in self._shared:
            for resolved in resolver.resolve(one):
                entity = Entity("agency", agency_id(self._book, one.hit.alias, resolved.code))
                verdict = Verdict(True, resolved.rule, (*one.verdict.cues, resolved.cue))
                start, end = resolved.start or one.start, resolved.end or one.end
                mention = self._mention(one._replace(start=start, end=end, verdict=verdict), entity)
                if mention:
                    yield mention
        self.topics = resolver.topics

    def _candidates(self, hits: Sequence[Hit], named: Sequence[Candidate]) -> list[Candidate]:
        """The agency hits that hold, with what coordinated phrases add to them.

        Of two with the same span the one whose listed name is the longer comes first; of two names alike
        the shared one if a country stands right after it, for then it is that country's body and not the
        one that bears the name alone. A weak name that no rule spoke about stays: its country right next
        to it may still speak for it.
        """
        ids = {c.hit.alias.entity.id for c in named if c.hit.alias.entity}
        ids.update(hit.alias.entity.id for hit in hits if hit.alias.strength == "strong" and hit.alias.entity)
        setting = self._setting._replace(named=ids)
        others = {
            h.word for h in hits if h.alias.strength != "weak" and not self._book.is_ministry(h.alias.body)
        }
        found: list[Candidate] = []
        beside = {c.hit.word: c.hit for c in named if c.hit.alias.kind == "demonym"}
        for hit in hits:
            by, entity = beside.get(hit.end + 1), hit.alias.entity
            if by and entity and is_anothers(hit, by, self._book.country_of(entity)):
                continue
            verdict = judge(self.folded, hit, setting)
            if verdict.holds or (verdict.rule is None and hit.alias.owners):
                found += self._chain(candidate(hit, verdict), others)

        def rank(one: Candidate) -> tuple[int, bool]:
            return -len(one.hit.alias.stem), (one.hit.alias.strength == "shared") != (one.end + 1 in beside)

        return sorted(found, key=rank)

    def _chain(self, first: Candidate, others: Container[int]) -> list[Candidate]:
        """`first` and the candidates that go on from it by coordination; at `others` begin bodies that are no
        ministries."""
        if not self.folded.text.startswith(_AND, first.end) or first.hit.alias.strength == "blocked":
            return [first]
        alias, classes = first.hit.alias, self._book.classes
        head = "" if alias.many else alias.form.partition(" ")[0]
        apart = None
        if head in classes.get("one_ministry", ()):
            one = head in classes.get("one_minister", ())
            apart = NO_WORDS if one else classes.get("apart", NO_WORDS)
            first = candidate(
                with_portfolios(self.folded, first.hit, self._book, apart, others), first.verdict
            )
        more, following = [], coordinated(self.folded, first.hit, self._book, apart)
        while following is not None:
            more.append(following)
            following = coordinated(self.folded, following, self._book, apart)
        if not more:
            return [first]
        end = more[-1].end
        verdict = Verdict(True, COORDINATED, (alias.written,))
        return [first._replace(chain=end), *(candidate(h, verdict)._replace(chain=end) for h in more)]

    def _sentence(self, offset: int, part: int) -> Span:
        """The sentence of part number `part` that holds `offset`."""
        _, start, end = self._parts[part]
        ends = self._ends.get(part)
        if ends is None:
            ends = self._ends[part] = sentence_ends(self.folded.original, start, end)
        at = bisect_right(ends, offset)
        return trim(self.folded.original, ends[at - 1] if at else start, ends[at] if at < len(ends) else end)

    def _sentence_at(self, offset: int) -> Span:
        return self._sentence(offset, max(0, bisect_right(self._starts, offset) - 1))

    def _mention(self, one: Candidate, entity: Entity) -> Mention | None:
        """A candidate as a mention; None if it stands in no part, or in one that is the page's and not the
        article's: what a link to another article names is not what this one does."""
        first, last = self.folded.span(one.start, one.end)
        number = bisect_right(self._starts, first) - 1
        if number < 0 or last > self._parts[number].end:
            return None
        role = self._parts[number].role
        if role == "boilerplate":
            return None
        alias = one.hit.alias
        _, rule, cues, _ = one.verdict
        return Mention(
            entity, alias.kind, self.folded.original[first:last], self._field, first, last,
            role, self._sentence(first, number), alias.written, rule, cues,
        )  # fmt: skip


_place = attrgetter("start", "end")
