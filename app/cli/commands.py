"""The command line: reads arguments, calls one room, prints its answer. It decides nothing.

Exit codes: 0 done; 1 done, but some input was rejected (each named with its reason), or `check`
found something wrong; 2 wrong usage or configuration. Results go to stdout, progress and complaints
to stderr.
"""

import socket
import sys
from itertools import chain
from typing import Annotated, NoReturn

import typer

from app import __version__
from app.cli.annotate import annotate_file, annotate_lines, parse_day
from app.cli.export import export
from app.cli.ingest import (
    AsJson,
    Columns,
    DryRun,
    Jobs,
    Metadata,
    Paths,
    Prune,
    Source,
    StdinFormat,
    StdinName,
    run_ingest,
)
from app.cli.output import DONE, REJECTED, UNUSABLE, print_json
from app.errors import ConfigurationError, DatabaseBusy, DatabaseMissing, WarraqError
from app.settings import Settings, load_settings

cli = typer.Typer(
    name="warraq",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Turns a folder of Arabic press articles into a JSON API with evidence for every claim.",
)


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
    prune: Prune = False,
    format: StdinFormat = None,
    name: StdinName = None,
    jobs: Jobs = 1,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Load articles into the database; create and migrate it if needed."""
    code = run_ingest(
        load_settings(),
        paths,
        source=source,
        metadata=metadata,
        columns=columns,
        prune=prune,
        format=format,
        name=name,
        jobs=jobs,
        dry_run=dry_run,
        as_json=as_json,
    )
    raise typer.Exit(code)


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
    jobs: Jobs = 1,
    host: Host = None,
    port: Port = None,
    workers: Workers = None,
) -> None:
    """Ingest, then serve, also when some input was rejected."""
    settings = load_settings()
    run_ingest(settings, paths, source=source, metadata=metadata, columns=columns, jobs=jobs)
    _serve(settings, host, port, workers)


@cli.command()
def annotate(
    file: Annotated[
        str, typer.Argument(metavar="[FILE or -]", help="A text or page; - is a text from standard input.")
    ] = "-",
    *,
    reference: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day that relative dates count from.")
    ] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read {id, text, reference?} a line; write one result a line.")
    ] = False,
) -> None:
    """Print as JSON what is read in one text: parts, dates, mentions. Needs no database."""
    day = parse_day("--reference", reference)
    if jsonl:
        raise typer.Exit(annotate_lines(file, day))
    annotate_file(file, day)


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


cli.command()(export)


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


def _serve(settings: Settings, host: str | None, port: int | None, workers: int | None) -> None:
    import uvicorn

    from app.api.packets import Protocol

    _refuse_unusable(settings.read_url)
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
        http=Protocol,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,  # an export may have hours to go
    )


def _refuse_unusable(url: str) -> None:
    """Say what is wrong with a database before a server starts that could answer nothing from it.

    One that is not there yet may still come.
    """
    from app.store.engine import connect, is_there
    from app.store.schema import check_schema

    if not is_there(url):
        typer.echo("There is no database yet. Until `warraq ingest` has run, answers are a 503.", err=True)
        return
    engine = connect(url, read_only=True)
    try:
        check_schema(engine)
    except (DatabaseMissing, DatabaseBusy) as error:
        typer.echo(f"{error} Until then answers are a 503.", err=True)
    finally:
        engine.dispose()


def _refuse_taken_port(host: str, port: int) -> None:
    """Say what is wrong before a server starts that could not be reached."""
    try:
        address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(address[0], socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address[4])
    except OSError as error:
        raise ConfigurationError(
            f"cannot listen on {host}:{port} ({error.strerror}); choose another with --host and --port, "
            "or with WARRAQ_HOST and WARRAQ_PORT in the environment"
        ) from None


def run() -> NoReturn:
    """Run the command that the arguments name and exit with its code."""
    try:
        cli()
    except WarraqError as error:
        typer.echo(f"warraq: {error}", err=True)
        sys.exit(UNUSABLE)
    except BrokenPipeError:
        sys.exit(DONE)
    sys.exit(DONE)
