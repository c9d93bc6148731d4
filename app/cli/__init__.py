"""The command line, `warraq`."""

import os
import signal
from types import FrameType

INTERRUPTED = 128 + signal.SIGINT
"""Exit code of a command that Ctrl-C ended."""


def main() -> None:
    """Run the command that the arguments name and exit with its code."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)
    try:
        from app.cli.commands import run  # takes long enough to be interrupted

        run()
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done, and said with its exit code


def _stop(number: int, frame: FrameType | None) -> None:
    """End at once, whatever is going on: an exception would be lost, or shown, by what is being imported."""
    os.write(2, b"Interrupted.\n")
    os._exit(INTERRUPTED)
