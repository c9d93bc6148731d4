"""Who may read the answers in a browser: pages of any site, or of those that the settings name.

The protocol is that of the Fetch Standard (https://fetch.spec.whatwg.org/#http-cors-protocol).
"""

from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Header = tuple[bytes, bytes]

_EXPOSED = (
    b"access-control-expose-headers",
    b"ETag, Link, Content-Disposition, Warraq-Corpus-Version, Warraq-Query, Retry-After, Allow, "
    b"WWW-Authenticate",
)
_PREFLIGHT: list[Header] = [
    (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),
    (b"access-control-allow-headers", b"Authorization, Content-Type, If-None-Match"),
    (b"access-control-max-age", b"86400"),
    (b"content-length", b"0"),
]
_ALLOWED = b"access-control-allow-origin"
_VARY = (b"vary", b"Origin")


class Readers:
    """The sites whose pages may read: `origins`, of which `*` is any."""

    def __init__(self, origins: Iterable[str]) -> None:
        self._origins = frozenset(origin.encode() for origin in origins)
        self._any = [(_ALLOWED, b"*"), _EXPOSED] if b"*" in self._origins else None

    def said(self, scope: Scope) -> list[Header]:
        """What the answer to a request says of who may read it."""
        if self._any is not None:
            return self._any
        origin = next((value for name, value in scope["headers"] if name == b"origin"), None)
        return [_VARY, (_ALLOWED, origin), _EXPOSED] if origin in self._origins else [_VARY]


class Origins:
    """Middleware that says of every answer, also of one that failed, who may read it."""

    def __init__(self, app: ASGIApp, readers: Readers) -> None:
        self._app = app
        self._readers = readers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = self._readers.said(scope)
        if scope["method"] == "OPTIONS" and _is_preflight(scope):
            await send({"type": "http.response.start", "status": 200, "headers": [*said, *_PREFLIGHT]})
            await send({"type": "http.response.body", "body": b""})
            return

        async def say(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *said]}
            await send(message)

        await self._app(scope, receive, say)


def _is_preflight(scope: Scope) -> bool:
    names = {name for name, _ in scope["headers"]}
    return b"origin" in names and b"access-control-request-method" in names
