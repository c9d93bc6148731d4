"""Ids with a slash in them: percent-encoded in a path, it belongs to the id and parts nothing."""

import re
from urllib.parse import unquote_to_bytes

from starlette.types import ASGIApp, Receive, Scope, Send

INNER = "\ufdd0"
"""Stands for such a slash while a path is taken apart; Unicode keeps it for uses like this."""
_ENCODED = re.compile(b"%2f", re.IGNORECASE)


class Slashes:
    """Middleware that keeps `%2F` in a path apart from `/`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(parted(scope) if scope["type"] == "http" else scope, receive, send)


def parted(scope: Scope) -> Scope:
    """A request whose path has `INNER` wherever a slash was encoded."""
    raw = scope.get("raw_path") or b""
    if not _ENCODED.search(raw):
        return scope
    kept = _ENCODED.sub(INNER.encode(), raw)
    return {**scope, "path": unquote_to_bytes(kept).decode("utf-8", "replace")}
