"""Bodies called in French or English by what they are and whose: «Egyptian Ministry of Health».

The words may stand in any order, and little words between them do not count. Nothing is near enough: what is
left of a name when its country is taken out is the name of a body, or it is not.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from app.gazetteer.load import load
from app.gazetteer.model import Agency
from app.gazetteer.outlets import name_key

_LITTLE = frozenset(
    ["a", "au", "aux", "d", "de", "des", "du", "en", "in", "l", "la", "le", "les", "of", "s", "the"]
)
_OFFICES = {"minister": "ministry", "ministre": "ministere"}
"""An office stands for its agency, as it does in articles."""
_MOST = 8
"""Words in the name of a country."""
Words = tuple[str, ...]


class Called(NamedTuple):
    """What a name says: the alpha-2 codes of whose it is (of two Congos, for one), and the ids of agencies
    that are called so. Where no country is said, these are the bodies of all that have such a one."""

    countries: frozenset[str]
    agencies: frozenset[str]


def called(text: str) -> Called:
    """The agencies that `text` names as a body and its country, in French or English."""
    words = tuple(name_key(text).split())
    said = tuple(_countries_in(words))
    for codes, rest in said:
        key = _key(rest)
        listed = (_listed().get((code, key), frozenset()) for code in codes)
        if agencies := _bodies_of(key, codes) or frozenset().union(*listed):
            return Called(codes, agencies)
    if said:
        return Called(said[0][0], frozenset())
    return Called(frozenset(), _bodies_of(_key(words), frozenset(load().countries)))


def parted(text: str) -> tuple[frozenset[str], str]:
    """The countries that `text` names in French or English, if any, and what is left, which begins and ends
    with no little word."""
    words = tuple(name_key(text).split())
    codes, rest = next(_countries_in(words), (frozenset(), words))
    great = [number for number, word in enumerate(rest) if word not in _LITTLE]
    return codes, " ".join(rest[great[0] : great[-1] + 1]) if great else ""


def agencies_of(code: str) -> tuple[Agency, ...]:
    """The agencies of a country: those listed, and the bodies that every country has."""
    book = load()
    listed = (agency.id for agency in book.agencies.values() if agency.country == code)
    every = dict.fromkeys((*listed, *(book.agency_of(function, code) for function in book.bodies)))
    return tuple(agency for one in every if (agency := book.agency(one)))


def _bodies_of(key: Words, codes: frozenset[str]) -> frozenset[str]:
    return frozenset(load().agency_of(body, code) for body in _bodies().get(key, ()) for code in codes)


def _countries_in(words: Words) -> Iterator[tuple[frozenset[str], Words]]:
    """The countries that words name, the longest name first, each with the words around it."""
    known = _countries()
    for size in range(min(len(words), _MOST), 0, -1):
        for start in range(len(words) - size + 1):
            codes = known.get(words[start : start + size])
            if codes:
                yield codes, words[:start] + words[start + size :]


def _key(words: Words) -> Words:
    return tuple(sorted(_OFFICES.get(word, word) for word in words if word not in _LITTLE))


@cache
def _countries() -> dict[Words, frozenset[str]]:
    """The French and English names, adjectives and acronyms of countries, these also in the plural."""
    found: dict[Words, set[str]] = {}
    for code, country in load().countries.items():
        for name in country.name[1:]:
            found.setdefault(tuple(name_key(name).split()), set()).add(code)
    for alias in load().aliases:
        named = alias.entity if alias.latin and alias.type == "country" else None
        if named and alias.kind != "capital" and alias.strength != "blocked":
            for name in (alias.written, f"{alias.written}s")[: 1 + (alias.kind == "demonym")]:
                found.setdefault(tuple(name_key(name).split()), set()).add(named.id)
    return {words: frozenset(codes) for words, codes in found.items()}


@cache
def _bodies() -> dict[Words, frozenset[str]]:
    """The functions of the bodies that every country has, by their names without one."""
    found: dict[Words, set[str]] = {}
    for function, body in load().bodies.items():
        for name in (*(template.format(country="") for template in body.name[1:]), *body.latin):
            found.setdefault(_key(tuple(name_key(name).split())), set()).add(function)
    return {key: frozenset(functions) for key, functions in found.items()}


@cache
def _listed() -> dict[tuple[str, Words], frozenset[str]]:
    """The ids of listed agencies, by their country and their names, without it where they say it."""
    found: dict[tuple[str, Words], set[str]] = {}
    for agency in load().agencies.values():
        latin = (key for key in map(name_key, agency.aliases) if key.isascii())
        for words in (tuple(key.split()) for key in latin) if agency.country else ():
            rests = [rest for codes, rest in _countries_in(words) if agency.country in codes]
            if key := _key(rests[0] if rests else words):
                found.setdefault((agency.country or "", key), set()).add(agency.id)
    return {key: frozenset(ids) for key, ids in found.items()}
