"""Entries become aliases: each form folded, with its article, its kind and its strength."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import cast

from app.gazetteer.entries import AgencyEntry, BlockEntry, BodyEntry, CldrEntry, CountryEntry, PlacesEntry
from app.gazetteer.model import Alias, Article, Entity, EntityType, Gender, MentionKind
from app.gazetteer.nisba import inflect
from app.gazetteer.particle import ARTICLE, Words
from app.text.fold import fold_name

_ENDS_LIKE_A_NAME = ("\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER HEH}")
_LAM, _HEH, _WAW = "\N{ARABIC LETTER LAM}", "\N{ARABIC LETTER HEH}", "\N{ARABIC LETTER WAW}"
_IN_PARENTHESES = re.compile(r"\s*\([^)]*\)")
_ARABIC = re.compile("[\u0620-\u064a]")
Severals = Mapping[str, Sequence[str]]


def form(written: str, type: EntityType, kind: MentionKind, **more: object) -> Alias:
    """An alias for one form as the data write it: folded, its article taken off and noted.

    The article is alef and lam: a word that begins with a hamza and lam (as the Arabic for Germany
    does) has none, though it folds to the same letters.
    """
    folded = fold_name(written)
    latin = not _ARABIC.search(folded)
    article: Article = "never"
    if latin:
        article = "may"  # "al-" is set before Latin letters too
        upper = written[:1].isupper()
        whole = kind == "acronym" and written.isupper()  # AfDB is not
        more["capitals"] = "all" if whole else "first" if upper else ""
    elif written.startswith(ARTICLE) and len(folded) > len(ARTICLE) + 1:
        article, folded = "must", folded[len(ARTICLE) :]
    return Alias(written, folded, type, kind, latin=latin, article=article, **more)  # type: ignore[arg-type]


def _may_bear_article(alias: Alias) -> Alias:
    """A name of one long word, when strong, is also written with the article by some papers."""
    plain = alias.article == "never" and not alias.latin and alias.strength == "strong"
    if plain and " " not in alias.stem and len(alias.stem) > 4 and not alias.stem.endswith(_ENDS_LIKE_A_NAME):
        return alias._replace(article="may")
    return alias


def country_aliases(code: str, cldr: CldrEntry, entry: CountryEntry) -> Iterator[Alias]:
    """Every form that names the country `code`; forms listed as weak are weak wherever they stand."""
    entity = Entity("country", code)
    weak = {fold_name(name) for name in (*entry.weak, *entry.weak_capitals)}

    def one(written: str, kind: MentionKind, listed_weak: bool = False) -> Alias:
        is_weak = listed_weak or fold_name(written) in weak
        return form(written, "country", kind, entity=entity, strength="weak" if is_weak else "strong")

    shown = (cldr.ar, cldr.fr, cldr.en, *cldr.variants)
    for name in (*(_IN_PARENTHESES.sub("", name) for name in shown), *entry.names, *entry.latin):
        yield _may_bear_article(one(name, "name"))
    for name in entry.weak:
        yield one(name, "name", listed_weak=True)
    for name in (*entry.capitals, *entry.capitals_latin):
        yield one(name, "capital")
    for name in entry.weak_capitals:
        yield one(name, "capital", listed_weak=True)
    for name in entry.acronyms:
        yield _may_bear_article(one(name, "acronym"))
    for name in (*entry.demonym_forms, *entry.demonyms_latin):
        alias = one(name, "demonym")
        single = not alias.latin and " " not in alias.stem
        yield alias._replace(article="may" if single else alias.article, many=not alias.latin)
    for names, listed_weak in ((entry.demonyms, False), (entry.weak_demonyms, True)):
        for name in names:
            alias = one(name, "demonym", listed_weak)
            for text, article, many in inflect(name):
                yield alias._replace(stem=text, article=article, many=many)


def place_aliases(code: str, entry: PlacesEntry) -> Iterator[Alias]:
    """The places that speak for the country `code`, as its capital would."""
    entity = Entity("country", code)
    for written in entry.places:
        yield form(written, "country", "capital", entity=entity, strength="hint")


def agency_aliases(id: str, entry: AgencyEntry, offices: Iterable[str]) -> Iterator[Alias]:
    """Every form that names the agency `id`; shared and weak ones carry its country as owner.

    `offices` are templates over `{}`, where each of the agency's complements gives a shared head.
    """
    entity = Entity("agency", id)
    owners = {entry.country: id} if entry.country else {}
    foreign = (entry.fr, entry.en)  # as clear, or as common, as the Arabic name
    shared = fold_name(entry.ar) in {fold_name(name) for name in entry.shared}
    lists: tuple[tuple[Iterable[str], MentionKind, str], ...] = (
        ((*entry.names, *(() if shared else foreign)), "name", "strong"),
        ((*entry.shared, *(foreign if shared else ())), "name", "shared"),
        (entry.weak, "name", "weak"), (entry.heads, "head", "strong"),
        ((*entry.shared_heads, *_offices(entry.complements, offices)), "head", "shared"),
        (entry.weak_heads, "head", "weak"),
        (entry.acronyms, "acronym", "strong"), (entry.shared_acronyms, "acronym", "shared"),
    )  # fmt: skip
    for forms, kind, strength in lists:
        for written in forms:
            if strength == "strong" or not owners:
                alias = form(written, "agency", kind, strength=strength, entity=entity)
            else:
                alias = form(written, "agency", kind, strength=strength, owners=owners)
            yield _loan(alias)


def _offices(complements: Iterable[str], offices: Iterable[str]) -> Iterator[str]:
    """Offices over complements, lam and the article contracted."""
    for complement in complements:
        for office in offices:
            contracted = office.endswith(f"{_LAM}{{}}") and complement.startswith(ARTICLE)
            yield office.format(_LAM + complement[len(ARTICLE) :] if contracted else complement)


def _loan(alias: Alias) -> Alias:
    """A name or acronym of one word is used with and without the article."""
    single = " " not in alias.stem and not alias.latin and alias.article == "never"
    return alias._replace(article="may") if single and alias.kind != "head" else alias


def body_aliases(function: str, entry: BodyEntry, severals: Severals, plurals: Words) -> Iterator[Alias]:
    """Every form of a body. `severals` say by what first word a form speaks of several, and `plurals` are the
    folded words, and forms, that do.

    A form whose words bear no article is one that a country's bare name follows; a noun with the
    article gives one without it.
    """
    adjacent = entry.adjacent_only
    gender = cast("Gender | None", entry.adjective)
    lists: tuple[tuple[Iterable[str], MentionKind, bool, Gender | None], ...] = (
        ((*entry.nouns, *_several(entry.nouns, severals)), "name", adjacent, gender),
        ((*entry.weak_nouns, *_several(entry.weak_nouns, severals)), "name", True, gender),
        (entry.feminine_nouns, "name", True, "feminine"),
        (entry.heads, "head", adjacent, None),
        ((*entry.weak_heads, *_several((*entry.heads, *entry.weak_heads), severals)), "head", True, None),
    )
    for forms, kind, is_adjacent, adjective in lists:
        for written in forms:
            alias = form(written, "agency", kind, strength="shared", body=function)
            words = alias.stem.split(" ")
            alone = is_adjacent and alias.article == "must" and len(words) == 1
            # «Police» is feminine: with a masculine adjective it is the club that bears the name.
            agrees = adjective or ("feminine" if alone and words[0].endswith(_HEH) else None)
            shaped = alias._replace(
                adjacent=is_adjacent,
                adjective=agrees,
                many=words[0] in plurals or alias.stem in plurals,
                construct=is_adjacent and alias.article == "never" and not any(map(_definite, words)),
            )
            yield shaped
            if alone and adjective is None:
                yield shaped._replace(article="never", construct=True)


def _several(forms: Iterable[str], severals: Severals) -> Iterator[str]:
    """How two or more are called of those of `forms` that name one thing: of two that «and» joins each may
    have a body of its own. «For» stands only after one."""
    for written in forms:
        first, *others = written.split(" ")
        joined = any(word.startswith(_WAW) for word in others)
        if others and not joined and not others[0].startswith(_LAM + _LAM):
            yield from (" ".join([several, *others]) for several in severals.get(first, ()))


def _definite(word: str) -> bool:
    return word.startswith((ARTICLE, _LAM + _LAM))


def block_aliases(entry: BlockEntry) -> Iterator[Alias]:
    """Phrases that hide what stands inside them."""
    make: Callable[..., Alias] = form
    for written in entry.forms:
        yield make(written, entry.type, "name", strength="blocked")
