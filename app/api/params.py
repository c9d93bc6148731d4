"""The query parameters of the API, each named once and the same wherever it is taken."""

from typing import get_args

from app.api.parameter import Parameter
from app.gazetteer.model import AGENCY_KINDS, MENTION_KINDS
from app.queries.article import Include
from app.queries.filter import DEFAULT_KINDS, DateMatch, Missing, Sort, Undated

_COUNTRY = "An ISO 3166-1 alpha-2 or alpha-3 code, or a name in Arabic, French or English."
_AGENCY = "An agency's id, or any of its names or acronyms."
_SOURCE = "A source's id, or any of its names."
_ANY = "Repeat for any of several."
_DAY = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}

MENTION_KIND = Parameter(
    "mention_kind",
    "What counts as a mention: a `name` (France), a `demonym` (French), a `capital` (Paris), a `head` (an "
    "office that stands for its agency), an `acronym`; `any` is all five. Repeat for any of several. Without "
    "it everything but `capital` counts. It bears on filters, summaries and counts alike.",
    "any",
    repeat=True,
    options=(*MENTION_KINDS, "any"),
    default=list(DEFAULT_KINDS),
)
LIMIT = Parameter(
    "limit",
    "How many items a page has, 1 to 100.",
    5,
    default=20,
    schema={"type": "integer", "minimum": 1, "maximum": 100},
)
CURSOR = Parameter(
    "cursor",
    "The `next_cursor` of the page before. It goes with the same filters and `sort`; with others it is 422.",
    None,
)
OFFSETS = Parameter(
    "offsets",
    "What offsets count: Unicode code points (`codepoints`, as in Python), or UTF-16 units (`utf16`, as in "
    "JavaScript).",
    "utf16",
    options=("codepoints", "utf16"),
    default="codepoints",
)

FILTERS = (
    Parameter("id", "These articles only. Repeat for several.", "002_f2247bdb1d6dd84f", repeat=True),
    Parameter("country", f"Articles that mention this country. {_COUNTRY} {_ANY}", "MA", repeat=True),
    Parameter("country_all", f"Articles that mention all of these countries. {_COUNTRY}", "FR", repeat=True),
    Parameter("country_not", f"Articles that mention none of these countries. {_COUNTRY}", "QA", repeat=True),
    Parameter(
        "agency",
        f"Articles that mention this agency. {_AGENCY} {_ANY}",
        "ma-dgst",
        repeat=True,
    ),
    Parameter(
        "agency_all", f"Articles that mention all of these agencies. {_AGENCY}", "ma-dgsn", repeat=True
    ),
    Parameter(
        "agency_not", f"Articles that mention none of these agencies. {_AGENCY}", "int-interpol", repeat=True
    ),
    Parameter(
        "agency_country",
        f"Articles that mention an agency of this country. {_COUNTRY} {_ANY}",
        "MA",
        repeat=True,
    ),
    Parameter(
        "source",
        f"Articles from this source. {_SOURCE} {_ANY}",
        "middle-east-online",
        repeat=True,
    ),
    Parameter("source_not", f"Articles from none of these sources. {_SOURCE}", "morassiloun24", repeat=True),
    Parameter(
        "language",
        f"Articles in this language, a BCP 47 tag. {_ANY}",
        "ar",
        repeat=True,
        schema={"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"},
    ),
    MENTION_KIND,
    Parameter(
        "published_from", "Articles that appeared in or after this year, month or day.", "2024", schema=_DAY
    ),
    Parameter(
        "published_to",
        "Articles that appeared in or before this year, month or day, inclusive: `2024` means to "
        "31 December.",
        "2024-09",
        schema=_DAY,
    ),
    Parameter(
        "date_match",
        "How an article whose exact day is not known is held against the two: `certain` when all days it may "
        "have appeared on lie between them, `possible` when one does.",
        "possible",
        options=get_args(DateMatch),
        default="certain",
    ),
    Parameter(
        "undated",
        "Articles without a date: `true` adds them (they are left out as soon as a day is given), `only` "
        "leaves just those, `false` leaves them out.",
        "true",
        options=get_args(Undated),
    ),
    Parameter(
        "missing",
        f"Articles in which this was not found. {_ANY}",
        "byline",
        repeat=True,
        options=get_args(Missing),
    ),
)
"""What chooses articles, wherever articles are chosen."""

SORT = Parameter(
    "sort",
    "`-published` is the newest first, `published` the oldest first; articles without a date (or, by "
    "`title`, without one) stand last. Ids break ties.",
    "published",
    options=get_args(Sort),
    default="-published",
)
INCLUDE = Parameter(
    "include",
    "What list items hold besides. Repeat for several.",
    "mentions",
    repeat=True,
    options=get_args(Include),
)

ARTICLE_LIST = (*FILTERS, SORT, LIMIT, CURSOR, INCLUDE, OFFSETS)
ONE_ARTICLE = (MENTION_KIND, OFFSETS)
COUNTRY_LIST = (MENTION_KIND, LIMIT, CURSOR)
AGENCY_LIST = (
    Parameter("country", f"Agencies of this country. {_COUNTRY} {_ANY}", "MA", repeat=True),
    Parameter(
        "kind",
        f"Agencies of this kind. {_ANY}",
        "police",
        repeat=True,
        options=AGENCY_KINDS,
    ),
    MENTION_KIND,
    LIMIT,
    CURSOR,
)
ONE_ENTITY = (MENTION_KIND,)
ONE_TEXT = (OFFSETS,)
SOURCE_LIST = (LIMIT, CURSOR)
