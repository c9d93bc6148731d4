"""What is known beforehand of all records of a run, and the record that comes of one's columns and that."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.errors import InputError
from app.ingest.columns import Columns
from app.ingest.exported import given_in, is_exported
from app.ingest.fields import clean_id, parse_known, parse_text
from app.ingest.mojibake import mend
from app.ingest.record import Record, Rejection, failed

_WORDS = ("text", "title", "source", "byline", "section")
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Row:
    """What a person knows of one article, from a table beside the texts, or why it cannot be read."""

    values: Mapping[str, Any]
    origin: str
    wrong: str | None = None


@dataclass(slots=True)
class Given:
    """What is known beforehand of all records: columns' names, a common source, a table by id."""

    columns: Columns
    source: str | None = None
    table: dict[str, Row] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def take(
        self, values: Mapping[str, Any], fallback_id: str | None, origin: str, warnings: tuple[str, ...] = ()
    ) -> Record | Rejection:
        """The record that `values` make, or why they make none."""
        try:
            return self.record(values, fallback_id, origin, warnings)
        except InputError as error:
            return Rejection(origin, str(error), id=self._id(values, fallback_id))
        except Exception as error:
            return failed(origin, error, hides=True, id=self._id(values, fallback_id))

    def record(
        self, values: Mapping[str, Any], fallback_id: str | None, origin: str, warnings: tuple[str, ...] = ()
    ) -> Record:
        """The record that `values`, by column, make. The table wins over `--source`, that over them.

        Without an id among `values` it is called `fallback_id`, or after its text where that is None.
        Raises `InputError` with the reason when a value cannot be what its column says.
        """
        named = given_in(values) if is_exported(values) else self.columns.apply(values)
        named, mended = _mended(named)
        text = parse_text(named.get("text"), named)
        id = clean_id(named.get("id"), fallback_id or _id_of(text))  # noqa: A001
        if self.source is not None:
            named["source"] = self.source
        row = self.table.get(id)
        if row is not None:
            self.used.add(id)
            if row.wrong:
                raise InputError(f"what {row.origin} says of it cannot be read: {row.wrong}")
            named |= row.values
        return Record(id, text, parse_known(named), origin, (*warnings, *mended))

    def _id(self, values: Mapping[str, Any], fallback_id: str | None) -> str | None:
        """The id of a record that cannot be taken, where it can be no other: it says so, or nothing."""
        try:
            named = given_in(values) if is_exported(values) else self.columns.apply(values)
            fallback = fallback_id if named.keys() <= {"text"} else None
            return clean_id(named.get("id"), fallback or "") or None
        except Exception:
            return None


def _mended(named: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """`named` with what was garbled in its words mended, and what to say of that."""
    said = []
    for name in _WORDS:
        value = named.get(name)
        if isinstance(value, str) and not value.isascii():
            meant, warning = mend(value, name)
            if warning:
                named = {**named, name: meant}
                said.append(warning)
    return named, said


def _id_of(text: str) -> str:
    """An id that a text without a name or place gives itself: the same each time, another for another."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
