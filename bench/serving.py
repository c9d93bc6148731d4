"""Requests a second beside bare FastAPI and beside Datasette, in turn, round by round."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from bench.datasette import datasette, equivalents, program
from bench.load import Ask, Load, drive
from bench.plain import plain, plain_paths
from bench.questions import NotThereError, Questions, check
from bench.report import Goal, Table, median, spread
from bench.server import Server, warraq
from bench.session import Session

_BARE = {
    "list": Goal(0.6),
    "list, oldest first": Goal(0.6),
    "country, common": Goal(0.5),
    "country, rare": Goal(0.5),
    "country and date": Goal(0.5),
    "two countries": Goal(0.5),
    "two countries, rare": Goal(0.5),
    "article": Goal(0.55),
    "facets, narrow": Goal(0.35),
    "304": Goal(2),
}
_DATASETTE = {
    "list": Goal(10),
    "country and date": Goal(20),
    "facets": Goal(20),
    "article": Goal(15),
}
_SAMPLE = 40
_TWO_WORKERS = ("list", "country and date", "article", "facets, narrow", "search, common word")


def measure(session: Session) -> None:
    """Print how all kinds of requests fare with one worker, and the main ones with two."""
    built = session.largest
    with warraq(built.path) as server:
        session.report.head(
            f"Requests, {built.articles:,} articles, one worker",
            "Ratio to bare FastAPI: requests a second over those of a FastAPI endpoint that answers with as "
            "many bytes as this kind of request gets on average (a 304: as many as it saves). Ratio to "
            "Datasette: over those of Datasette for the equivalent request on the same database. Medians of "
            "rounds measured in turn (least to most).",
        )
        _against_plain(session, server, built.articles, 1)
        _against_datasette(session, server, built.articles)
    session.report.head(
        f"Requests, {built.articles:,} articles, two workers", "Bare FastAPI has two as well."
    )
    with warraq(built.path, workers=2) as server:
        _against_plain(session, server, built.articles, 2, _TWO_WORKERS)


def _against_plain(
    session: Session, server: Server, articles: int, workers: int, only: Sequence[str] = ()
) -> None:
    table = session.report.table(
        "request", "requests/s", "p50 ms", "p95 ms", "p99 ms", "bytes", "ratio to bare FastAPI", "goal"
    )
    asked, missing = _there(Questions(server, articles), only)
    sizes = {kind: _size(server, asks) for kind, asks in asked.items()}
    with plain({_slug(kind): size for kind, size in sizes.items()}, workers) as bare:
        for kind, asks in asked.items():
            paths = [Ask(path) for path in plain_paths(_slug(kind), 200)]
            rounds = [
                (drive(server.url, asks, session.seconds), drive(bare.url, paths, session.seconds))
                for _ in range(session.rounds)
            ]
            ratios = [ours.rate / theirs.rate for ours, theirs in rounds]
            goal = _BARE.get(kind)
            table.row(
                kind,
                *_figures([ours for ours, _ in rounds]),
                f"{sizes[kind]:,}",
                spread(ratios),
                goal.judge(statistics.median(ratios)) if goal else "",
            )
    for kind, reason in missing.items():
        table.row(kind, f"not there: {reason}")


def _against_datasette(session: Session, server: Server, articles: int) -> None:
    session.report.say("")
    columns = ("request", "requests/s", "Datasette's", "p50 ms", "Datasette's", "ratio to Datasette", "goal")
    table = session.report.table(*columns)
    command = program(session.shelf)
    if command is None:
        table.row("all", "Datasette is not installed: make bench installs it")
        return
    database = session.built(articles).path
    questions = Questions(server, articles)
    with datasette(command, database) as other:
        for kind, theirs in equivalents(database).items():
            try:
                ours = questions.compared() if kind == "facets" else questions.ask(kind)
                check(other, theirs[0])
            except NotThereError as error:
                table.row(kind, f"not there: {error}")
                continue
            _compare(session, table, kind, _Side(server, ours), _Side(other, theirs))


@dataclass(frozen=True, slots=True)
class _Side:
    server: Server
    asks: Sequence[Ask]

    def drive(self, seconds: int) -> Load:
        return drive(self.server.url, self.asks, seconds)


def _compare(session: Session, table: Table, kind: str, ours: _Side, theirs: _Side) -> None:
    rounds = [(ours.drive(session.seconds), theirs.drive(session.seconds)) for _ in range(session.rounds)]
    ratios = [a.rate / b.rate for a, b in rounds]
    table.row(
        kind,
        median([a.rate for a, _ in rounds], 0),
        median([b.rate for _, b in rounds], 1),
        median([a.p50 for a, _ in rounds]),
        median([b.p50 for _, b in rounds]),
        spread(ratios, 1),
        _DATASETTE[kind].judge(statistics.median(ratios)),
    )


def _there(questions: Questions, only: Sequence[str]) -> tuple[dict[str, list[Ask]], dict[str, str]]:
    """What to ask by kind, and why the other kinds cannot be asked."""
    asked: dict[str, list[Ask]] = {}
    missing: dict[str, str] = {}
    for kind in only or questions.kinds():
        try:
            asked[kind] = questions.ask(kind)
        except NotThereError as error:
            missing[kind] = str(error)
    return asked, missing


def _figures(loads: Sequence[Load]) -> list[str]:
    failed = sum(load.failed for load in loads)
    rate = median([load.rate for load in loads], 0) + (f", {failed} failed" if failed else "")
    return [rate, *(median([getattr(load, p) for load in loads]) for p in ("p50", "p95", "p99"))]


def _size(server: Server, asks: Sequence[Ask]) -> int:
    return round(statistics.mean(len(check(server, Ask(ask.path))) for ask in asks[:_SAMPLE]))


def _slug(kind: str) -> str:
    return kind.replace(", ", "-").replace(" ", "-")
