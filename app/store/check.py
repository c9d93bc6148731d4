"""Whether a database holds what it should: its schema, its integrity, and that its claims fit its texts."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select, text

from app.errors import DatabaseError
from app.gazetteer.model import MENTION_KINDS
from app.store.engine import connect
from app.store.keys import newest
from app.store.schema import check_schema
from app.store.tables import metadata

_PAGE = 200
"""Articles held in memory at once."""
_ARTICLE = metadata.tables["article"]
_INSIDE = {name: metadata.tables[name] for name in ("part", "date_expression", "mention", "article_entity")}
Inside = Mapping[str, Sequence[Row[Any]]]
"""The rows of one article, by table."""


def check_database(url: str) -> Iterator[str]:
    """What is wrong with the database at `url`, a sentence each; nothing where all is right.

    Articles are read a page at a time, so that memory stays flat. A database that cannot be used at
    all is itself what is wrong with it. Raises `ConfigurationError` for a `url` that names none.
    """
    try:
        engine = connect(url, read_only=True)
        try:
            check_schema(engine)
            with engine.connect() as connection:
                damage = list(_integrity(connection))
                yield from damage or _articles(connection)
        finally:
            engine.dispose()
    except DatabaseError as error:
        yield str(error)


def count_articles(url: str) -> int:
    """How many articles the database at `url` holds."""
    engine = connect(url, read_only=True)
    try:
        with engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(_ARTICLE)).scalar_one()
    finally:
        engine.dispose()


def _integrity(connection: Connection) -> Iterator[str]:
    """What SQLite finds damaged, and rows without their article; a PostgreSQL server sees to both itself."""
    if connection.dialect.name != "sqlite":
        return
    for (found,) in connection.execute(text("PRAGMA integrity_check(20)")):
        if found != "ok":
            yield f"The file is damaged: {found}."
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"A row of {row[0]} belongs to a row of {row[2]} that is not there."


def _articles(connection: Connection) -> Iterator[str]:
    last = -1
    page = select(_ARTICLE).order_by(_ARTICLE.c.key).limit(_PAGE)
    while rows := connection.execute(page.where(_ARTICLE.c.key > last)).all():
        last = rows[-1].key
        inside = {name: _by_article(connection, table, rows) for name, table in _INSIDE.items()}
        for row in rows:
            own = {name: found.get(row.key, ()) for name, found in inside.items()}
            for problem in (*_whole(row), *_spans(row, own), *_counts(row, own)):
                yield f"Article {row.id!r}: {problem}."


def _by_article(
    connection: Connection, table: Table, articles: Sequence[Row[Any]]
) -> dict[int, list[Row[Any]]]:
    within = table.c.article_key.between(articles[0].key, articles[-1].key)
    found: dict[int, list[Row[Any]]] = {}
    for row in connection.execute(select(table).where(within)):
        found.setdefault(row.article_key, []).append(row)
    return found


def _whole(row: Row[Any]) -> Iterator[str]:
    """What the article's own row says of its text and its days."""
    if hashlib.sha256(row.text.encode()).hexdigest() != row.text_sha256:
        yield "its text is not the one that was stored"
    if len(row.text) != row.characters:
        yield f"it has {len(row.text)} characters, not {row.characters}"
    if newest(row.published_earliest, row.published_latest) != row.newest:
        yield "its place in the order of lists is not that of its date"


def _spans(row: Row[Any], inside: Inside) -> Iterator[str]:
    """Spans that do not lie in the field they count in, or do not hold the words they should."""
    fields = {"text": row.text, "title": row.title_field or ""}
    claims = {"published": {"evidence": row.published_evidence}, **row.read}
    for name, claim in claims.items():
        evidence = claim["evidence"]
        if evidence is not None:
            found = fields[evidence["field"]][evidence["start"] : evidence["end"]]
            if found != evidence["surface"]:
                yield f"the evidence for {name} reads {found!r}, not {evidence['surface']!r}"
    for part in inside["part"]:
        if not 0 <= part.start < part.end <= len(row.text):
            yield f"part {part.position} lies outside its text"
    for table in ("date_expression", "mention"):
        for span in inside[table]:
            if not 0 <= span.start < span.end <= len(fields[span.field]):
                yield f"{table} {span.position} lies outside its {span.field}"
    for mention in inside["mention"]:
        if not mention.sentence_start <= mention.start < mention.end <= mention.sentence_end:
            yield f"mention {mention.position} lies outside its sentence"


def _counts(row: Row[Any], inside: Inside) -> Iterator[str]:
    """Whether lists know of the article what its mentions say."""
    said = Counter((mention.entity_key, mention.kind) for mention in inside["mention"])
    listed: Counter[tuple[int, str]] = Counter()
    for count in inside["article_entity"]:
        if (count.article_id, count.newest) != (row.id, row.newest):
            yield f"lists have it as {count.article_id!r}, or at another place"
        listed.update({(count.entity_key, kind): getattr(count, kind) for kind in MENTION_KINDS})
    if +listed != said:
        yield "its counts of mentions are not those of its mentions"
