"""Entity tags: what an answer from the corpus is known by, so that it need not be sent twice."""

import re
from hashlib import blake2b

from starlette.responses import Response
from starlette.types import Scope

_TAG = re.compile(rb'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')
"""An entity tag (RFC 9110, 8.8.3), of which the weak comparison leaves out `W/`."""


class Tags:
    """What all answers from the corpus say of themselves; those behind a key are the asker's own."""

    def __init__(self, *, keyed: bool) -> None:
        self.control = (b"cache-control", b"private, no-cache" if keyed else b"public, no-cache")

    def mark(self, response: Response, tag: bytes) -> Response:
        """The response with its tag; it is to be asked for again before it is used again."""
        response.raw_headers += ((b"etag", tag), self.control)
        return response


def tag_of(scope: Scope, version: str) -> bytes:
    """A weak entity tag: the corpus that an answer is made from, and what was asked of it."""
    asked = f"{version} {scope['path']}?".encode() + scope["query_string"]
    return b'W/"%b"' % blake2b(asked, digest_size=12).hexdigest().encode()


def known_tags(scope: Scope) -> bytes:
    """The tags of the answers that a client has, as `If-None-Match` names them; empty where it names none."""
    return b",".join([value for name, value in scope["headers"] if name == b"if-none-match"])


def is_known(known: bytes, tag: bytes) -> bool:
    """Whether `known` names `tag` (RFC 9110, 13.1.2)."""
    return tag.removeprefix(b"W/") in _TAG.findall(known)
