"""What was understood of an article, made ready for its rows: all but what only the database knows.

That is most of the work of storing, and needs no database: it is done where texts are read.
"""

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from app.gazetteer.model import DEFAULT_KINDS, MENTION_KINDS, Entity
from app.reading.annotation import annotation
from app.reading.model import Claim, Reading, Source
from app.store.card import card, detail, to_json
from app.store.keys import newest
from app.text.analysis import Analysed, analyse
from app.text.fold import fold

_SORTED = 200
"""Letters by which titles are ordered; an entry of a PostgreSQL index has at most 2,704 bytes."""

_OPENING = re.compile(r"^[\W_]+")
"""Quotation marks and the like, before the first word."""
_USUAL = [MENTION_KINDS.index(kind) for kind in DEFAULT_KINDS]


class Versions(NamedTuple):
    """What texts are read with: the version of the gazetteer, and that of the rules of reading."""

    gazetteer: str
    reading: int


class Count(NamedTuple):
    """How often an article mentions an entity, by kind as in MENTION_KINDS, and by alias in JSON."""

    entity: Entity
    kinds: tuple[int, ...]
    aliases: str

    def is_usual(self) -> bool:
        """Whether it is mentioned in a way that counts where nothing else is asked for."""
        return any(map(self.kinds.__getitem__, _USUAL))


class Entry(NamedTuple):
    """An article ready to be written. What has the name of a column of `article` goes there.

    `card` shows the source by the name that it has here, `detail` no moment yet. `words` and `hashes` are
    what is indexed.
    """

    id: str
    newest: int
    source: Source | None
    language: str | None
    published_earliest: date | None
    published_latest: date | None
    published_precision: str | None
    title: str | None
    title_sort: str | None
    byline: str | None
    characters: int
    origin: str
    input_sha256: str
    text_sha256: str
    card: str
    detail: str
    title_field: str | None
    text: str
    counts: tuple[Count, ...]
    words: Analysed
    hashes: tuple[int, ...]


def make_entry(
    id: str,
    reading: Reading,
    origin: str,
    input_sha256: str,
    extra: Mapping[str, Any],
    hashes: tuple[int, ...],
) -> Entry:
    """The entry of an article.

    `input_sha256` covers all that the input said of it, so that an equal one means unchanged; `origin`
    names that input for a person; `extra` is metadata that has no field of its own; `hashes` are the
    fingerprints of its text.
    """
    text, published = reading.text, reading.published
    title = reading.title.value if reading.title else None
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    known = annotation(reading)
    earliest, latest, precision = published[:3] if published else (None, None, None)
    return Entry(
        id=id,
        newest=newest(earliest, latest),
        source=reading.source,
        language=reading.language,
        published_earliest=earliest,
        published_latest=latest,
        published_precision=precision,
        title=title,
        title_sort=_sorted_as(title) if title else None,
        byline=_value(reading.byline),
        characters=len(text),
        origin=origin,
        input_sha256=input_sha256,
        text_sha256=sha256,
        card=card(id, known, reading.source),
        detail=detail(known, sha256, extra),
        title_field=reading.title_field,
        text=text,
        counts=_counts(reading),
        words=analyse(title or "", text),
        hashes=hashes,
    )


def _sorted_as(title: str) -> str:
    """What `title` is ordered by: its letters as they are searched, from the first letter or digit on."""
    folded = fold(title).text.strip()
    return (_OPENING.sub("", folded) or folded)[:_SORTED]


def _counts(reading: Reading) -> tuple[Count, ...]:
    """For each entity its mentions by kind and by alias."""
    kinds: dict[Entity, list[int]] = {}
    aliases: dict[Entity, dict[str, dict[str, int]]] = {}
    for mention in reading.mentions:
        times = kinds.setdefault(mention.entity, [0] * len(MENTION_KINDS))
        times[MENTION_KINDS.index(mention.kind)] += 1
        matched = aliases.setdefault(mention.entity, {}).setdefault(mention.kind, {})
        matched[mention.alias] = matched.get(mention.alias, 0) + 1
    return tuple(Count(entity, tuple(times), to_json(aliases[entity])) for entity, times in kinds.items())


def _value(claim: Claim | None) -> str | None:
    return claim.value if claim else None
