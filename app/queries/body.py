"""What is read inside articles: their parts, dates and mentions, with surfaces cut from the text."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, select

from app.gazetteer.model import Entity
from app.queries.article import Body, Include
from app.queries.schema import date_expression, entity, mention, part
from app.reading.model import DateExpression, Mention, Part
from app.text.span import Span


class Texts(NamedTuple):
    """The two strings that offsets of an article count in."""

    text: str
    title: str | None

    def cut(self, field: str, start: int, end: int) -> str:
        """The characters of a span."""
        return (self.text if field == "text" else self.title or "")[start:end]


def load_bodies(
    connection: Connection, texts: Mapping[int, Texts], include: Iterable[Include]
) -> dict[int, Body]:
    """The bodies of articles, by key, with what `include` names filled in."""
    wanted = set(include)
    parts = _grouped(connection, part, texts) if "parts" in wanted else {}
    dates = _grouped(connection, date_expression, texts) if "dates" in wanted else {}
    mentions = _mentions(connection, texts) if "mentions" in wanted else {}
    return {
        key: Body(
            text=own.text,
            title_field=own.title,
            parts=tuple(Part(row.role, row.start, row.end) for row in parts.get(key, ())),
            dates=tuple(_date(row, own) for row in dates.get(key, ())),
            mentions=tuple(_mention(row, own) for row in mentions.get(key, ())),
        )
        for key, own in texts.items()
    }


def _grouped(connection: Connection, table: Table, keys: Iterable[int]) -> dict[int, list[Any]]:
    rows = connection.execute(
        select(table)
        .where(table.c.article_key.in_(tuple(keys)))
        .order_by(table.c.article_key, table.c.position)
    )
    return _by_article(rows)


def _mentions(connection: Connection, keys: Iterable[int]) -> dict[int, list[Any]]:
    rows = connection.execute(
        select(mention, entity.c.type, entity.c.id)
        .join_from(mention, entity, mention.c.entity_key == entity.c.key)
        .where(mention.c.article_key.in_(tuple(keys)))
        .order_by(mention.c.article_key, mention.c.position)
    )
    return _by_article(rows)


def _by_article(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.article_key, []).append(row)
    return found


def _date(row: Any, texts: Texts) -> DateExpression:
    return DateExpression(
        texts.cut(row.field, row.start, row.end),
        row.field,
        row.start,
        row.end,
        row.earliest,
        row.latest,
        row.precision,
        row.kind,
        row.calendar,
    )


def _mention(row: Any, texts: Texts) -> Mention:
    return Mention(
        Entity(row.type, row.id),
        row.kind,
        texts.cut(row.field, row.start, row.end),
        row.field,
        row.start,
        row.end,
        row.part,
        Span(row.sentence_start, row.sentence_end),
        row.alias,
        row.rule,
        tuple(row.cues),
    )
