"""What every list answers with, and the JSON of an answer."""

from typing import Annotated, Any

from pydantic_core import to_json
from typing_extensions import TypedDict

from app.api.answers import said

Understood = Annotated[
    dict[str, Any],
    said("What was understood: every parameter that counted, names resolved to codes and ids.",
         {"country": ["MA"], "mention_kind": ["name", "demonym", "head", "acronym"], "sort": "-published",
          "limit": 20}),
]  # fmt: skip
CorpusVersion = Annotated[
    str, said("Changes when, and only when, what the API would answer can have changed.", "5f0c2a9e61d37b48")
]


class ListAnswer(TypedDict):
    """A page of a list."""

    total: Annotated[int, said("How many items there are on all pages together, exactly.", 5)]
    next_cursor: Annotated[
        str | None, said("The `cursor` of the next page; null on the last one.", "mPAf5OXBHGlbLTMxMDA1XQ")
    ]
    query: Understood
    corpus_version: CorpusVersion


def json_bytes(answer: Any) -> bytes:
    """An answer as JSON in UTF-8."""
    return to_json(answer)
