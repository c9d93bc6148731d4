"""What can be wrong with the gazetteer's data, found without reading any text."""

import re
from collections.abc import Iterable, Mapping

from app.gazetteer.entries import AgencyEntry, BodyEntry, CldrEntry, CountryEntry
from app.gazetteer.model import Alias
from app.gazetteer.particle import ARTICLE
from app.text.fold import fold_name

_ID = re.compile(r"(?:[a-z]{2}|int)(?:-[a-z0-9]+)+")


def entries(
    cldr: Mapping[str, CldrEntry],
    countries: Mapping[str, CountryEntry],
    agencies: Mapping[str, AgencyEntry],
    bodies: Mapping[str, BodyEntry],
) -> list[str]:
    """Broken ids, countries that do not exist, agencies that are replaced by none, missing forms."""
    found = []
    for code in cldr:
        entry = countries.get(code, CountryEntry())
        if not (entry.demonyms or entry.demonym_forms or entry.weak_demonyms or code in _WITHOUT_PEOPLE):
            found.append(f"The country {code} has no demonym.")
    for name, agency in agencies.items():
        place = name.partition("-")[0]
        if not _ID.fullmatch(name):
            found.append(f"The agency id {name} is not of the form ma-dgsn or int-interpol.")
        if agency.country is None and place != "int":
            found.append(f"The agency {name} has no country, so its id must begin with int-.")
        if agency.country is not None and (agency.country not in cldr or place != agency.country.lower()):
            found.append(f"The agency {name} has the country {agency.country}, which is not that of its id.")
        listed = {fold_name(form) for form in (*agency.names, *agency.shared, *agency.weak)}
        if fold_name(agency.ar) not in listed:
            found.append(f"The agency {name} lists its own name {agency.ar} in none of names, shared, weak.")
    for function, body in bodies.items():
        for code, name in body.agency:
            if name not in agencies or agencies[name].country != code:
                found.append(f"The body {function} is {name} in {code}, and no such agency is listed there.")
        found += (
            f"The body {function} is found in {code}, which is no country."
            for code in body.found_in
            if code not in cldr
        )
    return found


_WITHOUT_PEOPLE = frozenset((
    "AI", "AQ", "AS", "AW", "AX", "BL", "BM", "BQ", "BV", "CC", "CK", "CW", "CX", "EH", "FK", "FO",
    "GF", "GG", "GI", "GP", "GS", "GU", "HK", "HM", "IM", "IO", "JE", "KY", "MF", "MH", "MO", "MP",
    "MQ", "MS", "NC", "NF", "NR", "NU", "PF", "PM", "PN", "PR", "PW", "RE", "SH", "SJ", "SX", "TC",
    "TF", "TK", "TV", "UM", "VA", "VC", "VG", "VI", "WF", "YT",
    "CF", "KN", "LC", "SB",
))  # fmt: skip
"""Places without inhabitants, and those whose people the Arabic press has no word for."""


def aliases(found: Iterable[Alias]) -> list[str]:
    """Strong forms that two entities claim, shared forms that two agencies of one country or two
    bodies claim; `found` are the aliases before any are merged. A form that may bear the article is
    claimed with it and without it."""
    strong: dict[tuple[str, str, str], set[str]] = {}
    shared: dict[tuple[str, str], set[str]] = {}
    written: dict[str, str] = {}
    for alias in found:
        written[alias.form] = alias.written
        if alias.strength == "strong" and alias.entity:
            for form in {alias.form, ARTICLE + alias.stem} if alias.article == "may" else {alias.form}:
                written.setdefault(form, alias.written)
                strong.setdefault((alias.type, form, alias.capitals), set()).add(alias.entity.id)
        elif alias.strength == "shared":
            for country, name in alias.owners.items():
                shared.setdefault((country, alias.form), set()).add(name)
            if alias.body:
                shared.setdefault(("every country", alias.form), set()).add(alias.body)
    return [
        *(
            f"The strong form {written[form]} is claimed by {' and '.join(sorted(ids))}."
            for (_, form, _), ids in strong.items()
            if len(ids) > 1
        ),
        *(
            f"The shared form {written[form]} is claimed in {place} by {' and '.join(sorted(ids))}."
            for (place, form), ids in shared.items()
            if len(ids) > 1
        ),
    ]
