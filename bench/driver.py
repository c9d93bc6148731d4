"""A load driver over asyncio: keep-alive connections, in a process of its own.

`python -m bench.driver URL CONNECTIONS SECONDS RATE < paths` asks for the paths in turn (a line is a
path and, after a tab, an `ETag`) and prints one line of JSON. With a RATE above 0 the connections share so
many requests a second, evenly spaced, and a request's wait counts from when it was due.
"""

import asyncio
import json
import signal
import sys
import time
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import urlsplit

import httptools
import uvloop

_GRACE = 30.0
"""Seconds after the end in which answers may still come; then their requests have failed."""


@dataclass(slots=True)
class Plan:
    """What so many connections ask, until when, every so many seconds; and what came of it.

    Times are `time.perf_counter`'s, waits are milliseconds.
    """

    requests: list[bytes]
    connections: int
    begun: float
    until: float
    step: float
    waits: list[float] = field(default_factory=list)
    failed: int = 0
    stopped: bool = False


class Connection(asyncio.Protocol):
    """One connection: it asks for every n-th request, n being how many connections there are."""

    def __init__(self, plan: Plan, place: int) -> None:
        self.ended = asyncio.get_running_loop().create_future()
        self.answers = 0
        self._plan = plan
        self._place = place
        self._asked: float | None = None
        self._transport: asyncio.WriteTransport | None = None
        self._parser = httptools.HttpResponseParser(self)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the first."""
        self._transport = cast("asyncio.WriteTransport", transport)  # uvloop's is of no class of asyncio's
        self._go_on()

    def data_received(self, data: bytes) -> None:
        """Feed the parser."""
        self._parser.feed_data(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """End. A request that still waits has failed, unless the driver was told to stop."""
        if self._asked is not None and not self._plan.stopped:
            self._plan.failed += 1
        if not self.ended.done():
            self.ended.set_result(None)

    def on_message_complete(self) -> None:
        """Note how long the answer took, and go on."""
        status = self._parser.get_status_code()
        if status != 304 and not 200 <= status < 300:
            self._plan.failed += 1
        if self._asked is not None:
            self._plan.waits.append((time.perf_counter() - self._asked) * 1e3)
        self.answers += 1
        self._asked = None
        self._parser = httptools.HttpResponseParser(self)
        self._go_on()

    def hang_up(self) -> None:
        """Close at once."""
        if self._transport:
            self._transport.abort()

    def _go_on(self) -> None:
        now, plan = time.perf_counter(), self._plan
        due = plan.begun + self._place * plan.step if plan.step else now
        if max(due, now) >= plan.until:
            self.hang_up()
        elif due > now:
            asyncio.get_running_loop().call_later(due - now, self._ask, due)
        else:
            self._ask(due)

    def _ask(self, due: float) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        self._asked = due
        self._transport.write(self._plan.requests[self._place % len(self._plan.requests)])
        self._place += self._plan.connections


async def drive(
    url: str, lines: list[str], connections: int, seconds: float, rate: float
) -> dict[str, float]:
    """Carry the plan out; a SIGTERM ends it early."""
    host, port = urlsplit(url).hostname or "127.0.0.1", urlsplit(url).port or 80
    begun = time.perf_counter()
    requests = [_request(host, line) for line in lines]
    plan = Plan(requests, connections, begun, begun + seconds, 1 / rate if rate else 0.0)
    loop = asyncio.get_running_loop()
    opened = [
        (await loop.create_connection(lambda place=place: Connection(plan, place), host, port))[1]  # type: ignore[misc]
        for place in range(connections)
    ]

    def stop() -> None:
        plan.stopped = True
        for connection in opened:
            connection.hang_up()

    loop.add_signal_handler(signal.SIGTERM, stop)
    await asyncio.wait([connection.ended for connection in opened], timeout=seconds + _GRACE)
    took = time.perf_counter() - begun
    for connection in opened:
        connection.hang_up()
    await asyncio.wait([connection.ended for connection in opened])
    waits = sorted(plan.waits) or [float("nan")]
    found = {f"p{p}": waits[min(len(waits) - 1, len(waits) * p // 100)] for p in (50, 95, 99)}
    starved = sum(not connection.answers for connection in opened)
    return {
        "requests": len(plan.waits),
        "seconds": took,
        **found,
        "worst": waits[-1],
        "failed": plan.failed,
        "starved": starved,
    }


def _request(host: str, line: str) -> bytes:
    path, _, tag = line.partition("\t")
    condition = f"If-None-Match: {tag}\r\n" if tag else ""
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\n{condition}\r\n".encode()


def main() -> None:
    """Read the command line and standard input; print what came of it."""
    url, connections, seconds, rate = sys.argv[1:]
    lines = [line.rstrip("\n") for line in sys.stdin if line.strip()]
    print(json.dumps(uvloop.run(drive(url, lines, int(connections), float(seconds), float(rate)))))


if __name__ == "__main__":
    main()
