"""Compression: which coding a client gets, what is compressed, and that a stream arrives as it is made."""

import asyncio
import zlib
from collections.abc import Sequence
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from app.api.encodings import Encodings, choose_coding
from tests.api.unpack import unpacker

Headers = list[tuple[bytes, bytes]]


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip", "gzip"),
        ("gzip, deflate", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("GZIP", "gzip"),
        ("*", "zstd"),
        ("zstd;q=0.5, gzip", "gzip"),
        ("zstd;q=0, *", "gzip"),
        ("gzip;q=0", None),
        ("gzip ; q=0.0", None),
        ("gzip;q=x", None),
        ("*;q=0", None),
        ("identity", None),
        ("br, deflate", None),
        ("", None),
    ],
)
def test_a_client_gets_the_coding_that_it_likes_best(accepted: str, coding: str | None) -> None:
    chosen = choose_coding(accepted.encode())
    assert (chosen and chosen.name.decode()) == coding


def sent(headers: Headers, bodies: Sequence[bytes], accepted: str = "gzip", status: int = 200) -> list[Any]:
    """What is sent of an answer of `bodies`, message by message."""
    out: list[Message] = []

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": status, "headers": headers})
        for i, body in enumerate(bodies):
            await send({"type": "http.response.body", "body": body, "more_body": i + 1 < len(bodies)})

    async def keep(message: Message) -> None:
        out.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {"type": "http", "headers": [(b"accept-encoding", accepted.encode())]}
    asyncio.run(Encodings(answer)(scope, receive, keep))
    return out


def whole(body: bytes, kind: bytes = b"application/json") -> Headers:
    return [(b"content-type", kind), (b"content-length", str(len(body)).encode())]


@pytest.mark.parametrize("size", [20_000, 300_000])
def test_a_large_answer_is_compressed_and_its_length_is_right(size: int) -> None:
    body = (b'{"a": 1}' * size)[:size]
    start, rest = sent(whole(body), [body])
    headers = dict(start["headers"])
    assert headers[b"content-encoding"] == b"gzip"
    assert int(headers[b"content-length"]) == len(rest["body"]) < size / 10
    assert zlib.decompress(rest["body"], 31) == body


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        (whole(b"{}" * 500), b"{}" * 500, 200),
        (whole(b"{}" * 9000, b"image/png"), b"{}" * 9000, 200),
        ([*whole(b"{}" * 9000), (b"content-encoding", b"br")], b"{}" * 9000, 200),
        (whole(b"{}" * 9000), b"{}" * 9000, 404),
    ],
    ids=["small", "no words", "compressed already", "a problem"],
)
def test_what_gains_nothing_is_left_as_it_is(headers: Headers, body: bytes, status: int) -> None:
    start, rest = sent(headers, [body], status=status)
    assert rest["body"] == body
    assert [header for header in start["headers"] if header[0] != b"vary"] == headers


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_stream_arrives_as_it_is_made(coding: str) -> None:
    rows = [f"{i},row\r\n".encode() * 50 for i in range(20)]
    start, *pieces = sent([(b"content-type", b"text/csv")], [*rows, b""], coding)
    unpack = unpacker(coding)
    assert dict(start["headers"])[b"content-encoding"] == coding.encode()
    assert b"content-length" not in dict(start["headers"])
    assert [unpack.decompress(piece["body"]) for piece in pieces] == [*rows, b""]
    assert unpack.eof
    assert [piece["more_body"] for piece in pieces] == [True] * 20 + [False]


def test_a_stream_that_is_cut_off_shows_it() -> None:
    _, *pieces = sent([(b"content-type", b"text/csv")], [b"row\r\n" * 100, b""])
    unpack = unpacker("gzip")
    assert unpack.decompress(pieces[0]["body"]) == b"row\r\n" * 100
    assert not unpack.eof


def test_the_application_keeps_its_headers_to_itself() -> None:
    """An answer that is kept and sent again must not gather headers."""
    body = b"{}" * 9000
    headers = whole(body)
    before = list(headers)
    for accepted in ("gzip", "identity"):
        sent(headers, [body], accepted)
    assert headers == before
