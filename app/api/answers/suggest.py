"""Suggestions in answers."""

from typing import Annotated

from typing_extensions import TypedDict

from app.api.answers import said
from app.api.answers.entity import NameAnswer
from app.api.answers.facet import name_in
from app.api.answers.page import CorpusVersion, Understood
from app.queries.suggest import Suggested, Suggestion


class SuggestionAnswer(TypedDict):
    """A country, agency or source that may be meant."""

    type: Annotated[Suggested, said("What it is, and the filter that takes its `id`.", "country")]
    id: Annotated[str, said("A country's alpha-2 code, or the id of an agency or source.", "MA")]
    name: Annotated[NameAnswer | str, said("Its name; in three languages, for a source in its own.")]
    country: Annotated[
        str | None,
        said("Alpha-2 code of the country that it is, or belongs to; null where there is none.", "MA"),
    ]
    matched: Annotated[
        str, said("The one of its names that begins, or has a word that begins, as typed.", "Maroc")
    ]
    articles: Annotated[
        int, said("How many articles mention it, under the chosen `mention_kind`, or come from it.", 5)
    ]


class SuggestionsAnswer(TypedDict):
    """Who may be meant by what is typed."""

    items: Annotated[
        list[SuggestionAnswer],
        said("Those of which it is a whole name, then those with a name that it begins or stands in as whole "
             "words, then those with a word that it begins; each most articles first."),
    ]  # fmt: skip
    query: Understood
    corpus_version: CorpusVersion


def suggestion_answer(suggestion: Suggestion) -> SuggestionAnswer:
    """A suggestion."""
    owner = suggestion.owner
    name = name_in(owner.type, owner.id, {} if owner.name is None else {owner.id: owner.name})
    return {
        "type": owner.type,
        "id": owner.id,
        "name": name,
        "country": owner.country,
        "matched": suggestion.matched,
        "articles": suggestion.articles,
    }
