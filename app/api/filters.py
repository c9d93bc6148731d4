"""The query string as an `ArticleFilter`, and the filter as it is shown to have been understood."""

import re
from datetime import date
from typing import Any

from sqlalchemy import Connection

from app.api import names
from app.api.question import Question
from app.errors import QueryError
from app.gazetteer.model import DEFAULT_KINDS, MENTION_KINDS, MentionKind
from app.queries.expression import Expression
from app.queries.filter import ArticleFilter, Undated
from app.queries.grammar import left_out, parse

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_LISTED = (
    "country", "country_all", "country_not", "agency", "agency_all", "agency_not", "agency_country",
    "source", "source_not", "language", "missing",
)  # fmt: skip


def parse_filter(question: Question, connection: Connection) -> ArticleFilter:
    """The filter that a question's parameters make; what is wrong with them stays in the question."""
    start, end, undated = _days(question)
    return ArticleFilter(
        q=_words(question),
        q_left_out=left_out(question.text("q") or ""),
        ids=question.texts("id"),
        country=names.countries(question, "country"),
        country_all=names.countries(question, "country_all"),
        country_not=names.countries(question, "country_not"),
        agency=names.agencies(question, "agency"),
        agency_all=names.agencies(question, "agency_all"),
        agency_not=names.agencies(question, "agency_not"),
        agency_country=names.countries(question, "agency_country"),
        source=names.sources(question, "source", connection),
        source_not=names.sources(question, "source_not", connection),
        language=_languages(question),
        kinds=parse_kinds(question),
        published_from=start,
        published_to=end,
        date_match=question.choice("date_match"),
        undated=undated,
        missing=question.choices("missing"),
    )


def _words(question: Question) -> Expression | None:
    """What `q` asks for."""
    text = question.text("q")
    if text is None:
        return None
    try:
        return parse(text)
    except QueryError as error:
        for complaint in error.complaints:
            question.add(complaint)
        return None


def _days(question: Question) -> tuple[date | None, date | None, Undated | None]:
    """The bounds in time, and what is asked of articles without a date."""
    start = question.day("published_from", last=False)
    end = question.day("published_to", last=True)
    undated: Undated | None = question.choice("undated")
    if start is not None and end is not None and start > end:
        message = f"published_from ({start}) lies after published_to ({end}): nothing can pass."
        question.complain("published_from", question.text("published_from"), message, code="contradiction")
    if undated == "only" and (start is not None or end is not None):
        name = "published_from" if start is not None else "published_to"
        message = f"undated=only asks for articles without a date, and none of them passes {name}: drop one."
        question.complain("undated", "only", message, ("true", "false"), code="contradiction")
    return start, end, undated


def _languages(question: Question) -> tuple[str, ...]:
    """Language tags, in the small letters that they are stored in."""
    tags = question.matched("language", _LANGUAGE.fullmatch, "A language is a tag such as ar")
    return tuple(dict.fromkeys(tag.lower() for tag in tags))


def parse_kinds(question: Question) -> tuple[MentionKind, ...]:
    """Which mentions count, in the order of `MENTION_KINDS`."""
    asked = question.choices("mention_kind")
    if "any" in asked:
        return MENTION_KINDS
    return tuple(kind for kind in MENTION_KINDS if kind in asked) or DEFAULT_KINDS


def understood(asked: ArticleFilter) -> dict[str, Any]:
    """The filter by the names of its parameters; only what narrows it down, and what counts as a mention."""
    shown: dict[str, Any] = {} if asked.q is None else {"q": str(asked.q)}
    shown |= {"q_left_out": list(asked.q_left_out)} if asked.q_left_out else {}
    shown |= {"id": list(asked.ids)} if asked.ids else {}
    for name in _LISTED:
        if values := getattr(asked, name):
            shown[name] = list(values)
    shown["mention_kind"] = list(asked.kinds)
    if asked.published_from is not None:
        shown["published_from"] = asked.published_from.isoformat()
    if asked.published_to is not None:
        shown["published_to"] = asked.published_to.isoformat()
    bounded = asked.published_from is not None or asked.published_to is not None
    if bounded or asked.date_match != "certain":
        shown["date_match"] = asked.date_match
    if asked.undated is not None:
        shown["undated"] = asked.undated
    return shown
