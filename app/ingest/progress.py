"""Showing how far a run has come: a bar on a terminal, a line now and then elsewhere."""

import sys
import time
from abc import ABC, abstractmethod
from typing import Protocol, TextIO

from app.ingest.flood import Flood
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

    def note(self, text: str) -> None:
        """Something is worth knowing."""

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

    def note(self, text: str) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing."""


class Teller(ABC):
    """Says in lines what was rejected, each by its name or those alike in one, and what is worth knowing."""

    def __init__(self) -> None:
        self._flood = Flood()

    def reject(self, rejection: Rejection) -> None:
        """Say which and why, or count it."""
        if self._flood.names(rejection):
            self._say(f"rejected {rejection}")

    def note(self, text: str) -> None:
        """Say so."""
        self._say(f"{text}.")

    def stop(self) -> None:
        """Say how many rejections were not named."""
        for line in self._flood.rest():
            self._say(line)

    @abstractmethod
    def _say(self, line: str) -> None:
        """Show a line."""


class Lines(Teller):
    """A line to `stream` every ten seconds, and for the first rejections of each kind."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream
        self._total = 0
        self._begin = self._last = time.monotonic()

    def start(self, total: int) -> None:
        """Remember when."""
        self._total = total
        self._begin = self._last = time.monotonic()

    def advance(self, done: int, articles: int) -> None:
        """Say so, unless something was said a moment ago."""
        now = time.monotonic()
        if now - self._last >= _EVERY:
            self._last = now
            spent = now - self._begin
            share = f"{done / self._total:4.0%}  " if self._total and done else ""
            left = f"  {_duration(spent * (self._total / done - 1))} left" if share else ""
            self._say(f"{share}{articles:,} articles  {articles / spent:,.0f}/s{left}")

    def _say(self, line: str) -> None:
        print(line, file=self._stream, flush=True)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"


def watcher(stream: TextIO = sys.stderr) -> Watcher:
    """A bar where `stream` is a terminal, else lines."""
    if not stream.isatty():
        return Lines(stream)
    from rich.console import Console

    from app.ingest.bar import Bar

    return Bar(Console(file=stream))
