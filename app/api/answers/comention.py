"""Comentions in answers."""

from typing import Annotated

from typing_extensions import TypedDict

from app.api.answers import said
from app.api.answers.entity import NameAnswer, name_of
from app.api.answers.page import ListAnswer
from app.gazetteer.model import Entity, EntityType
from app.queries.comentions import Pair


class NamedEntity(TypedDict):
    """A country or an agency with its name."""

    type: Annotated[EntityType, said("Country or agency.", "country")]
    id: Annotated[str, said("A country's alpha-2 code, or an agency's id.", "MA")]
    name: NameAnswer


class ComentionAnswer(TypedDict):
    """Two entities that are mentioned in the same articles."""

    first: Annotated[NamedEntity, said("One of the two: of the first type that `of` names.")]
    second: Annotated[NamedEntity, said("The other: of the last type that `of` names.")]
    articles: Annotated[int, said("How many articles that pass mention both.", 3)]


class ComentionList(ListAnswer):
    """A page of pairs."""

    items: Annotated[list[ComentionAnswer], said("The pairs, most articles first, then by their ids.")]


def comention_answer(pair: Pair) -> ComentionAnswer:
    """A pair with its count."""
    return {"first": _entity(pair.first), "second": _entity(pair.second), "articles": pair.articles}


def _entity(entity: Entity) -> NamedEntity:
    return {"type": entity.type, "id": entity.id, "name": name_of(entity)}
