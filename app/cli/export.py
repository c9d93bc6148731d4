"""Writing articles or mentions to a file: `warraq export`, with the filters of the API as options."""

import inspect
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Literal

import typer

from app.cli import INTERRUPTED
from app.cli.output import interruptible
from app.errors import ConfigurationError
from app.settings import load_settings

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from app.queries.filter import ArticleFilter

Filters = list[tuple[str, str]]
FILTERS: Mapping[str, str] = {
    "q": "Words to search for, as in the API.",
    "id": "These articles only.",
    "country": "Articles that mention this country, by code or name.",
    "country_all": "Articles that mention all of these countries.",
    "country_not": "Articles that mention none of these countries.",
    "agency": "Articles that mention this agency, by id or name.",
    "agency_all": "Articles that mention all of these agencies.",
    "agency_not": "Articles that mention none of these agencies.",
    "agency_country": "Articles that mention an agency of this country.",
    "source": "Articles from this source, by id or name.",
    "source_not": "Articles from none of these sources.",
    "language": "Articles in this language, a BCP 47 tag.",
    "mention_kind": "What counts as a mention: name, demonym, capital, head, acronym, or any.",
    "published_from": "Articles that appeared in or after this year, month or day.",
    "published_to": "Articles that appeared in or before this year, month or day, inclusive.",
    "date_match": "certain or possible: how an article whose exact day is not known is held against the two.",
    "undated": "true, only or false: whether articles without a date pass.",
    "missing": "Articles in which this was not found: title, byline, source or published.",
}
"""The parameters that choose articles in the API, which reads and checks their values. Repeated here so that
other commands need not load it; a test holds the two together."""
What = Annotated[Literal["articles", "mentions"], typer.Option("--what", help="What to write.")]
Format = Annotated[Literal["ndjson", "csv", "parquet"], typer.Option("--format", help="As what to write it.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", help="A file, replaced once all is written; without it, standard output."),
]
Bom = Annotated[
    bool, typer.Option("--bom", help="Begin a CSV file with the mark by which Excel knows UTF-8.")
]


def export(
    what: What = "articles",
    format: Format = "ndjson",
    output: Output = None,
    bom: Bom = False,
    **filters: list[str] | None,
) -> None:
    """Write all articles or mentions that pass the filters. Filters are those of the API; repeat one for
    several values."""
    from app.store.engine import connect
    from app.store.schema import check_schema

    if bom and format != "csv":
        raise ConfigurationError("--bom is for --format csv")
    given = [(name, value) for name, values in filters.items() for value in values or ()]
    engine = connect(load_settings().read_url, read_only=True)
    try:
        check_schema(engine)
        with engine.connect() as connection:
            asked = _asked(connection, given)
            with _opened(output, binary=format == "parquet") as file:
                _write(connection, asked, what, format, file, bom=bom)
    finally:
        engine.dispose()


def _option(name: str, text: str) -> inspect.Parameter:
    flag = typer.Option(f"--{name.replace('_', '-')}", help=text, metavar="VALUE")
    annotation = Annotated[list[str] | None, flag]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)


def _with_filters() -> None:
    """Put an option for each filter into the signature of `export`, from which its command is made."""
    own = inspect.signature(export)
    options = [_option(name, text) for name, text in FILTERS.items()]
    kept = [one for one in own.parameters.values() if one.kind is not inspect.Parameter.VAR_KEYWORD]
    export.__signature__ = own.replace(parameters=[*kept, *options])  # type: ignore[attr-defined]
    export.__annotations__ |= {option.name: option.annotation for option in options}
    del export.__annotations__["filters"]


_with_filters()


def _asked(connection: "Connection", given: Filters) -> "ArticleFilter":
    from app.api.filters import parse_filter
    from app.api.params import FILTERS as PARAMETERS
    from app.api.question import Question

    question = Question(given, PARAMETERS)
    asked = parse_filter(question, connection)
    question.close()
    return asked


def _write(
    connection: "Connection", asked: "ArticleFilter", what: str, format: str, file: IO[bytes], *, bom: bool
) -> None:
    from app.api.answers import export as files
    from app.api.answers.concordance import concordance_items
    from app.api.answers.parquet import write_parquet
    from app.api.answers.table import ARTICLE_COLUMNS, MENTION_COLUMNS
    from app.queries.export import iter_articles
    from app.queries.mentions import iter_mentions

    if what == "articles":
        articles = iter_articles(connection, asked)
        if format == "ndjson":
            file.writelines(files.articles_ndjson(articles, asked.kinds))
        elif format == "csv":
            file.writelines(files.articles_csv(articles, asked.kinds, bom=bom))
        else:
            rows = (files.article_items(piece, asked.kinds) for piece in articles)
            write_parquet(ARTICLE_COLUMNS, rows, file)
        return
    mentions = iter_mentions(connection, asked)
    if format == "ndjson":
        file.writelines(files.mentions_ndjson(mentions))
    elif format == "csv":
        file.writelines(files.mentions_csv(mentions, bom=bom))
    else:
        items = (concordance_items(piece, wide=False) for piece in mentions)
        write_parquet(MENTION_COLUMNS, items, file)


@contextmanager
def _opened(output: Path | None, *, binary: bool) -> Iterator[IO[bytes]]:
    """Where to write: standard output, or a file beside `output` that takes its place when all is written."""
    if output is None:
        if binary and sys.stdout.isatty():
            raise ConfigurationError("Parquet is nothing for a terminal; name a file with --output")
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if output.is_dir():
        raise ConfigurationError(f"cannot write {output}: it is a folder; name a file")
    if output.exists() and not output.is_file():  # a pipe or device: nothing may take its place
        with output.open("wb") as stream:
            yield stream
        return
    part = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with interruptible(), part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(output)
    except OSError as error:
        raise ConfigurationError(f"cannot write {output}: {error.strerror}") from error
    except KeyboardInterrupt:
        typer.echo(f"Interrupted. {output} is as it was.", err=True)
        raise typer.Exit(INTERRUPTED) from None
    finally:
        with suppress(OSError):
            part.unlink()
