"""What the corpus says of itself, by which one revision of it can be told to be another one and more.

Most changes of a large corpus are articles that come to it. What is held in memory of it is then still
true of all the others: an index can be brought up to date, and cards that were read are read.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

Rows = Iterable[Sequence[Any]]
_FACTS = """\
SELECT
 (SELECT revision FROM corpus),
 count(*),
 min(CAST(started_at AS varchar)),
 coalesce(sum(loaded), 0),
 coalesce(sum(updated + removed), 0),
 (SELECT finished_at IS NULL FROM run ORDER BY key DESC LIMIT 1)
FROM run
"""
_SOURCES = "SELECT id, name FROM source"


class State(NamedTuple):
    """A revision: how many runs made it, when the first of them began, and how many articles they have
    `loaded`, and `altered` or removed; whether the last of them is still running, as far as anyone knows;
    and the names of all sources by their ids, which a run of other rules may change."""

    revision: str
    runs: int
    begun: str
    loaded: int
    altered: int
    running: bool
    sources: dict[str, str]

    def only_adds_to(self, before: "State") -> bool:
        """Whether all that was `before` is as it was, and some articles may have come to it."""
        return (
            before.runs > 0
            and (self.begun, self.altered) == (before.begun, before.altered)
            and self.runs >= before.runs
            and self.loaded >= before.loaded
            and before.sources.items() <= self.sources.items()
        )


def read_state(ask: Callable[[str], Rows]) -> State:
    """The state of what `ask` sees, which gives the rows of a query."""
    ((revision, runs, begun, loaded, altered, running),) = ask(_FACTS)
    sources = {_text(id_): _text(name) for id_, name in ask(_SOURCES)}
    return State(_text(revision), runs, _text(begun), int(loaded), int(altered), bool(running), sources)


def state_of(connection: Connection) -> State:
    """The state of what `connection` sees."""
    return read_state(lambda query: connection.exec_driver_sql(query).all())


def _text(value: str | bytes | None) -> str:
    return value.decode() if isinstance(value, bytes) else value or ""
