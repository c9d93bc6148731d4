"""The query parameters of the API, each named once and the same wherever it is taken."""

from typing import get_args

from app.api.parameter import Parameter
from app.gazetteer.model import AGENCY_KINDS, DEFAULT_KINDS, MENTION_KINDS, EntityType
from app.queries.article import Include
from app.queries.chosen import By
from app.queries.facets import MOST_VALUES, Dimension
from app.queries.filter import DateMatch, Missing, Sort, Undated
from app.queries.period import Interval
from app.queries.suggest import Suggested

_COUNTRY = "An ISO 3166-1 alpha-2 or alpha-3 code, or a name in Arabic, French or English."
_AGENCY = "An agency's id, or any of its names or acronyms."
_SOURCE = "A source's id, or any of its names."
_ANY = "Repeat for any of several."
_DAY = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
_IS_A_DAY = "A Gregorian year, month or day, YYYY, YYYY-MM or YYYY-MM-DD, in Latin or Arabic digits."

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
    Parameter(
        "q",
        'Full text. All words must be there, in any inflection; `"a phrase"` stands word by word; `-word` '
        "excludes; `OR`; `word*` is a beginning; brackets group. Spelling variants of hamza, ta marbuta and "
        "alef, diacritics, tatweel, the shape of digits and attached particles make no difference; outside a "
        "phrase, nor do many spellings of borrowed words and names. No input is an error: what says no word, "
        "as a lone sign or particle, asks for nothing. The answer's `query` has what was understood as `q`, "
        "empty where nothing was, and what asked for nothing as `q_left_out`.",
        '"الأمن الوطني" -قطر',
        schema={"type": "string", "minLength": 1, "maxLength": 1000},
    ),
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
        "published_from",
        f"Articles that appeared in or after this year, month or day. {_IS_A_DAY}",
        "2024",
        schema=_DAY,
    ),
    Parameter(
        "published_to",
        "Articles that appeared in or before this year, month or day, inclusive: `2024` means to 31 "
        f"December. {_IS_A_DAY}",
        "2024-09",
        schema=_DAY,
    ),
    Parameter(
        "date_match",
        "How an article whose exact day is not known is held against the two: `certain` when all days it may "
        "have appeared on lie between them, `possible` when one does. Without either of them nothing depends "
        "on it.",
        "possible",
        options=get_args(DateMatch),
        default="certain",
    ),
    Parameter(
        "undated",
        "Articles without a date: `true` adds them (they are left out as soon as a day is given), `only` "
        "leaves just those and so goes with no day, `false` leaves them out.",
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
    "`title`, without one) stand last; `relevance`, with `q`, is the best match first: its "
    "cursors are good for one `corpus_version`, as scores are. Ids break ties.",
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

DIMENSION = Parameter(
    "dimension",
    "By what to count: the countries or agencies that articles mention, their `source`, the `year` or "
    "`month` in which they surely appeared, their `language`. Repeat for several; without it all six count.",
    "country",
    repeat=True,
    options=get_args(Dimension),
    default=list(get_args(Dimension)),
)
INTERVAL = Parameter(
    "interval",
    "How long a bucket is. An article is in a bucket when all days it may have appeared on are.",
    "month",
    options=get_args(Interval),
    default="month",
)
BY = Parameter(
    "by",
    "Adds a series for each country or agency that the articles mention, or each source that they come from; "
    "those with the most articles.",
    "country",
    options=get_args(By),
)
OF = Parameter(
    "of",
    "Of what the pairs are: `of=country&of=agency`, as without it, pairs each country with each agency; "
    "`of=country` alone countries with countries, `of=agency` alone agencies with agencies.",
    "country",
    repeat=True,
    options=get_args(EntityType),
    default=list(get_args(EntityType)),
)
TYPED = Parameter(
    "q",
    "What is typed: the beginning of a name, or of a word in it, in any language and any Arabic spelling; an "
    "acronym, a code or an id will do. At most 100 characters.",
    "المغ",
    schema={"type": "string", "minLength": 1, "maxLength": 100},
    required=True,
)
SUGGESTED = Parameter(
    "type",
    "What to suggest. Repeat for any of several; without it all three are.",
    "country",
    repeat=True,
    options=get_args(Suggested),
    default=list(get_args(Suggested)),
)

FACETS = (
    DIMENSION,
    *FILTERS,
    Parameter(
        "limit",
        f"How many values of each dimension are shown, 1 to {MOST_VALUES}; `more` says how many others there "
        "are.",
        5,
        default=10,
        schema={"type": "integer", "minimum": 1, "maximum": MOST_VALUES},
    ),
)
TIMELINE = (
    INTERVAL,
    BY,
    *FILTERS,
    Parameter(
        "limit",
        "With `by`, how many series are shown, 1 to 100; `more` says how many others there are.",
        3,
        default=10,
        schema={"type": "integer", "minimum": 1, "maximum": 100},
    ),
)
COMENTION_LIST = (OF, *FILTERS, LIMIT, CURSOR)
SUGGESTIONS = (
    TYPED,
    SUGGESTED,
    MENTION_KIND,
    Parameter(
        "limit",
        "How many are suggested at most, 1 to 50.",
        5,
        default=10,
        schema={"type": "integer", "minimum": 1, "maximum": 50},
    ),
)

BOM = Parameter(
    "bom",
    "Whether the file begins with the byte order mark by which Excel knows UTF-8.",
    "true",
    options=("true", "false"),
    default="false",
)
FEED_LIMIT = Parameter(
    "limit",
    "How many entries a page of the feed has, 1 to 100.",
    5,
    default=100,
    schema={"type": "integer", "minimum": 1, "maximum": 100},
)
SIMILAR_LIST = (MENTION_KIND, LIMIT, CURSOR, OFFSETS)
MENTION_LIST = (*FILTERS, LIMIT, CURSOR, OFFSETS)
ARTICLES_CSV = (*FILTERS, BOM)
ARTICLES_NDJSON = (*FILTERS, OFFSETS)
ARTICLES_ATOM = (*FILTERS, FEED_LIMIT, CURSOR)
MENTIONS_CSV = (*FILTERS, OFFSETS, BOM)
MENTIONS_NDJSON = (*FILTERS, OFFSETS)
