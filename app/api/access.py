"""Who may ask: anyone, unless the settings name keys."""

from collections.abc import Iterable
from hashlib import sha256
from hmac import compare_digest

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Scope

SCHEME = {"type": "http", "scheme": "bearer", "description": "One of the server's keys."}


class Keys:
    """The keys of the settings. Where there are none, everyone is admitted."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._digests = [_digest(key.encode()) for key in keys]

    def __bool__(self) -> bool:
        return bool(self._digests)

    def admit(self, scope: Scope) -> bool:
        """Whether a request has one of the keys as its bearer token."""
        if not self._digests:
            return True
        header = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
        scheme, _, token = header.partition(b" ")
        given = _digest(token.strip())
        # Every key is compared, so that the time taken tells nothing of any.
        fitting = sum(compare_digest(given, digest) for digest in self._digests)
        return bool(scheme.lower() == b"bearer" and fitting)

    async def require(self, request: Request) -> None:
        """A dependency that lets a request pass only if it is admitted."""
        if not self.admit(request.scope):
            raise HTTPException(
                401,
                "Send one of the server's keys as `Authorization: Bearer KEY`.",
                {"WWW-Authenticate": "Bearer"},
            )


def _digest(key: bytes) -> bytes:
    return sha256(key).digest()
