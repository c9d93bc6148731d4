"""A small corpus for tests: articles in a few words, the same as rows, and a filter read in plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert

from app.gazetteer.load import load
from app.gazetteer.model import MENTION_KINDS, Entity, MentionKind
from app.queries.expression import And, Expression, Not, Or, Phrase, Prefix, Word
from app.queries.filter import ArticleFilter
from app.reading.model import Source
from app.store.card import card, dated, detail, to_json
from app.store.keys import newest
from app.store.search import SEARCH_VERSION, Indexed, SearchIndex
from app.store.tables import metadata
from app.text.analysis import analyse
from app.text.fold import fold_name

Days = tuple[date, date]
NOW = datetime(2025, 1, 31, 9, 12, 45, tzinfo=UTC)


@dataclass(frozen=True)
class Piece:
    """One article. `names` holds `(entity, kind)` for each mention, in the order of the text."""

    id: str
    days: Days | None = None
    source: str | None = None
    language: str | None = "ar"
    title: str | None = None
    byline: str | None = None
    names: tuple[tuple[Entity, MentionKind], ...] = ()

    @property
    def text(self) -> str:
        """A word for each mention, as the tests write them."""
        return "\N{GRINNING FACE}" + " ".join(f"{entity.id}/{kind}" for entity, kind in self.names)


def country(code: str) -> Entity:
    """A country."""
    return Entity("country", code)


def agency(id: str) -> Entity:
    """An agency."""
    return Entity("agency", id)


def day(text: str) -> Days:
    """A single day, or the days between two: `2024-01-01..2024-12-31`."""
    first, _, last = text.partition("..")
    return date.fromisoformat(first), date.fromisoformat(last or first)


def fill(connection: Connection, pieces: Iterable[Piece]) -> None:
    """Write `pieces` into empty tables."""
    pieces = list(pieces)
    tables = metadata.tables
    entities = {one: key for key, one in enumerate(sorted({e for p in pieces for e, _ in p.names}), 1)}
    sources = {one: key for key, one in enumerate(sorted({p.source for p in pieces if p.source}), 1)}
    rows: dict[str, list[dict[str, Any]]] = {
        "source": [
            {"key": key, "id": one, "name": one.title(), "country": None} for one, key in sources.items()
        ],
        "entity": [{"key": key, "type": one.type, "id": one.id} for one, key in entities.items()],
        "article": [],
        "article_entity": [],
    }
    for key, piece in enumerate(pieces, 1):
        rows["article"].append(_article(piece, key, sources))
        rows["article_entity"] += _counts(piece, key, entities)
    rows["corpus"] = [
        {
            "key": 1,
            "revision": "r1",
            "search_version": SEARCH_VERSION,
            "gazetteer_version": "g",
            "reading_version": 1,
            "changed_at": NOW,
        }
    ]
    rows["run"] = [
        {"started_at": NOW, "loaded": len(pieces), "updated": 0, "unchanged": 0, "rejected": 0, "removed": 0}
    ]
    for name, values in rows.items():
        if values:
            connection.execute(insert(tables[name]), values)
    indexed = (Indexed(key, piece.title, piece.text) for key, piece in enumerate(pieces, 1))
    SearchIndex(connection.dialect).add(connection, indexed)


def _article(piece: Piece, key: int, sources: dict[str, int]) -> dict[str, Any]:
    earliest, latest = piece.days or (None, None)
    known = _known(piece)
    sha256_ = sha256(piece.text.encode()).hexdigest()
    source = Source(piece.source, piece.source.title(), None) if piece.source else None
    return {
        "key": key,
        "id": piece.id,
        "newest": newest(earliest, latest),
        "source_key": sources.get(piece.source or ""),
        "language": piece.language,
        "published_earliest": earliest,
        "published_latest": latest,
        "published_precision": known["published"] and known["published"]["precision"],
        "title": piece.title,
        "title_sort": piece.title and fold_name(piece.title),
        "byline": piece.byline,
        "characters": len(piece.text),
        "origin": "test",
        "input_sha256": "0" * 64,
        "text_sha256": sha256_,
        "reading_version": 1,
        "gazetteer_version": "g",
        "ingested_at": NOW,
        "card": card(piece.id, known, source),
        "detail": dated(detail(known, sha256_, {}), NOW),
        "title_field": piece.title,
        "text": piece.text,
    }


def _known(piece: Piece) -> dict[str, Any]:
    """What is read in a piece, as `app.reading.annotation` would say it."""
    published = None
    if piece.days is not None:
        earliest, latest = piece.days
        published = {
            "earliest": earliest.isoformat(),
            "latest": latest.isoformat(),
            "precision": "day" if earliest == latest else "month",
            "provenance": "header",
            "evidence": {"field": "text", "start": 1, "end": 2, "surface": piece.text[1:2]},
        }
    nothing = dict.fromkeys(("title", "source", "byline", "section", "dateline"))
    return {
        "title": piece.title,
        "byline": piece.byline,
        "dateline": None,
        "section": None,
        "language": piece.language,
        "url": None,
        "published": published,
        "excerpt": piece.text[:20],
        "characters": len(piece.text),
        "parts": [{"role": "paragraph", "start": 0, "end": len(piece.text)}],
        "dates": [],
        "mentions": _mentions(piece),
        "warnings": [],
        "read": nothing | ({"title": {"provenance": "metadata", "evidence": None}} if piece.title else {}),
        "reading_version": 1,
    }


def _mentions(piece: Piece) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    at = 1
    for entity, kind in piece.names:
        surface = f"{entity.id}/{kind}"
        end = at + len(surface)
        rows.append(
            {
                "entity": entity._asdict(),
                "kind": kind,
                "surface": surface,
                "field": "text",
                "start": at,
                "end": end,
                "part": "paragraph",
                "sentence": {"start": 0, "end": len(piece.text)},
            }
        )
        at = end + 1
    return rows


def _counts(piece: Piece, key: int, entities: dict[Entity, int]) -> list[dict[str, Any]]:
    earliest, latest = piece.days or (None, None)
    return [
        {
            "entity_key": entities[entity],
            "newest": newest(earliest, latest),
            "article_id": piece.id,
            "article_key": key,
            **{kind: piece.names.count((entity, kind)) for kind in MENTION_KINDS},
            "aliases": to_json(_aliases(piece, entity)),
        }
        for entity in {entity for entity, _ in piece.names}
    ]


def _aliases(piece: Piece, entity: Entity) -> dict[str, dict[str, int]]:
    own = {kind: piece.names.count((entity, kind)) for kind in MENTION_KINDS}
    return {kind: {f"{entity.id}/{kind}": times} for kind, times in own.items() if times}


def passes(piece: Piece, asked: ArticleFilter) -> bool:
    """Whether `piece` passes `asked`, read straight from the meaning of its fields."""
    named = {entity for entity, kind in piece.names if kind in asked.kinds}
    codes = {entity.id for entity in named if entity.type == "country"}
    agencies = {entity.id for entity in named if entity.type == "agency"}
    owners = {found.country for one in agencies if (found := load().agency(one)) is not None}
    lacks = {
        "title": piece.title is None,
        "byline": piece.byline is None,
        "source": piece.source is None,
        "published": piece.days is None,
    }
    return (
        (not asked.ids or piece.id in asked.ids)
        and (not asked.naming or bool(named))
        and (asked.q is None or _says(piece, asked.q))
        and (not asked.country or bool(codes & {*asked.country}))
        and codes >= {*asked.country_all}
        and not codes & {*asked.country_not}
        and (not asked.agency or bool(agencies & {*asked.agency}))
        and agencies >= {*asked.agency_all}
        and not agencies & {*asked.agency_not}
        and (not asked.agency_country or bool(owners & {*asked.agency_country}))
        and (not asked.source or piece.source in asked.source)
        and piece.source not in asked.source_not
        and (not asked.language or piece.language in asked.language)
        and (not asked.missing or any(lacks[what] for what in asked.missing))
        and _in_time(piece.days, asked)
    )


def _says(piece: Piece, asked: Expression) -> bool:
    """Whether the words of `piece` are as asked."""
    if isinstance(asked, And):
        return all(_says(piece, part) for part in asked.parts)
    if isinstance(asked, Or):
        return any(_says(piece, part) for part in asked.parts)
    if isinstance(asked, Not):
        return not _says(piece, asked.part)
    words = analyse(piece.title or "", piece.text)
    if isinstance(asked, Word):
        return asked.stem in " ".join(words).split()
    fields = [f" {field} " for field in words[:2]]
    if isinstance(asked, Phrase):
        return any(f" {' '.join(asked.forms)} " in field for field in fields)
    if isinstance(asked, Prefix):
        starts = [" ".join((*asked.before, beginning)) for beginning in asked.beginnings]
        return any(f" {start}" in field for field in fields for start in starts)
    return True


def _in_time(days: Days | None, asked: ArticleFilter) -> bool:
    start, end = asked.published_from or date.min, asked.published_to or date.max
    if days is None:
        bounded = asked.published_from is not None or asked.published_to is not None
        return asked.undated in {"true", "only"} or (asked.undated is None and not bounded)
    if asked.undated == "only":
        return False
    first, last = days
    return start <= first and last <= end if asked.date_match == "certain" else first <= end and last >= start


def in_order(pieces: Iterable[Piece], sort: str) -> list[str]:
    """The ids of `pieces` as `sort` orders them, by sorting on one property after another."""
    ordered = sorted(pieces, key=lambda piece: piece.id)
    if sort == "title":
        ordered.sort(key=lambda piece: fold_name(piece.title or ""))
        ordered.sort(key=lambda piece: piece.title is None)
    else:
        ordered.sort(key=lambda piece: piece.days[::-1] if piece.days else (date.min, date.min),
                     reverse=sort == "-published")  # fmt: skip
        ordered.sort(key=lambda piece: piece.days is None)
    return [piece.id for piece in ordered]
