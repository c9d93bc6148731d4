"""The answers that operations share, as the OpenAPI document tells of them: problems, 304, headers."""

from collections.abc import Mapping
from typing import Any

from app.api.kinds import KINDS
from app.api.problems import MEDIA_TYPE, example

Json = dict[str, Any]

_HEADERS: Mapping[str, tuple[str, str]] = {
    "ETag": (
        "Changes when the answer can have changed; send it back as `If-None-Match`.",
        'W/"6ea9ab1baa0efb9e19094440"',
    ),
    "Cache-Control": (
        "Keep the answer, and ask with its `ETag` each time whether it still holds. `private` where keys "
        "are needed, `no-store` where nothing is to be kept.",
        "public, no-cache",
    ),
    "Vary": ("The request headers that decide on the answer.", "Accept-Encoding"),
    "Link": (
        'The next page, as `<URL>; rel="next"`; absent on the last one.',
        '<http://127.0.0.1:8000/v1/articles?cursor=mPAf5OXBHGlbLTMxMDA1XQ>; rel="next"',
    ),
    "Retry-After": ("After how many seconds to try again.", "5"),
    "WWW-Authenticate": ("How to send a key.", "Bearer"),
}
_SHARED: Mapping[str, tuple[int, str, tuple[str, ...]]] = {
    "NotModified": (
        304, "The answer is the one that `If-None-Match` names.", ("ETag", "Cache-Control", "Vary")),
    "Unauthorized": (401, "A key is needed.", ("WWW-Authenticate",)),
    "NotFound": (404, "There is no such thing.", ()),
    "TooLarge": (413, "The body is too large.", ()),
    "InvalidRequest": (422, "A parameter means nothing; `errors` says which, and what is allowed.", ()),
    "Unavailable": (503, "The database cannot be used now, or the query took too long.", ("Retry-After",)),
}  # fmt: skip


def complete(operation: Json, path: str, *, post: bool, keys: bool) -> None:
    """Add what every operation of its kind answers; `keys` says whether `/v1` asks for one."""
    responses: Json = operation["responses"]
    responses.pop("422", None)
    headers = responses["200"].setdefault("headers", {})
    headers.setdefault("Cache-Control", _header("Cache-Control"))
    names = ["InvalidRequest"]
    if path == "/readyz":
        names += ["Unavailable"]
    elif path.startswith("/v1/"):
        names += ["TooLarge"] if post else ["NotModified", "Unavailable"]
        names += ["NotFound"] if "{" in path else []
        names += ["Unauthorized"] if keys else []
        shown = () if post else ("ETag", "Vary")
        if any(parameter["name"] == "cursor" for parameter in operation.get("parameters", ())):
            shown = (*shown, "Link")
        for name in shown:
            headers.setdefault(name, _header(name))
    if keys and path.startswith("/v1/"):
        operation["security"] = [{"key": []}]
    for name in names:
        responses[str(_SHARED[name][0])] = {"$ref": f"#/components/responses/{name}"}
    operation["responses"] = dict(sorted(responses.items()))


def components(document: Json) -> Json:
    """The answers and headers that `document` names by reference, and those that these name."""
    named = str(document)
    responses = {name: _response(*told) for name, told in _SHARED.items() if f"/responses/{name}" in named}
    named += str(responses)
    headers = {
        name: {"description": text, "schema": {"type": "string"}, "example": shown}
        for name, (text, shown) in _HEADERS.items()
        if f"/headers/{name}'" in named
    }
    return {"responses": responses, "headers": headers}


def _response(status: int, text: str, headers: tuple[str, ...]) -> Json:
    response: Json = {"description": text}
    if headers:
        response["headers"] = {name: _header(name) for name in headers}
    if status >= 400:
        examples = {
            code: {"summary": kind.title, "value": example(code, kind)}
            for code, kind in KINDS.items()
            if kind.status == status
        }
        content = {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": examples}
        response["content"] = {MEDIA_TYPE: content}
    return response


def _header(name: str) -> Json:
    return {"$ref": f"#/components/headers/{name}"}
