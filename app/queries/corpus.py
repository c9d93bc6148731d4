"""The corpus as a whole: what it holds, which days it covers, and what could not be read."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from app.gazetteer.model import MENTION_KINDS
from app.queries.schema import article, entity, mentions_of, named, run


@dataclass(frozen=True, slots=True)
class Lacking:
    """How many articles have no title, byline, source or date."""

    title: int
    byline: int
    source: int
    published: int


@dataclass(frozen=True, slots=True)
class Run:
    """One ingest: when it ran and what became of its input; not finished where it was cut off."""

    started_at: datetime
    finished_at: datetime | None
    loaded: int
    updated: int
    unchanged: int
    rejected: int
    removed: int


@dataclass(frozen=True, slots=True)
class Corpus:
    """Counts over the whole corpus; `earliest` and `latest` bound the days of all dated articles."""

    articles: int
    sources: int
    countries: int
    agencies: int
    mentions: int
    earliest: date | None
    latest: date | None
    lacking: Lacking
    last_run: Run | None


def describe_corpus(connection: Connection) -> Corpus:
    """What the corpus holds."""
    articles, titles, bylines, sourced, dated, earliest, latest = connection.execute(
        select(
            func.count(),
            func.count(article.c.title),
            func.count(article.c.byline),
            func.count(article.c.source_key),
            func.count(article.c.published_latest),
            func.min(article.c.published_earliest),
            func.max(article.c.published_latest),
        )
    ).one()
    named_types = (
        select(entity.c.type, func.count())
        .where(select(named.c.entity_key).where(named.c.entity_key == entity.c.key).exists())
        .group_by(entity.c.type)
    )
    types = {row[0]: row[1] for row in connection.execute(named_types)}
    used = select(func.count(article.c.source_key.distinct()))
    return Corpus(
        articles=articles,
        sources=connection.execute(used).scalar_one(),
        countries=types.get("country", 0),
        agencies=types.get("agency", 0),
        mentions=int(connection.execute(select(func.sum(mentions_of(named, MENTION_KINDS)))).scalar() or 0),
        earliest=earliest,
        latest=latest,
        lacking=Lacking(articles - titles, articles - bylines, articles - sourced, articles - dated),
        last_run=_last_run(connection),
    )


def _last_run(connection: Connection) -> Run | None:
    columns = (
        run.c.started_at, run.c.finished_at,
        run.c.loaded, run.c.updated, run.c.unchanged, run.c.rejected, run.c.removed,
    )  # fmt: skip
    row = connection.execute(select(*columns).order_by(run.c.key.desc()).limit(1)).first()
    return None if row is None else Run(*row)
