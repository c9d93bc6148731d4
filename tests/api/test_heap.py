"""What threads free goes back to the system, told by processes of their own: it holds for all of one."""

import os
import platform
import subprocess
import sys

import pytest

_SETTINGS = ("MALLOC_", "GLIBC_TUNABLES", "LD_PRELOAD")
_WORKS = """
import sys
from pathlib import Path
from resource import getpagesize
from threading import Thread
from app.api.heap import give_back

def resident():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * getpagesize() >> 20

def work():
    bytearray(30 << 20)
    large, small = [], []
    for _ in range(30):
        large.append(bytes(2 << 20))
        small.append(bytes(2000))
    held.append(small)

if sys.argv[1] == "give back":
    give_back()
held, before = [], resident()
for _ in range(3):
    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
print(resident() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library keeps memory its own way")
def test_threads_that_are_done_hold_no_memory() -> None:
    held = {how: _held(how) for how in ("give back", "keep")}
    assert held["give back"] < 16, f"MiB: {held}"
    assert held["keep"] > 3 * held["give back"], f"it would have been given back anyway: {held}"


def _held(how: str) -> int:
    own = {name: value for name, value in os.environ.items() if not name.startswith(_SETTINGS)}
    done = subprocess.run(
        [sys.executable, "-c", _WORKS, how], env=own, capture_output=True, text=True, check=True
    )
    return int(done.stdout)
