"""What the gazetteer knows, as frozen data."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

EntityType = Literal["country", "agency"]
MentionKind = Literal["name", "demonym", "capital", "head", "acronym"]
MENTION_KINDS: tuple[MentionKind, ...] = ("name", "demonym", "capital", "head", "acronym")

AgencyKind = Literal[
    "police", "intelligence", "security", "military", "judiciary", "ministry",
    "civil-protection", "finance", "rights", "organization",
]  # fmt: skip


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
class Outlet:
    """A newspaper, site, broadcaster or press agency that articles come from."""

    id: str
    name: str
    latin: str | None
    country: str | None
    home_page: str | None
    aliases: tuple[str, ...]
