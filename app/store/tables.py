"""The tables. Tables only: what the API answers with are models of its own.

Types and keys mean the same in SQLite and PostgreSQL. What is filtered by, sorted by or counted has
columns; what is only shown is kept as the JSON that is shown (`app.store.card`), so that to answer is
to copy. Two orders carry the lists:

* `(newest, id)` is their exact order: newest first, undated last, ids break ties;
* `article_entity` repeats `newest` and `article_id` behind the entity, so that "the newest
  articles that mention this country" is one range scan that never leaves the index.

The full-text index is no table that SQLModel knows: see `app.store.search`.
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Index, Integer, MetaData, Text, text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

Ordered = Text().with_variant(Text(collation="C"), "postgresql")
"""A text that lists are ordered by: in both engines by code point, whatever the server's locale."""


class Instant(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets the time zone; here it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The stored moment, always with its time zone."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)
"""All tables. Constraints are named alike in both engines, so that a migration can name them."""


class Table(SQLModel):
    """What every table has: its place in `metadata`."""

    metadata = metadata


_Key = BigInteger().with_variant(Integer, "sqlite")
"""64 bits in both engines: in SQLite only a column called INTEGER can be the table's own row key."""


def _key(**options: Any) -> Any:
    return Field(sa_type=_Key, **options)


class SourceRow(Table, table=True):
    """A source that at least one article names."""

    __tablename__ = "source"

    key: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True, sa_type=Ordered)
    name: str = Field(sa_type=Text)
    country: str | None = Field(default=None, max_length=2)


class EntityRow(Table, table=True):
    """A country or an agency that at least one article has mentioned."""

    __tablename__ = "entity"
    __table_args__ = (Index("ix_entity_type_id", "type", "id", unique=True),)

    key: int | None = Field(default=None, primary_key=True)
    type: str = Field(max_length=7)
    id: str = Field(sa_type=Ordered)


_HAS_BYLINE = text("byline IS NOT NULL")
_BYLINED = Index("ix_article_byline", "key", sqlite_where=_HAS_BYLINE, postgresql_where=_HAS_BYLINE)
"""Which articles have a byline; few do, and to look at all of them takes as long as to read the file."""


class ArticleRow(Table, table=True):
    """One article: its text as it was given, and what was read of it.

    `title_field` is a title that came apart from the text; `title_sort` is how the title begins,
    folded, from its first letter or digit on. `card` and `detail` are JSON objects: what lists show of it,
    and what the article itself shows besides that and its text. `input_sha256` covers text and metadata:
    equal means unchanged. `origin` is the input it came from.
    """

    __tablename__ = "article"
    __table_args__ = (
        Index("ix_article_newest", "newest", "id"),
        Index("ix_article_source", "source_key", "newest", "id"),
        Index("ix_article_language", "language", "newest", "id"),
        Index("ix_article_title", "title_sort", "id"),
        Index("ix_article_text", "text_sha256", "id"),
        _BYLINED,
    )

    key: int = _key(primary_key=True, sa_column_kwargs={"autoincrement": False})
    id: str = Field(unique=True, sa_type=Ordered)
    newest: int = _key()
    source_key: int | None = Field(default=None, foreign_key="source.key")
    language: str | None = Field(default=None, max_length=16)
    published_earliest: date | None = None
    published_latest: date | None = None
    published_precision: str | None = Field(default=None, max_length=5)
    title: str | None = Field(default=None, sa_type=Text)
    title_sort: str | None = Field(default=None, sa_type=Ordered)
    byline: str | None = Field(default=None, sa_type=Text)
    characters: int
    origin: str = Field(sa_type=Text)
    input_sha256: str = Field(max_length=64)
    text_sha256: str = Field(max_length=64)
    reading_version: int
    gazetteer_version: str = Field(max_length=16)
    ingested_at: datetime = Field(sa_type=Instant)
    card: str = Field(sa_type=Text)
    detail: str = Field(sa_type=Text)
    title_field: str | None = Field(default=None, sa_type=Text)
    text: str = Field(sa_type=Text)


class ArticleEntityRow(Table, table=True):
    """How often an article mentions an entity, by kind, in the order of lists.

    `aliases` is the same by the gazetteer's forms that matched: `{kind: {alias: times}}` in JSON.
    """

    __tablename__ = "article_entity"
    __table_args__ = (
        Index("ix_article_entity_article", "article_key", "entity_key"),
        {"sqlite_with_rowid": False},
    )

    entity_key: int = Field(primary_key=True, foreign_key="entity.key")
    newest: int = _key(primary_key=True)
    article_id: str = Field(primary_key=True, sa_type=Ordered)
    article_key: int = _key(foreign_key="article.key")
    name: int
    demonym: int
    capital: int
    head: int
    acronym: int
    aliases: str = Field(sa_type=Text)


class FingerprintRow(Table, table=True):
    """A run of words that an article has, as a number: articles that share passages share some."""

    __tablename__ = "fingerprint"
    __table_args__ = {"sqlite_with_rowid": False}

    hash: int = _key(primary_key=True)
    article_key: int = _key(primary_key=True)


class CorpusRow(Table, table=True):
    """The state of the corpus, one row: its revision moves with every change of what is answered."""

    __tablename__ = "corpus"

    key: int = Field(default=1, primary_key=True)
    revision: str = Field(max_length=32)
    search_version: int
    gazetteer_version: str = Field(max_length=16)
    reading_version: int
    changed_at: datetime = Field(sa_type=Instant)


class RunRow(Table, table=True):
    """One ingest that changed the corpus: when it ran and what became of its input.

    `finished_at` stays null when it was cut off: then the counts are those of its last commit.
    """

    __tablename__ = "run"

    key: int | None = Field(default=None, primary_key=True)
    started_at: datetime = Field(sa_type=Instant)
    finished_at: datetime | None = Field(default=None, sa_type=Instant)
    loaded: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    removed: int = 0
