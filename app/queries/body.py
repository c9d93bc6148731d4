"""What is read inside articles: their parts, dates and mentions, with surfaces cut from the text."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Table, select

from app.gazetteer.model import Entity
from app.queries.article import KEYS, Body, Include
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


def _inside(table: Table, *columns: Any) -> Select[Any]:
    """The rows of the articles `keys`, in the order of their texts; `columns` besides."""
    rows = select(table, *columns).where(table.c.article_key.in_(KEYS))
    return rows.order_by(table.c.article_key, table.c.position)


_STATEMENTS: Mapping[str, Select[Any]] = {
    "parts": _inside(part),
    "dates": _inside(date_expression),
    "mentions": _inside(mention, entity.c.type, entity.c.id).join(
        entity, mention.c.entity_key == entity.c.key
    ),
}


def load_bodies(
    connection: Connection, texts: Mapping[int, Texts], include: Iterable[Include]
) -> dict[int, Body]:
    """The bodies of articles, by key, with what `include` names filled in."""
    found = {name: _grouped(connection, _STATEMENTS[name], texts) for name in include if name in _STATEMENTS}
    parts, dates, mentions = (found.get(name, {}) for name in ("parts", "dates", "mentions"))
    return {
        key: Body(
            text=own.text,
            title_field=own.title,
            parts=tuple(Part(*row[2:]) for row in parts.get(key, ())),
            dates=tuple(_date(row, own) for row in dates.get(key, ())),
            mentions=tuple(_mention(row, own) for row in mentions.get(key, ())),
        )
        for key, own in texts.items()
    }


def _grouped(connection: Connection, rows: Select[Any], keys: Iterable[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in connection.execute(rows, {"keys": tuple(keys)}).all():
        found.setdefault(row[0], []).append(row)
    return found


def _date(row: Any, texts: Texts) -> DateExpression:
    _, _, field, start, end, *rest = row
    return DateExpression(texts.cut(field, start, end), field, start, end, *rest)


def _mention(row: Any, texts: Texts) -> Mention:
    _, _, _, kind, field, start, end, part, from_, to, alias, rule, cues, *own = row
    return Mention(
        Entity(*own), kind, texts.cut(field, start, end), field, start, end, part,
        Span(from_, to), alias, rule, tuple(cues),
    )  # fmt: skip
