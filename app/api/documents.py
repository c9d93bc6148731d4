"""The documents: the OpenAPI document, two ways to read it, and a page for every kind of problem.

Nothing here needs the internet: scripts and styles travel with the package (`assets/`, each with
its licence).
"""

import re
from functools import cache
from html import escape
from importlib.resources import files

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from app.api.answers.page import json_bytes
from app.api.openapi import TITLE
from app.api.problems import KINDS

router = APIRouter(include_in_schema=False)

_TYPES = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}
_ASSETS = {
    "swagger-ui-bundle.js": "swagger-ui",
    "swagger-ui.css": "swagger-ui",
    "redoc.standalone.js": "redoc",
    "warraq.svg": "warraq",
}
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="{root}/assets/warraq.svg" type="image/svg+xml">
{head}
</head>
<body>
{body}
</body>
</html>
"""
_SWAGGER_HEAD = """\
<link rel="stylesheet" href="{root}/assets/swagger-ui.css">
<style>
body {{ margin: 0; }}
.swagger-ui .microlight, .swagger-ui .microlight span, .swagger-ui input {{ unicode-bidi: plaintext; }}
</style>"""
_SWAGGER_BODY = """\
<div id="swagger-ui"></div>
<script src="{root}/assets/swagger-ui-bundle.js"></script>
<script>
fetch("{root}/openapi.json").then((answer) => answer.json()).then((spec) => {{
  // Swagger UI fills fields with their examples, and all filters at once let no article pass.
  for (const item of Object.values(spec.paths))
    for (const operation of Object.values(item))
      for (const parameter of operation.parameters ?? [])
        if (parameter.required) {{
          parameter.example ??= parameter.schema.examples?.[0];
        }} else if ("example" in parameter) {{
          parameter.description += " Example: `" + [parameter.example].flat()[0] + "`.";
          delete parameter.example;
        }}
  SwaggerUIBundle({{
    spec, dom_id: "#swagger-ui", deepLinking: true, filter: true,
    tryItOutEnabled: true, displayRequestDuration: true, validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis],
  }});
}});
</script>"""
_REDOC_HEAD = """\
<style>body {{ margin: 0; }} img[src^="https:"] {{ display: none; }}</style>"""
_REDOC_BODY = """\
<div id="redoc"></div>
<script src="{root}/assets/redoc.standalone.js"></script>
<script>
Redoc.init("{root}/openapi.json", {{ disableSearch: false, hideDownloadButton: false }},
           document.getElementById("redoc"));
</script>"""
_OURS_ONLY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:"
)
"""A page may ask this server and no other: Redoc alone would fetch a logo from its makers."""
_PROBLEM_BODY = """\
<main style="max-width: 42rem; margin: 3rem auto; font: 1.1rem/1.6 system-ui, sans-serif">
<h1>{title}</h1>
<p><code>{code}</code>, status {status}</p>
<p>{advice}</p>
<p><a href="{root}/docs">All of the API</a></p>
</main>"""


@router.get("/", response_class=HTMLResponse)
async def home(request: Request) -> Response:
    """The way to the documents."""
    return Response(status_code=307, headers={"Location": f"{_root(request)}/docs"})


@router.get("/openapi.json")
async def openapi(request: Request) -> Response:
    """The OpenAPI document."""
    document = json_bytes(request.app.openapi())
    return Response(document, headers={"Cache-Control": "no-cache"}, media_type="application/json")


@router.get("/docs", response_class=HTMLResponse)
async def docs(request: Request) -> Response:
    """The document to try out, by Swagger UI."""
    return _page(request, TITLE, _SWAGGER_BODY, _SWAGGER_HEAD)


@router.get("/redoc", response_class=HTMLResponse)
async def redoc(request: Request) -> Response:
    """The document to read, by Redoc."""
    return _page(request, TITLE, _REDOC_BODY, _REDOC_HEAD)


@router.get("/problems/{code}", response_class=HTMLResponse)
async def explain_problem(request: Request, code: str) -> Response:
    """What a kind of problem means, and what to do."""
    kind = KINDS.get(code)
    if kind is None:
        raise HTTPException(404)
    root = _root(request)
    body = _PROBLEM_BODY.format(
        root=root,
        code=code,
        title=escape(kind.title),
        status=kind.status,
        advice=re.sub("`(.+?)`", r"<code>\1</code>", escape(kind.advice)),
    )
    return HTMLResponse(_PAGE.format(title=escape(kind.title), head="", body=body, root=root))


@router.get("/assets/{name}")
async def asset(name: str) -> Response:
    """A script, style or image of these pages."""
    if name not in _ASSETS:
        raise HTTPException(404)
    headers = {"Cache-Control": "public, max-age=86400"}
    return Response(_read(name), headers=headers, media_type=_TYPES[name.rpartition(".")[2]])


@cache
def _read(name: str) -> bytes:
    return files("app.api").joinpath("assets", _ASSETS[name], name).read_bytes()


def _page(request: Request, title: str, body: str, head: str = "") -> Response:
    root = _root(request)
    filled = _PAGE.format(title=title, head=head.format(root=root), body=body.format(root=root), root=root)
    return HTMLResponse(filled, headers={"Content-Security-Policy": _OURS_ONLY})


def _root(request: Request) -> str:
    """Where the server is mounted, for one behind a proxy that serves it below a path."""
    return escape(str(request.scope.get("root_path", "")).rstrip("/"))
