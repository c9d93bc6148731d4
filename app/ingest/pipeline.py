"""Ingest: files to records to readings to the database, in batches that are written whole or not at all."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.errors import ConfigurationError
from app.ingest.claims import Claims
from app.ingest.columns import Columns
from app.ingest.folder import ENDINGS, STDIN, find_files, standard_input
from app.ingest.given import Given
from app.ingest.metadata import load_metadata
from app.ingest.progress import Silence, Watcher
from app.ingest.reader import Reader, default_reader
from app.ingest.run import Run
from app.ingest.shelf import open_rehearsal, open_shelf
from app.ingest.summary import Summary
from app.ingest.workers import MOST, workers
from app.store.writer import Changes

__all__ = ["Interrupted", "Options", "Reader", "default_reader", "ingest"]


class Interrupted(KeyboardInterrupt):
    """A run was cut off after it had changed the database."""


@dataclass(frozen=True, slots=True)
class Options:
    """What `warraq ingest` may be told.

    `columns` renames, old name to new. `format` is the ending that standard input would have as a file
    (`.jsonl`), and `name` what its articles are called that bring no id. `jobs` processes read. With
    `rehearse` nothing is written.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    metadata: Path | None = None
    prune: bool = False
    format: str | None = None
    name: str | None = None
    jobs: int = 1
    rehearse: bool = False


def ingest(
    paths: Sequence[Path],
    url: str,
    options: Options | None = None,
    progress: Watcher | None = None,
    reader: Reader | None = None,
) -> Summary:
    """Load all articles at and below `paths` into the database at `url`, made and migrated if need be.

    The path `-` is standard input. May be interrupted at any moment and run again: what is stored and
    unchanged is passed over. What cannot be taken is rejected, named, and stops nothing else.

    Raises `ConfigurationError` for paths and options that cannot be used, before anything is touched;
    `DatabaseError`; and `Interrupted` for a `KeyboardInterrupt` once something is written.
    """
    options = options or Options()
    _check(options, paths)
    columns = Columns(options.columns)
    table = load_metadata(options.metadata, columns) if options.metadata else {}
    stdin = standard_input(options.format or "", options.name)
    found = find_files(paths, skip=options.metadata, stdin=stdin)
    given = Given(columns, options.source, table)
    reader = reader or default_reader()
    shelf = open_rehearsal(url) if options.rehearse else open_shelf(url, reader.versions)
    with shelf as opened, closing(Claims()) as claims, workers(options.jobs, reader.prepare) as working:
        run = Run(opened, reader, claims, working, progress or Silence())
        try:
            summary = run.over(found.files, given, prune=options.prune)
            return replace(summary, hidden=tuple(found.hidden), linked=tuple(found.linked))
        except KeyboardInterrupt:
            if opened.changes == Changes() or options.rehearse:
                raise
            raise Interrupted from None


def _check(options: Options, paths: Sequence[Path]) -> None:
    if options.source is not None and not options.source.strip():
        raise ConfigurationError("--source is empty. Name the source, or leave it out.")
    if STDIN not in paths:
        for name, value in (("--format", options.format), ("--name", options.name)):
            if value is not None:
                raise ConfigurationError(f"{name} is for standard input. Give - as a path, or leave it out.")
    if options.format is not None and options.format not in ENDINGS:
        raise ConfigurationError(f"there is no format {options.format!r}, only {', '.join(ENDINGS)}.")
    if not 1 <= options.jobs <= MOST:
        raise ConfigurationError(f"--jobs {options.jobs} is not between 1 and {MOST}.")
