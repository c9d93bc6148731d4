"""Exports: how soon they start, how fast they run, and whether memory stays flat meanwhile."""

import time
from http.client import HTTPConnection

from bench.report import Table
from bench.server import Server, warraq
from bench.session import Session

_PATHS = ("/v1/articles.ndjson", "/v1/articles.csv", "/v1/mentions.ndjson", "/v1/mentions.csv")
_LONGEST = 10.0
_CHUNK = 1 << 18


def measure(session: Session) -> None:
    """Print the throughput of each export of everything, to one client, for at most ten seconds."""
    built = session.largest
    session.report.head(
        f"Exports, {built.articles:,} articles, one worker",
        f"Everything, to one client, cut off after {_LONGEST:.0f} s. Memory is what the worker held more.",
    )
    table = session.report.table(
        "export", "first byte ms", "MB/s", "lines/s", "lines", "seconds", "memory MiB"
    )
    with warraq(built.path) as server:
        for path in _PATHS:
            _row(table, server, path)


def _row(table: Table, server: Server, path: str) -> None:
    connection = HTTPConnection(server.host, server.port, timeout=60)
    before = _resident(server)
    most = before
    begun = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    if answer.status != 200:
        table.row(path, f"not there: answers {answer.status}")
        connection.close()
        return
    size = lines = 0
    first = 0.0
    while chunk := answer.read1(_CHUNK):
        first = first or time.perf_counter() - begun
        size += len(chunk)
        lines += chunk.count(b"\n")
        if time.perf_counter() - begun > _LONGEST:
            break
        most = max(most, _resident(server)) if size % 7 == 0 else most
    took = time.perf_counter() - begun
    connection.close()
    table.row(
        path,
        f"{first * 1e3:.1f}",
        f"{size / took / 1e6:.1f}",
        f"{lines / took:.0f}",
        f"{lines:,}",
        f"{took:.1f}",
        f"{max(most, _resident(server)) - before:.0f}",
    )


def _resident(server: Server) -> float:
    return max((memory.resident for memory in server.memory()), default=0.0)
