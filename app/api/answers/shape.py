"""Articles as answers, put together from the pieces they are stored in.

What is shown as it is stored is copied, not built anew; other offsets, other kinds of mentions or
parts of the detail are worked out from the same JSON.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic_core import from_json, to_json

from app.api.answers.span import code_points, shown, utf16
from app.gazetteer.model import DEFAULT_KINDS, MentionKind
from app.queries.article import Article, Body, Include, Listed
from app.queries.expression import Expression
from app.queries.filter import ArticleFilter
from app.queries.highlight import highlight
from app.store.card import named

MOST_SPANS = 100
"""Of more words found in one article, the first are told."""


def needs_bodies(asked: ArticleFilter, include: Sequence[Include], *, wide: bool) -> bool:
    """Whether items of a list need more than their cards to be shown."""
    return bool(include) or wide or asked.kinds != DEFAULT_KINDS or asked.q is not None


def item_bytes(listed: Listed, asked: ArticleFilter, include: Sequence[Include], *, wide: bool) -> bytes:
    """An article of a list, with its highlights and with what `include` asked for, as JSON."""
    if listed.body is None:
        return listed.card.encode()
    body = listed.body
    detail = from_json(body.detail)
    item = _counted(from_json(listed.card), detail, asked.kinds)
    if asked.q is not None:
        item["highlights"] = _highlights(asked.q, body)
    if "text" in include:
        item["text"] = body.text
    item |= {name: detail[name] for name in ("parts", "dates", "mentions") if name in include}
    return to_json(_offset(item, body, wide=wide))


def article_bytes(article: Article, kinds: Sequence[MentionKind], *, wide: bool) -> bytes:
    """One article with all that is known of it, as JSON."""
    body = article.body
    own = {"text": body.text, "duplicates": article.duplicates}
    if tuple(kinds) == DEFAULT_KINDS and not wide:
        return joined(article.card.encode(), to_json(own), body.detail.encode())
    detail = from_json(body.detail)
    whole = {**_counted(from_json(article.card), detail, kinds), **own, **detail}
    return to_json(_offset(whole, body, wide=wide))


def _highlights(asked: Expression, body: Body) -> dict[str, Any]:
    found = highlight(asked, body.title_field or "", body.text)
    fields = {"text": body.text, "title": body.title_field or ""}
    excerpt = None
    if found.excerpt is not None:
        start, end = found.excerpt
        excerpt = {"field": "text", "start": start, "end": end, "surface": body.text[start:end]}
    spans = [{**mark._asdict(), "surface": fields[mark.field][mark.start : mark.end]} for mark in found.marks]
    return {"excerpt": excerpt, "spans": spans[:MOST_SPANS]}


def joined(*objects: bytes) -> bytes:
    """JSON objects, none of them empty, as one."""
    return b"{" + b",".join(one[1:-1] for one in objects) + b"}"


def _counted(card: dict[str, Any], detail: dict[str, Any], kinds: Iterable[MentionKind]) -> dict[str, Any]:
    """The card with its entities counted by `kinds`."""
    return {**card, **named(detail["mentions"], tuple(kinds))}


def _offset(item: dict[str, Any], body: Body, *, wide: bool) -> Any:
    return shown(item, utf16(body.text, body.title_field) if wide else code_points)
