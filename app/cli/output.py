"""What commands end with: exit codes, and JSON on standard output."""

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

DONE, REJECTED, UNUSABLE = 0, 1, 2
"""Exit codes: done; done, but some input was rejected; wrong usage or configuration."""


@contextmanager
def interruptible() -> Iterator[None]:
    """In it Ctrl-C raises `KeyboardInterrupt`, for work that has to be left in order."""
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def print_json(value: object, *, indent: int | None) -> None:
    """JSON on stdout, in UTF-8 whatever the terminal's locale says."""
    line = json.dumps(value, ensure_ascii=False, indent=indent)
    sys.stdout.buffer.write(line.encode("utf-8", "surrogatepass") + b"\n")
    sys.stdout.buffer.flush()
