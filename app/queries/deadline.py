"""A limit to the time that a question may take, kept by the database itself."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from app.errors import DatabaseBusy, QueryTimeout

_STEPS = 20_000
"""SQLite looks at the clock once in so many steps of its machine: well below a millisecond."""


def wanted() -> bool:
    """That somebody waits for the answer, where nobody can tell."""
    return True


@contextmanager
def deadline(connection: Connection, seconds: float, still: Callable[[], bool] = wanted) -> Iterator[None]:
    """Give up what is asked on `connection` inside when it takes longer than `seconds`, or is `still` wanted
    no more.

    SQLite counts all of it together, PostgreSQL each statement on its own, and whatever comes of it.

    Raises:
        QueryTimeout: it took longer.
    """
    end = time.monotonic() + seconds

    def over() -> bool:
        return time.monotonic() > end or not still()

    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        driver.set_progress_handler(over, _STEPS)
    else:
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}")
    try:
        yield
    except (DBAPIError, DatabaseBusy, QueryTimeout) as error:
        if over():
            raise QueryTimeout(f"The query took longer than {seconds:g} seconds and was given up.") from error
        raise
    finally:
        if isinstance(driver, sqlite3.Connection):
            driver.set_progress_handler(None, 0)
