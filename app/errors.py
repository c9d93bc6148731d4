"""Everything that can go wrong and that a caller may want to tell apart.

    WarraqError
    ├── ConfigurationError      a setting or a command that cannot be used as given
    ├── InputError              one file or record that cannot be ingested; the rest can
    ├── GazetteerError          the names of the world contradict each other
    ├── DatabaseError
    │   ├── DatabaseMissing     there is no database yet
    │   ├── DatabaseBusy        another process holds it
    │   ├── DatabaseCorrupt     it is not a database, or a damaged one
    │   ├── SchemaMismatch      it was written by another version of the schema
    │   └── QueryTimeout        a question took longer than the settings allow
    ├── QueryError              a question that means nothing, with one Complaint a parameter
    └── NotFound                what was asked for by its id is not there

No HTTP here: which status an error becomes is for `app.api.problems` to say.
"""

from dataclasses import dataclass


class WarraqError(Exception):
    """The root: its text is a sentence for a person and says what to do."""


class ConfigurationError(WarraqError):
    """A setting or a command line that cannot be used as given."""


class InputError(WarraqError):
    """One file or one record cannot be ingested; says which and why."""


class GazetteerError(WarraqError):
    """The gazetteer's data contradict themselves or lack something required."""


class DatabaseError(WarraqError):
    """The database cannot be used."""


class DatabaseMissing(DatabaseError):
    """There is no database at the configured place."""


class DatabaseBusy(DatabaseError):
    """Another process holds the database for longer than we wait."""


class DatabaseCorrupt(DatabaseError):
    """The file is not a database, or it is damaged."""


class SchemaMismatch(DatabaseError):
    """The database was written by another version of the schema."""


class QueryTimeout(DatabaseError):
    """A question took longer than the settings allow, and was given up."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with one parameter: its value, why, what is allowed, the nearest guess."""

    param: str
    value: str | None
    message: str
    allowed: tuple[str, ...] = ()
    did_you_mean: str | None = None
    code: str = "invalid_value"


class QueryError(WarraqError):
    """A question with at least one parameter that means nothing."""

    def __init__(self, *complaints: Complaint) -> None:
        super().__init__("; ".join(map(_advice, complaints)))
        self.complaints = complaints


def _advice(complaint: Complaint) -> str:
    """What is wrong, with the guess where the message does not list what is allowed."""
    guess = complaint.did_you_mean if complaint.code != "ambiguous" else None
    return f"{complaint.message} Did you mean {guess!r}?" if guess else complaint.message


class NotFound(WarraqError):
    """There is no such article, country, agency or source; `did_you_mean` is what may be meant, if any."""

    def __init__(self, kind: str, id: str, *did_you_mean: str | None) -> None:
        super().__init__(f"There is no {kind} {id!r}.")
        self.kind, self.id = kind, id
        self.did_you_mean = tuple(filter(None, did_you_mean))
