"""Articles as the tables have them: rows into frozen data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, Literal, NamedTuple

from sqlalchemy import BindParameter, Connection, Select, bindparam, select

from app.gazetteer.model import Entity, MentionKind
from app.queries.schema import article, entity, mentions_of, named, source
from app.reading.model import DateExpression, Evidence, Mention, Part, Published

Include = Literal["text", "mentions", "dates", "parts"]
MOST_DUPLICATES = 100
"""Of more articles with one text, the first by id are told."""


class SourceName(NamedTuple):
    """Which source an article appeared in."""

    id: str
    name: str


class EntityCount(NamedTuple):
    """An entity and how often it is mentioned."""

    entity: Entity
    mentions: int


@dataclass(frozen=True, slots=True)
class Summary:
    """An article as lists show it. `named` are its entities, most mentioned first."""

    key: int
    id: str
    title: str | None
    source: SourceName | None
    byline: str | None
    dateline: str | None
    section: str | None
    language: str | None
    url: str | None
    published: Published | None
    excerpt: str
    characters: int
    named: tuple[EntityCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """What is read inside an article; only what was asked for is filled in."""

    text: str | None = None
    title_field: str | None = None
    parts: tuple[Part, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """How an article was read, and what it came with. `duplicates` are others with the same text."""

    text_sha256: str
    duplicates: Sequence[str]
    read: Mapping[str, Any]
    warnings: Sequence[str]
    extra: Mapping[str, Any]
    reading_version: int
    ingested_at: datetime


@dataclass(frozen=True, slots=True)
class Article:
    """One article with all that is known of it."""

    summary: Summary
    body: Body
    origin: Origin


@dataclass(frozen=True, slots=True)
class Listed:
    """An article of a list, with what `include` asked for."""

    summary: Summary
    body: Body = field(default_factory=Body)


_SHOWN = tuple(
    article.c[name]
    for name in (
        "key", "id", "title", "byline", "dateline", "section", "language", "url", "excerpt", "characters",
        "published_earliest", "published_latest", "published_precision", "published_provenance",
        "published_evidence",
    )
)  # fmt: skip
_SOURCE = (source.c.id.label("source_id"), source.c.name.label("source_name"))
_TEXTS = (article.c.text, article.c.title_field)
_ORIGIN = tuple(
    article.c[name] for name in ("text_sha256", "read", "warnings", "extra", "reading_version", "ingested_at")
)
_JOINED = article.outerjoin(source, article.c.source_key == source.c.key)
KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
"""Which articles are asked for. Statements are built once, here and elsewhere: to build one takes
longer than to run it."""

SUMMARIES = select(*_SHOWN, *_SOURCE).select_from(_JOINED).where(article.c.key.in_(KEYS))
"""What summaries show of the articles `keys`."""
SUMMARIES_WITH_TEXTS = SUMMARIES.add_columns(*_TEXTS)
"""The same, and the texts that offsets count in."""
WHOLE = (
    select(*_SHOWN, *_SOURCE, *_TEXTS, *_ORIGIN).select_from(_JOINED).where(article.c.id == bindparam("id"))
)
"""All that the own row of the article `id` says."""
DUPLICATES = (
    select(article.c.id)
    .where(article.c.text_sha256 == bindparam("sha256"), article.c.id != bindparam("id"))
    .order_by(article.c.id)
    .limit(MOST_DUPLICATES)
)
"""The articles whose text is that of `id`."""


def to_summary(row: Sequence[Any], entities: tuple[EntityCount, ...]) -> Summary:
    """A row that begins as `SUMMARIES` do, and the entities of its article."""
    (
        key, article_id, title, byline, dateline, section, language, url, excerpt, characters,
        earliest, latest, precision, provenance, evidence, source_id, source_name,
    ) = row[:17]  # fmt: skip
    published = None
    if earliest is not None:
        found = None if evidence is None else Evidence(**evidence)
        published = Published(earliest, latest, precision, provenance, found)
    return Summary(
        key=key,
        id=article_id,
        title=title,
        source=None if source_id is None else SourceName(source_id, source_name),
        byline=byline,
        dateline=dateline,
        section=section,
        language=language,
        url=url,
        published=published,
        excerpt=excerpt,
        characters=characters,
        named=entities,
    )


def to_origin(row: Any, duplicates: Sequence[str]) -> Origin:
    """How the article of a row of `WHOLE` was read, and which others have its text."""
    return Origin(
        text_sha256=row.text_sha256,
        duplicates=tuple(duplicates),
        read=row.read,
        warnings=row.warnings,
        extra=row.extra,
        reading_version=row.reading_version,
        ingested_at=row.ingested_at,
    )


def entities_of(
    connection: Connection, keys: Sequence[int], kinds: tuple[MentionKind, ...]
) -> dict[int, tuple[EntityCount, ...]]:
    """The entities that each article of `keys` mentions, counting `kinds`, most mentioned first."""
    found: dict[int, list[EntityCount]] = {}
    for key, *own, number in connection.execute(_entities(kinds), {"keys": keys}).all():
        found.setdefault(key, []).append(EntityCount(Entity(*own), number))
    return {
        key: tuple(sorted(counts, key=lambda count: (-count.mentions, count.entity.id)))
        for key, counts in found.items()
    }


@cache
def _entities(kinds: tuple[MentionKind, ...]) -> Select[Any]:
    mentions = mentions_of(named, kinds)
    return (
        select(named.c.article_key, entity.c.type, entity.c.id, mentions)
        .join_from(named, entity, named.c.entity_key == entity.c.key)
        .where(named.c.article_key.in_(KEYS), mentions > 0)
    )
