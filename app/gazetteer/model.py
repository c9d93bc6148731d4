"""What the gazetteer knows, as frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

from app.gazetteer.particle import ARTICLE, NO_WORDS, Words

EntityType = Literal["country", "agency"]
MentionKind = Literal["name", "demonym", "capital", "head", "acronym"]
MENTION_KINDS: tuple[MentionKind, ...] = ("name", "demonym", "capital", "head", "acronym")
DEFAULT_KINDS: tuple[MentionKind, ...] = ("name", "demonym", "head", "acronym")
"""What counts as a mention unless asked otherwise: an article that says only Paris, the capital,
is not by default one that mentions France."""

AgencyKind = Literal[
    "police", "intelligence", "security", "military", "judiciary", "ministry",
    "civil-protection", "finance", "rights", "organization",
]  # fmt: skip
AGENCY_KINDS: tuple[AgencyKind, ...] = (
    "police", "intelligence", "security", "military", "judiciary", "ministry",
    "civil-protection", "finance", "rights", "organization",
)  # fmt: skip

Strength = Literal["strong", "weak", "shared", "blocked", "hint"]
"""strong: counts alone. weak: needs a rule that accepts it. shared: needs a country from its
context. blocked: names nothing, and hides what stands inside it. hint: names nothing, but speaks for
its country."""
Gender = Literal["masculine", "feminine"]
Article = Literal["never", "may", "must"]
"""Whether a form's first word bears the Arabic article."""


class Entity(NamedTuple):
    """A country (`id` is its ISO 3166-1 alpha-2 code) or an agency (`id` as in `ma-dgsn`)."""

    type: EntityType
    id: str


class Label(NamedTuple):
    """A name in the three languages that every entity has one in."""

    ar: str
    fr: str
    en: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country of ISO 3166-1 (and XK). `aliases` are all the names that count as naming it."""

    code: str
    alpha3: str
    name: Label
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agency:
    """A public body. `country` is an alpha-2 code, or None where it is international."""

    id: str
    name: Label
    acronym: str | None
    country: str | None
    kind: AgencyKind
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A body that every country has: with a country it is the agency `<cc>-<function>`.

    `name` are templates over `{feminine}`, `{masculine}` (the country's adjective) and `{country}`.
    `agency` gives the listed agency that is this body in a country, by alpha-2 code. Where a text does not
    say whose it is, only countries of `found_in` are thought of, all if it is empty. `latin` are more French
    and English names, as questions have them.
    """

    function: str
    kind: AgencyKind
    name: Label
    aliases: tuple[str, ...]
    agency: Mapping[str, str]
    found_in: frozenset[str] = frozenset()
    latin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """How context decides about a form that is also something else. See `homographs.toml`.

    Each `accept_*` and `reject_*` is a set of words, matched with every particle they may bear:
    `before` and `after` the form directly, `near` it in the same paragraph, by the countries named
    elsewhere in the text (`with`, alpha-2 codes), by how the form itself is spelled, or by standing
    alone in brackets. A rule with `indefinite` is silent about a form that bears the article, one with
    `attached` about a form without one of these particles, one with `only_near` where none of these words
    is near, one with `opening` about a form that does not begin a sentence, one with `dateline` about what
    stands in none, one with `at_home` where the source is at home in none of these countries. A body's form
    that a rule with `alone` accepts needs no country beside it.
    `reject_phrases` and `accept_phrases` are what of `*_before` has several words.
    """

    id: str
    reason: str
    default: Literal["accept", "reject"] | None
    alone: bool = False
    opening: bool = False
    dateline: bool = False
    at_home: frozenset[str] = frozenset()
    reject_spelled: tuple[str, ...] = ()
    accept_spelled: tuple[str, ...] = ()
    indefinite: bool = False
    attached: tuple[str, ...] = ()
    only_near: Words = NO_WORDS
    reject_bracketed: bool = False
    reject_before: Words = NO_WORDS
    reject_after: Words = NO_WORDS
    accept_before: Words = NO_WORDS
    accept_after: Words = NO_WORDS
    reject_near: Words = NO_WORDS
    accept_near: Words = NO_WORDS
    reject_with: frozenset[str] = frozenset()
    accept_with: frozenset[str] = frozenset()
    reject_phrases: tuple[str, ...] = ()
    accept_phrases: tuple[str, ...] = ()

    @property
    def only_beside(self) -> bool:
        """Whether nothing but the words directly before and after, or a bracket, makes it speak."""
        return self.default is None and not (
            self.reject_spelled or self.accept_spelled or self.reject_near or self.accept_near
            or self.reject_with or self.accept_with
        )  # fmt: skip


class Rules(NamedTuple):
    """The rules about one form, in order, and what can make any of them speak: where `beside` is
    true only a word of `before` before it or of `after` after it, or a bracket before it."""

    each: tuple[Rule, ...] = ()
    beside: bool = True
    before: Words = NO_WORDS
    after: Words = NO_WORDS

    @classmethod
    def of(cls, each: tuple[Rule, ...]) -> "Rules":
        """The rules with the words that they watch for gathered."""
        if not all(rule.only_beside for rule in each):
            return cls(each, beside=False)
        phrases = (phrase for rule in each for phrase in (*rule.reject_phrases, *rule.accept_phrases))
        last = (phrase.rpartition(" ")[2] for phrase in phrases)
        before = Words(last, (w for rule in each for w in (rule.reject_before, rule.accept_before)))
        after = Words((), (w for rule in each for w in (rule.reject_after, rule.accept_after)))
        return cls(each, True, before, after)


NO_RULES = Rules()
NOBODY: Mapping[str, str] = MappingProxyType({})


class Alias(NamedTuple):
    """A form under which the matcher knows something.

    `written` is the form as the data have it, `stem` its folded text without the article.
    `entity` is what a strong or weak form names; `owners` gives the agency that a shared form names
    by country; `body` is the function it composes with any other country. `adjacent` asks for the
    country right next to the form, as its adjective, or where `construct` is set as its bare name;
    `adjective` admits that adjective in one gender only. `many` marks a plural or dual, which may
    name several. `capitals` asks for capital letters: "all", "first" or none.
    """

    written: str
    stem: str
    type: EntityType
    kind: MentionKind
    strength: Strength
    entity: Entity | None = None
    owners: Mapping[str, str] = NOBODY
    body: str | None = None
    article: Article = "never"
    latin: bool = False
    capitals: Literal["all", "first", ""] = ""
    adjacent: bool = False
    construct: bool = False
    adjective: Gender | None = None
    many: bool = False
    rules: Rules = NO_RULES

    @property
    def form(self) -> str:
        """The folded form with its article, where it must bear one."""
        return ARTICLE + self.stem if self.article == "must" else self.stem


@dataclass(frozen=True, slots=True)
class Outlet:
    """A newspaper, site, broadcaster or press agency that articles come from.

    `aliases` name it anywhere a source is named; `weak` names are ordinary words or borne by other
    outlets too, and need a cue. `agency`: a press agency, credited in datelines and at the end.
    """

    id: str
    name: str
    latin: str | None
    country: str | None
    home_page: str | None
    aliases: tuple[str, ...]
    weak: tuple[str, ...] = ()
    agency: bool = False
