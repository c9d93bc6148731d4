"""The OpenAPI document: what the routes say of themselves, and what is true of all of them."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from app import __version__
from app.api.access import SCHEME
from app.api.answers.annotation import AnnotationQuestion
from app.api.problems import MEDIA_TYPE, Problem

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

**Errors** are `application/problem+json` (RFC 9457); each `type` is a page that explains it.

**Caching**: every answer has a weak `ETag`; send it back as `If-None-Match` and an unchanged answer
is 304.

The texts belong to their publishers.
"""
_TAGS = [
    {"name": "articles", "description": "The articles: lists under any filter, one in full, its text."},
    {"name": "countries", "description": "The countries that articles mention, and by which names."},
    {"name": "agencies", "description": "The public bodies that articles mention, and by which names."},
    {"name": "sources", "description": "The papers, sites and press agencies that articles come from."},
    {"name": "corpus", "description": "What the corpus holds, and how well it could be read."},
    {"name": "annotate", "description": "What is read in a text that is sent."},
    {"name": "health", "description": "Whether the server lives and can answer."},
]
_ETAG = {
    "description": "Changes when the answer can have changed.",
    "schema": {"type": "string", "examples": ['W/"6ea9ab1baa0efb9e19094440"']},
}
_LINK = {
    "description": 'The next page, as `<URL>; rel="next"`; absent on the last one.',
    "schema": {"type": "string", "examples": ['<http://127.0.0.1:8000/v1/articles?cursor=…>; rel="next"']},
}
_RESPONSES = {
    "NotModified": "The answer is the one that `If-None-Match` names.",
    "Unauthorized": "A key is needed.",
    "NotFound": "There is no such thing.",
    "InvalidRequest": "A parameter means nothing; `errors` says which, and what is allowed.",
    "TooLarge": "The body is too large.",
    "Unavailable": "The database cannot be used now, or the query took too long.",
}
_REFERENCE = "#/components/schemas/{model}"


def build_document(app: FastAPI, *, keys: bool) -> dict[str, Any]:
    """The document for `app`; `keys` says whether `/v1` asks for one."""
    document = get_openapi(
        title=TITLE,
        version=__version__,
        summary="Arabic press articles, with evidence for every claim.",
        description=_DESCRIPTION,
        routes=app.routes,
        tags=_TAGS,
        servers=[{"url": "/", "description": "This server."}],
        license_info={"name": "MIT (the software)", "identifier": "MIT"},
    )
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for shape in (Problem, AnnotationQuestion):
        schema = TypeAdapter(shape).json_schema(ref_template=_REFERENCE)
        schemas |= schema.pop("$defs", {}) | {shape.__name__: schema}
    components["schemas"] = dict(sorted(schemas.items()))
    components["responses"] = {name: _response(name, text) for name, text in _RESPONSES.items()}
    if keys:
        components["securitySchemes"] = {"key": SCHEME}
    for path, operations in document["paths"].items():
        for operation in operations.values():
            _complete(operation, path, keys=keys)
    return document


def _response(name: str, text: str) -> dict[str, Any]:
    if name == "NotModified":
        return {"description": text, "headers": {"ETag": _ETAG}}
    schema = {"$ref": _REFERENCE.format(model="Problem")}
    return {"description": text, "content": {MEDIA_TYPE: {"schema": schema}}}


def _complete(operation: dict[str, Any], path: str, *, keys: bool) -> None:
    """Add what every operation of its kind answers."""
    responses = operation["responses"]
    responses.pop("422", None)
    shared = {}
    if path == "/readyz":
        shared = {"503": "Unavailable"}
    if path.startswith("/v1/") and "requestBody" in operation:
        shared = {"413": "TooLarge", "422": "InvalidRequest"}
    elif path.startswith("/v1/"):
        shared = {"304": "NotModified", "422": "InvalidRequest", "503": "Unavailable"}
        headers = responses["200"].setdefault("headers", {})
        headers["ETag"] = _ETAG
        if operation["operationId"].startswith("list_"):
            headers["Link"] = _LINK
        if "{" in path:
            shared["404"] = "NotFound"
    if path.startswith("/v1/") and keys:
        shared["401"] = "Unauthorized"
        operation["security"] = [{"key": []}]
    for status, name in shared.items():
        responses[status] = {"$ref": f"#/components/responses/{name}"}
    operation["responses"] = dict(sorted(responses.items()))
