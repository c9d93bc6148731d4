"""Load on a server from another process: wrk where it is installed, else `bench.driver`.

Both keep a number of connections busy: each asks for the next path as soon as it has its answer. Only
`bench.driver` can ask at a fixed pace instead, and counts a wait from when a request was due, so that a
server that stalls cannot hide behind clients that wait.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bench.shelf import ROOT

CONNECTIONS = 8
_PATIENCE = 600
_LUA = Path(__file__).with_name("wrk.lua")


class Ask(NamedTuple):
    """A request: its path, and the `ETag` that the client has."""

    path: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """What came of it; times in milliseconds. `failed` counts what was no 2xx or 304, or never came;
    `starved` the connections that got no answer at all (None where the tool cannot tell)."""

    requests: int
    seconds: float
    p50: float
    p95: float
    p99: float
    worst: float
    failed: int
    starved: int | None = None

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


def tool() -> str:
    """The program that makes the load."""
    return "wrk" if shutil.which("wrk") else "bench.driver"


def drive(url: str, asks: Sequence[Ask], seconds: int, connections: int = CONNECTIONS) -> Load:
    """Ask `url` over so many connections for so long, as fast as it answers; longer where it takes longer
    for a single answer."""
    use = _wrk if shutil.which("wrk") else pace
    while not (load := use(url, asks, seconds, connections)).requests:
        seconds *= 4
        if seconds > _PATIENCE:
            raise SystemExit(f"{url} has no answer to {asks[0].path}")
    return load


def _wrk(url: str, asks: Sequence[Ask], seconds: int, connections: int) -> Load:
    with tempfile.NamedTemporaryFile("w", suffix=".paths", encoding="utf-8") as paths:
        paths.write(_lines(asks))
        paths.flush()
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s"]
        done = subprocess.run(
            [*command, "-s", str(_LUA), url],
            env={**os.environ, "WRK_PATHS": paths.name},
            capture_output=True,
            text=True,
            check=True,
        )
    return Load(**json.loads(done.stdout.rpartition("JSON ")[2]))


def pace(url: str, asks: Sequence[Ask], seconds: float, connections: int, rate: float = 0.0) -> Load:
    """The same through `bench.driver`; at `rate` requests a second in all, if given."""
    with paced(url, asks, seconds, connections, rate) as process:
        return _result(process)


@contextmanager
def busy(url: str, asks: Sequence[Ask], connections: int, results: list[Load]) -> Iterator[None]:
    """Keep `url` busy with `asks` as long as the context lasts; what came of it ends up in `results`."""
    with paced(url, asks, 3600.0, connections) as process:
        try:
            yield
        finally:
            process.terminate()
            results.append(_result(process))


@contextmanager
def paced(
    url: str, asks: Sequence[Ask], seconds: float, connections: int, rate: float = 0.0
) -> Iterator[subprocess.Popen[str]]:
    """A running `bench.driver`, which prints its result and ends after `seconds`, or when terminated."""
    command = [sys.executable, "-m", "bench.driver", url, str(connections), str(seconds), str(rate)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        if process.stdin:
            process.stdin.write(_lines(asks))
            process.stdin.close()
            process.stdin = None
        yield process
    finally:
        process.kill()
        process.wait()


def _result(process: subprocess.Popen[str]) -> Load:
    printed, complaint = process.communicate()
    if process.returncode or not printed:
        raise SystemExit(f"bench.driver failed: {complaint}")
    return Load(**json.loads(printed))


def _lines(asks: Sequence[Ask]) -> str:
    return "".join(f"{ask.path}\t{ask.tag}\n" if ask.tag else f"{ask.path}\n" for ask in asks)
