"""Articles in answers."""

from typing import Annotated, Any, Literal, NotRequired

from typing_extensions import TypedDict

from app.api.answers import said
from app.api.answers.entity import AgencyId, Code, NameAnswer, SourceId
from app.api.answers.page import ListAnswer
from app.api.answers.span import End, EvidenceAnswer, FieldName, SpanAnswer, Start
from app.gazetteer.model import EntityType, MentionKind
from app.reading.model import Calendar, DateKind, Precision, Provenance, Role

Day = Annotated[str | None, said("A day, YYYY-MM-DD, inclusive.", "2024-09-14")]


class SourceNameAnswer(TypedDict):
    """The source of an article."""

    id: SourceId
    name: Annotated[str, said("Its name.", "ميدل ايست اونلاين")]


class CountryCount(TypedDict):
    """A country that an article mentions."""

    code: Code
    name: NameAnswer
    mentions: Annotated[int, said("How often the article mentions it.", 14)]


class AgencyCount(TypedDict):
    """An agency that an article mentions."""

    id: AgencyId
    name: NameAnswer
    mentions: Annotated[int, said("How often the article mentions it.", 3)]


class PublishedAnswer(TypedDict):
    """When an article appeared. Nothing is invented: without a day the precision is `month` or `year`."""

    earliest: Annotated[str, said("First day it may have appeared, YYYY-MM-DD.", "2024-09-14")]
    latest: Annotated[str, said("Last day it may have appeared, YYYY-MM-DD.", "2024-09-14")]
    precision: Annotated[Literal["day", "month", "year"], said("How exactly the date is known.", "day")]
    provenance: Annotated[
        Provenance,
        said("Who says so: `metadata` that came with the article, its `header`, or its `body`.", "header"),
    ]
    evidence: Annotated[EvidenceAnswer | None, said("Where it was read; null for metadata.")]


class PartAnswer(TypedDict):
    """A piece of the text with one role."""

    role: Annotated[Role, said("What the piece is.", "paragraph")]
    start: Start
    end: End


class EntityAnswer(TypedDict):
    """Which entity a mention names."""

    type: Annotated[EntityType, said("Country or agency.", "country")]
    id: Annotated[str, said("A country's alpha-2 code, or an agency's id.", "MA")]


class MentionAnswer(TypedDict):
    """One place where the article names a country or an agency."""

    entity: EntityAnswer
    kind: Annotated[MentionKind, said("How it is named.", "name")]
    surface: Annotated[str, said("The words, without attached particles.", "المغرب")]
    field: FieldName
    start: Start
    end: End
    part: Annotated[Role, said("The role of the part it stands in.", "lead")]
    sentence: Annotated[SpanAnswer, said("The sentence it stands in.", {"start": 140, "end": 275})]


class DateAnswer(TypedDict):
    """A date as the article words it; bounds are null where nothing anchors a relative date."""

    surface: Annotated[str, said("The words.", "14 سبتمبر 2024")]
    field: FieldName
    start: Start
    end: End
    earliest: Day
    latest: Day
    precision: Annotated[Precision, said("How exactly it says it.", "day")]
    kind: Annotated[DateKind, said("Whether it needs a day to count from.", "absolute")]
    calendar: Annotated[Calendar, said("The calendar it is worded in.", "gregorian")]


class ArticleSummary(TypedDict):
    """An article as lists show it."""

    id: Annotated[str, said("The article's id; percent-encode it in a path.", "002_f2247bdb1d6dd84f")]
    title: Annotated[
        str | None, said("Its title, where one was found.", "انجازات حموشي الأمنية تحت المجهر الاسباني")
    ]
    source: Annotated[SourceNameAnswer | None, said("Where it appeared, where known.")]
    byline: Annotated[str | None, said("Who wrote it.", "سناء الجدني")]
    dateline: Annotated[str | None, said("Where it was written.", "مدريد")]
    section: Annotated[str | None, said("The section it appeared in.", "سياسة")]
    language: Annotated[str | None, said("Its language, as a BCP 47 tag.", "ar")]
    url: Annotated[str | None, said("Its address on the web, where known.", "https://example.org/1")]
    published: Annotated[PublishedAnswer | None, said("When it appeared; null where it does not say.")]
    excerpt: Annotated[str, said("How its text begins.", "عبداللطيف حموشي جعل من المغرب واحة سلام")]
    countries: Annotated[list[CountryCount], said("The countries it mentions, most mentioned first.")]
    agencies: Annotated[list[AgencyCount], said("The agencies it mentions, most mentioned first.")]
    characters: Annotated[int, said("Length of the text in Unicode code points.", 5432)]


Text = Annotated[str, said("The text as it was given, the newlines as `\\n`.", "سياسة\n14 سبتمبر 2024\n")]
Parts = Annotated[list[PartAnswer], said("The parts of the text, in order.")]
Dates = Annotated[list[DateAnswer], said("The dates it words, in order.")]
MentionAnswers = Annotated[list[MentionAnswer], said("The mentions, in order.")]


class HighlightsAnswer(TypedDict):
    """Where the words of `q` stand."""

    excerpt: Annotated[EvidenceAnswer | None, said("The stretch of the text that holds the best of them.")]
    spans: Annotated[
        list[EvidenceAnswer], said("The words and phrases found, those of the title first; at most 100.")
    ]


class ArticleItem(ArticleSummary):
    """An article of a list, with its highlights where `q` is given, and with what `include` asked for."""

    highlights: NotRequired[HighlightsAnswer]
    text: NotRequired[Text]
    parts: NotRequired[Parts]
    dates: NotRequired[Dates]
    mentions: NotRequired[MentionAnswers]


class ArticleList(ListAnswer):
    """A page of articles."""

    items: Annotated[list[ArticleItem], said("The articles, in the order asked for.")]


class ReadClaim(TypedDict):
    """How something about an article is known."""

    provenance: Annotated[Provenance, said("Who says so.", "header")]
    evidence: Annotated[EvidenceAnswer | None, said("Where it was read; null for metadata.")]


Claimed = Annotated[ReadClaim | None, said("Null where nothing was found.")]


class ReadAnswer(TypedDict):
    """How what stands at the head of an article is known."""

    title: Claimed
    source: Claimed
    byline: Claimed
    section: Claimed
    dateline: Claimed


class ArticleAnswer(ArticleSummary):
    """One article with all that is known of it."""

    text: Text
    text_sha256: Annotated[
        str, said("SHA-256 of the text in UTF-8, hexadecimal.", "9f86d081884c7d659a2feaa0c55ad015" * 2)
    ]
    parts: Parts
    dates: Dates
    mentions: MentionAnswers
    warnings: Annotated[list[str], said("What reading it was unsure of.", ["The title stands twice."])]
    duplicates: Annotated[
        list[str], said("Ids of other articles with the same text, at most 100.", ["feed~17"])
    ]
    read: ReadAnswer
    reading_version: Annotated[int, said("The version of the reader that read it.", 1)]
    extra: Annotated[dict[str, Any], said("What else came with it.", {"desk": "politics"})]
    ingested_at: Annotated[str, said("When it was loaded, RFC 3339 in UTC.", "2025-01-31T09:12:45Z")]
