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
from app.text.span import Span

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
    own: dict[str, Any] = {}
    if asked.q is not None:
        own["highlights"] = _highlights(asked.q, body)
    if "text" in include:
        own["text"] = body.text
    parts = [name for name in ("parts", "dates", "mentions") if name in include]
    if asked.kinds == DEFAULT_KINDS and not wide and not parts:
        return joined(listed.card.encode(), to_json(own))
    detail = from_json(body.detail)
    item = {**_counted(from_json(listed.card), detail, asked.kinds), **own}
    item |= {name: detail[name] for name in parts}
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
    excerpt = None if found.excerpt is None else _evidence("text", found.excerpt, body.text)
    marks = found.marks[:MOST_SPANS]
    spans = [_evidence(mark.field, Span(mark.start, mark.end), fields[mark.field]) for mark in marks]
    return {"excerpt": excerpt, "spans": spans}


def _evidence(field: str, span: Span, written: str) -> dict[str, Any]:
    return {"field": field, "start": span.start, "end": span.end, "surface": span.of(written)}


def joined(*objects: bytes) -> bytes:
    """JSON objects, none of them empty, as one."""
    return b"{" + b",".join([one[1:-1] for one in objects]) + b"}"


def _counted(card: dict[str, Any], detail: dict[str, Any], kinds: Iterable[MentionKind]) -> dict[str, Any]:
    """The card with its entities counted by `kinds`."""
    return {**card, **named(detail["mentions"], tuple(kinds))}


def _offset(item: dict[str, Any], body: Body, *, wide: bool) -> Any:
    return shown(item, utf16(body.text, body.title_field) if wide else code_points)
