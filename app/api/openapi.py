"""The OpenAPI document: what the routes say of themselves, and what is true of all of them."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from app import __version__
from app.api.access import SCHEME
from app.api.answers.annotation import AnnotationQuestion
from app.api.problems import Problem
from app.api.responses import complete, components

TITLE = "Warraq"
_DESCRIPTION = """\
Arabic press articles as data: what each line of an article is, when and where it appeared, which
countries and agencies it names, and the evidence for each of these.

**The text is never rewritten.** Everything known about it is a span over it: `start` and `end`,
half-open, in Unicode code points, so that in Python `text[start:end] == surface` always holds.
`offsets=utf16` gives the same spans for JavaScript.

**Filters** are ANDed; repeating one means any of its values. Countries, agencies and sources are
taken by code, id, or any name in Arabic, French or English. What means nothing is refused with 422,
by name and with the nearest guess; nothing is silently ignored.

**Lists** are paged by cursor: follow `next_cursor` or the `Link` header to the end; no item is out
of reach.

**Errors** are `application/problem+json` (RFC 9457): `code` is stable, and `type` is a page that
explains it ([all of them](/problems)).

**Caching**: every answer has a weak `ETag`; send it back as `If-None-Match` and an unchanged answer
is 304. Large answers are compressed where `Accept-Encoding` allows it (`zstd`, `gzip`).

**While an ingest adds articles** to a large corpus, lists and counts may lag some seconds behind it, one
more than another. Each answer is of one corpus version, which it names; once the ingest has ended, none
lags behind.

**Methods**: HEAD works wherever GET does; OPTIONS says what a path knows. Pages of other sites may
ask as well (CORS), unless the server's settings name those that may.

The texts belong to their publishers.
"""
_TAGS = [
    {"name": "articles", "description": "The articles: lists under any filter, one in full, its text."},
    {"name": "mentions", "description": "Every mention with its sentence, over all articles that pass."},
    {
        "name": "counts",
        "description": "How many articles pass: by what they share, by time, by what they name together.",
    },
    {"name": "countries", "description": "The countries that articles mention, and by which names."},
    {"name": "agencies", "description": "The public bodies that articles mention, and by which names."},
    {"name": "sources", "description": "The papers, sites and press agencies that articles come from."},
    {"name": "suggest", "description": "Countries, agencies and sources by the beginning of a name."},
    {"name": "exports", "description": "All that passes the filters in one stream, for other programs."},
    {"name": "corpus", "description": "What the corpus holds, and how well it could be read."},
    {"name": "annotate", "description": "What is read in a text that is sent."},
    {"name": "health", "description": "Whether the server lives and can answer."},
]
_REFERENCE = "#/components/schemas/{model}"


def build_document(app: FastAPI, *, keys: bool) -> dict[str, Any]:
    """The document for `app`; `keys` says whether `/v1` asks for one."""
    document = get_openapi(
        title=TITLE,
        version=__version__,
        summary="Arabic press articles, with evidence for every claim.",
        description=_DESCRIPTION,
        routes=app.routes,
        servers=[{"url": "/", "description": "This server."}],
        contact={"name": "Warraq"},
        license_info={
            "name": "MIT (the software; the texts belong to their publishers)",
            "identifier": "MIT",
        },
    )
    operations = [
        (path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    for path, method, operation in operations:
        complete(operation, path, post=method == "post", keys=keys)
        for parameter in operation.get("parameters", ()):
            _tidy_parameter(parameter)
    document["tags"] = _TAGS
    document["components"] = {"schemas": _schemas(document)}
    document["components"] |= components(document)
    document["security"] = []
    if keys:
        document["components"]["securitySchemes"] = {"key": SCHEME}
    return document


def _schemas(document: dict[str, Any]) -> dict[str, Any]:
    """All schemas that the document needs, those of the framework's own errors left out."""
    schemas = dict(document.get("components", {}).get("schemas", {}))
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for shape in (Problem, AnnotationQuestion):
        schema = TypeAdapter(shape).json_schema(ref_template=_REFERENCE)
        schemas |= schema.pop("$defs", {}) | {shape.__name__: schema}
    for schema in schemas.values():
        fields = schema.get("properties", {})
        for field in fields.values():
            field.pop("title", None)  # the field's name again, in capitals
        if "items" in fields:  # which a list begins with
            schema["properties"] = {"items": fields["items"], **fields}
    return dict(sorted(schemas.items()))


def _tidy_parameter(parameter: dict[str, Any]) -> None:
    """Say of a parameter of the path, which the framework describes, what is said of those of the query."""
    schema = parameter["schema"]
    schema.pop("title", None)
    if schema.pop("description", None) and "examples" in schema:
        parameter["example"] = schema.pop("examples")[0]
