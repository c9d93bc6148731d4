"""Servers under measurement: started as users start them, asked until they answer, watched from outside."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from bench.shelf import environment

_PATIENCE = 120.0
_CALM = 1.0
"""Seconds in which a server that has nothing to do uses hardly any of the processors' time."""
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Memory:
    """What one process holds, in MiB: all that is resident, and how much of it is its own."""

    resident: float
    own: float


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. `started` is how many seconds after its command it gave the first answer."""

    host: str
    port: int
    pid: int
    started: float

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{self.host}:{self.port}"

    def ask(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        """One GET."""
        connection = HTTPConnection(self.host, self.port, timeout=60)
        try:
            connection.request("GET", path, headers=headers or {})
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def processes(self) -> list[int]:
        """The processes that serve: its children, but for helpers of multiprocessing, else itself."""
        children = [pid for pid in _children(self.pid) if b"resource_tracker" not in _command(pid)]
        return children or [self.pid]

    def settle(self) -> None:
        """Wait until it has nothing left to do of itself, such as the index that is made after a start."""
        end = time.perf_counter() + _PATIENCE
        used = self.cpu()
        while used is not None and time.perf_counter() < end:
            time.sleep(_CALM)
            before, used = used, self.cpu()
            if used is not None and used - before < _CALM / 20:
                return

    def memory(self) -> list[Memory]:
        """What each serving process holds; empty where `/proc` is not there."""
        return [memory for pid in self.processes() if (memory := _memory(pid))]

    def cpu(self) -> float | None:
        """Processor seconds that the serving processes have used; None where `/proc` is not there."""
        try:
            stats = [Path(f"/proc/{pid}/stat").read_text(encoding="ascii") for pid in self.processes()]
        except OSError:
            return None
        return sum(sum(map(int, stat.rpartition(")")[2].split()[11:13])) for stat in stats) / _TICKS


@contextmanager
def warraq(database: Path, workers: int = 1, **settings: str) -> Iterator[Server]:
    """`warraq serve` over `database`, with more settings by name if need be."""
    command = [sys.executable, "-m", "app", "serve", "--workers", str(workers)]
    env = {**environment(database), **settings}
    with running(command, env, "/v1/articles?limit=1", database.parent) as server:
        yield server


@contextmanager
def running(
    command: Sequence[str], env: dict[str, str], first: str, folder: Path | None = None
) -> Iterator[Server]:
    """The server that `command` with `--port` starts, from its first 200 at the path `first` on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [*command, "--port", str(port)], env=env, cwd=folder, stdout=subprocess.DEVNULL, stderr=said
        )
        try:
            server = Server("127.0.0.1", port, process.pid, 0.0)
            while not _answers(server, first):
                if process.poll() is not None or time.perf_counter() - begun > _PATIENCE:
                    said.seek(0)
                    raise SystemExit(f"{' '.join(command)} does not serve:\n{said.read().decode()}")
                time.sleep(0.005)
            yield Server("127.0.0.1", port, process.pid, time.perf_counter() - begun)
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(server: Server, path: str) -> bool:
    try:
        return server.ask(path).status == 200
    except (OSError, HTTPException):
        return False


def _children(pid: int) -> list[int]:
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(child) for child in listed.split()]


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _memory(pid: int) -> Memory | None:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    sizes = {
        name: float(rest.split()[0]) / 1024
        for name, _, rest in (line.partition(":") for line in lines)
        if name in {"VmRSS", "RssAnon"}
    }
    return Memory(sizes["VmRSS"], sizes["RssAnon"]) if len(sizes) == 2 else None
