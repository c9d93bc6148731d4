"""Reads the gazetteer's files into one frozen `Gazetteer`, and says what is wrong with them."""

import gc
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, cast

from app.errors import GazetteerError
from app.garbage import uncollected
from app.gazetteer import check
from app.gazetteer.book import Adjectives, Gazetteer
from app.gazetteer.entries import AgencyEntry, BodyEntry, CldrEntry, CountryEntry, PlacesEntry, parse, read
from app.gazetteer.forms import agency_aliases, block_aliases, body_aliases, country_aliases, place_aliases
from app.gazetteer.homograph import Homographs, not_after, parse_homographs
from app.gazetteer.model import (
    AGENCY_KINDS,
    NO_RULES,
    Agency,
    Alias,
    Body,
    Country,
    Label,
    Rules,
)
from app.gazetteer.particle import ARTICLE, NO_WORDS

DATA = Path(__file__).parent / "data"
RULES_VERSION = "6"
"""Raised whenever code reads the same data otherwise."""

_YEH, _HEH, _TEH_MARBUTA = (
    "\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER HEH}", "\N{ARABIC LETTER TEH MARBUTA}",
)  # fmt: skip


def load(folder: Path | None = None) -> Gazetteer:
    """The gazetteer in `folder` (that of the product by default), read once.

    Raises GazetteerError for a file that cannot be read, an unknown key or a value of another type.
    What contradicts itself is loaded, and told by `Gazetteer.check`.
    """
    return _product() if folder is None else _load(folder.resolve())


@cache
def _product() -> Gazetteer:
    return _load(DATA)


@cache
@uncollected()
def _load(folder: Path) -> Gazetteer:
    gazetteer = _read(folder)
    gc.freeze()  # all of it stays: the collector would walk it again and again for nothing
    return gazetteer


def _read(folder: Path) -> Gazetteer:
    files = _files(folder)
    cldr = _entries(CldrEntry, files, "cldr.toml")
    curated = _entries(CountryEntry, files, "countries.toml")
    bodies = _entries(BodyEntry, files, "bodies.toml")
    places = _entries(PlacesEntry, files, "places.toml")
    agencies: dict[str, AgencyEntry] = {}
    problems = [f"countries.toml: {code} is no country." for code in curated if code not in cldr]
    problems += [f"places.toml: {code} is no country." for code in places if code not in cldr]
    for name in files:
        if name.startswith("agencies/"):
            found = _entries(AgencyEntry, files, name)
            problems += [f"{name}: {key} is listed twice." for key in found if key in agencies]
            agencies |= found
    countries = _unambiguous(_countries(cldr, curated))
    homographs = parse_homographs(
        files.get("homographs.toml", {}),
        demonyms=[a.stem for a in countries if a.kind == "demonym" and _is_word(a) and a.article != "never"],
        names=[a.stem for a in countries if a.kind == "name" and _is_word(a)],
    )
    listed = _listed(countries, bodies, agencies, homographs)
    listed += (alias for code, entry in places.items() for alias in place_aliases(code, entry))
    aliases = tuple(map(homographs.ruled, _merge(listed)))

    def inspect() -> list[str]:
        return problems + check.entries(cldr, curated, agencies, bodies) + check.aliases(listed)

    return Gazetteer(
        countries={code: _country(code, entry, curated.get(code), aliases) for code, entry in cldr.items()},
        agencies={key: _agency(key, entry) for key, entry in agencies.items()},
        bodies={function: _body(function, entry) for function, entry in bodies.items()},
        adjectives={code: a for code, entry in curated.items() if (a := _adjectives(entry))},
        aliases=aliases,
        classes=homographs.classes,
        version=_version(folder),
        inspect=inspect,
    )


def _files(folder: Path) -> dict[str, dict[str, Any]]:
    paths = sorted(folder.glob("*.toml")) + sorted(folder.glob("agencies/*.toml"))
    names = [path.relative_to(folder).as_posix() for path in paths if path.name != "outlets.toml"]
    if "cldr.toml" not in names:
        raise GazetteerError(f"There is no gazetteer in {folder}: cldr.toml is missing.")
    return {name: read(folder / name) for name in names}


