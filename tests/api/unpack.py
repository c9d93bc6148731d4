"""What takes a compressed answer apart again, as a client would."""

import sys
import zlib
from typing import Protocol

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


class Unpacker(Protocol):
    """Takes a stream apart, piece by piece; `eof` says whether its end was among them."""

    def decompress(self, data: bytes, /) -> bytes: ...
    @property
    def eof(self) -> bool: ...


def unpacker(coding: str) -> Unpacker:
    """What takes a stream of a content coding apart."""
    assert coding in {"gzip", "zstd"}
    return zlib.decompressobj(31) if coding == "gzip" else zstd.ZstdDecompressor()
