"""What Alembic runs: the migrations that a database lacks, in the transaction it is given.

To write a new one: `migrations/versions/v0002_….py`, with the change also in `tables.py` and its
number in `HEAD`.
"""

from alembic import context

from dash_core.classroom.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
