"""Alembic runs inside a transaction that the store has opened, and must not end it.

By itself it takes SQLite for a database that cannot undo a change of its tables, and commits after each step.
"""

from alembic import context

from bot.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