def _version(folder: Path) -> str:
    digest = hashlib.sha256(RULES_VERSION.encode())
    for path in sorted(folder.rglob("*.toml")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _entries(kind: Any, files: dict[str, dict[str, Any]], name: str) -> dict[str, Any]:
    return {key: parse(kind, f"{name} [{key}]", table) for key, table in files.get(name, {}).items()}


def _countries(cldr: dict[str, CldrEntry], curated: dict[str, CountryEntry]) -> list[Alias]:
    nothing = CountryEntry()
    return [a for code in cldr for a in country_aliases(code, cldr[code], curated.get(code, nothing))]


def _is_word(alias: Alias) -> bool:
    return alias.strength == "strong" and not alias.latin and " " not in alias.stem


def _listed(
    countries: list[Alias],
    bodies: dict[str, BodyEntry],
    agencies: dict[str, AgencyEntry],
    homographs: Homographs,
) -> list[Alias]:
    """Every form of every entry, before those that are written alike are merged."""
    plurals = homographs.classes.get("plural", NO_WORDS)
    found = list(countries)
    for key, agency in agencies.items():
        found += agency_aliases(key, agency, homographs.offices)
    for block in homographs.blocks:
        found += block_aliases(block)
    for function, body in bodies.items():
        rules = Rules((not_after(function, body),)) if body.not_after else NO_RULES
        own = body_aliases(function, body, homographs.severals, plurals)
        found += (alias._replace(rules=rules) for alias in own)
    return found


def _unambiguous(found: Iterable[Alias]) -> list[Alias]:
    """The aliases, those set apart that are spelled like a country's bare name and an adjective.

    Libya is spelled like the accusative of its own adjective: that form bears no article, and a rule
    says when it is the adjective. Where the name is spelled like the adjective itself (Chile, Burundi)
    the article makes the adjective, or the noun before, and where such a name is weak (Mali) the rules.
    """
    kept = list(found)
    bare = [a for a in kept if a.type == "country" and a.kind == "name" and a.article != "must"]
    names = {a.stem for a in bare}
    claimed = {(a.stem, a.entity) for a in bare}
    demonyms = {(a.stem, a.entity) for a in kept if a.kind == "demonym"}
    result = []
    for alias in kept:
        if alias.kind == "demonym" and alias.stem in names and not alias.stem.endswith(_HEH):
            if alias.stem.endswith(_YEH):
                result.append(alias._replace(article="may"))
            elif (alias.stem, alias.entity) in claimed:
                result.append(alias._replace(article="never"))
        elif alias.kind == "name" and alias.article == "may" and (alias.stem, alias.entity) in demonyms:
            result.append(alias._replace(article="never"))
        else:
            result.append(alias)
    return result


def _merge(found: Iterable[Alias]) -> list[Alias]:
    """One alias a form and meaning; owners of a shared form gathered; a strong form beats a weak one
    unless the weak one is listed for the same entity, which demotes it."""
    merged: dict[tuple[object, ...], Alias] = {}
    for alias in found:
        blocked, demonym = alias.strength == "blocked", alias.kind == "demonym"
        key = (alias.stem, alias.article, alias.type, alias.latin, blocked, alias.entity, demonym)
        old = merged.get(key)
        if old is None:
            merged[key] = alias
        elif alias.entity is None and alias.strength != "blocked":
            merged[key] = old._replace(
                owners={**alias.owners, **old.owners},
                body=old.body or alias.body,
                rules=Rules(old.rules.each + alias.rules.each),
                **_shape(old, alias),
            )
        elif alias.strength == "weak" and alias.kind != "demonym":
            merged[key] = old._replace(strength="weak")
    return list(merged.values())


def _shape(old: Alias, alias: Alias) -> dict[str, Any]:
    """How a form that both claim stands: as its body does, where it has one. A body's form that needs
    the country beside it leaves what a listed agency says of the form as strong as it is there."""
    body = alias if alias.body and not old.body else old
    listed = [one.strength for one in (old, alias) if not (one.body and one.adjacent)]
    both = old.body is not None and alias.body is not None
    return {
        "adjacent": old.adjacent and alias.adjacent if both else body.adjacent,
        "construct": body.construct,
        "adjective": body.adjective,
        "strength": "weak" if listed and "shared" not in listed else "shared",
    }


def _country(code: str, cldr: CldrEntry, entry: CountryEntry | None, aliases: tuple[Alias, ...]) -> Country:
    own = entry or CountryEntry()
    name = Label(own.ar or cldr.ar, own.fr or cldr.fr, own.en or cldr.en)
    lists = (own.names, own.weak, own.latin, own.acronyms, own.demonyms, own.demonym_forms, own.weak_demonyms,
             own.demonyms_latin, own.capitals, own.weak_capitals, own.capitals_latin)  # fmt: skip
    written = dict.fromkeys((*name, *cldr.variants, *(form for forms in lists for form in forms)))
    return Country(code, cldr.alpha3, name, tuple(written))


def _agency(id: str, entry: AgencyEntry) -> Agency:
    if entry.kind not in AGENCY_KINDS:
        raise GazetteerError(f"The agency {id} has the unknown kind {entry.kind!r}.")
    lists = (entry.names, entry.shared, entry.acronyms, entry.shared_acronyms, entry.weak, entry.heads,
             entry.shared_heads, entry.weak_heads)  # fmt: skip
    written = dict.fromkeys((entry.ar, entry.fr, entry.en, *(form for forms in lists for form in forms)))
    name = Label(entry.ar, entry.fr, entry.en)
    return Agency(id, name, entry.acronym, entry.country, cast("Any", entry.kind), tuple(written))


def _body(function: str, entry: BodyEntry) -> Body:
    if entry.kind not in AGENCY_KINDS:
        raise GazetteerError(f"The body {function} has the unknown kind {entry.kind!r}.")
    name = Label(entry.ar, entry.fr, entry.en)
    forms = (*entry.nouns, *entry.weak_nouns, *entry.feminine_nouns, *entry.heads, *entry.weak_heads)
    return Body(
        function,
        cast("Any", entry.kind),
        name,
        forms,
        dict(entry.agency),
        frozenset(entry.found_in),
        entry.latin,
    )


def _adjectives(entry: CountryEntry) -> Adjectives | None:
    """The definite adjectives; the feminine may be given, both follow from the first demonym."""
    singular = next((d for d in entry.demonyms if d.endswith(_YEH)), None)
    if singular is None and entry.feminine is None:
        return None
    masculine = " ".join(ARTICLE + word for word in singular.split(" ")) if singular else entry.feminine or ""
    return Adjectives(entry.feminine or masculine + _TEH_MARBUTA, masculine)
