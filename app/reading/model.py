"""What is understood of one text, as frozen data. Every span counts in the text as it was given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from app.gazetteer.model import Entity, MentionKind
from app.text.span import Span

READING_VERSION = 6
"""The version of the rules of reading, those in code and those in `app/reading/data` alike.

Raised whenever the same text would be read otherwise, so that a corpus can be read again. What only
the gazetteer's data decide has a version of its own, made from them.
"""

Field = Literal["text", "title"]
"""Which string offsets count in: the text, or the title of a record that brings it apart."""

Role = Literal[
    "title", "section", "date", "byline", "dateline", "lead",
    "caption", "paragraph", "heading", "source", "boilerplate",
]  # fmt: skip
Provenance = Literal["metadata", "header", "body"]
Precision = Literal["day", "week", "month", "year", "decade", "range"]
DateKind = Literal["absolute", "relative"]
Calendar = Literal["gregorian", "hijri"]


class Part(NamedTuple):
    """A piece of the text with one role; hard-wrapped lines of a paragraph are one part."""

    role: Role
    start: int
    end: int


class Evidence(NamedTuple):
    """Where a claim was read: `surface` is the field's `[start:end]`."""

    field: Field
    start: int
    end: int
    surface: str


class Claim(NamedTuple):
    """A value with how it is known. Metadata carries no evidence: a person said so."""

    value: str
    provenance: Provenance
    evidence: Evidence | None


class Published(NamedTuple):
    """When the article appeared: days `earliest` to `latest`, both inclusive."""

    earliest: date
    latest: date
    precision: Literal["day", "month", "year"]
    provenance: Provenance
    evidence: Evidence | None


class DateExpression(NamedTuple):
    """A date as the text words it. Bounds are inclusive; None where nothing anchors them."""

    surface: str
    field: Field
    start: int
    end: int
    earliest: date | None
    latest: date | None
    precision: Precision
    kind: DateKind
    calendar: Calendar


class Mention(NamedTuple):
    """One place where the text names an entity.

    `surface` is the name without attached particles. `part` is the role of the part it stands in.
    `alias` is the gazetteer's form that matched; `rule` and `cues` say why it counted where a
    rule decided, and whose words it went by.
    """

    entity: Entity
    kind: MentionKind
    surface: str
    field: Field
    start: int
    end: int
    part: Role
    sentence: Span
    alias: str
    rule: str | None = None
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article before it is read; each wins over what the text suggests.

    `title` is a title that stands apart from the text. `published` is the interval it appeared in.
    `reference` is the day that relative dates count from where no publication day is known.
    """

    title: str | None = None
    source: str | None = None
    published: Published | None = None
    byline: str | None = None
    section: str | None = None
    url: str | None = None
    language: str | None = None
    reference: date | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article appeared: a curated outlet, or one that only its name is known of."""

    id: str
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is understood of one text.

    `title_field` is the title that stands apart from the text (offsets with `field: title` count
    in it), or None. `title`, `byline`, `section`, `dateline` and `source_claim` say what was found
    and where; `source` is the outlet that `source_claim` names.
    """

    text: str
    title_field: str | None
    parts: tuple[Part, ...]
    title: Claim | None
    byline: Claim | None
    section: Claim | None
    dateline: Claim | None
    source_claim: Claim | None
    source: Source | None
    published: Published | None
    language: str | None
    url: str | None
    excerpt: str
    dates: tuple[DateExpression, ...]
    mentions: tuple[Mention, ...]
    warnings: tuple[str, ...]
    version: int = READING_VERSION
