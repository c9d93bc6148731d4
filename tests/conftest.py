"""What several rooms' tests share: the seeds, and a server run as users run it."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
_RUNNING = re.compile(rb"running on (http://[\d.]+:\d+)")


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment whose database is a new file, and that is otherwise the user's."""
    database = tmp_path_factory.mktemp("served") / "warraq.db"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("WARRAQ_")}
    return {**inherited, "WARRAQ_DATABASE_URL": f"sqlite:///{database}", "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="session")
def server(environment: dict[str, str]) -> Iterator[str]:
    """The address of a server started by `warraq up seeds` in a process of its own."""
    command = [sys.executable, "-m", "app", "up", str(SEEDS), "--port", "0"]
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as process:
        assert process.stderr is not None
        said = b""
        for line in process.stderr:
            said += line
            if found := _RUNNING.search(line):
                break
        else:
            pytest.fail(f"the server did not start:\n{said.decode()}")
        threading.Thread(target=process.stderr.read, daemon=True).start()
        yield found[1].decode()
        process.terminate()


@pytest.fixture
def client(server: str) -> Iterator[httpx.Client]:
    """An HTTP client of the server over the seeds."""
    with httpx.Client(base_url=server, timeout=30) as http:
        yield http
