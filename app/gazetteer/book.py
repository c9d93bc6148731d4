"""The gazetteer as one frozen value: countries, agencies, bodies, and the aliases that name them."""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.gazetteer.matcher import Matcher
from app.gazetteer.model import Agency, Alias, Body, Country, Entity, Label
from app.gazetteer.particle import NO_WORDS, Words
from app.text.fold import fold_name

_WAW = "\N{ARABIC LETTER WAW}"


@dataclass(frozen=True, slots=True)
class Adjectives:
    """A country's definite adjective, feminine and masculine, by which its bodies are called."""

    feminine: str
    masculine: str


@dataclass(frozen=True)
class Gazetteer:
    """All names of the world. `countries` by alpha-2 code, `agencies` those listed by id, `bodies`
    by function, `adjectives` by alpha-2 code, `classes` the word classes of the rules.
    `version` is a hash over data and rules: equal means that texts are read alike. `inspect` finds
    contradictions in the data when asked to."""

    countries: Mapping[str, Country]
    agencies: Mapping[str, Agency]
    bodies: Mapping[str, Body]
    adjectives: Mapping[str, Adjectives]
    aliases: tuple[Alias, ...]
    classes: Mapping[str, Words]
    version: str
    inspect: Callable[[], list[str]] = field(repr=False)

    def country(self, code: str) -> Country | None:
        """The country with this alpha-2 code, in any case; None if there is none."""
        return self.countries.get(code.upper())

    def agency(self, id: str) -> Agency | None:
        """The agency with this id, in any case: a listed one, or a body composed with a country."""
        key = id.lower()
        if key in self.agencies:
            return self.agencies[key]
        code, _, function = key.partition("-")
        body, country = self.bodies.get(function), self.countries.get(code.upper())
        if body is None or country is None or body.agency.get(country.code, key) != key:
            return None
        return self._composed(key, body, country)

    def _composed(self, id: str, body: Body, country: Country) -> Agency:
        pairs = zip(body.name, country.name, strict=True)
        name = Label(*(self._fill(template, shown, country) for template, shown in pairs))
        return Agency(id, name, None, country.code, body.kind, (name.ar,))

    def _fill(self, template: str, shown: str, country: Country) -> str:
        """A body's name with its country. Where no adjective is known the country's name follows."""
        adjectives = self.adjectives.get(country.code)
        if adjectives is None:
            adjectives = Adjectives(f"({shown})", f"({shown})")
        return template.format(country=shown, feminine=adjectives.feminine, masculine=adjectives.masculine)

    def agency_of(self, function: str, code: str) -> str:
        """The id of the body `function` in the country `code`."""
        return self.bodies[function].agency.get(code, f"{code.lower()}-{function}")

    def found_in(self, function: str) -> Container[str]:
        """The alpha-2 codes of the countries that may have the body `function`, where a text says none."""
        return self.bodies[function].found_in or self.countries

    def country_of(self, entity: Entity) -> str | None:
        """The alpha-2 code of the country an entity belongs to, or is; None if international."""
        if entity.type == "country":
            return entity.id
        agency = self.agency(entity.id)
        return agency.country if agency else None

    def label(self, entity: Entity) -> Label | None:
        """The name of an entity in three languages; None if there is no such entity."""
        found = self.country(entity.id) if entity.type == "country" else self.agency(entity.id)
        return found.name if found else None

    @cached_property
    def matcher(self) -> Matcher:
        """Finds every alias in a folded text."""
        return Matcher(self.aliases)

    @cached_property
    def phrases(self) -> Mapping[str, Alias]:
        """The Arabic names and offices of agencies of several words, by form: what coordinated
        phrases are completed from."""
        return {a.form: a for a in self.aliases if a.type == "agency" and not a.latin and " " in a.stem}

    @cached_property
    def portfolios(self) -> Container[str]:
        """The folded words that names of ministries have behind their first, without «and»; the classes
        `portfolio` and `no_portfolio` say which more, and which not."""
        first = self.classes.get("one_ministry", NO_WORDS)
        names = [a.form.split(" ") for a in self.aliases if a.kind == "name" and self.is_ministry(a.body)]
        words = frozenset(w.removeprefix(_WAW) for name in names if name[0] in first for w in name[1:])
        more, less = (self.classes.get(name, NO_WORDS).keys for name in ("portfolio", "no_portfolio"))
        return (words | {key.removeprefix("=") for key in more}) - {key.removeprefix("=") for key in less}

    def is_ministry(self, function: str | None) -> bool:
        """Whether the body `function` is a ministry."""
        return function is not None and self.bodies[function].kind == "ministry"

    @cached_property
    def _names(self) -> Mapping[str, frozenset[Entity]]:
        """Listed names, offices, acronyms, codes and ids, folded, with and without the article."""
        found: dict[str, set[Entity]] = {}
        for alias in self.aliases:
            if alias.strength != "blocked" and alias.kind in ("name", "head", "acronym"):
                owners = (Entity("agency", owner) for owner in alias.owners.values())
                entities = {alias.entity} if alias.entity else set(owners)
                for key in {alias.form, alias.stem}:
                    found.setdefault(key, set()).update(entities)
        for code, country in self.countries.items():
            for name in (code, country.alpha3, *country.name):
                found.setdefault(fold_name(name), set()).add(Entity("country", code))
        for agency in self.agencies.values():
            for name in filter(None, (agency.id, agency.acronym, *agency.name)):
                found.setdefault(fold_name(name), set()).add(Entity("agency", agency.id))
        return {name: frozenset(entities) for name, entities in found.items()}

    @cached_property
    def _composed_names(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of every body in every country, by its folded names: the slow half of `resolve_name`.
        There are 70,000 names, so what stands behind them is kept small."""
        found: dict[str, tuple[str, ...]] = {}
        for function in self.bodies:
            for code in self.countries:
                if agency := self.agency(self.agency_of(function, code)):
                    alone = (agency.id,)
                    for key in {fold_name(name) for name in agency.name}:
                        known = found.setdefault(key, alone)
                        if agency.id not in known:
                            found[key] = (*known, agency.id)
        return found

    @cached_property
    def _body_names(self) -> Mapping[str, frozenset[str]]:
        """The functions of bodies by the names and offices that they bear where no country is said."""
        found: dict[str, set[str]] = {}
        for alias in self.aliases:
            if alias.body and alias.kind in ("name", "head"):
                for key in {alias.form, alias.stem}:
                    found.setdefault(key, set()).add(alias.body)
        return {name: frozenset(functions) for name, functions in found.items()}

    def bodies_called(self, text: str) -> frozenset[str]:
        """The ids of all bodies that `text` names without a country: any may have a ministry of health."""
        functions = self._body_names.get(fold_name(text), frozenset())
        return frozenset(self.agency_of(function, code) for function in functions for code in self.countries)

    def resolve_name(self, text: str) -> tuple[Entity, ...]:
        """The entities that `text` names: any Arabic, French or English name, an office, a code, an acronym,
        an agency id. None if unknown; several, sorted, if several bear it. A code or an id that is
        written exactly as the API writes it names that entity alone."""
        written = text.strip()
        if written in self.countries:
            return (Entity("country", written),)
        if agency := self.agency(written):
            return (Entity("agency", agency.id),)
        key = fold_name(text)
        if listed := self._names.get(key):
            return tuple(sorted(listed))
        return tuple(sorted(Entity("agency", known) for known in self._composed_names.get(key, ())))

    def names(self) -> Iterator[tuple[str, Entity]]:
        """Every listed name with what it names, folded: what a search box suggests from."""
        return ((name, entity) for name, entities in self._names.items() for entity in sorted(entities))

    def check(self) -> list[str]:
        """What is wrong with the data, a sentence each; empty if nothing is."""
        return self.inspect()
