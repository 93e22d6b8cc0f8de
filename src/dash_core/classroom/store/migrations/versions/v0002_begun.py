"""When the exercise that is on began."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column."""
    op.add_column("classroom_class", sa.Column("begun", sa.DateTime, nullable=True))
