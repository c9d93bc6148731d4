"""Who claimed which id in this run, kept on disk so that memory stays flat with the corpus's size."""

import sqlite3

_TAKE = (
    "INSERT INTO claim VALUES (?, ?) "
    "ON CONFLICT (id) DO UPDATE SET origin = excluded.origin WHERE origin IS NULL"
)


class Claims:
    """The ids of one run, each with the first input that claimed it, or with none where it was only kept."""

    def __init__(self) -> None:
        # An unnamed SQLite database is temporary, and leaves memory for disk when it grows.
        self._table = sqlite3.connect("", isolation_level=None)
        self._table.execute("PRAGMA journal_mode = OFF")
        self._table.execute("CREATE TABLE claim (id TEXT PRIMARY KEY, origin TEXT) WITHOUT ROWID")
        self._table.execute("BEGIN")

    def take(self, id: str, origin: str) -> str | None:
        """Claim `id` for `origin`: None if it was free, else the input that has it."""
        taken = self._table.execute(_TAKE, (id, origin))
        if taken.rowcount:
            return None
        holder: str = self._table.execute("SELECT origin FROM claim WHERE id = ?", (id,)).fetchone()[0]
        return holder

    def keep(self, id: str) -> None:
        """Note that `id` is there, though what has it could not be taken; another may still claim it."""
        self._table.execute("INSERT OR IGNORE INTO claim VALUES (?, NULL)", (id,))

    def holds(self, id: str) -> bool:
        """Whether something claimed `id`, or it was kept."""
        return self._table.execute("SELECT 1 FROM claim WHERE id = ?", (id,)).fetchone() is not None

    def close(self) -> None:
        """Forget them all."""
        self._table.close()
