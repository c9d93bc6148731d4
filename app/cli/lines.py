"""Texts to be read without a database: one a line, as JSON, each answered in its turn."""

import json
import sys
from collections.abc import Iterable
from datetime import date
from typing import Any

import typer

from app.errors import ConfigurationError, InputError

DONE, REJECTED, UNUSABLE = 0, 1, 2
"""Exit codes: done; done, but some input was rejected; wrong usage or configuration."""


def annotate_lines(lines: Iterable[bytes], reference: date | None) -> int:
    """One result a line, in order; a line that cannot be read answers with its `error`."""
    from app.reading.annotation import annotation
    from app.reading.article import read
    from app.reading.model import Known

    code = DONE
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
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


def _question(line: bytes) -> dict[str, Any]:
    """One line of JSON, an object."""
    try:
        question = json.loads(line)
    except ValueError as error:
        raise InputError(f"no JSON: {error}") from None
    if not isinstance(question, dict):
        raise InputError('expected an object, as {"id": "1", "text": "…"}')
    return question


def _text(question: dict[str, Any]) -> str:
    from app.ingest.decode import check

    text = question.get("text")
    if not isinstance(text, str):
        raise InputError('there is no "text" that is a string')
    check(text)
    return text


def parse_day(name: str, value: Any) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ConfigurationError(f"{name} {value!r} is no day; write it as 2024-08-05") from None


def print_json(value: object, *, indent: int | None) -> None:
    """JSON on stdout, in UTF-8 whatever the terminal's locale says."""
    line = json.dumps(value, ensure_ascii=False, indent=indent)
    sys.stdout.buffer.write(line.encode("utf-8", "surrogatepass") + b"\n")
    sys.stdout.buffer.flush()
