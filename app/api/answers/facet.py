"""Facets in answers."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, NotRequired

from typing_extensions import TypedDict

from app.api.answers import said
from app.api.answers.entity import NameAnswer, name_of
from app.api.answers.page import CorpusVersion, Understood, json_bytes
from app.gazetteer.model import Entity
from app.queries.facets import Dimension, Facet, Facets

Total = Annotated[int, said("How many articles pass all filters.", 5)]
Count = Annotated[int, said("How many of the articles have it.", 3)]
SourceName = Annotated[str, said("The source's name.", "هسبريس")]


class CountryValue(TypedDict):
    """A country and the articles that mention it."""

    value: Annotated[
        str, said("The country's ISO 3166-1 alpha-2 code: a value of the filter `country`.", "MA")
    ]
    name: NameAnswer
    count: Count


class AgencyValue(TypedDict):
    """An agency and the articles that mention it."""

    value: Annotated[str, said("The agency's id: a value of the filter `agency`.", "ma-dgst")]
    name: NameAnswer
    count: Count


class SourceValue(TypedDict):
    """A source and the articles that come from it."""

    value: Annotated[str, said("The source's id: a value of the filter `source`.", "hespress")]
    name: SourceName
    count: Count


class YearValue(TypedDict):
    """A year and the articles that surely appeared in it."""

    value: Annotated[str, said("YYYY: a value of `published_from` and `published_to`.", "2024")]
    count: Count


class MonthValue(TypedDict):
    """A month and the articles that surely appeared in it."""

    value: Annotated[str, said("YYYY-MM: a value of `published_from` and `published_to`.", "2024-09")]
    count: Count


class LanguageValue(TypedDict):
    """A language and the articles written in it."""

    value: Annotated[str, said("A BCP 47 tag in small letters: a value of the filter `language`.", "ar")]
    count: Count


class FacetAnswer(TypedDict):
    """What one dimension was counted over."""

    more: Annotated[int, said("How many values there are besides those shown, all with fewer articles or as "
                              "many.", 12)]  # fmt: skip
    articles: Annotated[int, said("How many articles pass all filters but this dimension's own.", 5)]
    missing: Annotated[
        int,
        said("How many of these have no value: they mention no country or no agency, have no source or "
             "language, or no date that says in which year or month they appeared.", 1),
    ]  # fmt: skip


class CountryFacet(FacetAnswer):
    """Countries; an article counts for each that it mentions."""

    values: Annotated[list[CountryValue], said("The countries, most articles first, then by code.")]


class AgencyFacet(FacetAnswer):
    """Agencies; an article counts for each that it mentions."""

    values: Annotated[list[AgencyValue], said("The agencies, most articles first, then by id.")]


class SourceFacet(FacetAnswer):
    """Sources."""

    values: Annotated[list[SourceValue], said("The sources, most articles first, then by id.")]


class YearFacet(FacetAnswer):
    """Years."""

    values: Annotated[list[YearValue], said("The years, most articles first, then the earlier.")]


class MonthFacet(FacetAnswer):
    """Months."""

    values: Annotated[list[MonthValue], said("The months, most articles first, then the earlier.")]


class LanguageFacet(FacetAnswer):
    """Languages."""

    values: Annotated[list[LanguageValue], said("The languages, most articles first, then by tag.")]


class FacetsByDimension(TypedDict):
    """The dimensions that were asked for, and no other."""

    country: NotRequired[CountryFacet]
    agency: NotRequired[AgencyFacet]
    source: NotRequired[SourceFacet]
    year: NotRequired[YearFacet]
    month: NotRequired[MonthFacet]
    language: NotRequired[LanguageFacet]


class FacetsAnswer(TypedDict):
    """How the articles of a filter fall by each dimension."""

    facets: Annotated[FacetsByDimension, said("A facet for each dimension asked for.")]
    total: Total
    query: Understood
    corpus_version: CorpusVersion


def facets_bytes(found: Facets, sources: Mapping[str, str]) -> bytes:
    """The facets by dimension as JSON; `sources` are the names of all sources by id."""
    facets = [f'"{name}":{_facet(name, facet, sources)}' for name, facet in found.facets.items()]
    return f"{{{','.join(facets)}}}".encode()


def _facet(dimension: Dimension, facet: Facet, sources: Mapping[str, str]) -> str:
    named = sources if dimension == "source" else {}
    values = [f"{_labelled(dimension, value, named.get(value))}{count}}}" for value, count in facet.values]
    rest = f'"more":{facet.more},"articles":{facet.articles},"missing":{facet.missing}'
    return f'{{"values":[{",".join(values)}],{rest}}}'


@lru_cache(maxsize=8192)
def _labelled(dimension: Dimension, value: str, source: str | None) -> str:
    """A value as JSON up to its count; `source` is the name of a source."""
    shown: dict[str, Any] = {"value": value}
    if dimension in ("country", "agency", "source"):
        shown["name"] = name_in(dimension, value, {} if source is None else {value: source})
    return json_bytes(shown)[:-1].decode() + ',"count":'


def name_in(by: str, id: str, sources: Mapping[str, str]) -> NameAnswer | str:
    """The name of a country, agency or source as answers show it."""
    if by == "source":
        return sources.get(id, id)
    return name_of(Entity("country" if by == "country" else "agency", id))
