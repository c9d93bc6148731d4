"""What is shown while a run goes on."""

import io
import itertools

import pytest
from rich.console import Console

from app.ingest.bar import Bar
from app.ingest.progress import Lines, watcher
from app.ingest.record import Rejection


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar_and_anything_else_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert isinstance(watcher(Terminal()), Bar)
    assert isinstance(watcher(io.StringIO()), Lines)


def test_lines_come_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = itertools.count(step=4)
    monkeypatch.setattr("app.ingest.progress.time.monotonic", lambda: float(next(clock)))
    stream = io.StringIO()
    lines = Lines(stream)
    lines.start(1000)
    for done in range(100, 600, 100):
        lines.advance(done, done * 20)
    lines.stop()
    assert stream.getvalue() == " 30%  6,000 articles  500/s  0:00:28 left\n"


def test_a_rejection_is_said_at_once() -> None:
    stream = io.StringIO()
    Lines(stream).reject(Rejection("a.txt", "it is empty"))
    assert stream.getvalue() == "rejected a.txt: it is empty.\n"


def test_the_bar_shows_articles_and_names_what_is_rejected() -> None:
    stream = Terminal()
    bar = Bar(Console(file=stream, width=200, force_terminal=True))
    bar.start(1000)
    bar.advance(500, 1234)
    bar.reject(Rejection("[a].txt", "it is empty"))
    bar.stop()
    assert "1,234 articles" in stream.getvalue()
    assert "rejected [a].txt: it is empty." in stream.getvalue()
