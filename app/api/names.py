"""Names in questions: a country, agency or source by code, id, or any name in any language."""

from collections.abc import Callable, Iterable
from functools import cache

from sqlalchemy import Connection

from app.api.question import Question, nearest
from app.errors import Complaint
from app.gazetteer.load import load
from app.gazetteer.model import EntityType
from app.gazetteer.outlets import load_outlets
from app.queries.sources import find_sources, known_sources

_GUESSED = 4
"""Shorter names are near to anything."""
Find = Callable[[str], tuple[str, ...]]


def countries(question: Question, name: str) -> tuple[str, ...]:
    """The alpha-2 codes of the countries that a parameter names."""
    return _resolved(question, name, "country", find_country, _country_names)


def agencies(question: Question, name: str) -> tuple[str, ...]:
    """The ids of the agencies that a parameter names."""
    return _resolved(question, name, "agency", find_agency, _agency_names)


def sources(question: Question, name: str, connection: Connection) -> tuple[str, ...]:
    """The ids of the sources that a parameter names."""

    def find(text: str) -> tuple[str, ...]:
        return find_sources(connection, text)

    def names() -> tuple[str, ...]:
        return source_names(connection)

    return _resolved(question, name, "source", find, names)


def find_country(text: str) -> tuple[str, ...]:
    """The alpha-2 codes of the countries that `text` names; mostly none or one."""
    code = text.upper()
    if code in load().countries:
        return (code,)
    if code in _alpha3():
        return (_alpha3()[code],)
    return _of_type("country", text)


def find_agency(text: str) -> tuple[str, ...]:
    """The ids of the agencies that `text` names; mostly none or one."""
    agency = load().agency(text)
    return (agency.id,) if agency else _of_type("agency", text)


def nearest_country(text: str) -> str | None:
    """The country's name most like `text`."""
    return nearest(text, _country_names())


def nearest_agency(text: str) -> str | None:
    """The agency's id, name or acronym most like `text`."""
    return nearest(text, _agency_names())


def source_names(connection: Connection) -> tuple[str, ...]:
    """The ids and names of all sources of the corpus, and of those that the gazetteer knows."""
    stored = known_sources(connection)
    outlets = load_outlets().by_id.values()
    return (*stored, *stored.values(), *(name for one in outlets for name in (one.id, *one.aliases)))


def _of_type(type: EntityType, text: str) -> tuple[str, ...]:
    return tuple(entity.id for entity in load().resolve_name(text) if entity.type == type)


def _resolved(
    question: Question, name: str, noun: str, find: Find, names: Callable[[], Iterable[str]]
) -> tuple[str, ...]:
    """The ids that a parameter's values name; what names none, or several, is complained of."""
    ids: list[str] = []
    for value in question.texts(name):
        found = find(value)
        if len(found) == 1:
            ids += found
        elif found:
            message = f"{value!r} may be any of {', '.join(found)}; say which."
            question.add(Complaint(name, value, message, found, code="ambiguous"))
        else:
            hint = f" Repeat {name} for several values." if "," in value else ""
            message = f"No {noun} is called {value!r}.{hint}"
            guess = nearest(value, names()) if question.may_guess() else None
            question.add(Complaint(name, value, message, did_you_mean=guess))
    return tuple(dict.fromkeys(ids))


@cache
def _alpha3() -> dict[str, str]:
    return {country.alpha3: code for code, country in load().countries.items()}


@cache
def _country_names() -> tuple[str, ...]:
    countries = load().countries.values()
    return tuple(name for one in countries for name in one.name)


@cache
def _agency_names() -> tuple[str, ...]:
    agencies = load().agencies.values()
    names = (name for one in agencies for name in (one.id, one.acronym or "", *one.name))
    return tuple(name for name in names if len(name) >= _GUESSED)
