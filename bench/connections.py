"""Many connections, and clients that connect and hang: nobody may wait for them."""

import socket
import statistics
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from bench.load import CONNECTIONS, Ask, Load, pace
from bench.questions import NotThereError, Questions
from bench.report import Goal, Table, median, spread
from bench.server import Server, warraq
from bench.session import Session

_MANY = (64, 512)
_KINDS = ("list", "country and date", "article", "facets, narrow", "search, common word")
_SILENT, _HALF, _DEAF = 256, 128, 64
_KEPT = Goal(0.7)


def measure(session: Session) -> None:
    """Print requests a second over 64 and 512 connections, and beside clients that hang, over those at 8."""
    built = session.largest
    session.report.head(
        f"Connections, {built.articles:,} articles, one worker",
        "Lists, filtered lists, articles, facets and searches in turn. Starved: those that got nothing.",
    )
    table = session.report.table(
        "connections",
        "requests/s",
        f"ratio to {CONNECTIONS} of them",
        "p99 ms",
        "worst ms",
        "failed",
        "starved",
        "goal",
    )
    with warraq(built.path) as server:
        asks = _mixed(Questions(server, built.articles))
        few = [pace(server.url, asks, session.seconds, CONNECTIONS) for _ in range(session.rounds)]
        _row(table, str(CONNECTIONS), few, few)
        for many in _MANY:
            loads = [pace(server.url, asks, session.seconds, many) for _ in range(session.rounds)]
            _row(table, str(many), loads, few)
        with _hanging(server):
            loads = [pace(server.url, asks, session.seconds, CONNECTIONS) for _ in range(session.rounds)]
        _row(table, f"{CONNECTIONS}, beside {_SILENT + _HALF + _DEAF} that hang", loads, few)
    session.report.say(
        "",
        f"Of those that hang {_SILENT} say nothing, {_HALF} send half a request, and {_DEAF} ask for an "
        "export or a list and never read.",
    )


def _row(table: Table, name: str, loads: Sequence[Load], few: Sequence[Load]) -> None:
    ratios = [load.rate / other.rate for load, other in zip(loads, few, strict=True)]
    table.row(
        name,
        median([load.rate for load in loads], 0),
        spread(ratios),
        median([load.p99 for load in loads], 1),
        f"{max(load.worst for load in loads):.0f}",
        str(sum(load.failed for load in loads)),
        str(sum(load.starved or 0 for load in loads)),
        "" if loads is few else _KEPT.judge(statistics.median(ratios)),
    )


def _mixed(questions: Questions) -> list[Ask]:
    """Questions of all kinds that there are, one of each in turn."""
    asked = []
    for kind in _KINDS:
        try:
            asked.append(questions.ask(kind))
        except NotThereError:
            continue
    return [ask for turn in zip(*asked, strict=False) for ask in turn]


@contextmanager
def _hanging(server: Server) -> Iterator[None]:
    """Clients that connect and never get on with it."""
    head = f"GET /v1/articles HTTP/1.1\r\nHost: {server.host}\r\n".encode()
    export = f"GET /v1/articles.ndjson HTTP/1.1\r\nHost: {server.host}\r\n\r\n".encode()
    with ExitStack() as opened:
        for number in range(_SILENT + _HALF + _DEAF):
            connection = opened.enter_context(socket.socket())
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect((server.host, server.port))
            if number >= _SILENT + _HALF:
                connection.sendall(export if number % 2 else head + b"\r\n")
            elif number >= _SILENT:
                connection.sendall(head)
        yield
