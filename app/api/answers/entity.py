"""Countries, agencies and sources in answers."""

from collections.abc import Iterable
from typing import Annotated, cast

from typing_extensions import TypedDict

from app.api.answers import said
from app.api.answers.page import ListAnswer
from app.gazetteer.model import Agency, AgencyKind, Country, Entity
from app.queries.entities import AliasCount
from app.queries.page import Tally
from app.queries.sources import SourceTally
from app.store import card


class NameAnswer(TypedDict):
    """A name in three languages."""

    ar: Annotated[str, said("The Arabic name.", "المغرب")]
    fr: Annotated[str, said("The French name.", "Maroc")]
    en: Annotated[str, said("The English name.", "Morocco")]


Code = Annotated[str, said("ISO 3166-1 alpha-2 code.", "MA")]
AgencyId = Annotated[str, said("The agency's id.", "ma-dgst")]
SourceId = Annotated[str, said("The source's id.", "middle-east-online")]
Articles = Annotated[int, said("How many articles mention it, under the chosen `mention_kind`.", 5)]
Mentions = Annotated[int, said("How often it is mentioned, under the chosen `mention_kind`.", 61)]
Aliases = Annotated[
    list[str], said("The forms by which articles may name it.", ["المغرب", "Maroc", "Morocco"])
]


class AliasAnswer(TypedDict):
    """A form, and how often it is what matched."""

    alias: Annotated[str, said("The gazetteer's form that matched.", "المغرب")]
    mentions: Annotated[int, said("How many mentions it accounts for.", 37)]


Matched = Annotated[
    list[AliasAnswer],
    said("Which forms matched in this corpus and how often, the most frequent first.",
         [{"alias": "المغرب", "mentions": 37}]),
]  # fmt: skip


class CountryAnswer(TypedDict):
    """A country, and how much the corpus speaks of it."""

    code: Code
    alpha3: Annotated[str, said("ISO 3166-1 alpha-3 code.", "MAR")]
    name: NameAnswer
    aliases: Aliases
    articles: Articles
    mentions: Mentions


class OneCountryAnswer(CountryAnswer):
    """A country, and the forms by which the corpus names it."""

    matched: Matched


class CountryList(ListAnswer):
    """A page of countries."""

    items: Annotated[list[CountryAnswer], said("The countries, most articles first.")]


OwnCountry = Annotated[
    str | None, said("Its country's ISO 3166-1 alpha-2 code; null for an international body.", "MA")
]


class AgencyAnswer(TypedDict):
    """An agency, and how much the corpus speaks of it."""

    id: AgencyId
    name: NameAnswer
    acronym: Annotated[str | None, said("Its acronym in Latin letters.", "DGST")]
    country: OwnCountry
    kind: Annotated[AgencyKind, said("What kind of body it is.", "intelligence")]
    aliases: Aliases
    articles: Articles
    mentions: Mentions


class OneAgencyAnswer(AgencyAnswer):
    """An agency, and the forms by which the corpus names it."""

    matched: Matched


class AgencyList(ListAnswer):
    """A page of agencies."""

    items: Annotated[list[AgencyAnswer], said("The agencies, most articles first.")]


class SourceAnswer(TypedDict):
    """A source with its articles."""

    id: SourceId
    name: Annotated[str, said("Its name.", "ميدل ايست اونلاين")]
    country: Annotated[
        str | None, said("ISO 3166-1 alpha-2 code of the country it appears in, where known.", "GB")
    ]
    articles: Annotated[int, said("How many articles come from it.", 1)]
    first: Annotated[
        str | None,
        said("First day on which any of them may have appeared; null without dates.", "2024-09-14"),
    ]
    last: Annotated[str | None, said("Last day on which any of them may have appeared.", "2024-09-14")]


class SourceList(ListAnswer):
    """A page of sources."""

    items: Annotated[list[SourceAnswer], said("The sources, most articles first.")]


def name_of(entity: Entity) -> NameAnswer:
    """The entity's names; its id where the gazetteer does not know it."""
    return cast("NameAnswer", card.name_of(entity))


def country_answer(country: Country, tally: Tally) -> CountryAnswer:
    """A country with its counts."""
    return {
        "code": country.code,
        "alpha3": country.alpha3,
        "name": name_of(Entity("country", country.code)),
        "aliases": list(country.aliases),
        "articles": tally.articles,
        "mentions": tally.mentions,
    }


def agency_answer(agency: Agency, tally: Tally) -> AgencyAnswer:
    """An agency with its counts."""
    return {
        "id": agency.id,
        "name": name_of(Entity("agency", agency.id)),
        "acronym": agency.acronym,
        "country": agency.country,
        "kind": agency.kind,
        "aliases": list(agency.aliases),
        "articles": tally.articles,
        "mentions": tally.mentions,
    }


def matched_answer(counts: Iterable[AliasCount]) -> list[AliasAnswer]:
    """The forms that matched."""
    return [{"alias": count.alias, "mentions": count.mentions} for count in counts]


def source_answer(source: SourceTally) -> SourceAnswer:
    """A source with its counts and days."""
    return {
        "id": source.id,
        "name": source.name,
        "country": source.country,
        "articles": source.articles,
        "first": None if source.first is None else source.first.isoformat(),
        "last": None if source.last is None else source.last.isoformat(),
    }
