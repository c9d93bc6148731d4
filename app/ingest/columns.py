"""The columns of records: which of them mean something, and what others are called."""

import re
import shlex
import tomllib
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from app.errors import ConfigurationError, InputError

FIELDS = ("id", "text", "title", "source", "published", "byline", "section", "url", "language")
"""The columns that mean something; all others are kept as `extra`."""
_BETWEEN = re.compile(r"[\W_]+")


class Columns:
    """The names that columns go by, after `--map old=new`."""

    def __init__(self, renames: Mapping[str, str]) -> None:
        """Raises `ConfigurationError` for a field that there is not, or one that two columns claim."""
        for old, new in renames.items():
            if new not in FIELDS:
                guess = get_close_matches(new, FIELDS, 1)
                hint = f" Did you mean {guess[0]}?" if guess else ""
                raise ConfigurationError(
                    f"--map {old}={new}: there is no field {new!r}, only {', '.join(FIELDS)}.{hint}"
                )
        if len(set(renames.values())) < len(renames):
            raise ConfigurationError("--map gives two columns the same field. Give each its own.")
        self._renames = dict(renames)
        self.unused = set(renames)

    def name(self, column: str) -> str:
        """The field or extra that `column` stands for."""
        self.unused.discard(column)
        return self._renames.get(column, column)

    def apply(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """`values` under the names they go by; `InputError` when two columns come to the same."""
        named = {self.name(column): value for column, value in values.items()}
        if len(named) < len(values):
            twice = next(new for old, new in self._renames.items() if old in values and new in values)
            raise InputError(f"it has two columns for {twice}. Rename one, or map it to another field")
        return named


def describe_extra(names: Iterable[str], fields: Collection[str] = ()) -> str:
    """What to say of columns that mean nothing to Warraq: that they are kept, and what may be meant.

    `fields` are those that are there under their own names.
    """
    said = []
    for name in names:
        field = field_of(name)
        meant = field is not None and field not in fields
        said.append(f"{name} (if it is {field}: --map {shlex.quote(f'{name}={field}')})" if meant else name)
    return f"kept as extra: {', '.join(said)}"


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
