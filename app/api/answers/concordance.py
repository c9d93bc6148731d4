"""Mentions in answers with what stands around them: the sentence, and the article."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from typing_extensions import TypedDict

from app.api.answers import said
from app.api.answers.article import EntityAnswer, PublishedAnswer, SourceNameAnswer
from app.api.answers.entity import NameAnswer
from app.api.answers.page import ListAnswer
from app.api.answers.span import End, FieldName, Offset, SpanAnswer, Start, code_points, shown, utf16
from app.gazetteer.model import Entity, MentionKind
from app.queries.article import Body
from app.queries.mentions import Hit
from app.reading.model import Role
from app.store.card import name_of


class SentenceAnswer(SpanAnswer):
    """The sentence around a mention: `text` is `[start:end]` of the field."""

    text: Annotated[str, said("The sentence as it is written.", "ويعد المغرب اليوم حلقة أساسية.")]


class MentioningArticle(TypedDict):
    """The article that a mention stands in."""

    id: Annotated[str, said("The article's id.", "002_f2247bdb1d6dd84f")]
    title: Annotated[str | None, said("Its title.", "انجازات حموشي الأمنية تحت المجهر الاسباني")]
    source: Annotated[SourceNameAnswer | None, said("Where it appeared, where known.")]
    published: Annotated[PublishedAnswer | None, said("When it appeared; null where it does not say.")]


class ConcordanceItem(TypedDict):
    """A mention with its sentence and its article."""

    entity: EntityAnswer
    name: NameAnswer
    kind: Annotated[MentionKind, said("How it is named.", "name")]
    surface: Annotated[str, said("The words, without attached particles.", "المغرب")]
    field: FieldName
    start: Start
    end: End
    part: Annotated[Role, said("The role of the part it stands in.", "lead")]
    sentence: Annotated[SentenceAnswer, said("The sentence it stands in.")]
    article: Annotated[MentioningArticle, said("The article it stands in.")]


class MentionList(ListAnswer):
    """A page of the concordance."""

    items: Annotated[list[ConcordanceItem], said("Mentions, by the order of articles, then of the text.")]


def concordance_items(hits: Iterable[Hit], *, wide: bool) -> Iterator[dict[str, Any]]:
    """The mentions as they are shown; `wide` counts offsets in UTF-16 units."""
    body: Body | None = None
    at: Offset = code_points
    for hit in hits:
        if wide and hit.body is not body:
            body, at = hit.body, utf16(hit.body.text, hit.body.title_field)
        yield shown(_item(hit), at)


def _item(hit: Hit) -> dict[str, Any]:
    mention, card = hit.mention, hit.card
    written = hit.body.text if mention["field"] == "text" else hit.body.title_field or ""
    sentence = mention["sentence"]
    return {
        "entity": mention["entity"],
        "name": name_of(Entity(**mention["entity"])),
        **{name: mention[name] for name in ("kind", "surface", "field", "start", "end", "part")},
        "sentence": {**sentence, "text": written[sentence["start"] : sentence["end"]]},
        "article": {name: card[name] for name in ("id", "title", "source", "published")},
    }
