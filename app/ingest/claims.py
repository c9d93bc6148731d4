"""Who claimed which id in this run, kept on disk so that memory stays flat with the corpus's size."""

import sqlite3


class Claims:
    """The ids of one run, each with the first input that claimed it."""

    def __init__(self) -> None:
        # An unnamed SQLite database is temporary, and leaves memory for disk when it grows.
        self._table = sqlite3.connect("", isolation_level=None)
        self._table.execute("PRAGMA journal_mode = OFF")
        self._table.execute("CREATE TABLE claim (id TEXT PRIMARY KEY, origin TEXT NOT NULL) WITHOUT ROWID")
        self._table.execute("CREATE TABLE kept (id TEXT PRIMARY KEY) WITHOUT ROWID")
        self._table.execute("BEGIN")

    def take(self, id: str, origin: str) -> str | None:
        """Claim `id` for `origin`: None if it was free, else the input that has it."""
        taken = self._table.execute("INSERT OR IGNORE INTO claim VALUES (?, ?)", (id, origin))
        if taken.rowcount:
            return None
        holder: str = self._table.execute("SELECT origin FROM claim WHERE id = ?", (id,)).fetchone()[0]
        return holder

    def keep(self, id: str) -> None:
        """Note that `id` is there, though nothing can claim it."""
        self._table.execute("INSERT OR IGNORE INTO kept VALUES (?)", (id,))

    def holds(self, id: str) -> bool:
        """Whether something claimed `id`, or it was kept."""
        query = "SELECT 1 FROM claim WHERE id = ? UNION ALL SELECT 1 FROM kept WHERE id = ?"
        return bool(self._table.execute(query, (id, id)).fetchone())

    def close(self) -> None:
        """Forget them all."""
        self._table.close()
