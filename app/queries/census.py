"""The index of the corpus as it stands now: made in the background, given only while it is true.

A request never waits for it. Where there is none, questions go to the tables, which give the same answers;
an index is made once its making no longer takes up most of the time. While an ingest adds articles, the
one before is brought up to date, and meanwhile it is there for those who can do with the revision it is of.
When an index is made the commonest words are looked up, one after the other, with as long a rest after each
as it took.
"""

import logging
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from threading import Event, Lock, Thread

from sqlalchemy import Connection

from app.errors import DatabaseError
from app.queries.expression import Word
from app.queries.growth import grown_index
from app.queries.index import load_index
from app.queries.state import State
from app.queries.view import View
from app.queries.words import common_words
from app.store.corpus import corpus_revision

MANY = 5_000
"""Articles; of fewer the tables are asked as soon."""
_LATE = 10.0
"""Seconds that a view is there after it was first found to be out of date: ten times what is usual."""
_log = logging.getLogger(__name__)


class Census:
    """Keeps the view of the newest revision it has been asked for. `opened` gives it a connection.

    After making an index it rests `rest` times as long as that took before it makes the next one.
    """

    def __init__(self, opened: Callable[[], AbstractContextManager[Connection]]) -> None:
        self.rest = 3.0
        self._opened = opened
        self._view: View | None = None
        self._worker: Thread | None = None
        self._due = 0.0
        self._late: float | None = None
        self._compared = ("", "", False)
        self._lock = Lock()
        self._stopped = Event()

    def at(self, revision: str) -> View | None:
        """The view of `revision`; None until there is one, which this call sees to."""
        view = self._view
        if view is not None and view.index.revision == revision:
            return view
        with self._lock:
            if self._late is None:
                self._late = time.monotonic() + _LATE
            if self._worker is None and time.monotonic() >= self._due:
                self._stopped.clear()
                self._worker = Thread(target=self._make, name="index", daemon=True)
                self._worker.start()
        return None

    def before(self, state: State) -> View | None:
        """The view of a revision to which `state` only adds articles, while an ingest is adding them.

        Once one has ended, nobody is told less than there is.
        """
        view, late = self._view, self._late
        if view is None or late is None or time.monotonic() > late or view.index.size < MANY:
            return None
        own = view.index.state
        if self._compared[:2] != (own.revision, state.revision):
            self._compared = (own.revision, state.revision, state.goes_on(own))
        return view if self._compared[2] else None

    def wait(self) -> None:
        """Wait until no index is being made."""
        worker = self._worker
        if worker is not None:
            worker.join()

    def stop(self) -> None:
        """Look no more words up: from now on no connection is taken for them."""
        with self._lock:
            self._stopped.set()

    def _make(self) -> None:
        try:
            view, words = self._index()
        except DatabaseError as error:
            _log.warning("The index could not be made: %s", error)
        else:
            with suppress(DatabaseError):  # then a word is looked up when it is asked for
                self._look_up(view, words)
        finally:
            self._worker = None

    def _index(self) -> tuple[View, list[Word]]:
        begun = time.monotonic()
        try:
            with self._opened() as connection:
                before = self._view
                grown = None if before is None else grown_index(connection, before.index)
                self._view = view = View(load_index(connection) if grown is None else grown)
                self._late = None
                going_on = grown is not None and grown.state.running
                return view, [] if going_on else common_words(connection, view.index)
        finally:
            now = time.monotonic()
            self._due = now + self.rest * (now - begun)

    def _look_up(self, view: View, words: list[Word]) -> None:
        """Look `words` up, as long as the corpus is the same."""
        for word in words:
            begun = time.monotonic()
            with self._lock:
                if self._stopped.is_set():
                    return
                opened = self._opened()
            with opened as connection:
                if corpus_revision(connection) != view.index.revision:
                    return
                view.words.load(connection, word)
            self._stopped.wait(time.monotonic() - begun)
