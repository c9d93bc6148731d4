"""How Alembic meets our tables. `app.store.schema.migrate` runs it, with the connection to use.

To write the next migration, from a database at the present head:

    python -c 'from alembic import command; from app.store import schema, engine
    with engine.create("sqlite:///data/warraq.db").begin() as connection:
        command.revision(schema.configuration(connection), "what changes", autogenerate=True)'
"""

from alembic import context

from app.store.schema import is_compared
from app.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
    include_name=is_compared,
    transactional_ddl=True,  # SQLite too: our engine begins transactions itself, before any DDL
)
with context.begin_transaction():
    context.run_migrations()
