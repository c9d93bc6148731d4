"""A limit to the time that a question may take, kept by the database itself."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from app.errors import DatabaseBusy, QueryTimeout

_STEPS = 20_000
"""SQLite looks at the clock once in so many steps of its machine: well below a millisecond."""


@contextmanager
def deadline(connection: Connection, seconds: float) -> Iterator[None]:
    """Give up what is asked on `connection` inside when it takes longer than `seconds`.

    SQLite counts all of it together, PostgreSQL each statement on its own.

    Raises:
        QueryTimeout: it took longer.
    """
    end = time.monotonic() + seconds
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        driver.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    else:
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}")
    try:
        yield
    except (DBAPIError, DatabaseBusy, QueryTimeout) as error:
        if time.monotonic() > end:
            raise QueryTimeout(f"The query took longer than {seconds:g} seconds and was given up.") from error
        raise
    finally:
        if isinstance(driver, sqlite3.Connection):
            driver.set_progress_handler(None, 0)
