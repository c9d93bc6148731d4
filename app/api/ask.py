"""One request at work: what a handler is given to answer with."""

from typing import Any, NamedTuple, cast

from sqlalchemy import Connection
from starlette.requests import Request

from app.api.parameter import Parameter
from app.api.query import read_query
from app.api.question import NotAtOnce, Question
from app.api.slashes import INNER
from app.queries.recall import Recall
from app.queries.view import View


class _NoTables:
    def __getattr__(self, name: str) -> Any:
        raise NotAtOnce(name)


_FEW = 100_000
"""Articles that are looked at in a few milliseconds."""
NO_TABLES = cast("Connection", _NoTables())
"""Stands for a connection where there is none: on the event loop. To ask it anything raises `NotAtOnce`."""


class Ask(NamedTuple):
    """One request at work: its connection (one snapshot of the corpus), that corpus's version and memory.

    `view` is that snapshot's index, where there is one.
    """

    request: Request
    connection: Connection
    version: str
    recall: Recall
    view: View | None = None

    def question(self, parameters: tuple[Parameter, ...]) -> Question:
        """The request's query string, of which `parameters` are taken."""
        pieces = read_query(self.request.scope["query_string"])
        return Question([piece.pair for piece in pieces], parameters, at_once=self.at_once)

    @property
    def at_once(self) -> bool:
        """Whether this is worked on by the event loop, which must not be held up."""
        return self.connection is NO_TABLES

    def take_time(self) -> None:
        """Say that the rest may take long: it is not done on the event loop."""
        if self.at_once:
            raise NotAtOnce("takes time")

    def walk(self) -> None:
        """Say that the rest looks at each article that passes: the event loop does so where they are few."""
        if self.view is None or self.view.index.size > _FEW:
            self.take_time()

    def named(self, parameter: str) -> str:
        """What stands in the request's path for `parameter`."""
        return str(self.request.path_params[parameter]).replace(INNER, "/")
