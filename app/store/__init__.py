"""The database: tables, engines for SQLite and PostgreSQL, the only writer, the corpus version."""
