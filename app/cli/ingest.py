"""Loading articles: what `warraq ingest` and `warraq up` may be told, and what they say at the end."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from app.cli import INTERRUPTED
from app.cli.output import DONE, REJECTED, interruptible, print_json
from app.errors import ConfigurationError
from app.settings import Settings

_SEEDS = Path("seeds")
_STDIN = Path("-")


def _path(name: str) -> Path:
    """A path as typed; an empty one, as an unset variable gives, would mean this whole folder."""
    if not name:
        raise typer.BadParameter("an empty path names nothing; write . for this folder")
    return Path(name)


Format = Literal["txt", "md", "jsonl", "ndjson", "json", "csv", "tsv", "html"]
Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[PATH]...",
        parser=_path,
        help="Files or folders, or - for standard input; default: seeds/. Read are .txt .md .html .htm "
        "(an article each) and .jsonl .ndjson .json .csv .tsv (records), each also packed as .gz.",
    ),
]
Source = Annotated[str | None, typer.Option(help="Where all these articles appeared.")]
Metadata = Annotated[
    Path | None, typer.Option(help="A CSV table of what is known, joined by its column `id`.")
]
Columns = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="COLUMN=FIELD", help="Read a column as a field: --map date=published."),
]
StdinFormat = Annotated[
    Format | None,
    typer.Option(
        "--format",
        help="What standard input is. Else told by how it begins: a line of JSON is jsonl, a list json, "
        "a tag html, a header with a column `text` csv, anything else txt.",
    ),
]
StdinName = Annotated[
    str | None,
    typer.Option(
        "--name",
        help="What articles from standard input are called that bring no id: NAME, or NAME~1, NAME~2 … "
        "Else each gets an id made from its text.",
    ),
]
Jobs = Annotated[int, typer.Option(min=1, max=64, help="Processes that read; one is enough for most.")]
Prune = Annotated[bool, typer.Option("--prune", help="Remove articles that are no longer there.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Read everything, write nothing, say what would be.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the summary as one JSON object.")]


def run_ingest(
    settings: Settings,
    paths: list[Path] | None,
    *,
    source: str | None = None,
    metadata: Path | None = None,
    columns: list[str] | None = None,
    prune: bool = False,
    format: Format | None = None,
    name: str | None = None,
    jobs: int = 1,
    dry_run: bool = False,
    as_json: bool = False,
) -> int:
    """Run one ingest, print its summary, give its exit code."""
    from app.ingest.pipeline import Interrupted, Options, ingest
    from app.ingest.progress import watcher

    options = Options(
        columns=_columns(columns or ()),
        source=source,
        metadata=metadata,
        prune=prune,
        format=f".{format}" if format else None,
        name=name,
        jobs=jobs,
        rehearse=dry_run,
    )
    if not paths and not _SEEDS.is_dir():
        raise ConfigurationError("there is no folder seeds here; say which files or folders to ingest")
    try:
        with interruptible():
            summary = ingest(paths or [_SEEDS], settings.database_url, options, watcher())
    except Interrupted:
        said = "What was loaded is kept; run the same command again for the rest."
        raise typer.Exit(_interrupted(said)) from None
    except KeyboardInterrupt:
        raise typer.Exit(_interrupted("Nothing was loaded yet.")) from None
    if as_json:
        print_json({"dry_run": dry_run, **summary.as_dict()}, indent=2)
    else:
        typer.echo(f"nothing was written; this is what would be\n{summary}" if dry_run else summary)
    return DONE if summary.complete else REJECTED


def _columns(pairs: Sequence[str]) -> dict[str, str]:
    """Fields by column."""
    fields: dict[str, str] = {}
    for pair in pairs:
        column, found, field = pair.rpartition("=")
        if not (column and found and field):
            raise ConfigurationError(f"--map {pair!r} is no pair; write it as --map date=published")
        if fields.setdefault(column, field) != field:
            raise ConfigurationError(
                f"--map reads {column!r} as {fields[column]} and as {field}; say only one"
            )
    return fields


def _interrupted(said: str) -> int:
    typer.echo(f"Interrupted. {said}", err=True)
    return INTERRUPTED
