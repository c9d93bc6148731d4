"""Names in questions: a country, agency or source by code, id, or any name in any language."""

from collections.abc import Callable
from functools import cache, partial
from typing import Literal

from sqlalchemy import Connection

from app.api.agency import bearers, find_agency, likely_agencies, nearest_agency
from app.api.question import Question, nearest
from app.errors import Complaint
from app.gazetteer.load import load
from app.gazetteer.model import Entity
from app.gazetteer.outlets import load_outlets, name_key
from app.queries.sources import find_sources, known_sources
from app.text.fold import fold_name

_CANDIDATES = 10
"""Words in the names of more countries than this are no name of theirs."""
Find = Callable[[str], tuple[str, ...]]
Noun = Literal["country", "agency", "source"]


def countries(question: Question, name: str) -> tuple[str, ...]:
    """The alpha-2 codes of the countries that a parameter names."""
    return _resolved(question, name, "country", _find_countries, nearest_country)


def agencies(question: Question, name: str, connection: Connection) -> tuple[str, ...]:
    """The ids of the agencies that a parameter names; only a connection can tell whose body may be meant."""
    likely = partial(likely_agencies, connection)
    return _resolved(question, name, "agency", find_agency, nearest_agency, likely)


def sources(question: Question, name: str, connection: Connection) -> tuple[str, ...]:
    """The ids of the sources that a parameter names; only a connection can tell."""

    def find(text: str) -> tuple[str, ...]:
        return find_sources(connection, text)

    def guess(text: str) -> str | None:
        return nearest(text, source_names(connection))

    return _resolved(question, name, "source", find, guess)


def find_country(text: str) -> tuple[str, ...]:
    """The alpha-2 codes of the countries that `text` names; mostly none or one."""
    code = text.upper()
    if code in load().countries:
        return (code,)
    if code in _alpha3():
        return (_alpha3()[code],)
    return tuple(entity.id for entity in load().resolve_name(text) if entity.type == "country")


def _find_countries(text: str) -> tuple[str, ...]:
    """The same; where no country is called `text`, those in whose names it stands if they are several.

    Congo and Korea are names of no country, and yet mean one.
    """
    found = find_country(text) or _named_with(text)
    return found if len(found) <= _CANDIDATES else ()


def _named_with(text: str) -> tuple[str, ...]:
    """The countries that have `text` as whole words in a name, where there are several."""
    found = _having(text)
    return found if len(found) > 1 else ()


def _having(text: str) -> tuple[str, ...]:
    words = f" {name_key(text)} "
    return tuple(code for code, names in _country_words().items() if words.strip() and words in names)


def nearest_country(text: str) -> str | None:
    """The country's name that has `text` as whole words, if it is the only one; that of the country with a
    place that is called so; or the name most like it."""
    having = _having(text)
    if len(having) == 1:
        key = name_key(text)
        own = load().countries[having[0]].name
        return next((name for name in own if key in name_key(name)), having[0])
    return _country_of_place(text) or nearest(text, _country_names())


def _country_of_place(text: str) -> str | None:
    """The name of the country that has a capital or a place called `text`, if one alone has."""
    key = fold_name(text)
    found = {
        (alias.entity, alias.latin)
        for alias in load().aliases
        if alias.entity
        and alias.type == "country"
        and alias.kind == "capital"
        and key in (alias.form, alias.stem)
    }
    if len(found) != 1:
        return None
    entity, latin = found.pop()
    name = load().countries[entity.id].name
    return name.en if latin else name.ar


def source_names(connection: Connection) -> tuple[str, ...]:
    """The ids and names of all sources of the corpus, and of those that the gazetteer knows."""
    stored = known_sources(connection)
    outlets = load_outlets().by_id.values()
    return (*stored, *stored.values(), *(name for one in outlets for name in (one.id, *one.aliases)))


def _resolved(
    question: Question,
    name: str,
    noun: Noun,
    find: Find,
    guess: Callable[[str], str | None],
    likely: Find = lambda _: (),
) -> tuple[str, ...]:
    """The ids that a parameter's values name. What names none or several is complained of; `likely` says what
    to propose then, if not those."""
    ids: list[str] = []
    for value in question.texts(name):
        found = find(value)
        if len(found) == 1:
            ids += found
        elif proposed := (ours := likely(value)) or found:
            candidates = ", ".join(f"{one} ({_label(noun, one)})" for one in proposed)
            message = (
                f"{value!r} may be any of {candidates}; say which."
                if len(proposed) > 1
                else f"{value!r} does not say whose it is; articles mention only {candidates}."
            )
            guessed = ours[0] if ours else None
            question.add(Complaint(name, value, message, proposed, guessed, code="ambiguous"))
        else:
            hint = " Say whose it is." if noun == "agency" and bearers(value) else ""
            hint = f" Repeat {name} for several values." if "," in value else hint
            message = f"No {noun} is called {value!r}.{hint}"
            guessed = guess(value) if question.may_guess() else None
            question.add(Complaint(name, value, message, did_you_mean=guessed))
    return tuple(dict.fromkeys(ids))


def _label(noun: Noun, id: str) -> str:
    """A name to know it by."""
    if noun == "source":
        outlet = load_outlets().by_id.get(id)
        return id if outlet is None else outlet.latin or outlet.name
    label = load().label(Entity(noun, id))
    return id if label is None else label.en


@cache
def _country_words() -> dict[str, str]:
    """All names of each country, in the fold, with a space around each."""
    found = {code: list(country.name) for code, country in load().countries.items()}
    for alias in load().aliases:
        if alias.type == "country" and alias.kind == "name" and alias.strength != "blocked" and alias.entity:
            found[alias.entity.id].append(alias.written)
    return {code: "|".join(f" {name_key(name)} " for name in names) for code, names in found.items()}


@cache
def _alpha3() -> dict[str, str]:
    return {country.alpha3: code for code, country in load().countries.items()}


@cache
def _country_names() -> tuple[str, ...]:
    countries = load().countries.values()
    return tuple(name for one in countries for name in one.name)
