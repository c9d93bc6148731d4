"""What was understood of an article, as rows: tuples in the column order of `app.store.tables`."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from app.gazetteer.model import MENTION_KINDS, Entity
from app.reading.model import Claim, Evidence, Reading
from app.store.keys import newest
from app.text.fold import fold

Row = tuple[Any, ...]
_SORTED = 200
"""Letters by which titles are ordered; an entry of a PostgreSQL index has at most 2,704 bytes."""


class Versions(NamedTuple):
    """What texts are read with: the version of the gazetteer, and that of the rules of reading."""

    gazetteer: str
    reading: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An article ready to be written.

    `input_sha256` covers all that the input said of it, so that an equal one means unchanged;
    `origin` names that input for a person; `extra` is metadata that has no field of its own.
    """

    id: str
    reading: Reading
    origin: str
    input_sha256: str
    extra: Mapping[str, Any]


def article_row(entry: Entry, key: int, source_key: int | None, versions: Versions, now: datetime) -> Row:
    """The row of `article`."""
    reading = entry.reading
    published = reading.published
    bounds = (None,) * 5 if published is None else (*published[:4], _evidence(published.evidence))
    title = reading.title.value if reading.title else None
    return (
        key,
        entry.id,
        _newest(reading),
        reading.text,
        hashlib.sha256(reading.text.encode()).hexdigest(),
        entry.input_sha256,
        reading.title_field,
        title,
        fold(title).text.strip()[:_SORTED] if title else None,
        _value(reading.byline),
        _value(reading.dateline),
        _value(reading.section),
        reading.language,
        reading.url,
        source_key,
        *bounds,
        reading.excerpt,
        len(reading.text),
        _how_read(reading),
        reading.warnings,
        dict(entry.extra),
        entry.origin,
        versions.reading,
        versions.gazetteer,
        now,
    )


def part_rows(reading: Reading, key: int) -> list[Row]:
    """The rows of `part`, in the order of the text."""
    return [(key, position, *part) for position, part in enumerate(reading.parts)]


def date_rows(reading: Reading, key: int) -> list[Row]:
    """The rows of `date_expression`, in the order they were read."""
    return [(key, position, *date[1:]) for position, date in enumerate(reading.dates)]


def mention_rows(reading: Reading, key: int, entities: Mapping[Entity, int]) -> list[Row]:
    """The rows of `mention`, in the order they were read; `entities` gives each entity's key."""
    return [
        (
            key,
            position,
            entities[mention.entity],
            mention.kind,
            mention.field,
            mention.start,
            mention.end,
            mention.part,
            *mention.sentence,
            mention.alias,
            mention.rule,
            mention.cues,
        )
        for position, mention in enumerate(reading.mentions)
    ]


def count_rows(entry: Entry, key: int, entities: Mapping[Entity, int]) -> list[Row]:
    """The rows of `article_entity`: for each entity, its mentions by kind."""
    counts: dict[Entity, list[int]] = {}
    for mention in entry.reading.mentions:
        kinds = counts.setdefault(mention.entity, [0] * len(MENTION_KINDS))
        kinds[MENTION_KINDS.index(mention.kind)] += 1
    order = _newest(entry.reading)
    return [(entities[entity], order, entry.id, key, *kinds) for entity, kinds in counts.items()]


def _newest(reading: Reading) -> int:
    published = reading.published
    return newest(None, None) if published is None else newest(published.earliest, published.latest)


def _value(claim: Claim | None) -> str | None:
    return claim.value if claim else None


def _how_read(reading: Reading) -> dict[str, Any]:
    claims = {
        "title": reading.title,
        "source": reading.source_claim,
        "byline": reading.byline,
        "section": reading.section,
        "dateline": reading.dateline,
    }
    return {
        name: {"provenance": claim.provenance, "evidence": _evidence(claim.evidence)}
        for name, claim in claims.items()
        if claim is not None
    }


def _evidence(evidence: Evidence | None) -> dict[str, Any] | None:
    return evidence._asdict() if evidence else None
