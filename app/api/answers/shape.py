"""Articles from the queries into the shape of answers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from app.api.answers.article import (
    AgencyCount,
    ArticleAnswer,
    ArticleItem,
    ArticleSummary,
    CountryCount,
    DateAnswer,
    MentionAnswer,
    PartAnswer,
    PublishedAnswer,
    ReadAnswer,
    ReadClaim,
)
from app.api.answers.corpus import instant
from app.api.answers.entity import name_of
from app.api.answers.span import EvidenceAnswer, Offset
from app.queries.article import Article, Include, Listed, Summary
from app.reading.model import DateExpression, Evidence, Mention, Part, Published


def summary_answer(summary: Summary, at: Offset) -> ArticleSummary:
    """What lists show of an article; `at` says how offsets are shown."""
    source = summary.source
    return {
        "id": summary.id,
        "title": summary.title,
        "source": None if source is None else {"id": source.id, "name": source.name},
        "byline": summary.byline,
        "dateline": summary.dateline,
        "section": summary.section,
        "language": summary.language,
        "url": summary.url,
        "published": None if summary.published is None else published_answer(summary.published, at),
        "excerpt": summary.excerpt,
        "countries": _countries(summary),
        "agencies": _agencies(summary),
        "characters": summary.characters,
    }


def item_answer(listed: Listed, include: Sequence[Include], at: Offset) -> ArticleItem:
    """An article of a list with what `include` asked for."""
    body = listed.body
    item = cast("ArticleItem", summary_answer(listed.summary, at))
    if "text" in include:
        item["text"] = body.text or ""
    if "parts" in include:
        item["parts"] = [part_answer(part, at) for part in body.parts]
    if "dates" in include:
        item["dates"] = [date_answer(date, at) for date in body.dates]
    if "mentions" in include:
        item["mentions"] = [mention_answer(mention, at) for mention in body.mentions]
    return item


def article_answer(article: Article, at: Offset) -> ArticleAnswer:
    """One article with all that is known of it."""
    body, origin = article.body, article.origin
    return {
        **summary_answer(article.summary, at),
        "text": body.text or "",
        "text_sha256": origin.text_sha256,
        "parts": [part_answer(part, at) for part in body.parts],
        "dates": [date_answer(date, at) for date in body.dates],
        "mentions": [mention_answer(mention, at) for mention in body.mentions],
        "warnings": list(origin.warnings),
        "duplicates": list(origin.duplicates),
        "read": _read(origin.read, at),
        "reading_version": origin.reading_version,
        "extra": dict(origin.extra),
        "ingested_at": instant(origin.ingested_at),
    }


def published_answer(published: Published, at: Offset) -> PublishedAnswer:
    """When an article appeared."""
    return {
        "earliest": published.earliest.isoformat(),
        "latest": published.latest.isoformat(),
        "precision": published.precision,
        "provenance": published.provenance,
        "evidence": None if published.evidence is None else _evidence(published.evidence, at),
    }


def part_answer(part: Part, at: Offset) -> PartAnswer:
    """A part of the text."""
    return {"role": part.role, "start": at("text", part.start), "end": at("text", part.end)}


def date_answer(found: DateExpression, at: Offset) -> DateAnswer:
    """A date that the article words."""
    return {
        "surface": found.surface,
        "field": found.field,
        "start": at(found.field, found.start),
        "end": at(found.field, found.end),
        "earliest": _day(found.earliest),
        "latest": _day(found.latest),
        "precision": found.precision,
        "kind": found.kind,
        "calendar": found.calendar,
    }


def mention_answer(mention: Mention, at: Offset) -> MentionAnswer:
    """A mention with its sentence."""
    sentence = mention.sentence
    return {
        "entity": {"type": mention.entity.type, "id": mention.entity.id},
        "kind": mention.kind,
        "surface": mention.surface,
        "field": mention.field,
        "start": at(mention.field, mention.start),
        "end": at(mention.field, mention.end),
        "part": mention.part,
        "sentence": {"start": at(mention.field, sentence.start), "end": at(mention.field, sentence.end)},
    }


def _countries(summary: Summary) -> list[CountryCount]:
    return [
        {"code": count.entity.id, "name": name_of(count.entity), "mentions": count.mentions}
        for count in summary.named
        if count.entity.type == "country"
    ]


def _agencies(summary: Summary) -> list[AgencyCount]:
    return [
        {"id": count.entity.id, "name": name_of(count.entity), "mentions": count.mentions}
        for count in summary.named
        if count.entity.type == "agency"
    ]


def _read(read: Mapping[str, Any], at: Offset) -> ReadAnswer:
    return {
        "title": _claim(read.get("title"), at),
        "source": _claim(read.get("source"), at),
        "byline": _claim(read.get("byline"), at),
        "section": _claim(read.get("section"), at),
        "dateline": _claim(read.get("dateline"), at),
    }


def _claim(claim: Mapping[str, Any] | None, at: Offset) -> ReadClaim | None:
    if claim is None:
        return None
    evidence = claim.get("evidence")
    return {
        "provenance": claim["provenance"],
        "evidence": None if evidence is None else _evidence(Evidence(**evidence), at),
    }


def _evidence(evidence: Evidence, at: Offset) -> EvidenceAnswer:
    return {
        "field": evidence.field,
        "start": at(evidence.field, evidence.start),
        "end": at(evidence.field, evidence.end),
        "surface": evidence.surface,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
