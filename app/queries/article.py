"""Articles as the tables have them: rows into frozen data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Row, Select, select

from app.gazetteer.model import Entity, MentionKind
from app.queries.schema import article, entity, mentions_of, named, source
from app.reading.model import DateExpression, Evidence, Mention, Part, Published

Include = Literal["text", "mentions", "dates", "parts"]


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
    """How an article was read, and what it came with."""

    text_sha256: str
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
_WHOLE = tuple(
    article.c[name]
    for name in (
        "text", "title_field", "text_sha256", "read", "warnings", "extra", "reading_version", "ingested_at",
    )
)  # fmt: skip
TEXTS = (article.c.text, article.c.title_field)


def summaries(*columns: Any) -> Select[Any]:
    """The statement for what a summary shows, and `columns` of the article besides."""
    joined = article.outerjoin(source, article.c.source_key == source.c.key)
    return select(*_SHOWN, *_SOURCE, *columns).select_from(joined)


def wholes() -> Select[Any]:
    """The statement for all that an article's own row says."""
    return summaries(*_WHOLE)


def to_summary(row: Row[Any], entities: tuple[EntityCount, ...]) -> Summary:
    """A row of `summaries` and the entities of its article."""
    return Summary(
        key=row.key,
        id=row.id,
        title=row.title,
        source=None if row.source_id is None else SourceName(row.source_id, row.source_name),
        byline=row.byline,
        dateline=row.dateline,
        section=row.section,
        language=row.language,
        url=row.url,
        published=_published(row),
        excerpt=row.excerpt,
        characters=row.characters,
        named=entities,
    )


def to_origin(row: Row[Any]) -> Origin:
    """How the article of a row of `wholes` was read."""
    return Origin(row.text_sha256, row.read, row.warnings, row.extra, row.reading_version, row.ingested_at)


def _published(row: Row[Any]) -> Published | None:
    earliest: date | None = row.published_earliest
    if earliest is None:
        return None
    evidence = row.published_evidence
    return Published(
        earliest,
        row.published_latest,
        row.published_precision,
        row.published_provenance,
        None if evidence is None else Evidence(**evidence),
    )


def entities_of(
    connection: Connection, keys: Iterable[int], kinds: tuple[MentionKind, ...]
) -> dict[int, tuple[EntityCount, ...]]:
    """The entities that each article of `keys` mentions, counting `kinds`, most mentioned first."""
    mentions = mentions_of(named, kinds)
    rows = connection.execute(
        select(named.c.article_key, entity.c.type, entity.c.id, mentions)
        .join_from(named, entity, named.c.entity_key == entity.c.key)
        .where(named.c.article_key.in_(tuple(keys)), mentions > 0)
    ).all()
    found: dict[int, list[EntityCount]] = {}
    for key, *named_entity, number in rows:
        found.setdefault(key, []).append(EntityCount(Entity(*named_entity), number))
    return {
        key: tuple(sorted(counts, key=lambda count: (-count.mentions, count.entity.id)))
        for key, counts in found.items()
    }
