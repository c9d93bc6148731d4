"""The documents: the OpenAPI document, two ways to read it, and a page for every kind of problem.

Nothing here needs the internet: scripts and styles travel with the package (`assets/`, each with
its licence).
"""

from functools import cache, lru_cache
from hashlib import blake2b
from html import escape
from importlib.resources import files

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from app.api.guide import STYLE, explain, explain_all
from app.api.kinds import KINDS
from app.api.openapi import TITLE
from app.api.question import nearest
from app.errors import NotFound

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
<style>
body {{ margin: 0; }}
code, .token {{ unicode-bidi: isolate; }}
.redoc-json code {{ white-space: pre-wrap; overflow-wrap: anywhere; }}
img[src^="https:"] {{ display: none; }}
</style>"""
_REDOC_BODY = """\
<div id="redoc"></div>
<script src="{root}/assets/redoc.standalone.js"></script>
<script>
Redoc.init("{root}/openapi.json", {{ jsonSampleExpandLevel: 4 }},
           document.getElementById("redoc"));
</script>"""
_OURS_ONLY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:"
)
"""A page may ask this server and no other: Redoc alone would fetch a logo from its makers."""
_A_DAY = "public, max-age=86400"
_ASK_AGAIN = "no-cache"


@router.get("/", response_class=HTMLResponse)
async def home(request: Request) -> Response:
    """The way to the documents."""
    return Response(status_code=307, headers={"Location": f"{_root(request)}/docs"})


@router.get("/openapi.json")
async def openapi(request: Request) -> Response:
    """The OpenAPI document."""
    return _tagged(request.app.state.document, "application/json", _ASK_AGAIN)


@router.get("/docs", response_class=HTMLResponse)
async def docs(request: Request) -> Response:
    """The document to try out, by Swagger UI."""
    root = _root(request)
    return _page(request, TITLE, _SWAGGER_BODY.format(root=root), _SWAGGER_HEAD.format(root=root))


@router.get("/redoc", response_class=HTMLResponse)
async def redoc(request: Request) -> Response:
    """The document to read, by Redoc."""
    root = _root(request)
    return _page(request, TITLE, _REDOC_BODY.format(root=root), _REDOC_HEAD.format(root=root))


@router.get("/problems", response_class=HTMLResponse)
async def explain_problems(request: Request) -> Response:
    """All kinds of problems."""
    return _page(request, "Problems", explain_all(_root(request)), STYLE)


@router.get("/problems/{code}", response_class=HTMLResponse)
async def explain_problem(request: Request, code: str) -> Response:
    """What a kind of problem means, and what to do."""
    kind = KINDS.get(code)
    if kind is None:
        raise NotFound("kind of problem", code, nearest(code, KINDS))
    return _page(request, kind.title, explain(code, kind, _root(request)), STYLE)


@router.get("/assets/{name}")
async def asset(name: str) -> Response:
    """A script, style or image of these pages."""
    if name not in _ASSETS:
        raise HTTPException(404)
    return _tagged(_read(name), _TYPES[name.rpartition(".")[2]], _A_DAY)


@cache
def _read(name: str) -> bytes:
    return files("app.api").joinpath("assets", _ASSETS[name], name).read_bytes()


def _page(request: Request, title: str, body: str, head: str = "") -> Response:
    """A page; `body` and `head` are HTML."""
    page = _PAGE.format(title=escape(title), head=head, body=body, root=_root(request))
    response = _tagged(page.encode(), "text/html", _ASK_AGAIN)
    response.headers["Content-Security-Policy"] = _OURS_ONLY
    return response


def _tagged(content: bytes, media_type: str, caching: str) -> Response:
    """A document that need not be sent twice: `app.api.heads` holds its tag against the client's."""
    headers = {"Cache-Control": caching, "ETag": f'W/"{_digest(content)}"'}
    return Response(content, headers=headers, media_type=media_type)


@lru_cache(maxsize=64)
def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=12).hexdigest()


def _root(request: Request) -> str:
    """Where the server is mounted, for one behind a proxy that serves it below a path."""
    return escape(str(request.scope.get("root_path", "")).rstrip("/"))
