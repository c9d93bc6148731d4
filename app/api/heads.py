"""Answers without a body: HEAD wherever there is GET, and 304 for what the client has already.

A question that is answered from the database looks at `If-None-Match` before it is worked on
(`app.api.reads`, `app.api.express`); here it is looked at again, for `*` and for all that is not a question.
"""

from anyio import CancelScope
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.tag import is_known, known_tags

_OF_THE_BODY = frozenset({b"content-type", b"content-length", b"content-encoding", b"content-disposition"})


class Heads:
    """Middleware that keeps back the bodies that HTTP wants kept back, and stops making them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        head = scope["type"] == "http" and scope["method"] == "HEAD"
        known = _if_none_match(scope)
        if not head and not known:
            await self._app(scope, receive, send)
            return
        silent = head

        async def shorten(message: Message) -> None:
            nonlocal silent
            if message["type"] == "http.response.start":
                if known and _is_known(message, known):
                    silent, message = True, _not_modified(message)
                await send(message)
            elif silent:
                await send({"type": "http.response.body", "body": b""})
                if message.get("more_body"):  # an export: nobody waits for the rest of it
                    work.cancel()
            else:
                await send(message)

        with CancelScope() as work:
            await self._app({**scope, "method": "GET"} if head else scope, receive, shorten)


def _if_none_match(scope: Scope) -> bytes:
    """What a request says of the answers that its sender has; empty where it says nothing."""
    if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
        return b""
    return known_tags(scope)


def _is_known(start: Message, known: bytes) -> bool:
    """Whether `known` names the answer that begins with `start` (RFC 9110, 13.1.2)."""
    tag = next((value for name, value in start["headers"] if name == b"etag"), None)
    if start["status"] != 200 or tag is None:
        return False
    return known.strip() == b"*" or is_known(known, tag)


def _not_modified(start: Message) -> Message:
    kept = [(name, value) for name, value in start["headers"] if name not in _OF_THE_BODY]
    return {**start, "status": 304, "headers": kept}
