"""The one filter: which articles are asked for. Lists, totals and counts all take it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.gazetteer.model import DEFAULT_KINDS, MentionKind
from app.queries.expression import Expression

DateMatch = Literal["certain", "possible"]
Undated = Literal["true", "only", "false"]
Missing = Literal["title", "byline", "source", "published"]
Sort = Literal["-published", "published", "relevance", "title"]


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles are asked for; every field left at its default lets all of them pass.

    Fields are ANDed. `q` is about the words of title and text; what was typed and says no word is
    `q_left_out`, and lets all pass. `country`, `agency`, `source`, `language`, `ids` and `missing` pass
    on *any of* their values, `_all` on all, `_not` on none. Countries are alpha-2 codes, agencies and
    sources ids; `agency_country` passes on any agency of these countries. `kinds` says which mentions
    count.

    `published_from` and `published_to` are days, inclusive. With `certain` the whole interval in
    which an article may have appeared lies between them, with `possible` it overlaps. An article
    without a date passes where `undated` is `true`, or is not given and no day is; `only` leaves
    just those. `naming` passes on any mention of these kinds at all.
    """

    q: Expression | None = None
    q_left_out: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    country_all: tuple[str, ...] = ()
    country_not: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    agency_all: tuple[str, ...] = ()
    agency_not: tuple[str, ...] = ()
    agency_country: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    source_not: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    kinds: tuple[MentionKind, ...] = DEFAULT_KINDS
    published_from: date | None = None
    published_to: date | None = None
    date_match: DateMatch = "certain"
    undated: Undated | None = None
    missing: tuple[Missing, ...] = ()
    naming: bool = False

    @property
    def takes_dated(self) -> bool:
        """Whether an article with a date can pass."""
        return self.undated != "only"

    @property
    def takes_undated(self) -> bool:
        """Whether an article without a date can pass."""
        if self.undated is None:
            return self.published_from is None and self.published_to is None
        return self.undated != "false"
