"""Whether a database holds what it should: its schema, its integrity, and that its claims fit its texts."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection, Row, func, select, text

from app.errors import DatabaseError
from app.gazetteer.model import DEFAULT_KINDS, MENTION_KINDS
from app.store.engine import connect
from app.store.keys import newest
from app.store.schema import check_schema
from app.store.search import Indexed, SearchIndex
from app.store.tables import metadata

_PAGE = 200
"""Articles held in memory at once."""
_ARTICLE = metadata.tables["article"]
_NAMED = metadata.tables["article_entity"]
_ENTITY = metadata.tables["entity"]
_SOURCE = metadata.tables["source"]
Json = dict[str, Any]


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
    entities = {row.key: (row.type, row.id) for row in connection.execute(select(_ENTITY))}
    sources = {row.key: {"id": row.id, "name": row.name} for row in connection.execute(select(_SOURCE))}
    search = SearchIndex(connection.dialect)
    last, hashes = -1, 0
    page = select(_ARTICLE).order_by(_ARTICLE.c.key).limit(_PAGE)
    while rows := connection.execute(page.where(_ARTICLE.c.key > last)).all():
        last = rows[-1].key
        counts = _by_article(connection, rows)
        unlike, met = search.unlike(connection, [Indexed(row.key, row.title, row.text) for row in rows])
        hashes += met
        for row in rows:
            detail = from_json(row.detail)
            named = counts.get(row.key, ())
            for problem in (
                *_whole(row, detail),
                *_shown(row, detail, sources.get(row.source_key)),
                *_spans(row, detail),
                *_counts(row, detail, named, entities),
            ):
                yield f"Article {row.id!r}: {problem}."
            if row.key in unlike:
                yield f"Article {row.id!r}: {unlike[row.key]}."
    articles = connection.scalar(select(func.count()).select_from(_ARTICLE))
    indexed = search.count(connection)
    if indexed != articles:
        yield f"The full-text index has {indexed} articles, not {articles}."
    surplus = search.count_hashes(connection) - hashes
    if surplus:
        yield f"There are {surplus} fingerprints of passages that no article has."


def _by_article(connection: Connection, articles: Sequence[Row[Any]]) -> dict[int, list[Row[Any]]]:
    within = _NAMED.c.article_key.between(articles[0].key, articles[-1].key)
    found: dict[int, list[Row[Any]]] = {}
    for row in connection.execute(select(_NAMED).where(within)):
        found.setdefault(row.article_key, []).append(row)
    return found


def _whole(row: Row[Any], detail: Json) -> Iterator[str]:
    """What the article's own row says of its text and its days."""
    sha256 = hashlib.sha256(row.text.encode()).hexdigest()
    if sha256 != row.text_sha256 or sha256 != detail["text_sha256"]:
        yield "its text is not the one that was stored"
    if len(row.text) != row.characters:
        yield f"it has {len(row.text)} characters, not {row.characters}"
    if newest(row.published_earliest, row.published_latest) != row.newest:
        yield "its place in the order of lists is not that of its date"


def _shown(row: Row[Any], detail: Json, source: Json | None) -> Iterator[str]:
    """What lists show of it, against what they filter, sort and count by."""
    card = from_json(row.card)
    days = (row.published_earliest, row.published_latest)
    published = card["published"] or {"earliest": None, "latest": None}
    shown = tuple(day and date.fromisoformat(day) for day in (published["earliest"], published["latest"]))
    usual = Counter(
        (one["entity"]["type"], one["entity"]["id"])
        for one in detail["mentions"]
        if one["kind"] in DEFAULT_KINDS
    )
    named = {("country", one.get("code")): one.get("mentions") for one in card["countries"]}
    named |= {("agency", one.get("id")): one.get("mentions") for one in card["agencies"]}
    if (card["id"], card["title"], card["byline"], card["language"], *shown) != (
        row.id, row.title, row.byline, row.language, *days,
    ) or (card["source"], card["characters"], named) != (source, len(row.text), usual):  # fmt: skip
        yield "lists show it otherwise than they find it"


def _spans(row: Row[Any], detail: Json) -> Iterator[str]:
    """Spans that do not lie in the field they count in, or do not hold the words they should."""
    fields = {"text": row.text, "title": row.title_field or ""}
    claims = {"published": from_json(row.card)["published"], **detail["read"]}
    worded = [(f"the evidence for {name}", claim["evidence"]) for name, claim in claims.items() if claim]
    for what in ("date", "mention"):
        worded += [(f"{what} {place}", span) for place, span in enumerate(detail[f"{what}s"])]
    for name, span in worded:
        if span is None:
            continue
        found = fields[span["field"]][span["start"] : span["end"]]
        if not found or found != span["surface"]:
            yield f"{name} reads {found!r}, not {span['surface']!r}"
    for place, part in enumerate(detail["parts"]):
        if not 0 <= part["start"] < part["end"] <= len(row.text):
            yield f"part {place} lies outside its text"
    for place, mention in enumerate(detail["mentions"]):
        sentence = mention["sentence"]
        if not 0 <= sentence["start"] <= mention["start"] < mention["end"] <= sentence["end"]:
            yield f"mention {place} lies outside its sentence"


def _counts(
    row: Row[Any], detail: Json, named: Sequence[Row[Any]], entities: Mapping[int, tuple[str, str]]
) -> Iterator[str]:
    """Whether lists know of the article what its mentions say."""
    said = Counter((one["entity"]["type"], one["entity"]["id"], one["kind"]) for one in detail["mentions"])
    listed: Counter[tuple[str, str, str]] = Counter()
    for count in named:
        if (count.article_id, count.newest) != (row.id, row.newest):
            yield f"lists have it as {count.article_id!r}, or at another place"
        aliases = from_json(count.aliases)
        for kind in MENTION_KINDS:
            times = getattr(count, kind)
            listed[(*entities[count.entity_key], kind)] = times
            if sum(aliases.get(kind, {}).values()) != times:
                yield f"its {kind} mentions of {entities[count.entity_key][1]} are not those of its aliases"
    if +listed != said:
        yield "its counts of mentions are not those of its mentions"
