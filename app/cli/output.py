"""What commands end with: exit codes, and JSON on standard output."""

import json
import sys

DONE, REJECTED, UNUSABLE = 0, 1, 2
"""Exit codes: done; done, but some input was rejected; wrong usage or configuration."""


def print_json(value: object, *, indent: int | None) -> None:
    """JSON on stdout, in UTF-8 whatever the terminal's locale says."""
    line = json.dumps(value, ensure_ascii=False, indent=indent)
    sys.stdout.buffer.write(line.encode("utf-8", "surrogatepass") + b"\n")
    sys.stdout.buffer.flush()
