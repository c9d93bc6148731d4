"""Showing how far a run has come: a bar on a terminal, a line now and then elsewhere."""

import sys
import time
from typing import Protocol, TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from app.ingest.record import Rejection

_EVERY = 10.0
"""Seconds between lines where there is no terminal."""


class Watcher(Protocol):
    """Who is told how a run goes on."""

    def start(self, total: int) -> None:
        """The run begins; its input is `total` bytes."""

    def advance(self, done: int, articles: int) -> None:
        """`done` of these bytes are read, and `articles` articles seen, since the start."""

    def reject(self, rejection: Rejection) -> None:
        """An input was not taken."""

    def stop(self) -> None:
        """The run is over, or was cut off."""


class Silence:
    """Watches and says nothing."""

    def start(self, total: int) -> None:
        """Nothing."""

    def advance(self, done: int, articles: int) -> None:
        """Nothing."""

    def reject(self, rejection: Rejection) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing."""


class Lines:
    """A line to `stream` every ten seconds, and one for each rejection."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._total = 0
        self._begin = self._last = time.monotonic()

    def start(self, total: int) -> None:
        """Remember when."""
        self._total = max(1, total)
        self._begin = self._last = time.monotonic()

    def advance(self, done: int, articles: int) -> None:
        """Say so, unless something was said a moment ago."""
        now = time.monotonic()
        if now - self._last >= _EVERY:
            self._last = now
            rate = articles / (now - self._begin)
            self._say(f"{done / self._total:4.0%}  {articles:,} articles  {rate:,.0f}/s")

    def reject(self, rejection: Rejection) -> None:
        """Say which and why."""
        self._say(f"rejected {rejection}")

    def stop(self) -> None:
        """Nothing to clear away."""

    def _say(self, line: str) -> None:
        print(line, file=self._stream, flush=True)


class Bar:
    """A bar with rate and remaining time, on a terminal."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._begin = time.monotonic()
        self._bar = Progress(
            TextColumn("Reading"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[articles]:,} articles, {task.fields[rate]:,.0f}/s"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._task = self._bar.add_task("", total=None, articles=0, rate=0.0)

    def start(self, total: int) -> None:
        """Show the bar."""
        self._begin = time.monotonic()
        self._bar.update(self._task, total=max(1, total))
        self._bar.start()

    def advance(self, done: int, articles: int) -> None:
        """Move it."""
        rate = articles / max(0.001, time.monotonic() - self._begin)
        self._bar.update(self._task, completed=done, articles=articles, rate=rate)

    def reject(self, rejection: Rejection) -> None:
        """Say which and why, above the bar."""
        self._console.print(f"rejected {rejection}", style="yellow", markup=False, highlight=False)

    def stop(self) -> None:
        """Take the bar away."""
        self._bar.stop()


def watcher(stream: TextIO = sys.stderr) -> Watcher:
    """A bar where `stream` is a terminal, else lines."""
    console = Console(file=stream)
    return Bar(console) if console.is_terminal else Lines(stream)
