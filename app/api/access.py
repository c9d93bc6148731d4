"""Who may ask: anyone, unless the settings name keys."""

from collections.abc import Awaitable, Callable, Iterable
from hashlib import sha256
from hmac import compare_digest

from starlette.exceptions import HTTPException
from starlette.requests import Request

SCHEME = {"type": "http", "scheme": "bearer", "description": "One of the server's keys."}


def require_key(keys: Iterable[str]) -> Callable[[Request], Awaitable[None]]:
    """A dependency that lets a request pass only with one of `keys` as its bearer token."""
    digests = [_digest(key) for key in keys]

    async def check(request: Request) -> None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        given = _digest(token.strip())
        # Every key is compared, so that the time taken tells nothing of any.
        fitting = sum(compare_digest(given, digest) for digest in digests)
        if scheme.lower() != "bearer" or not fitting:
            raise HTTPException(
                401,
                "Send one of the server's keys as `Authorization: Bearer KEY`.",
                {"WWW-Authenticate": "Bearer"},
            )

    return check


def _digest(key: str) -> bytes:
    return sha256(key.encode()).digest()
