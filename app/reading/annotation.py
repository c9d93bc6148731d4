"""A reading as plain data for JSON: what `warraq annotate` prints and `POST /v1/annotate` answers."""

from typing import Any

from app.reading.model import Claim, DateExpression, Evidence, Mention, Published, Reading


def annotation(reading: Reading) -> dict[str, Any]:
    """`reading` in dicts, lists, strings, numbers and None only; offsets are code points."""
    source = reading.source
    return {
        "title": _value(reading.title),
        "source": {"id": source.id, "name": source.name} if source else None,
        "byline": _value(reading.byline),
        "dateline": _value(reading.dateline),
        "section": _value(reading.section),
        "language": reading.language,
        "url": reading.url,
        "published": _published(reading.published),
        "excerpt": reading.excerpt,
        "characters": len(reading.text),
        "parts": [part._asdict() for part in reading.parts],
        "dates": [_date(expression) for expression in reading.dates],
        "mentions": [_mention(mention) for mention in reading.mentions],
        "warnings": list(reading.warnings),
        "read": {
            "title": _how(reading.title),
            "source": _how(reading.source_claim),
            "byline": _how(reading.byline),
            "section": _how(reading.section),
            "dateline": _how(reading.dateline),
        },
        "reading_version": reading.version,
    }


def _value(claim: Claim | None) -> str | None:
    return claim.value if claim else None


def _how(claim: Claim | None) -> dict[str, Any] | None:
    return {"provenance": claim.provenance, "evidence": _evidence(claim.evidence)} if claim else None


def _evidence(evidence: Evidence | None) -> dict[str, Any] | None:
    return evidence._asdict() if evidence else None


def _published(published: Published | None) -> dict[str, Any] | None:
    if published is None:
        return None
    return {
        "earliest": published.earliest.isoformat(),
        "latest": published.latest.isoformat(),
        "precision": published.precision,
        "provenance": published.provenance,
        "evidence": _evidence(published.evidence),
    }


def _date(expression: DateExpression) -> dict[str, Any]:
    earliest, latest = expression.earliest, expression.latest
    return {
        **expression._asdict(),
        "earliest": earliest.isoformat() if earliest else None,
        "latest": latest.isoformat() if latest else None,
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "entity": mention.entity._asdict(),
        "kind": mention.kind,
        "surface": mention.surface,
        "field": mention.field,
        "start": mention.start,
        "end": mention.end,
        "part": mention.part,
        "sentence": mention.sentence._asdict(),
        "explanation": {"alias": mention.alias, "rule": mention.rule, "cues": list(mention.cues)},
    }
