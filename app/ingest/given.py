"""What is known beforehand of all records of a run, and the record that comes of one's columns and that."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.errors import InputError
from app.ingest.columns import Columns
from app.ingest.decode import broken_byte
from app.ingest.exported import given_in, is_exported
from app.ingest.fields import clean_id, parse_known, parse_text
from app.ingest.mojibake import mend
from app.ingest.record import Behind, Record, Rejection, failed

_WORDS = ("text", "title", "source", "byline", "section")
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Row:
    """What a person knows of one article, from a table beside the texts, or what is wrong with that."""

    values: Mapping[str, Any]
    origin: str
    wrong: str | None = None

    def known(self) -> Mapping[str, Any]:
        """Its values; `InputError` where something is wrong with them."""
        if self.wrong:
            raise InputError(self.wrong)
        return self.values


@dataclass(slots=True)
class Given:
    """What is known beforehand of all records: columns' names, a common source, a table by id."""

    columns: Columns
    source: str | None = None
    table: Mapping[str, Row] = field(default_factory=dict)

    def take(
        self,
        values: Mapping[str, Any],
        place: str | None,
        origin: str,
        warnings: tuple[str, ...] = (),
        hides: str | Behind = Behind.ANY,
    ) -> Record | Rejection:
        """The record that `values`, by column, make, or why they make none.

        The table wins over `--source`, that over them. Without an id among `values` it is called after its
        `place`, or its text where that is None. `hides` is what a rejection hides that comes before an id is
        known: what cannot be read may have had another.
        """
        try:
            named, mended = _mended(self._named(values))
            said = clean_id(named.get("id"), "")
            hides = said or hides
            text = parse_text(named.get("text"), _wordy(named))
            id = said or (_id_at(place) if place else _id_of(text))  # noqa: A001
            row = self.table.get(id)
            if self.source is not None:
                named["source"] = self.source
            if row is not None:
                hides = id
                named |= row.known()
            return Record(id, text, parse_known(named), origin, (*warnings, *mended))
        except InputError as error:
            return Rejection(origin, str(error), hides)
        except Exception as error:
            return failed(origin, error, hides)

    def _named(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return given_in(values) if is_exported(values) else self.columns.apply(values)


def _wordy(named: Mapping[str, Any]) -> list[str]:
    """The columns in which a text may stand: ASCII without a space is an id, a number or a URL."""
    return [
        name
        for name, value in named.items()
        if isinstance(value, str) and (" " in value.strip() or not value.isascii())
    ]


def _mended(named: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """`named` with what was garbled in its words mended, and what to say of that."""
    said = []
    for name in _WORDS:
        value = named.get(name)
        if isinstance(value, str):
            meant, warning = mend(value, name)
            if warning:
                named = {**named, name: meant}
                said.append(warning)
    return named, said


def _id_at(place: str) -> str:
    """The id that a place gives; `InputError` where its name is not UTF-8."""
    if byte := broken_byte(place):
        raise InputError(
            f"the name of its file or folder is not UTF-8 (it has byte {byte}). "
            "Rename that, or give the article an id"
        )
    return clean_id(None, place)


def _id_of(text: str) -> str:
    """An id that a text without a name or place gives itself: the same each time, another for another."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
