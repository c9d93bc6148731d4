"""An agency by whatever it is called: an id, a name, its office, or words that an article would have."""

from functools import cache

from sqlalchemy import Connection

from app.api.question import nearest
from app.gazetteer.composition import agencies_of, called
from app.gazetteer.load import load
from app.gazetteer.matcher import Hit
from app.gazetteer.model import DEFAULT_KINDS, Agency
from app.gazetteer.particle import NO_WORDS, Words
from app.queries.entities import mentioned
from app.reading.mentions.find import find_mentions
from app.reading.model import Mention, Part
from app.text.fold import Folded, fold

_GUESSED = 4
"""Shorter names are near to anything."""
_NEAR, _OF_ITS_COUNTRY = 0.75, 0.8
"""How much a guess has in common with what was asked: one letter of four may differ; where both name a
country, they have so much more in common by that."""
_LONGEST = 100
"""Characters of what may be read as an agency."""
_CANDIDATES = 10
"""So many agencies are proposed."""


def find_agency(text: str) -> tuple[str, ...]:
    """The ids of the agencies that `text` names; mostly none or one."""
    agency = load().agency(text)
    if agency:
        return (agency.id,)
    found = tuple(entity.id for entity in load().resolve_name(text) if entity.type == "agency")
    return found or _read(text) or _composed(text)


def _composed(text: str) -> tuple[str, ...]:
    countries, agencies = called(text)
    return tuple(sorted(agencies)) if countries else ()


def _read(text: str) -> tuple[str, ...]:
    """The agency that all of `text` would be in an article: «the Jordanian intelligence», in any words; where
    it is none by itself, as one that says something, for so «the health in Gaza» is a ministry."""
    words = text.strip()
    if not words or len(words) > _LONGEST:
        return ()
    saying = min(load().classes.get("said_feminine", NO_WORDS).keys, default="").removeprefix("=")
    return _whole(words) or _whole(words, f"{saying} ")


def _whole(words: str, before: str = "") -> tuple[str, ...]:
    """The agency that `words` are when they stand alone behind `before`."""
    folded = fold(before + words)
    read = [one for one in _mentions(folded) if one.entity.type == "agency"]
    if len(read) != 1 or read[0].start != len(before):
        return ()
    whole = read[0].end == len(folded.original) or _is_of_the_place_behind(read[0], folded)
    return (read[0].entity.id,) if whole else ()


def _is_of_the_place_behind(mention: Mention, folded: Folded) -> bool:
    """Whether an agency is followed by nothing but where it is: «… in Gaza», «… of the state of Qatar»."""
    book, behind = load(), folded.place(mention.end)
    between = Words((), (book.classes.get(name, NO_WORDS) for name in ("in", "state")))

    def is_its_place(hit: Hit) -> bool:
        entity = hit.alias.entity
        if hit.end != len(folded.text) or hit.word < behind or entity is None or hit.particles.and_:
            return False
        words = folded.text[behind : hit.word].split()
        return book.country_of(mention.entity) == entity.id and all(word in between for word in words)

    return any(is_its_place(hit) for hit in book.matcher.find(folded) if hit.alias.type == "country")


def likely_agencies(connection: Connection, text: str) -> tuple[str, ...]:
    """What `text` may be where several are called so, those first that most articles mention: bodies of all
    countries only if an article does; none if none is mentioned."""
    named = find_agency(text)
    bodies = bearers(text)
    found = mentioned(connection, "agency", bodies.union(named), DEFAULT_KINDS)
    others = [one for one in named if one not in found] if found and not bodies else []
    return (*found, *others)[:_CANDIDATES]


def bearers(text: str) -> frozenset[str]:
    """The ids of all bodies that `text` names without a country: any may have a ministry of health."""
    countries, agencies = called(text)
    return load().bodies_called(text) | (frozenset() if countries else agencies)


def nearest_agency(text: str) -> str | None:
    """The agency's id, name or acronym most like `text`, of its country where it names one; None where none
    is near, or where bodies of all countries are called so."""
    if bearers(text):
        return None
    codes = called(text).countries or _countries_read(text)
    own = (name for code in sorted(codes) for agency in agencies_of(code) for name in _names_of(agency))
    return nearest(text, own, _OF_ITS_COUNTRY) if codes else nearest(text, _agency_names(), _NEAR)


def _countries_read(text: str) -> frozenset[str]:
    """The countries that `text` would name in an article."""
    found = _mentions(fold(text[:_LONGEST]))
    return frozenset(one.entity.id for one in found if one.entity.type == "country")


def _mentions(folded: Folded) -> tuple[Mention, ...]:
    """What a text names as the only paragraph of an article."""
    return find_mentions(folded, (Part("paragraph", 0, len(folded.original)),), "text", None)


def _names_of(agency: Agency) -> tuple[str, ...]:
    names = (agency.id, agency.acronym or "", *agency.name)
    return tuple(name for name in names if len(name) >= _GUESSED)


@cache
def _agency_names() -> tuple[str, ...]:
    return tuple(name for one in load().agencies.values() for name in _names_of(one))
