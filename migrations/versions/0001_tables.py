"""The tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001_tables"
down_revision = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_ORDERED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create all tables."""
    op.create_table(
        "corpus",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("revision", sa.String(32), nullable=False),
        sa.Column("search_version", sa.Integer(), nullable=False),
        sa.Column("gazetteer_version", sa.String(16), nullable=False),
        sa.Column("reading_version", sa.Integer(), nullable=False),
        sa.Column("changed_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_corpus"),
    )
    op.create_table(
        "entity",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(7), nullable=False),
        sa.Column("id", _ORDERED, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_entity"),
    )
    op.create_index("ix_entity_type_id", "entity", ["type", "id"], unique=True)

    op.create_table(
        "run",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("started_at", _INSTANT, nullable=False),
        sa.Column("finished_at", _INSTANT, nullable=True),
        sa.Column("loaded", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_run"),
    )
    op.create_table(
        "source",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("id", _ORDERED, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", sa.String(2), nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_source"),
        sa.UniqueConstraint("id", name="uq_source_id"),
    )
    op.create_table(
        "article",
        sa.Column("key", _KEY, autoincrement=False, nullable=False),
        sa.Column("id", _ORDERED, nullable=False),
        sa.Column("newest", _KEY, nullable=False),
        sa.Column("source_key", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(16), nullable=True),
        sa.Column("published_earliest", sa.Date(), nullable=True),
        sa.Column("published_latest", sa.Date(), nullable=True),
        sa.Column("published_precision", sa.String(5), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("title_sort", _ORDERED, nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("input_sha256", sa.String(64), nullable=False),
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("reading_version", sa.Integer(), nullable=False),
        sa.Column("gazetteer_version", sa.String(16), nullable=False),
        sa.Column("ingested_at", _INSTANT, nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("title_field", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source_key"], ["source.key"], name="fk_article_source_key"),
        sa.PrimaryKeyConstraint("key", name="pk_article"),
        sa.UniqueConstraint("id", name="uq_article_id"),
    )
    has_byline = sa.text("byline IS NOT NULL")
    op.create_index(
        "ix_article_byline", "article", ["key"], sqlite_where=has_byline, postgresql_where=has_byline
    )
    op.create_index("ix_article_language", "article", ["language", "newest", "id"])
    op.create_index("ix_article_newest", "article", ["newest", "id"])
    op.create_index("ix_article_source", "article", ["source_key", "newest", "id"])
    op.create_index("ix_article_text", "article", ["text_sha256", "id"])
    op.create_index("ix_article_title", "article", ["title_sort", "id"])

    op.create_table(
        "article_entity",
        sa.Column("entity_key", sa.Integer(), nullable=False),
        sa.Column("newest", _KEY, nullable=False),
        sa.Column("article_id", _ORDERED, nullable=False),
        sa.Column("article_key", _KEY, nullable=False),
        sa.Column("name", sa.Integer(), nullable=False),
        sa.Column("demonym", sa.Integer(), nullable=False),
        sa.Column("capital", sa.Integer(), nullable=False),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("acronym", sa.Integer(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_key"], ["article.key"], name="fk_article_entity_article_key"),
        sa.ForeignKeyConstraint(["entity_key"], ["entity.key"], name="fk_article_entity_entity_key"),
        sa.PrimaryKeyConstraint("entity_key", "newest", "article_id", name="pk_article_entity"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_article_entity_article", "article_entity", ["article_key", "entity_key"])

    op.create_table(
        "fingerprint",
        sa.Column("hash", _KEY, nullable=False),
        sa.Column("article_key", _KEY, nullable=False),
        sa.PrimaryKeyConstraint("hash", "article_key", name="pk_fingerprint"),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search USING fts5"
            "(title, text, title_stem, text_stem, content='', tokenize='ascii')"
        )
        # The words of a transaction are gathered in memory; in 16 MB there is room for those of a batch.
        op.execute("INSERT INTO search (search, rank) VALUES ('hashsize', 16777216)")
    else:
        op.execute(
            "CREATE TABLE search (key BIGINT CONSTRAINT pk_search PRIMARY KEY, lexemes tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX ix_search_lexemes ON search USING gin (lexemes)")


def downgrade() -> None:
    """Drop all tables."""
    for table in (
        "search",
        "fingerprint",
        "article_entity",
        "article",
        "source",
        "run",
        "entity",
        "corpus",
    ):
        op.drop_table(table)
