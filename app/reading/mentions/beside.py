"""Whose body is meant, by the country right next to it: its adjective, its name, where it is said to be."""

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from app.gazetteer.book import Gazetteer
from app.gazetteer.model import Alias
from app.reading.mentions.choice import COORDINATED, Candidate
from app.reading.mentions.cues import word_after, word_before
from app.text.fold import Folded

_HEH, _BEH, _LAM = "\N{ARABIC LETTER HEH}", "\N{ARABIC LETTER BEH}", "\N{ARABIC LETTER LAM}"
_NAME_WORDS = 4
"""Within so many words the name of a province or a government and its country stand."""
_PERSON_WORDS = 6
"""Hardly a person is called by more words, with a title."""


class Resolved(NamedTuple):
    """The country a body belongs to, by which evidence; `start` and `end` are those of its phrase in
    the folded text where they are not the alias's: the adjective that belongs to it is part of it,
    and of coordinated adjectives each further one is a phrase of its own."""

    code: str
    rule: str
    cue: str
    start: int | None = None
    end: int | None = None


class Beside:
    """What stands next to the bodies of one field, which names the `countries` in order, of a source that
    is at `home` somewhere."""

    def __init__(
        self, folded: Folded, book: Gazetteer, countries: Sequence[Candidate], home: str | None
    ) -> None:
        self._folded, self._book, self._home = folded, book, home
        self._by_word = {c.hit.word: c for c in countries}

    def find(self, candidate: Candidate) -> list[Resolved]:
        """The country right after the phrase, and those coordinated with it: after a plural any, else an
        adjective of the same form, or a name where names follow, for a body is of one country («the Austrian
        and German ministry», «the police of Cambodia and Thailand»)."""
        alias, end = candidate.hit.alias, candidate.chain
        many = alias.many or end != candidate.hit.end or candidate.verdict.rule == COORDINATED
        found = self._next(alias, end, many)
        if found is None or not self._owns(alias, found, end):
            return []
        attached = not found.hit.particles.to and found.hit.word == candidate.end + 1
        resolved = [_beside(found, candidate.start, found.end if attached else candidate.end)]
        while after := self._by_word.get(found.end + 1) or self._after_a_person(alias, found):
            if not after.hit.particles.and_ or after.hit.alias.kind != found.hit.alias.kind:
                break
            listed = alias.many or (alias.construct and alias.kind == "name") or _agree(found, after)
            if not listed and not (found.hit.alias.kind == "name" and self._is_several(alias)):
                break
            found = after
            resolved.append(_beside(found, found.start, found.end))
        return resolved

    def _is_several(self, alias: Alias) -> bool:
        """Whether `alias` is a plural that one country has, so each of several: «the services of A and B»."""
        return alias.form.partition(" ")[0] in self._book.classes.get("several", ())

    def _after_a_person(self, alias: Alias, found: Candidate) -> Candidate | None:
        """The adjective that goes on from `found` behind somebody's name, for a dual or plural has several
        where its first is singular: «the ministers, the Egyptian So-and-so and the Turkish So-and-so»."""
        if not alias.many or found.hit.alias.many or found.hit.alias.kind != "demonym":
            return None
        end = found.end
        for _ in range(_PERSON_WORDS):
            word = word_after(self._folded.text, end)
            if not word:
                return None
            end += 1 + len(word)
            after = self._by_word.get(end + 1)
            if after is not None and after.hit.particles.and_:
                return after if _agree(found, after) else None
        return None

    def province(self, end: int) -> Resolved | None:
        """The country of the province that a body which ends there is said to be in. It is that country's
        body, but for what provinces have too: «the minister of the interior in the German state of Hesse»."""
        inside = self._inside(end, "province")
        for found in self._behind(inside) if inside else ():
            alias = found.hit.alias
            if alias.entity and not (found.hit.particles.and_ or found.hit.particles.to or alias.many):
                return Resolved(alias.entity.id, "beside", alias.written)
        return None

    def is_in_a_province_of(self, end: int, code: str) -> bool:
        """Whether a body which ends there may be that of the country `code` by the province it is said to be
        in, if it is: a place of that country."""
        inside = self._inside(end, "province")
        if not inside:
            return True
        return any(one.hit.alias.entity and one.hit.alias.entity.id == code for one in self._behind(inside))

    def government(self, end: int, owners: Container[str]) -> Resolved | None:
        """Which of `owners` the government that such a body is in has its seat in: «the minister in the
        government of So-and-so in Tripoli»."""
        inside = self._inside(end, "cabinet_of")
        for found in self._behind(inside) if inside else ():
            alias, before = found.hit.alias, word_before(self._folded.text, found.hit.word)
            seat = found.hit.particles.to == _BEH or before in self._book.classes.get("in", ())
            if alias.entity and alias.entity.id in owners and seat and alias.kind in ("name", "capital"):
                return Resolved(alias.entity.id, "beside", alias.written)
        return None

    def _inside(self, end: int, what: str) -> int:
        """Where the word of class `what` ends in which something that ends at `end` is said to be; else 0."""
        text, classes = self._folded.text, self._book.classes
        word = word_after(text, end)
        if word in classes.get("in", ()):
            end += 1 + len(word)
            word = word_after(text, end)
        elif not word.startswith(_BEH):
            return 0
        return end + 1 + len(word) if word in classes.get(what, ()) else 0

    def _behind(self, end: int) -> Iterator[Candidate]:
        """The countries and their places that begin within the few words behind `end` that a name has."""
        for _ in range(_NAME_WORDS):
            if found := self._by_word.get(end + 1):
                yield found
            end += 1 + len(word_after(self._folded.text, end))

    def _owns(self, alias: Alias, found: Candidate, end: int) -> bool:
        """Whether the country `found` after a phrase is its owner, and not only the place of it.

        «The minister in Paris» has gone there where the source's own country has such a minister, and
        «the office in Paris» is one of another country's where France has none. Ministers meet in a
        capital; those «in Baghdad and Ankara» are the ones of both.
        """
        code = found.hit.alias.entity.id if found.hit.alias.entity else ""
        if found.hit.word == end + 1 or found.hit.alias.kind == "demonym":
            return True
        if self._folded.text[end + 1 : found.hit.word - 1] in self._book.classes.get("state", ()):
            return True  # «the minister of the Republic of Italy»
        if alias.many and alias.kind == "head" and found.hit.alias.kind == "capital":
            other = self._by_word.get(found.end + 1)
            two = other is not None and other.hit.alias.kind == "capital" and bool(other.hit.particles.and_)
            return two and allows(alias, code)
        at_home = self._home is not None and self._home != code and allows(alias, self._home)
        return allows(alias, code) and not (alias.kind == "head" and at_home)

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
        inside = word in classes.get("in", ())
        if inside:
            end = end + 1 + len(word)
            word = word_after(text, end)
            found = self._by_word.get(end + 1)
        elif found is not None and found.hit.particles.to != _BEH:
            found = None
        if (inside or word.startswith(_BEH)) and word in classes.get("government", ()):
            of = self._by_word.get(end + 1 + len(word) + 1)
            if of is not None and of.hit.alias.kind == "demonym" and of.hit.particles.article:
                return of
        if word in classes.get("state", ()):
            found = self._by_word.get(end + 1 + len(word) + 1)
        return found if found is not None and found.hit.alias.kind in ("name", "capital") else None

    def _modifies(self, alias: Alias, found: Candidate, many: bool) -> bool:
        """Whether the country directly after the phrase belongs to it, by the rules of grammar."""
        hit = found.hit
        if hit.particles.and_ or hit.particles.to:
            official = hit.alias.form.split(" ")[0] in self._book.classes.get("state", ())
            of = hit.particles.to == _BEH or (official and hit.particles.to == _LAM)
            return of and hit.alias.kind == "name" and not hit.particles.and_
        if hit.alias.kind == "name":
            return alias.construct
        if hit.alias.kind == "capital":  # «the health of Gaza»: who governs there
            return alias.construct and alias.kind == "name" and self._book.is_ministry(alias.body)
        if hit.alias.kind != "demonym" or alias.construct or not hit.particles.article:
            return hit.alias.latin and alias.latin and hit.alias.kind == "demonym"
        if hit.alias.many:
            return many
        if alias.adjective is not None:
            return (alias.adjective == "feminine") == hit.alias.stem.endswith(_HEH)
        return True

    def place(self, candidate: Candidate, owners: Container[str]) -> Resolved | None:
        """The country that an office is said to be in, where it is nobody's who may have gone there."""
        found = self._next(candidate.hit.alias, candidate.chain, many=False)
        if found is None or found.hit.alias.kind != "name" or not found.hit.alias.entity:
            return None
        code = found.hit.alias.entity.id
        return Resolved(code, "beside", found.hit.alias.written) if code in owners else None


def allows(alias: Alias, code: str) -> bool:
    """Whether the country `code` may have what `alias` names."""
    return alias.body is not None or code in alias.owners


def _agree(one: Candidate, other: Candidate) -> bool:
    """Whether two coordinated countries are adjectives of one form («the French and the German»)."""
    hit = other.hit
    return (
        hit.alias.kind == "demonym"
        and hit.particles.article
        and not (hit.particles.to or hit.alias.many or one.hit.alias.many)
        and hit.alias.stem.endswith(_HEH) == one.hit.alias.stem.endswith(_HEH)
    )


def _beside(found: Candidate, start: int, end: int) -> Resolved:
    alias = found.hit.alias
    return Resolved(alias.entity.id if alias.entity else "", "beside", alias.written, start, end)
