"""What one stretch of a credit names, and which part of the page that makes it."""

from typing import Literal, NamedTuple

from app.reading.model import Role

Kind = Literal["place", "outlet", "agency", "agencies", "date", "name", "cue"]

ROLES: dict[Kind, Role] = {
    "place": "dateline", "outlet": "source", "agency": "source", "agencies": "source",
    "date": "date", "name": "byline", "cue": "byline",
}  # fmt: skip


class Element(NamedTuple):
    """Words `[first, last)` of a line and what they name."""

    kind: Kind
    first: int
    last: int
    sure: bool = True
