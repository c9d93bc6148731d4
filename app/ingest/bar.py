"""A bar that shows how far a run has come, for a terminal; apart, because Rich takes long to load."""

import time

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from app.ingest.progress import Teller


class Bar(Teller):
    """A bar with rate and remaining time, on a terminal; lines stand above it."""

    def __init__(self, console: Console) -> None:
        super().__init__()
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
        self._bar.update(self._task, total=total or None)
        self._bar.start()

    def advance(self, done: int, articles: int) -> None:
        """Move it."""
        rate = articles / max(0.001, time.monotonic() - self._begin)
        self._bar.update(self._task, completed=done, articles=articles, rate=rate)

    def stop(self) -> None:
        """Take the bar away, and say how many rejections were not named."""
        self._bar.stop()
        super().stop()

    def _say(self, line: str) -> None:
        self._console.print(line, style="yellow", markup=False, highlight=False)
