"""The command line, `warraq`."""

# Python has loaded this for itself. `signal`, which stands on it, takes milliseconds in which Ctrl-C would
# show a traceback.
import _signal as signal  # type: ignore[import-not-found]
import os

INTERRUPTED: int = 128 + signal.SIGINT
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


def _stop(number: int, frame: object) -> None:
    """End at once, whatever is going on: an exception would be lost, or shown, by what is being imported."""
    os.write(2, b"Interrupted.\n")
    os._exit(INTERRUPTED)
