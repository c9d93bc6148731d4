"""A filter in the keys of one database: what its countries, agencies and sources are stored as."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from app.gazetteer.load import load
from app.queries.filter import ArticleFilter
from app.queries.schema import entity, source

Keys = tuple[int, ...]
_ENTITIES = select(entity.c.id, entity.c.key).where(
    entity.c.type == bindparam("type"), entity.c.id.in_(bindparam("ids", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Scope:
    """A filter with its keys. An entity or source that no article has is simply not among them.

    An article passes when it mentions one of each group of `groups` and nothing of `none_of`.
    `dialect` is the engine's. `ids` and `sources` are None where any will do; empty where what is
    asked for has no article.
    """

    filter: ArticleFilter
    dialect: str
    ids: tuple[str, ...] | None
    groups: tuple[Keys, ...]
    none_of: Keys
    sources: Keys | None
    sources_not: Keys

    @property
    def impossible(self) -> bool:
        """Whether no article can pass, known without looking at any."""
        return () in (self.ids, self.sources, *self.groups)


def resolve(connection: Connection, asked: ArticleFilter) -> Scope:
    """The keys of all that `asked` names, in the database of `connection`."""
    countries = _entity_keys(connection, "country", (*asked.country, *asked.country_all, *asked.country_not))
    agencies = _entity_keys(connection, "agency", (*asked.agency, *asked.agency_all, *asked.agency_not))
    sources = _source_keys(connection, (*asked.source, *asked.source_not))
    groups: list[Keys] = []
    for known, any_of, all_of in (
        (countries, asked.country, asked.country_all),
        (agencies, asked.agency, asked.agency_all),
    ):
        if any_of:
            groups.append(_known(known, any_of))
        groups += (_known(known, (one,)) for one in all_of)
    if asked.agency_country:
        groups.append(_agencies_of(connection, asked.agency_country))
    return Scope(
        asked,
        connection.dialect.name,
        _storable(asked.ids) if asked.ids else None,
        tuple(groups),
        _known(countries, asked.country_not) + _known(agencies, asked.agency_not),
        _known(sources, asked.source) if asked.source else None,
        _known(sources, asked.source_not),
    )


def _storable(ids: tuple[str, ...]) -> tuple[str, ...]:
    """Without those that no database keeps, and PostgreSQL refuses to look for."""
    return tuple(one for one in ids if "\0" not in one)


def _known(keys: dict[str, int], ids: Iterable[str]) -> Keys:
    return tuple(dict.fromkeys(keys[one] for one in ids if one in keys))


def _entity_keys(connection: Connection, type: str, ids: tuple[str, ...]) -> dict[str, int]:
    if not ids:
        return {}
    return {row.id: row.key for row in connection.execute(_ENTITIES, {"type": type, "ids": ids})}


def _source_keys(connection: Connection, ids: tuple[str, ...]) -> dict[str, int]:
    if not ids:
        return {}
    found = select(source.c.id, source.c.key).where(source.c.id.in_(ids))
    return {row.id: row.key for row in connection.execute(found)}


def _agencies_of(connection: Connection, codes: tuple[str, ...]) -> Keys:
    """The agencies of these countries that articles mention: whose one is, the gazetteer knows."""
    gazetteer = load()
    rows = connection.execute(select(entity.c.id, entity.c.key).where(entity.c.type == "agency"))
    found = ((row.key, gazetteer.agency(row.id)) for row in rows)
    return tuple(key for key, agency in found if agency is not None and agency.country in codes)
