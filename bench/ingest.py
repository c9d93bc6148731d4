"""Ingest beside inserting the same prepared rows with bare sqlite3, and its two stages alone."""

import statistics
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from app.ingest.pipeline import default_reader
from app.ingest.pipeline import ingest as run
from app.reading.model import Known, Reading
from bench.report import Goal, median, spread
from bench.rows import insert, prepare
from bench.session import Session
from bench.shelf import ingest

_ARTICLES = 10_000
_WHOLE = Goal(1.5, least=False)
_STAGES = Goal(2)
Read = tuple[Sequence[tuple[str, Known]], Sequence[Reading]]
"""Articles that were read at once, and how they were understood."""


def measure(session: Session) -> None:
    """Print how long the whole takes over raw inserts, and both stages, in rounds that alternate."""
    articles = min(_ARTICLES, max(session.sizes))
    parts = session.shelf.parts(articles)
    folder = session.shelf.scratch("ingest")
    known = _observed(parts, folder / "model.db")
    prepared = prepare(folder / "model.db")
    seconds: dict[str, list[float]] = {"whole": [], "raw": [], "read": [], "insert": []}
    for number in range(session.rounds):
        seconds["whole"].append(ingest(parts, folder / f"whole-{number}.db"))
        seconds["raw"].append(insert(prepared, folder / f"raw-{number}.db"))
        seconds["read"].append(_read(known))
        seconds["insert"].append(_insert(parts, known, folder / f"insert-{number}.db"))
    _print(session, articles, seconds)
    session.shelf.scratch("ingest")


def _print(session: Session, articles: int, seconds: dict[str, list[float]]) -> None:
    session.report.head(
        f"Ingest, {articles:,} articles, one process",
        "The whole is the command, its start included. Raw inserts are the rows that it wrote, prepared in "
        "memory, into a new file with the same schema, full-text index and pragmas. The reading stage is "
        "understanding alone, by the same portions; the insert stage is the same ingest with all readings at "
        "hand.",
    )
    table = session.report.table("what", "s", "articles/s", "ratio", "goal")
    over = [a / b for a, b in zip(seconds["whole"], seconds["raw"], strict=True)]
    faster = [b / a for a, b in zip(seconds["read"], seconds["insert"], strict=True)]
    rows = {
        "raw inserts with sqlite3": ("raw", "", ""),
        "whole ingest": ("whole", f"{spread(over)} of raw", _WHOLE.judge(statistics.median(over))),
        "insert stage": ("insert", "", ""),
        "reading stage": ("read", f"{spread(faster)} × as fast", _STAGES.judge(statistics.median(faster))),
    }
    for name, (which, ratio, goal) in rows.items():
        took = seconds[which]
        table.row(name, spread(took), median([articles / one for one in took], 0), ratio, goal)


def _observed(parts: list[Path], database: Path) -> list[Read]:
    """Ingest `parts`, and keep what was read and how it was understood."""
    reader = default_reader()
    seen: list[Read] = []

    def read(articles: Sequence[tuple[str, Known]]) -> Sequence[Reading]:
        readings = reader.read(articles)
        seen.append((articles, readings))
        return readings

    run(parts, f"sqlite:///{database}", reader=replace(reader, read=read))
    return seen


def _read(known: list[Read]) -> float:
    read = default_reader().read
    begun = time.perf_counter()
    for articles, _ in known:
        read(articles)
    return time.perf_counter() - begun


def _insert(parts: list[Path], known: list[Read], database: Path) -> float:
    readings = chain.from_iterable(readings for _, readings in known)
    recalled = replace(default_reader(), read=lambda articles: list(islice(readings, len(articles))))
    begun = time.perf_counter()
    run(parts, f"sqlite:///{database}", reader=recalled)
    return time.perf_counter() - begun
