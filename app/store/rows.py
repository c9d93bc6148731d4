"""What was understood of an article, as rows: tuples in the column order of `app.store.tables`."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from app.gazetteer.model import MENTION_KINDS, Entity
from app.reading.annotation import annotation
from app.reading.model import Claim, Reading, Source
from app.store.card import card, detail, to_json
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


class Place(NamedTuple):
    """Where an entry goes: its key, and its source as it is stored."""

    key: int
    source_key: int | None
    source: Source | None


def article_row(entry: Entry, place: Place, versions: Versions, now: datetime) -> Row:
    """The row of `article`."""
    reading = entry.reading
    published = reading.published
    title = reading.title.value if reading.title else None
    sha256 = hashlib.sha256(reading.text.encode()).hexdigest()
    known = annotation(reading)
    return (
        place.key,
        entry.id,
        _newest(reading),
        place.source_key,
        reading.language,
        *((None,) * 3 if published is None else published[:3]),
        title,
        fold(title).text.strip()[:_SORTED] if title else None,
        _value(reading.byline),
        len(reading.text),
        entry.origin,
        entry.input_sha256,
        sha256,
        versions.reading,
        versions.gazetteer,
        now,
        card(entry.id, known, place.source),
        detail(known, sha256, entry.extra, now),
        reading.title_field,
        reading.text,
    )


def count_rows(entry: Entry, key: int, entities: Mapping[Entity, int]) -> list[Row]:
    """The rows of `article_entity`: for each entity, its mentions by kind and by alias."""
    counts: dict[Entity, list[int]] = {}
    aliases: dict[Entity, dict[str, dict[str, int]]] = {}
    for mention in entry.reading.mentions:
        kinds = counts.setdefault(mention.entity, [0] * len(MENTION_KINDS))
        kinds[MENTION_KINDS.index(mention.kind)] += 1
        matched = aliases.setdefault(mention.entity, {}).setdefault(mention.kind, {})
        matched[mention.alias] = matched.get(mention.alias, 0) + 1
    order = _newest(entry.reading)
    return [
        (entities[entity], order, entry.id, key, *kinds, to_json(aliases[entity]))
        for entity, kinds in counts.items()
    ]


def _newest(reading: Reading) -> int:
    published = reading.published
    return newest(None, None) if published is None else newest(published.earliest, published.latest)


def _value(claim: Claim | None) -> str | None:
    return claim.value if claim else None
