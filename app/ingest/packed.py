"""Files packed by gzip, read as far as they are whole."""

import gzip
import io
import zlib
from typing import Any, BinaryIO

BROKEN = (EOFError, zlib.error, gzip.BadGzipFile)
"""What reading raises where a packed file breaks off, or is none."""


class Unpacked(io.RawIOBase):
    """What is in the gzip file `raw`. Raises one of `BROKEN` only once all before the break is read."""

    def __init__(self, raw: BinaryIO) -> None:
        self._gzip = gzip.GzipFile(fileobj=raw, mode="rb")
        self._broken: Exception | None = None

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes, or all; nothing of a file that breaks off in them."""
        return self._gzip.read(size)

    def readinto(self, buffer: Any, /) -> int:
        """Fill `buffer`, as far as what is whole goes."""
        if self._broken:
            raise self._broken
        filled = 0
        with memoryview(buffer) as view:
            while filled < len(view):
                try:
                    data = self._gzip.read1(len(view) - filled)
                except BROKEN as error:
                    if not filled:
                        raise
                    self._broken = error
                    break
                if not data:
                    break
                view[filled : filled + len(data)] = data
                filled += len(data)
        return filled

    def close(self) -> None:
        """Leave `raw` open."""
        self._gzip.close()
        super().close()
