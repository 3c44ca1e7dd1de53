"""What Alembic runs for every command: it works on the connection that `app.store.migrating` gives it."""

from alembic import context

from app.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot change a column: Alembic copies the table
    include_name=lambda name, kind, _: kind != "table" or name in metadata.tables,  # the queue's engine has tables of its own
)
with context.begin_transaction():
    context.run_migrations()
