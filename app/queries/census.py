"""The index of the corpus as it stands now: made in the background, given only while it is true.

A request never waits for it. While the corpus changes there is none, and questions go to the tables,
which give the same answers; an index is made once its making no longer takes up most of the time.
"""

import logging
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Lock, Thread

from sqlalchemy import Connection

from app.errors import DatabaseError
from app.queries.index import load_index
from app.queries.view import View

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
        self._lock = Lock()

    def at(self, revision: str) -> View | None:
        """The view of `revision`; None until there is one, which this call sees to."""
        view = self._view
        if view is not None and view.index.revision == revision:
            return view
        with self._lock:
            if self._worker is None and time.monotonic() >= self._due:
                self._worker = Thread(target=self._make, name="index", daemon=True)
                self._worker.start()
        return None

    def wait(self) -> None:
        """Wait until no index is being made."""
        worker = self._worker
        if worker is not None:
            worker.join()

    def _make(self) -> None:
        begun = time.monotonic()
        try:
            with self._opened() as connection:
                self._view = View(load_index(connection))
        except DatabaseError as error:
            _log.warning("The index could not be made: %s", error)
        finally:
            now = time.monotonic()
            self._due = now + self.rest * (now - begun)
            self._worker = None
