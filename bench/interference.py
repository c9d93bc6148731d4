"""What a light request suffers from heavy ones: lists at a steady pace, alone and beside slow work."""

import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from urllib.parse import quote

from bench.load import Ask, Load, busy, drive, pace
from bench.machine import Undisturbed
from bench.questions import NotThereError, Questions, check
from bench.report import Goal, Table, median, spread
from bench.server import Server, warraq
from bench.session import Session
from bench.shelf import ingesting
from bench.vocabulary import vocabulary

_PACE = 0.2
"""The share of what the server can do that is asked of it: it must not be the list that fills it."""
_PACED = 8
_NOISE = 2
_P99 = Goal(3, least=False)
_EXTRA = 20_000
_TERMS = 30


def measure(session: Session) -> None:
    """Print p99 of the list beside facets, relevance, exports and an ingest; then what becomes of a slow
    query that nobody waits for, or that takes too long."""
    built = session.largest
    session.report.head(
        f"Interference, {built.articles:,} articles, one worker",
        "A fifth of the list pages that the server could answer in a second, evenly spaced, alone and while "
        f"{_NOISE} connections ask for something else without a pause. Waits count from when a request was "
        f"due. For comparison, the same beside {_NOISE} processes that only compute and ask for nothing: so "
        "much is the machine's, whose processors all of these share.",
    )
    machine = Undisturbed()
    table = session.report.table(
        "meanwhile", "list p50 ms", "list p99 ms", "p99 alone", "ratio of the p99s", "goal", "others/s"
    )
    with warraq(built.path) as server:
        questions = Questions(server, built.articles)
        lists = questions.ask("list")
        _beside(session, table, "processes that only compute", server, lists, _computing, machine, goal=None)
        for kind, asks in _noises(questions).items():
            try:
                check(server, asks()[0])
            except NotThereError as error:
                table.row(kind, f"not there: {error}")
                continue
            others: list[Load] = []
            noise = partial(busy, server.url, asks(), _NOISE, others)
            _beside(session, table, kind, server, lists, noise, machine, others)
    _beside_ingest(session, table, machine)
    session.report.say("", machine.told())
    _abandoned(session)
    _overdue(session)


def slowest() -> Ask:
    """The slowest question there is: any of many common words, ranked."""
    words = vocabulary().in_share(0.1, 1.0, _TERMS)
    return Ask(f"/v1/articles?sort=relevance&q={quote(' OR '.join(words))}")


def _noises(questions: Questions) -> dict[str, Callable[[], list[Ask]]]:
    kinds = questions.kinds()
    return {
        "facets, broad": kinds["facets, broad"],
        "relevance, common words": kinds["relevance, common words"],
        "relevance, any of 30 words": lambda: [slowest()],
        "exports": lambda: [Ask("/v1/articles.ndjson"), Ask("/v1/mentions.csv")],
    }


def _beside(
    session: Session,
    table: Table,
    name: str,
    server: Server,
    lists: Sequence[Ask],
    noise: Callable[[], AbstractContextManager[None]],
    machine: Undisturbed,
    others: Sequence[Load] = (),
    goal: Goal | None = _P99,
) -> None:
    """Measure lists alone and beside `noise` in turn, and add a row; `others` is what became of the noise."""
    rate = drive(server.url, lists, session.seconds).rate * _PACE

    def paced() -> Load:
        return machine.run(lambda: pace(server.url, lists, 2 * session.seconds, _PACED, rate))

    alone, beside = [], []
    for _ in range(session.rounds):
        alone.append(paced())
        with noise():
            time.sleep(0.3)
            beside.append(paced())
    ratios = [b.p99 / a.p99 for a, b in zip(alone, beside, strict=True)]
    table.row(
        name,
        median([load.p50 for load in beside]),
        spread([load.p99 for load in beside]),
        median([load.p99 for load in alone]),
        spread(ratios),
        goal.judge(statistics.median(ratios)) if goal else "",
        median([load.rate for load in others], 1) if others else "",
    )


@contextmanager
def _computing() -> Iterator[None]:
    """As many processes as there are connections of noise, which keep processors busy and do nothing else."""
    processes = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(_NOISE)]
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()


def _beside_ingest(session: Session, table: Table, machine: Undisturbed) -> None:
    """The same while an ingest adds articles to a copy of the database that is being served."""
    built = session.largest
    parts = session.shelf.parts(_EXTRA, first=max(1_000_000, built.articles))
    copy = session.shelf.scratch("interference") / "warraq.db"
    shutil.copyfile(built.path, copy)

    @contextmanager
    def noise() -> Iterator[None]:
        process = ingesting(parts, copy)
        try:
            time.sleep(2)
            yield
        finally:
            process.terminate()
            process.communicate()

    with warraq(copy) as server:
        lists = Questions(server, built.articles).ask("list")
        _beside(session, table, "an ingest into the same database", server, lists, noise, machine)
    session.shelf.scratch("interference")


def _abandoned(session: Session) -> None:
    """Hang up on the slowest query, and see whether the server goes on with it."""
    session.report.say("")
    table = session.report.table("a slow query", "s", "processor s", "of it after hanging up")
    with warraq(session.largest.path) as server:
        try:
            check(server, slowest())
        except NotThereError as error:
            table.row("all", f"not there: {error}")
            return
        begun, used = time.perf_counter(), server.cpu()
        check(server, slowest())
        took = time.perf_counter() - begun
        whole = server.cpu()
        if used is None or whole is None:
            table.row("answered", f"{took:.2f}", "not told by this system")
            return
        table.row("answered", f"{took:.2f}", f"{whole - used:.2f}")
        _hang_up(server, slowest(), took / 4)
        left = server.cpu() or 0.0
        time.sleep(took + 0.5)
        after = (server.cpu() or 0.0) - left
        table.row("hung up on at a quarter", f"{took / 4:.2f}", f"{left - whole:.2f}", f"{after:.2f}")


def _overdue(session: Session) -> None:
    """Give the slowest query a tenth of a second."""
    limit = 0.1
    with warraq(session.largest.path, WARRAQ_QUERY_TIMEOUT=str(limit)) as server:
        begun = time.perf_counter()
        status = server.ask(slowest().path).status
        took = time.perf_counter() - begun
        if status == 422:
            return
        lists = Questions(server, session.largest.articles).ask("list")
        with busy(server.url, [slowest()], _NOISE, []):
            load = pace(server.url, lists, session.seconds, 2, 50)
    session.report.say(
        "",
        f"With WARRAQ_QUERY_TIMEOUT={limit} the slow query is answered with {status} after {took:.2f} s "
        f"(503 is right, or 200 in time); lists meanwhile have a p99 of {load.p99:.1f} ms, "
        f"{load.failed} failed.",
    )


def _hang_up(server: Server, ask: Ask, after: float) -> None:
    with socket.create_connection((server.host, server.port)) as connection:
        connection.sendall(f"GET {ask.path} HTTP/1.1\r\nHost: {server.host}\r\n\r\n".encode())
        time.sleep(after)
