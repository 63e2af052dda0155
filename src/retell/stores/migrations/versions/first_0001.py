"""The first schema."""

from __future__ import annotations

from alembic import op

from retell.stores.schema import statements

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    connection = op.get_bind()
    for statement in statements(f"0001.{connection.dialect.name}.sql"):
        connection.exec_driver_sql(statement)
