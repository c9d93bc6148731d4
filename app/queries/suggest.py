"""Suggestions: entities and sources by the beginning of any of their names, with their articles."""

from collections.abc import Container, Iterator
from functools import cache
from typing import Literal, NamedTuple

import numpy as np
from sqlalchemy import Connection, func, select

from app.gazetteer.composition import parted
from app.gazetteer.load import load
from app.gazetteer.model import MENTION_KINDS, Agency, Entity, EntityType, MentionKind
from app.gazetteer.outlets import load_outlets
from app.gazetteer.prefix import Flags, PrefixIndex, Standing
from app.queries.entities import list_entities
from app.queries.recall import Recall, compute
from app.queries.schema import article, source

Suggested = Literal["country", "agency", "source"]
_ALL = 1 << 30


class Owner(NamedTuple):
    """Who bears a name; `name` is set for a source only, the gazetteer has those of the others."""

    type: Suggested
    id: str
    country: str | None
    name: str | None = None


class Suggestion(NamedTuple):
    """Somebody that the typed letters may mean: which name they begin, and in how many articles it is."""

    owner: Owner
    matched: str
    articles: int


class _Known(NamedTuple):
    """Who can be suggested, and by which names."""

    owners: tuple[Owner, ...]
    names: PrefixIndex

    def among(self, types: tuple[Suggested, ...], countries: Container[str] | None) -> Flags | None:
        """Those of `types`, all if there are none, and of `countries`, if these are given."""
        if not types and countries is None:
            return None
        wanted = [
            (not types or owner.type in types) and (countries is None or owner.country in countries)
            for owner in self.owners
        ]
        return np.array(wanted, dtype=np.bool_)


def suggest(
    connection: Connection,
    text: str,
    kinds: tuple[MentionKind, ...],
    types: tuple[Suggested, ...] = (),
    limit: int = 10,
    recall: Recall = compute,
) -> tuple[Suggestion, ...]:
    """Who may be meant by `text`, any beginning of a name or of a word in it; of `types` if any are given.

    First those whose whole name it is, then those whose name it begins, then those with a word that
    it begins; among these most articles first. Countries and listed agencies are always there, the
    bodies that every country has and sources when an article has them. Where nobody is called so and `text`
    names a country in French or English, its agencies are suggested that are called by the rest.
    """
    if found := _suggested(connection, text, kinds, types, None, limit, recall):
        return found
    countries, rest = parted(text)
    if not (countries and rest) or (types and "agency" not in types):
        return ()
    return _suggested(connection, rest, kinds, ("agency",), countries, limit, recall)


def _suggested(
    connection: Connection,
    text: str,
    kinds: tuple[MentionKind, ...],
    types: tuple[Suggested, ...],
    countries: frozenset[str] | None,
    limit: int,
    recall: Recall,
) -> tuple[Suggestion, ...]:
    found: list[tuple[int, int, int, Suggestion]] = []
    for place, known in enumerate((listed_names(), recall("suggest", lambda: _of_corpus(connection)))):
        standing = recall(("suggest", place, kinds), lambda: _standing(connection, known, kinds, recall))  # noqa: B023
        for at, one in enumerate(known.names.find(text, standing, limit, known.among(types, countries))):
            articles = standing.articles[one.owner]
            suggestion = Suggestion(known.owners[one.owner], one.name, articles)
            found.append((one.fit, -articles, at, suggestion))
    found.sort(key=lambda one: one[:3])
    return tuple(suggestion for *_, suggestion in found[:limit])


@cache
def listed_names() -> _Known:
    """The countries and listed agencies of the gazetteer."""
    gazetteer = load()
    owners = [Owner("country", code, code) for code in sorted(gazetteer.countries)]
    owners += (Owner("agency", one, agency.country) for one, agency in sorted(gazetteer.agencies.items()))
    numbers = {Entity(owner.type, owner.id): number for number, owner in enumerate(owners)}  # type: ignore[arg-type]

    def names() -> Iterator[tuple[str, Entity]]:
        for code, country in gazetteer.countries.items():
            for name in (code, country.alpha3, *country.name):
                yield name, Entity("country", code)
        for agency in gazetteer.agencies.values():
            for name in _names_of(agency):
                yield name, Entity("agency", agency.id)
        for alias in gazetteer.aliases:
            if alias.strength != "blocked" and alias.kind in ("name", "acronym"):
                for entity in [alias.entity] if alias.entity else []:
                    yield alias.written, entity
                for own in alias.owners.values():
                    yield alias.written, Entity("agency", own)

    listed = dict.fromkeys((name, numbers[entity]) for name, entity in names() if entity in numbers)
    return _Known(tuple(owners), PrefixIndex(listed))


def _names_of(agency: Agency) -> tuple[str, ...]:
    return (agency.id, *((agency.acronym,) if agency.acronym else ()), *agency.name)


def _of_corpus(connection: Connection) -> _Known:
    """The sources of the corpus, and the bodies in it that the gazetteer composes with a country."""
    gazetteer, outlets = load(), load_outlets()
    owners: list[Owner] = []
    names: list[tuple[str, int]] = []
    rows = connection.execute(select(source.c.id, source.c.name, source.c.country).order_by(source.c.id))
    for key, name, country in rows:
        outlet = outlets.by_id.get(key)
        known = (*outlet.aliases, *outlet.weak, outlet.latin or key) if outlet else ()
        names += ((one, len(owners)) for one in dict.fromkeys((key, name, *known)))
        owners.append(Owner("source", key, country, name))
    for tally in list_entities(connection, "agency", MENTION_KINDS, _ALL).items:
        agency = gazetteer.agency(tally.id)
        if agency is not None and agency.id not in gazetteer.agencies:
            names += ((one, len(owners)) for one in _names_of(agency))
            owners.append(Owner("agency", agency.id, agency.country))
    return _Known(tuple(owners), PrefixIndex(names))


def _standing(
    connection: Connection, known: _Known, kinds: tuple[MentionKind, ...], recall: Recall
) -> Standing:
    """How many articles each has, mentions of `kinds` counting."""
    articles: dict[tuple[Suggested, str], int] = {}
    types: tuple[EntityType, ...] = ("country", "agency")
    for own in types:
        for tally in list_entities(connection, own, kinds, _ALL, recall=recall).items:
            articles[own, tally.id] = tally.articles
    counts = (
        select(source.c.id, func.count())
        .join_from(article, source, article.c.source_key == source.c.key)
        .group_by(source.c.id)
    )
    for key, number in connection.execute(counts):
        articles["source", key] = number
    return Standing([articles.get((owner.type, owner.id), 0) for owner in known.owners])
