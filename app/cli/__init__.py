"""The command line, `warraq`."""

from app.cli.commands import cli, main

__all__ = ["cli", "main"]
