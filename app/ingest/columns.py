"""The columns of records: which of them mean something, and what others are called."""

import re
import shlex
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from app.errors import ConfigurationError, InputError

FIELDS = ("id", "text", "title", "source", "published", "byline", "section", "url", "language")
"""The columns that mean something; all others are kept as `extra`."""
_BETWEEN = re.compile(r"[\W_]+")


class Columns:
    """The names that columns go by, after `--map old=new`.

    Several may go by one, for files of one run may call a thing differently. No record can have two of them.
    """

    def __init__(self, renames: Mapping[str, str]) -> None:
        """Raises `ConfigurationError` for a field that there is not."""
        for old, new in renames.items():
            if new not in FIELDS:
                guess = get_close_matches(new, FIELDS, 1)
                hint = f" Did you mean {guess[0]}?" if guess else ""
                raise ConfigurationError(
                    f"--map {old}={new}: there is no field {new!r}, only {', '.join(FIELDS)}.{hint}"
                )
        self._renames = dict(renames)
        self.unused = set(renames)

    def name(self, column: str) -> str:
        """The field or extra that `column` stands for."""
        self.unused.discard(column)
        return self._renames.get(column, column)

    def reads(self, field: str) -> bool:
        """Whether some column was said to be `field`."""
        return field in self._renames.values()

    def apply(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """`values` under the names they go by; `InputError` when two of them come to the same."""
        named = {self.name(column): value for column, value in values.items()}
        return named if len(named) == len(values) else self._apart(values)

    def _apart(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """As `apply`, where columns come to the same: all but one of these have to be empty."""
        holders: dict[str, str] = {}
        for column, value in values.items():
            name = self.name(column)
            holder = holders.get(name)
            if holder is None or values[holder] in (None, ""):
                holders[name] = column
            elif value not in (None, ""):
                raise InputError(
                    f"its columns {holder!r} and {column!r} are both {name}. Take the --map of one away, and "
                    "it is kept as extra, or make one column of the two"
                )
        return {name: values[column] for name, column in holders.items()}


def describe_extra(names: Iterable[str], fields: Collection[str] = ()) -> str:
    """What to say of columns that mean nothing to Warraq: that they are kept, and what may be meant.

    `fields` are those that are there under their own names.
    """
    likely: dict[str, list[str]] = {}
    for name in names:
        field = field_of(name)
        likely.setdefault(name if field is None or field in fields else field, []).append(name)
    said = (_meant(field, alike) if field in FIELDS else field for field, alike in likely.items())
    return f"kept as extra: {', '.join(said)}"


def _meant(field: str, columns: Sequence[str]) -> str:
    """That one of `columns` may be `field`."""
    it = "it" if len(columns) == 1 else "one"
    return f"{' or '.join(columns)} (if {it} is {field}: --map {shlex.quote(f'{columns[0]}={field}')})"


def advice(field: str, columns: Iterable[str]) -> str:
    """How to say which of `columns` is `field`: those that are likely, else how it is written."""
    likely = [column for column in columns if field_of(column) == field] or ["COLUMN"]
    return " or ".join(f"--map {shlex.quote(f'{column}={field}')}" for column in likely)


@lru_cache(maxsize=1 << 10)
def field_of(column: str) -> str | None:
    """The field that `column` is likely to be by its name."""
    name = " ".join(_BETWEEN.sub(" ", column.lower()).split())
    if name in _known():
        return _known()[name]
    guess = get_close_matches(name, FIELDS, 1)
    return guess[0] if guess else None


@cache
def _known() -> Mapping[str, str]:
    data = tomllib.loads(files("app.ingest").joinpath("data/columns.toml").read_text("utf-8"))
    return {name: field for field, names in data.items() for name in names}
