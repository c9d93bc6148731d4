"""An answer leaves in one piece: its head and its body together.

uvicorn writes one after the other, and uvloop hands each to the system at once: twice the work for both
sides, of which the client wakes up twice to read one answer.
"""

from asyncio import AbstractEventLoop, BaseTransport, Transport
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class Joining:
    """A transport that keeps what is written to it until more is, or the event loop has its next turn."""

    def __init__(self, inner: Transport, loop: AbstractEventLoop) -> None:
        self._inner = inner
        self._kept = b""
        self._soon = loop.call_soon
        self.is_closing = inner.is_closing  # asked of each answer

    def write(self, data: bytes) -> None:
        """Send `data` behind what is kept; keep it where nothing is."""
        if self._kept:
            self._inner.writelines((self._taken(), data))
        elif data:
            self._kept = bytes(data)
            self._soon(self._send)

    def close(self) -> None:
        """Send what is kept, and close."""
        self._send()
        self._inner.close()

    def _send(self) -> None:
        if self._kept and not self._inner.is_closing():
            self._inner.write(self._taken())

    def _taken(self) -> bytes:
        kept, self._kept = self._kept, b""
        return kept

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class Protocol(HttpToolsProtocol):
    """uvicorn's, over such transports."""

    def connection_made(self, transport: BaseTransport) -> None:
        """Begin to serve a connection."""
        super().connection_made(cast("Transport", Joining(cast("Transport", transport), self.loop)))
