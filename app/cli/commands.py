"""The command line: reads arguments, calls one room, prints its answer. It decides nothing.

Exit codes: 0 done; 1 done, but some input was rejected (each named with its reason), or `check`
found something wrong; 2 wrong usage or configuration. Results go to stdout, progress and complaints
to stderr.
"""

import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Annotated, BinaryIO, NoReturn

import typer

from app import __version__
from app.cli.lines import DONE, REJECTED, UNUSABLE, annotate_lines, parse_day, print_json
from app.errors import ConfigurationError, InputError, WarraqError
from app.settings import Settings, load_settings

cli = typer.Typer(
    name="warraq",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Turns a folder of Arabic press articles into a JSON API with evidence for every claim.",
)


def _path(name: str) -> Path:
    """A path as typed; an empty one, as an unset variable gives, would mean this whole folder."""
    if not name:
        raise typer.BadParameter("an empty path names nothing; write . for this folder")
    return Path(name)


Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[PATH]...", parser=_path, help="Files or folders; default: seeds/."),
]
Source = Annotated[str | None, typer.Option(help="Where all these articles appeared.")]
Metadata = Annotated[
    Path | None, typer.Option(help="A CSV table of what is known, joined by its column `id`.")
]
Columns = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="COLUMN=FIELD", help="Read a column as a field: --map date=published."),
]
Host = Annotated[str | None, typer.Option(help="Address to listen on.")]
Port = Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on; 0 picks a free one.")]
Workers = Annotated[int | None, typer.Option(min=1, max=64, help="Processes that serve.")]


@cli.command()
def ingest(
    paths: Paths = None,
    *,
    source: Source = None,
    metadata: Metadata = None,
    columns: Columns = None,
    prune: Annotated[bool, typer.Option(help="Remove articles that are no longer there.")] = False,
) -> None:
    """Load articles into the database; create and migrate it if needed."""
    raise typer.Exit(_ingest(load_settings(), paths, source, metadata, columns, prune=prune))


@cli.command()
def serve(host: Host = None, port: Port = None, workers: Workers = None) -> None:
    """Serve the API."""
    _serve(load_settings(), host, port, workers)


@cli.command()
def up(
    paths: Paths = None,
    *,
    source: Source = None,
    metadata: Metadata = None,
    columns: Columns = None,
    host: Host = None,
    port: Port = None,
    workers: Workers = None,
) -> None:
    """Ingest, then serve, also when some input was rejected."""
    settings = load_settings()
    _ingest(settings, paths, source, metadata, columns, prune=False)
    _serve(settings, host, port, workers)


@cli.command()
def annotate(
    file: Annotated[str, typer.Argument(metavar="[FILE or -]", help="A text; - is standard input.")] = "-",
    *,
    reference: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day that relative dates count from.")
    ] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read {id, text, reference?} a line; write one result a line.")
    ] = False,
) -> None:
    """Print as JSON what is read in one text: parts, dates, mentions. Needs no database."""
    from app.ingest.decode import decode
    from app.reading.annotation import annotation
    from app.reading.article import read
    from app.reading.model import Known

    day = parse_day("--reference", reference)
    with _opened(file) as stream:
        if jsonl:
            raise typer.Exit(annotate_lines(stream, day))
        try:
            text = decode(stream.read())
        except InputError as error:
            raise ConfigurationError(f"{file}: {error}") from None
    print_json(annotation(read(text, Known(reference=day))), indent=2)


@cli.command()
def check() -> None:
    """Check the database and the gazetteer; list what is wrong."""
    from app.gazetteer.load import load
    from app.store.check import check_database, count_articles

    url = load_settings().database_url
    wrong = 0
    for problem in chain(load().check(), check_database(url)):
        typer.echo(problem)
        wrong += 1
    if wrong:
        raise typer.Exit(REJECTED)
    typer.echo(f"{count_articles(url):,} articles: nothing is wrong")


@cli.command()
def openapi() -> None:
    """Print the OpenAPI document."""
    from app.main import create_app

    print_json(create_app(load_settings()).openapi(), indent=2)


@cli.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    if version:
        typer.echo(f"warraq {__version__}")
        raise typer.Exit(DONE)


def _ingest(
    settings: Settings,
    paths: list[Path] | None,
    source: str | None,
    metadata: Path | None,
    columns: list[str] | None,
    *,
    prune: bool,
) -> int:
    """Run one ingest, print its summary, give its exit code."""
    from app.ingest.pipeline import Options, ingest
    from app.ingest.progress import watcher

    options = Options(dict(map(_column, columns or ())), source, metadata, prune)
    if not paths and not Path("seeds").is_dir():
        raise ConfigurationError("there is no folder seeds here; say which files or folders to ingest")
    try:
        summary = ingest(paths or [Path("seeds")], settings.database_url, options, watcher())
    except KeyboardInterrupt:
        raise typer.Exit(_interrupted()) from None
    typer.echo(summary)
    return DONE if summary.complete else REJECTED


def _column(pair: str) -> tuple[str, str]:
    column, found, field = pair.partition("=")
    if not (column and found and field):
        raise ConfigurationError(f"--map {pair!r} is no pair; write it as --map date=published")
    return column, field


def _interrupted() -> int:
    typer.echo("Interrupted. What was loaded is kept; run the same command again for the rest.", err=True)
    return 128 + signal.SIGINT


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(file).open("rb") as stream:
            yield stream
    except OSError as error:
        raise ConfigurationError(f"cannot read {file}: {error.strerror}") from None


def _serve(settings: Settings, host: str | None, port: int | None, workers: int | None) -> None:
    import uvicorn

    from app.store.engine import parse_url

    parse_url(settings.read_url)
    host = settings.host if host is None else host
    port = settings.port if port is None else port
    _refuse_taken_port(host, port)
    uvicorn.run(
        "app.main:create_app",
        factory=True,
        host=host,
        port=port,
        workers=settings.workers if workers is None else workers,
        log_level="info",
        access_log=False,
        server_header=False,
    )


def _refuse_taken_port(host: str, port: int) -> None:
    """Say what is wrong before a server starts that could not be reached."""
    try:
        address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(address[0], socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address[4])
    except OSError as error:
        raise ConfigurationError(
            f"cannot listen on {host}:{port} ({error.strerror}); choose another with --host and --port"
        ) from None


def main() -> NoReturn:
    """Run the command that the arguments name and exit with its code."""
    try:
        cli()
    except WarraqError as error:
        typer.echo(f"warraq: {error}", err=True)
        sys.exit(UNUSABLE)
    except BrokenPipeError:
        sys.exit(DONE)
    sys.exit(DONE)
