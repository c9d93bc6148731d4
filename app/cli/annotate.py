"""Texts read without a database: one file, or one text a line, each answered in its turn."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import typer

from app.cli.output import DONE, REJECTED, print_json
from app.errors import ConfigurationError, InputError

_STDIN = "-"


def annotate_file(file: str, reference: date | None) -> None:
    """Print what is read in the text of a file, by the same rules as when it is ingested."""
    from app.ingest.columns import Columns
    from app.ingest.folder import File, find_files, standard_input
    from app.ingest.given import Given
    from app.ingest.inputs import read_alone
    from app.reading.annotation import annotation
    from app.reading.article import read

    with opened(file) as stream:
        found = standard_input(".txt", "stdin") if file == _STDIN else find_files([Path(file)]).files[0]
        known = found if isinstance(found, File) else replace(standard_input(".txt", "stdin"), name=file)
        try:
            record = read_alone(stream, known, Given(Columns({})))
        except InputError as error:
            raise ConfigurationError(f"{file}: {error}") from None
    reading = read(record.text, replace(record.known, reference=reference))
    print_json(annotation(replace(reading, warnings=(*record.warnings, *reading.warnings))), indent=2)


def annotate_lines(file: str, reference: date | None) -> int:
    """One result a line, in order; a line that cannot be read answers with its `error`."""
    from app.ingest.decode import open_text
    from app.ingest.formats.jsonlines import iter_lines
    from app.reading.annotation import annotation
    from app.reading.article import read
    from app.reading.model import Known

    code = DONE
    with opened(file) as stream, open_text(stream) as lines:
        for number, line in iter_lines(lines):
            question: dict[str, Any] = {}
            try:
                question = _question(line)
                day = parse_day("reference", question.get("reference")) or reference
                answer = annotation(read(_text(question), Known(reference=day)))
            except (InputError, ConfigurationError) as error:
                typer.echo(f"line {number}: {error}", err=True)
                answer, code = {"error": str(error)}, REJECTED
            print_json({"id": question.get("id"), **answer}, indent=None)
    return code


def parse_day(name: str, value: Any) -> date | None:
    """The day that `value` is, if it is one; `ConfigurationError` if it is anything but a day or None."""
    if value is None:
        return None
    from app.text.fold import latin_digits

    try:
        return date.fromisoformat(latin_digits(value))
    except (AttributeError, TypeError, ValueError):
        raise ConfigurationError(f"{name} {value!r} is no day; write it as 2024-08-05") from None


def _question(line: str) -> dict[str, Any]:
    from app.ingest.formats.jsonlines import parse_object

    return parse_object(line)


def _text(question: dict[str, Any]) -> str:
    from app.ingest.decode import check

    text = question.get("text")
    if not isinstance(text, str):
        raise InputError('there is no "text" that is a string')
    check(text)
    return text


@contextmanager
def opened(file: str) -> Iterator[BinaryIO]:
    """The bytes of a file; of standard input, as they come, so that a program may ask line by line."""
    if file == _STDIN:
        with open(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as stream:
            yield stream
        return
    try:
        with Path(file).open("rb") as stream:
            yield stream
    except OSError as error:
        raise ConfigurationError(f"cannot read {file}: {error.strerror}") from None
