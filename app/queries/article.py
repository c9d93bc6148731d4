"""Articles as they are stored: their texts, and the JSON that shows them (`app.store.card`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import BindParameter, bindparam, select

from app.queries.schema import article

Include = Literal["text", "mentions", "dates", "parts"]
MOST_DUPLICATES = 100
"""Of more articles with one text, the first by id are told."""


@dataclass(frozen=True, slots=True)
class Body:
    """What stands inside an article: its text, a title apart from it, and its `detail` as JSON."""

    text: str
    title_field: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An article of a list: its `card` as JSON; `body` only where it was asked for."""

    card: str
    body: Body | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article with all that is known of it. `duplicates` are others with the same text."""

    card: str
    body: Body
    duplicates: Sequence[str]


KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
"""Which articles are asked for. Statements are built once, here and elsewhere: to build one takes
longer than to run it."""

_BODY = (article.c.text, article.c.title_field, article.c.detail)
CARDS = select(article.c.key, article.c.card).where(article.c.key.in_(KEYS))
"""The cards of the articles `keys`."""
CARDS_AND_BODIES = CARDS.add_columns(*_BODY)
"""The same, and the bodies."""
WHOLE = select(article.c.card, article.c.text_sha256, *_BODY).where(article.c.id == bindparam("id"))
"""All that is shown of the article `id`."""
DUPLICATES = (
    select(article.c.id)
    .where(article.c.text_sha256 == bindparam("sha256"), article.c.id != bindparam("id"))
    .order_by(article.c.id)
    .limit(MOST_DUPLICATES)
)
"""The articles whose text is that of `id`."""
