"""How all of it grows: the same requests at each size, next to the size before, both servers up at once."""

import statistics
from itertools import pairwise

from bench.load import Ask, drive
from bench.questions import NotThereError, Questions
from bench.report import Goal, Table, median, spread
from bench.server import Server, warraq
from bench.session import Session
from bench.shelf import Built

_KEPT = Goal(0.8)
_GOALS = ("list", "country, common", "country and date", "two countries", "article", "search, common word")
_OTHERS = (
    "search, rare word", "search and country", "facets, narrow", "facets, broad", "timeline", "concordance",
    "relevance, rare word", "relevance, common words",
)  # fmt: skip
_MEMORY = Goal(300, least=False)


def measure(session: Session) -> None:
    """Print growth of ingest, size, memory and start; then requests a second, size over size."""
    _grow(session)
    for fewer, more in pairwise(sorted(session.sizes)):
        session.report.head(
            f"Requests, {more:,} articles beside {fewer:,}",
            "Requests a second at the larger size over those at the smaller, both servers up at once and "
            "done with their indexes, both files read through before.",
        )
        table = session.report.table(
            "request", f"at {fewer:,}", f"at {more:,}", "p99 ms", "p99 ms", "larger over smaller", "goal"
        )
        small, large = session.built(fewer), session.built(more)
        with warraq(small.path) as one, warraq(large.path) as other:
            for built, server in ((small, one), (large, other)):
                built.read_through()
                server.settle()
            asked = (Questions(one, fewer), Questions(other, more))
            for kind in (*_GOALS, *_OTHERS):
                try:
                    asks = tuple(questions.ask(kind) for questions in asked)
                except NotThereError as error:
                    table.row(kind, f"not there: {error}")
                    continue
                _compare(session, table, kind, (one, other), (asks[0], asks[1]))


def _compare(
    session: Session,
    table: Table,
    kind: str,
    servers: tuple[Server, Server],
    asks: tuple[list[Ask], list[Ask]],
) -> None:
    rounds = [
        tuple(drive(server.url, its, session.seconds) for server, its in zip(servers, asks, strict=True))
        for _ in range(session.rounds)
    ]
    ratios = [b.rate / a.rate for a, b in rounds]
    table.row(
        kind,
        *(median([loads[i].rate for loads in rounds], 0) for i in (0, 1)),
        *(median([loads[i].p99 for loads in rounds]) for i in (0, 1)),
        spread(ratios),
        _KEPT.judge(statistics.median(ratios)) if kind in _GOALS else "",
    )


def _grow(session: Session) -> None:
    session.report.head("Growth", "Memory is one worker's, after requests of every kind: resident (its own).")
    table = session.report.table(
        "articles",
        "ingest s",
        "articles/s",
        "database MiB",
        "of the text",
        "first answer s",
        "memory MiB",
        "goal",
    )
    for articles in sorted(session.sizes):
        built = session.built(articles)
        table.row(f"{articles:,}", *_ingested(built), *_served(session, built))


def _ingested(built: Built) -> list[str]:
    size = [f"{built.bytes / 2**20:.0f}", f"{built.bytes / built.text_bytes:.2f}"]
    if built.seconds is None:
        return ["interrupted", "", *size]
    return [f"{built.seconds:.0f}", f"{built.articles / built.seconds:.0f}", *size]


def _served(session: Session, built: Built) -> list[str]:
    starts = []
    for _ in range(session.rounds):
        with warraq(built.path) as server:
            starts.append(server.started)
    with warraq(built.path) as server:
        questions = Questions(server, built.articles)
        for kind in questions.kinds():
            try:
                drive(server.url, questions.ask(kind), 1)
            except NotThereError:
                continue
        memory = server.memory()
    if not memory:
        return [spread(starts), "not told by this system"]
    most = max(memory, key=lambda one: one.resident)
    return [spread(starts), f"{most.resident:.0f} ({most.own:.0f})", _MEMORY.judge(most.resident)]
