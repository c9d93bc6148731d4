"""Readings made up for tests: as little as an article needs, and whatever a test asks for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.gazetteer.model import Entity, MentionKind
from app.reading.model import Mention, Published, Reading, Source
from app.store.rows import Entry, Versions, make_entry
from app.text.fingerprint import fingerprints
from app.text.fold import fold
from app.text.span import Span

VERSIONS = Versions("gazetteer-1", 1)


def reading(text: str = "خبر عن المغرب", **known: Any) -> Reading:
    """A reading of `text` in which nothing is found but what `known` says."""
    nothing: dict[str, Any] = {
        "title_field": None,
        "parts": (),
        "title": None,
        "byline": None,
        "section": None,
        "dateline": None,
        "source_claim": None,
        "source": None,
        "published": None,
        "language": "ar",
        "url": None,
        "excerpt": text[:100],
        "dates": (),
        "mentions": (),
        "warnings": (),
    }
    return Reading(text=text, **nothing | known)


def entry(id: str, day: date | None = None, *mentions: Mention, **known: Any) -> Entry:
    """An article of `day` that is ready to be written."""
    published = None if day is None else Published(day, day, "day", "metadata", None)
    known = {"text": f"نص {id}", "published": published, "mentions": mentions, **known}
    return made(id, reading(**known))


def made(id: str, reading: Reading, extra: Mapping[str, Any] | None = None) -> Entry:
    """The entry of a reading."""
    return make_entry(id, reading, f"{id}.txt", "0" * 64, extra or {}, fingerprints(fold(reading.text).text))


def mention(entity: Entity, kind: MentionKind = "name", start: int = 0) -> Mention:
    """A mention of `entity`, of one character at `start`."""
    return Mention(entity, kind, "ن", "text", start, start + 1, "paragraph", Span(0, 2), "ن")


def source(id: str) -> Source:
    """A source that only its name is known of."""
    return Source(id, id.title(), None)
