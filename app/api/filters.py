"""The query string as an `ArticleFilter`, and the filter as it is shown to have been understood."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Connection

from app.api import names
from app.api.question import Question
from app.errors import QueryError
from app.gazetteer.model import DEFAULT_KINDS, MENTION_KINDS, MentionKind
from app.queries.expression import Expression
from app.queries.filter import ArticleFilter, Undated
from app.queries.grammar import LONGEST, left_out, parse

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", re.ASCII)
_LISTED = (
    "country", "country_all", "country_not", "agency", "agency_all", "agency_not", "agency_country",
    "source", "source_not", "language", "missing",
)  # fmt: skip


def parse_filter(question: Question, connection: Connection) -> ArticleFilter:
    """The filter that a question's parameters make; what is wrong with them stays in the question."""
    start, end, undated = _days(question)
    given = question.given
    own: dict[str, Any] = {
        field: read(question, name, connection) for name, field, read in _READ if name in given
    }
    return ArticleFilter(**own, published_from=start, published_to=end, undated=undated)


def _words(question: Question, name: str, connection: Connection) -> Expression | None:
    """What `q` asks for."""
    text = question.text(name)
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


def _languages(question: Question, name: str, connection: Connection) -> tuple[str, ...]:
    """Language tags, in the small letters that they are stored in."""
    tags = question.matched(name, _LANGUAGE.fullmatch, "A language is a tag such as ar")
    return tuple(dict.fromkeys(tag.lower() for tag in tags))


def parse_kinds(question: Question) -> tuple[MentionKind, ...]:
    """Which mentions count, in the order of `MENTION_KINDS`."""
    asked = question.choices("mention_kind")
    if "any" in asked:
        return MENTION_KINDS
    return tuple(kind for kind in MENTION_KINDS if kind in asked) or DEFAULT_KINDS


def _countries(question: Question, name: str, connection: Connection) -> tuple[str, ...]:
    return names.countries(question, name)


_READ: tuple[tuple[str, str, Callable[[Question, str, Connection], Any]], ...] = (
    ("q", "q", _words),
    ("q", "q_left_out", lambda question, name, _: left_out((question.text(name) or "")[:LONGEST])),
    ("id", "ids", lambda question, name, _: question.texts(name)),
    ("country", "country", _countries),
    ("country_all", "country_all", _countries),
    ("country_not", "country_not", _countries),
    ("agency", "agency", names.agencies),
    ("agency_all", "agency_all", names.agencies),
    ("agency_not", "agency_not", names.agencies),
    ("agency_country", "agency_country", _countries),
    ("source", "source", names.sources),
    ("source_not", "source_not", names.sources),
    ("language", "language", _languages),
    ("mention_kind", "kinds", lambda question, *_: parse_kinds(question)),
    ("date_match", "date_match", lambda question, name, _: question.choice(name)),
    ("missing", "missing", lambda question, name, _: question.choices(name)),
)
"""Each parameter but those that bound time, with its field, and what reads it: only what is given is read."""


def is_walked(asked: ArticleFilter) -> bool:
    """Whether what passes is counted one by one: so the index has words, and mentions of unusual kinds."""
    return asked.q is not None or asked.kinds != DEFAULT_KINDS


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
