"""The JSON that an article is shown as, made once, when it is written.

An answer is then put together from finished pieces instead of being built field by field: a page of
twenty articles takes a twentieth of the time. The fields are those of the API's answers, whose tests
hold these pieces to them.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import pydantic_core

from app.gazetteer.load import load
from app.gazetteer.model import DEFAULT_KINDS, Entity, EntityType
from app.reading.model import Source

Json = dict[str, Any]
_CARD = ("byline", "dateline", "section", "language", "url", "published", "excerpt")


def to_json(value: Any) -> str:
    """`value` as JSON on one line, letters as they are."""
    return pydantic_core.to_json(value).decode()


def instant(moment: datetime) -> str:
    """A moment as RFC 3339 in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def card(id: str, known: Mapping[str, Any], source: Source | None) -> str:
    """What lists show of an article: `known` is its annotation, `source` its source as it is stored."""
    return to_json(
        {
            "id": id,
            "title": known["title"],
            "source": _source(source),
            **{name: known[name] for name in _CARD},
            **named(known["mentions"], DEFAULT_KINDS),
            "characters": known["characters"],
        }
    )


def resourced(card: str, before: Source, after: Source) -> str:
    """`card`, which shows the source `before`, with `after` in its place."""
    return card.replace(source_json(before), source_json(after), 1)


def source_json(source: Source) -> str:
    """What a card has of `source`, letter by letter: nothing else in a card reads so."""
    return f'"source":{to_json(_source(source))}'


def _source(source: Source | None) -> Json | None:
    return {"id": source.id, "name": source.name} if source else None


def detail(known: Mapping[str, Any], sha256: str, extra: Mapping[str, Any]) -> str:
    """What an article shows besides its card, its text, its duplicates and when it was written."""
    return to_json(
        {
            "text_sha256": sha256,
            "parts": known["parts"],
            "dates": known["dates"],
            "mentions": [_unexplained(mention) for mention in known["mentions"]],
            "warnings": known["warnings"],
            "read": known["read"],
            "reading_version": known["reading_version"],
            "extra": extra,
        }
    )


def dated(detail: str, now: datetime) -> str:
    """`detail` as it is stored: with the moment at which it is written."""
    return f'{detail[:-1]},"ingested_at":"{instant(now)}"}}'


def named(mentions: Iterable[Mapping[str, Any]], kinds: Iterable[str]) -> Json:
    """The countries and agencies of `mentions`, counting `kinds`, most mentioned first, then by id."""
    counts: dict[EntityType, dict[str, int]] = {"country": {}, "agency": {}}
    for mention in mentions:
        if mention["kind"] in kinds:
            of_type = counts[mention["entity"]["type"]]
            id = mention["entity"]["id"]  # noqa: A001
            of_type[id] = of_type.get(id, 0) + 1
    return {
        "countries": [_count("code", Entity("country", one), n) for one, n in _ranked(counts["country"])],
        "agencies": [_count("id", Entity("agency", one), n) for one, n in _ranked(counts["agency"])],
    }


def _ranked(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda found: (-found[1], found[0]))


def _count(identity: str, entity: Entity, mentions: int) -> Json:
    return {identity: entity.id, "name": name_of(entity), "mentions": mentions}


def _unexplained(mention: Mapping[str, Any]) -> Json:
    return {name: value for name, value in mention.items() if name != "explanation"}


@lru_cache(maxsize=1 << 14)
def name_of(entity: Entity) -> dict[str, str]:
    """The entity's names; its id where the gazetteer does not know it."""
    label = load().label(entity)
    if label is None:
        return dict.fromkeys(("ar", "fr", "en"), entity.id)
    return {"ar": label.ar, "fr": label.fr, "en": label.en}
