"""One input as it was given: a text, and what is known of it."""

import hashlib
import json
import re
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from pydantic_core import to_json

from app.reading.model import Known

_PARTICULAR = re.compile(r"'[^']*'|\"[^\"]*\"|0x[0-9A-F]+|U\+[0-9A-F]+|\d+|\.[\w.]+(?= are not supported)")


@dataclass(frozen=True, slots=True)
class Record:
    """An article to be read. `origin` names the file, and the line or record in it.

    `warnings` say what was doubtful about the input, and what was mended in it.
    """

    id: str
    text: str
    known: Known
    origin: str
    warnings: tuple[str, ...] = ()

    def sha256(self) -> str:
        """A digest of all that was given, text and metadata: equal means unchanged."""
        known, published = self.known, self.known.published
        given = (
            known.title,
            known.source,
            published and published[:2],
            known.byline,
            known.section,
            known.url,
            known.language,
            json.dumps(dict(known.extra), sort_keys=True) if known.extra else None,
        )
        return hashlib.sha256(self.text.encode() + b"\0" + to_json(given)).hexdigest()


class Behind(Enum):
    """What may stand behind an input, of what earlier runs took, where that is no one article with an id."""

    NONE = "none"
    TAKEN = "taken"
    """What was taken from this very input: a file that is one article, whatever its id was."""
    ANY = "any"


class Rejection(NamedTuple):
    """An input that was not taken, and why.

    `hides` says which article may stand behind it, so that it cannot be told whether that one is still
    there: the one with this id, or what was taken from it, or any, or none.
    """

    origin: str
    reason: str
    hides: str | Behind = Behind.ANY

    def __str__(self) -> str:
        return f"{self.origin}: {self.reason}."

    @property
    def kind(self) -> str:
        """The reason without what is particular to this input: equal for all that are alike."""
        return _PARTICULAR.sub("\u2026", self.reason)


def failed(origin: str, error: Exception, hides: str | Behind) -> Rejection:
    """The rejection of an input on which Warraq itself failed."""
    said = f"{type(error).__name__}: {' '.join(str(error).split())}".rstrip(": ")
    return Rejection(origin, f"reading it failed, which is a mistake in Warraq, not in it ({said})", hides)
