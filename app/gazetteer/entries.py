"""The gazetteer's TOML files as typed entries, every key known and every value of its type."""

import tomllib
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from app.errors import GazetteerError


@dataclass(frozen=True, slots=True)
class CldrEntry:
    """One country of `cldr.toml`."""

    alpha3: str
    ar: str
    fr: str
    en: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CountryEntry:
    """What `countries.toml` adds to one country; `ar`, `fr`, `en` replace the names shown."""

    ar: str | None = None
    fr: str | None = None
    en: str | None = None
    names: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    latin: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    demonym_forms: tuple[str, ...] = ()
    weak_demonyms: tuple[str, ...] = ()
    demonyms_latin: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    capitals_latin: tuple[str, ...] = ()
    weak_capitals: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    feminine: str | None = None


@dataclass(frozen=True, slots=True)
class PlacesEntry:
    """The places of one country in `places.toml`."""

    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """One table of `agencies/*.toml`."""

    kind: str
    ar: str
    fr: str
    en: str
    country: str | None = None
    acronym: str | None = None
    names: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    shared_heads: tuple[str, ...] = ()
    weak_heads: tuple[str, ...] = ()
    complements: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    shared_acronyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BodyEntry:
    """One table of `bodies.toml`."""

    kind: str
    ar: str
    fr: str
    en: str
    nouns: tuple[str, ...] = ()
    weak_nouns: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    weak_heads: tuple[str, ...] = ()
    feminine_nouns: tuple[str, ...] = ()
    latin: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    adjective: str | None = None
    adjacent_only: bool = False
    found_in: tuple[str, ...] = ()
    agency: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One `[[rule]]` of `homographs.toml`: which forms it is about, and its cues as written."""

    id: str
    reason: str
    default: str | None = None
    forms: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    masculine: bool = False
    alone: bool = False
    opening: bool = False
    dateline: bool = False
    at_home: tuple[str, ...] = ()
    reject_spelled: tuple[str, ...] = ()
    accept_spelled: tuple[str, ...] = ()
    indefinite: bool = False
    attached: tuple[str, ...] = ()
    only_near: tuple[str, ...] = ()
    reject_bracketed: bool = False
    reject_before: tuple[str, ...] = ()
    reject_after: tuple[str, ...] = ()
    accept_before: tuple[str, ...] = ()
    accept_after: tuple[str, ...] = ()
    reject_near: tuple[str, ...] = ()
    accept_near: tuple[str, ...] = ()
    reject_with: tuple[str, ...] = ()
    accept_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockEntry:
    """One `[[block]]` of `homographs.toml`: phrases that name no entity of this type."""

    id: str
    reason: str
    forms: tuple[str, ...]
    type: str = "country"


Entry = TypeVar("Entry", CldrEntry, CountryEntry, PlacesEntry, AgencyEntry, BodyEntry, RuleEntry, BlockEntry)


def read(path: Path) -> dict[str, Any]:
    """The tables of one TOML file. Raises GazetteerError that names a file it cannot read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise GazetteerError(f"The gazetteer file {path} cannot be read: {error}") from error


def parse(kind: type[Entry], where: str, table: Any) -> Entry:
    """`table` as an entry of `kind`. Raises GazetteerError naming `where` and the key at fault."""
    if not isinstance(table, dict):
        raise GazetteerError(f"{where} must be a table.")
    known, needed = _KEYS[kind]
    if unknown := sorted(table.keys() - known.keys()):
        raise GazetteerError(f"{where} has the unknown key {unknown[0]!r}; known are {', '.join(known)}.")
    if missing := [name for name in needed if name not in table]:
        raise GazetteerError(f"{where} lacks the key {missing[0]!r}.")
    return kind(**{key: _value(f"{where}.{key}", known[key], table[key]) for key in table})


def _keys(kind: type[Any]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The keys of an entry with the type of each, and those that it must have."""
    known = fields(kind)
    return {f.name: str(f.type) for f in known}, tuple(f.name for f in known if f.default is MISSING)


_KEYS: dict[type[Any], tuple[dict[str, str], tuple[str, ...]]] = {
    kind: _keys(kind)
    for kind in (CldrEntry, CountryEntry, PlacesEntry, AgencyEntry, BodyEntry, RuleEntry, BlockEntry)
}


def _value(where: str, wanted: str, value: Any) -> Any:
    if "tuple[str, ...]" in wanted:
        if isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value):
            return tuple(value)
        raise GazetteerError(f"{where} must be a list of texts that are not empty.")
    if "tuple[tuple" in wanted:
        if isinstance(value, dict) and all(isinstance(v, str) for v in value.values()):
            return tuple(value.items())
        raise GazetteerError(f"{where} must be a table of texts.")
    if "bool" in wanted:
        if isinstance(value, bool):
            return value
        raise GazetteerError(f"{where} must be true or false.")
    if isinstance(value, str) and value.strip():
        return value
    raise GazetteerError(f"{where} must be a text that is not empty.")
