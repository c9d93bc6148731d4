"""What the corpus says of itself, by which one revision of it can be told to be another one and more.

Most changes of a large corpus are articles that come to it. What is held in memory of it is then still
true of all the others: an index can be brought up to date, and cards that were read are read.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

Rows = Iterable[Sequence[Any]]
_REVISION = "SELECT revision FROM corpus"
_RUNS = """\
SELECT CAST(started_at AS varchar), loaded, updated + removed, finished_at IS NOT NULL FROM run ORDER BY key
"""
_SOURCES = "SELECT id, name FROM source"


class State(NamedTuple):
    """A revision: the runs that made it, each by when it began and how many articles it has loaded; how many
    articles they have `altered` or removed; how many runs have `finished`, and whether the last is still
    `running`, as far as anyone knows; and the names of all sources by their ids, which a run of other rules
    may change."""

    revision: str
    runs: tuple[tuple[str, int], ...]
    altered: int
    finished: int
    running: bool
    sources: dict[str, str]

    @property
    def loaded(self) -> int:
        """How many articles the runs have loaded."""
        return sum(loaded for _, loaded in self.runs)

    def only_adds_to(self, before: "State") -> bool:
        """Whether all that was `before` is as it was, and some articles may have come to it.

        All of its runs have to be there: two copies of a corpus to each of which something else came have
        the first in common, and many have as many.
        """
        same = zip(before.runs, self.runs, strict=False)
        return (
            0 < len(before.runs) <= len(self.runs)
            and all(own[0] == other[0] and own[1] <= other[1] for own, other in same)
            and self.altered == before.altered
            and before.sources.items() <= self.sources.items()
        )

    def goes_on(self, before: "State") -> bool:
        """The same, and the ingest that adds them is the one that was at work: none has ended since."""
        return self.running and self.finished == before.finished and self.only_adds_to(before)


NEVER = State("", (), 0, 0, running=False, sources={})
"""Of a corpus to which nothing was ever written."""


def read_state(ask: Callable[[str], Rows]) -> State:
    """The state of what `ask` sees, which gives the rows of a query."""
    revision = next((_text(one) for (one,) in ask(_REVISION)), "")
    runs = list(ask(_RUNS))
    return State(
        revision,
        runs=tuple((_text(begun), loaded) for begun, loaded, *_ in runs),
        altered=sum(altered for *_, altered, _ in runs),
        finished=sum(bool(ended) for *_, ended in runs),
        running=bool(runs) and not runs[-1][-1],
        sources={_text(id_): _text(name) for id_, name in ask(_SOURCES)},
    )


def state_of(connection: Connection) -> State:
    """The state of what `connection` sees."""
    return read_state(lambda query: connection.exec_driver_sql(query).all())


def _text(value: str | bytes | None) -> str:
    return value.decode() if isinstance(value, bytes) else value or ""
