"""Spans in answers: how offsets of code points become offsets of UTF-16 units where asked."""

from bisect import bisect_left
from collections.abc import Callable
from typing import Annotated, Any

from typing_extensions import TypedDict

from app.api.answers import said
from app.reading.model import Field

FieldName = Annotated[Field, said("Which string the offsets count in: `text` or `title`.", "text")]
Start = Annotated[int, said("Offset of the first character, in Unicode code points (or UTF-16 units).", 66)]
End = Annotated[int, said("Offset behind the last character.", 72)]

_OFFSETS = {"start", "end"}
Offset = Callable[[str, int], int]
"""`(field, offset in code points) -> offset as it is to be shown`."""


class SpanAnswer(TypedDict):
    """A half-open piece of the field it stands in."""

    start: Start
    end: End


class EvidenceAnswer(TypedDict):
    """Where a claim was read: `surface` is `[start:end]` of the field."""

    field: FieldName
    start: Start
    end: End
    surface: Annotated[str, said("The words of the article that say so.", "14 سبتمبر 2024")]


def code_points(field: str, offset: int) -> int:
    """Offsets as they are kept."""
    return offset


def utf16(text: str, title: str | None) -> Offset:
    """Offsets in UTF-16 units, as JavaScript counts: one more for each earlier character beyond U+FFFF."""
    wide = {"text": _wide(text), "title": _wide(title or "")}

    def at(field: str, offset: int) -> int:
        return offset + bisect_left(wide[field], offset)

    return at


def shown(value: Any, at: Offset, field: str = "text") -> Any:
    """`value` with its offsets shown by `at`; a span without a field of its own is of that around it."""
    if at is code_points:
        return value
    if isinstance(value, list):
        return [shown(item, at, field) for item in value]
    if not isinstance(value, dict):
        return value
    field = value.get("field", field)
    return {
        name: at(field, item) if name in _OFFSETS else item if name == "extra" else shown(item, at, field)
        for name, item in value.items()
    }


def _wide(text: str) -> list[int]:
    if max(text, default="") <= "\uffff":
        return []
    return [at for at, char in enumerate(text) if char > "\uffff"]
