"""`python -m bench [SECTION ...] [--size N ...]`: measures, and prints tables of ratios with their spread.

Machines differ and are noisy: both sides of each ratio are measured in turn in one run, and only the
ratios mean anything elsewhere. Everything that takes long to make is kept in a folder and used again.
"""

import argparse
import os
import platform
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from app.gazetteer.load import load
from app.reading.model import READING_VERSION
from bench import connections, export, ingest, interference, scale, serving
from bench.load import CONNECTIONS, tool
from bench.report import Report
from bench.session import Session
from bench.shelf import ROOT, Shelf

SECTIONS: dict[str, Callable[[Session], None]] = {
    "ingest": ingest.measure,
    "serving": serving.measure,
    "scale": scale.measure,
    "export": export.measure,
    "interference": interference.measure,
    "connections": connections.measure,
}


def main() -> None:
    """Measure what the command line says."""
    told = _parsed()
    shelf = Shelf(told.keep)
    report = Report(shelf.root / "report.md")
    sizes = tuple(sorted(set(told.size or [10_000, 100_000])))
    session = Session(shelf, report, sizes, told.rounds, told.seconds, told.jobs)
    _introduce(session)
    for section in told.section or SECTIONS:
        SECTIONS[section](session)


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures speed as ratios.")
    parser.add_argument("section", nargs="*", help=f"any of {', '.join(SECTIONS)}; all by default")
    parser.add_argument("--size", type=_size, action="append", help="articles; repeat for several sizes")
    parser.add_argument("--rounds", type=int, default=3, help="how often each pair is measured")
    parser.add_argument("--seconds", type=int, default=1, help="how long each side is measured")
    parser.add_argument("--jobs", type=int, default=1, help="processes that build a database")
    parser.add_argument("--keep", type=Path, default=ROOT / ".bench", help="folder for what is used again")
    told = parser.parse_args()
    if unknown := set(told.section) - set(SECTIONS):
        parser.error(f"there is no section {', '.join(sorted(unknown))}, only {', '.join(SECTIONS)}")
    return told


def _size(value: str) -> int:
    size = int(value)
    if size < 1000 or size % 1000:
        raise argparse.ArgumentTypeError(f"{value} is no whole number of thousands")
    return size


def _introduce(session: Session) -> None:
    session.report.say(
        f"# Warraq, measured on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "",
        f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}; "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}; "
        f"reading {READING_VERSION}, gazetteer {load().version}. "
        f"{session.rounds} rounds of {session.seconds} s; load by {tool()} over {CONNECTIONS} connections.",
    )


if __name__ == "__main__":
    main()
