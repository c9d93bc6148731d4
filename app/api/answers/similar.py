"""Articles that share passages with one, in answers."""

from collections.abc import Iterable
from typing import Annotated, Any

from typing_extensions import TypedDict

from app.api.answers import said
from app.api.answers.article import ArticleSummary
from app.api.answers.page import ListAnswer, json_bytes
from app.api.answers.shape import item_bytes, needs_bodies
from app.api.answers.span import Offset, SpanAnswer, code_points, utf16
from app.gazetteer.model import MentionKind
from app.queries.article import Body, Listed
from app.queries.filter import ArticleFilter
from app.queries.similar import Similar

_DIGITS = 4
"""Of a share, behind the point."""


class SharedSpan(SpanAnswer):
    """Where a passage stands in one of the two texts."""

    surface: Annotated[str, said("The passage as it is written there.", "من بين أبرز المسؤولين الأمنيين")]


class SharedPassage(TypedDict):
    """A passage that both texts have: word for word, or with a few words changed."""

    words: Annotated[int, said("How many words of it are the same in both.", 47)]
    own: Annotated[SharedSpan, said("Where it stands in the article that was asked for.")]
    other: Annotated[SharedSpan, said("Where it stands in the similar article.")]


class ShareAnswer(TypedDict):
    """How much of each text lies in the passages: characters in them by all characters, 0 to 1."""

    own: Annotated[float, said("Of the article that was asked for.", 0.1183)]
    other: Annotated[float, said("Of the similar article.", 0.0942)]


class SimilarItem(TypedDict):
    """A similar article, and what it shares."""

    article: ArticleSummary
    words: Annotated[int, said("How many words the two share, in all passages.", 79)]
    share: ShareAnswer
    passages: Annotated[list[SharedPassage], said("The passages, in the order of the article asked for.")]


class SimilarList(ListAnswer):
    """A page of similar articles."""

    items: Annotated[list[SimilarItem], said("The articles, those that share most words first.")]


def similar_items(
    body: Body, found: Iterable[Similar], kinds: tuple[MentionKind, ...], *, wide: bool
) -> list[bytes]:
    """What is similar to the article of `body`, as JSON; `wide` counts offsets in UTF-16 units."""
    own = utf16(body.text, None) if wide else code_points
    return [_item(body, own, one, kinds, wide=wide) for one in found]


def _item(body: Body, own: Offset, one: Similar, kinds: tuple[MentionKind, ...], *, wide: bool) -> bytes:
    other = utf16(one.body.text, None) if wide else code_points
    rest = {
        "words": one.words,
        "share": {"own": round(one.share_a, _DIGITS), "other": round(one.share_b, _DIGITS)},
        "passages": [
            {
                "words": passage.words,
                "own": _span(body.text, passage.start_a, passage.end_a, own),
                "other": _span(one.body.text, passage.start_b, passage.end_b, other),
            }
            for passage in one.passages
        ],
    }
    asked = ArticleFilter(kinds=kinds)
    listed = Listed(one.card, one.body if needs_bodies(asked, (), wide=wide) else None)
    return b'{"article":' + item_bytes(listed, asked, (), wide=wide) + b"," + json_bytes(rest)[1:]


def _span(text: str, start: int, end: int, at: Offset) -> dict[str, Any]:
    return {"start": at("text", start), "end": at("text", end), "surface": text[start:end]}
