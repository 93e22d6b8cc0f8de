"""Classes, their students and answers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _of_class() -> sa.ForeignKey:
    return sa.ForeignKey("classroom_class.id", ondelete="CASCADE")


def upgrade() -> None:
    """Make the first tables."""
    id_ = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "classroom_study",
        sa.Column("key", sa.String(24), primary_key=True),
        sa.Column("file", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "classroom_class",
        sa.Column("id", id_, primary_key=True, autoincrement=True),
        sa.Column("code", sa.String(8), nullable=False, unique=True),
        sa.Column("secret", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("study", sa.String(24), sa.ForeignKey("classroom_study.key"), nullable=False),
        sa.Column("lesson", sa.Text, nullable=False),
        sa.Column("exercise", sa.Integer, nullable=False),
        sa.Column("is_frozen", sa.Boolean, nullable=False),
        sa.Column("is_revealed", sa.Boolean, nullable=False),
        sa.Column("shows_names", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("seats", sa.Integer, nullable=False),
        sa.Column("created", sa.DateTime, nullable=False),
        sa.Column("expires", sa.DateTime, nullable=False),
        sqlite_autoincrement=True,
    )
    for column in ("study", "expires"):
        op.create_index(f"ix_classroom_class_{column}", "classroom_class", [column])
    op.create_table(
        "classroom_student",
        sa.Column("class_id", id_, _of_class(), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("nickname", sa.Text, nullable=False),
        sa.Column("alike", sa.Text, nullable=False),
        sa.Column("secret", sa.String(64), nullable=False, unique=True),
    )
    op.create_table(
        "classroom_answer",
        sa.Column("class_id", id_, primary_key=True, autoincrement=False),
        sa.Column("student", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("exercise", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("question", sa.String(64), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("saved", sa.DateTime, nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id", "student"],
            ["classroom_student.class_id", "classroom_student.number"],
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "classroom_wrong_tries",
        sa.Column("minute", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("tries", sa.Integer, nullable=False),
    )
