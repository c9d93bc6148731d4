"""The command line, `warraq`."""

import sys
from typing import NoReturn

INTERRUPTED = 130
"""Exit code of a command that Ctrl-C ended: 128 and the signal's number."""


def main() -> NoReturn:
    """Run the command that the arguments name and exit with its code."""
    try:
        from app.cli.commands import run  # takes long enough to be interrupted

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
