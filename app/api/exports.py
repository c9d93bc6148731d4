"""Exports: all that passes the filters, streamed as CSV or NDJSON."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.api.answers import export
from app.api.answers.table import ARTICLE_COLUMNS, MENTION_COLUMNS, Column
from app.api.ask import Ask
from app.api.filters import parse_filter, understood
from app.api.parameter import Parameter, documented
from app.api.params import ARTICLES_CSV, ARTICLES_NDJSON, MENTIONS_CSV, MENTIONS_NDJSON
from app.api.reads import answer
from app.api.stream import Source, Stream
from app.queries.export import iter_articles
from app.queries.filter import ArticleFilter
from app.queries.mentions import iter_mentions

router = APIRouter(prefix="/v1", tags=["exports"])
CSV = "text/csv; charset=utf-8; header=present"
NDJSON = "application/x-ndjson"
_HEADERS = {
    "Content-Disposition": ("The name of the file: what it holds, and of which corpus version.",
                            'attachment; filename="warraq-articles-5f0c2a9e61d37b48.csv"'),
    "Warraq-Corpus-Version": ("The corpus version that all of it is of.", "5f0c2a9e61d37b48"),
    "Warraq-Query": ("What was understood, in JSON; absent where it is longer than 4096 characters.",
                     '{"country":["MA"],"mention_kind":["name"]}'),
}  # fmt: skip
_WHOLE = """\
All of it, streamed from one snapshot of the corpus in the order of lists (newest first), however long it is.
A complete answer ends as its transfer coding says. One that is cut off, because the server failed or the
client took nothing for a minute, does not: HTTP clients report an error, and what arrived is not whole. The
query timeout holds for each piece, not for the whole."""


def _file(media_type: str, text: str, example: str) -> dict[int | str, dict[str, Any]]:
    """What the OpenAPI document says of a streamed file."""
    headers = {
        name: {"description": told, "schema": {"type": "string"}, "example": shown}
        for name, (told, shown) in _HEADERS.items()
    }
    content = {
        media_type.partition(";")[0]: {"schema": {"type": "string", "description": text}, "example": example}
    }
    return {200: {"description": text, "content": content, "headers": headers}}


def _columns(columns: Iterable[Column]) -> str:
    rows = "\n".join(f"| `{column.name}` | {column.text} |" for column in columns)
    return f"""
Rows end in CR LF and cells are quoted as in RFC 4180. A cell that a spreadsheet would take for a formula, as
it begins with `=`, `+`, `-`, `@`, their wide forms, a tab or a line break (white space and apostrophes before
that aside), has an apostrophe put before it. Lists have `;` between their items.

| column | holds |
|---|---|
{rows}
"""


@router.get(
    "/articles.csv",
    operation_id="export_articles_csv",
    summary="Export articles as CSV",
    description=f"{_WHOLE}\n{_columns(ARTICLE_COLUMNS)}",
    response_class=Response,
    responses=_file(CSV, "One article a row, in UTF-8.", "id,title,title_provenance\\r\\n"),
    openapi_extra=documented(ARTICLES_CSV),
)
async def export_articles_csv(request: Request) -> Response:
    """Articles as rows."""
    return await answer(request, _articles_csv)


@router.get(
    "/articles.ndjson",
    operation_id="export_articles_ndjson",
    summary="Export articles as NDJSON",
    description=f"{_WHOLE}\n\nEach line is an article as `GET /v1/articles/{{id}}` answers it.",
    response_class=Response,
    responses=_file(NDJSON, "One article a line, in JSON.", '{"id":"002_f2247bdb1d6dd84f"}\\n'),
    openapi_extra=documented(ARTICLES_NDJSON),
)
async def export_articles_ndjson(request: Request) -> Response:
    """Articles as lines of JSON."""
    return await answer(request, _articles_ndjson)


@router.get(
    "/mentions.csv",
    operation_id="export_mentions_csv",
    summary="Export mentions as CSV",
    description=f"{_WHOLE}\n{_columns(MENTION_COLUMNS)}",
    response_class=Response,
    responses=_file(CSV, "One mention a row, in UTF-8.", "article_id,article_title,source_id\\r\\n"),
    openapi_extra=documented(MENTIONS_CSV),
)
async def export_mentions_csv(request: Request) -> Response:
    """Mentions as rows."""
    return await answer(request, _mentions_csv)


@router.get(
    "/mentions.ndjson",
    operation_id="export_mentions_ndjson",
    summary="Export mentions as NDJSON",
    description=f"{_WHOLE}\n\nEach line is a mention as `GET /v1/mentions` answers it.",
    response_class=Response,
    responses=_file(NDJSON, "One mention a line, in JSON.", '{"surface":"المغرب"}\\n'),
    openapi_extra=documented(MENTIONS_NDJSON),
)
async def export_mentions_ndjson(request: Request) -> Response:
    """Mentions as lines of JSON."""
    return await answer(request, _mentions_ndjson)


class _Asked(NamedTuple):
    """What an export is of, and how it is written."""

    filter: ArticleFilter
    wide: bool
    bom: bool


def _articles_csv(ask: Ask) -> Response:
    def pieces(source: Source, asked: _Asked) -> Iterator[bytes]:
        found = iter_articles(source.connection, asked.filter, source.view)
        return export.articles_csv(found, asked.filter.kinds, bom=asked.bom)

    return _stream(ask, ARTICLES_CSV, "warraq-articles-{version}.csv", CSV, pieces)


def _articles_ndjson(ask: Ask) -> Response:
    def pieces(source: Source, asked: _Asked) -> Iterator[bytes]:
        found = iter_articles(source.connection, asked.filter, source.view)
        return export.articles_ndjson(found, asked.filter.kinds, wide=asked.wide)

    return _stream(ask, ARTICLES_NDJSON, "warraq-articles-{version}.ndjson", NDJSON, pieces)


def _mentions_csv(ask: Ask) -> Response:
    def pieces(source: Source, asked: _Asked) -> Iterator[bytes]:
        found = iter_mentions(source.connection, asked.filter, source.view)
        return export.mentions_csv(found, wide=asked.wide, bom=asked.bom)

    return _stream(ask, MENTIONS_CSV, "warraq-mentions-{version}.csv", CSV, pieces)


def _mentions_ndjson(ask: Ask) -> Response:
    def pieces(source: Source, asked: _Asked) -> Iterator[bytes]:
        found = iter_mentions(source.connection, asked.filter, source.view)
        return export.mentions_ndjson(found, wide=asked.wide)

    return _stream(ask, MENTIONS_NDJSON, "warraq-mentions-{version}.ndjson", NDJSON, pieces)


def _stream(
    ask: Ask,
    parameters: tuple[Parameter, ...],
    name: str,
    media_type: str,
    pieces: Callable[[Source, _Asked], Iterator[bytes]],
) -> Response:
    question = ask.question(parameters)
    asked = parse_filter(question, ask.connection)
    taken = {parameter.name for parameter in parameters}
    wide = "offsets" in taken and question.choice("offsets") == "utf16"
    bom = "bom" in taken and question.choice("bom") == "true"
    question.close()
    query = understood(asked)
    return Stream(ask, lambda source: pieces(source, _Asked(asked, wide, bom)), name, media_type, query)
