"""The tables. A change of them is a new file in `migrations/versions/`."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

__all__ = ["HEAD", "METADATA", "answers", "classes", "students", "studies", "wrong_tries"]

HEAD: Final = "0002"
"""The last file of `migrations/versions/`."""

METADATA: Final = MetaData()
_ID: Final = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up INTEGER only

studies: Final = Table(
    "classroom_study",
    METADATA,
    Column("key", String(24), primary_key=True),
    Column("file", LargeBinary, nullable=False),  # as `Study.to_bytes` writes it
)

classes: Final = Table(
    "classroom_class",
    METADATA,
    Column("id", _ID, primary_key=True, autoincrement=True),
    Column("code", String(8), nullable=False, unique=True),
    Column("secret", String(64), nullable=False),  # a digest
    Column("title", Text, nullable=False),
    Column("study", ForeignKey("classroom_study.key"), nullable=False, index=True),
    Column("lesson", Text, nullable=False),  # JSON
    Column("exercise", Integer, nullable=False),
    Column("is_frozen", Boolean, nullable=False),
    Column("is_revealed", Boolean, nullable=False),
    Column("shows_names", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("seats", Integer, nullable=False),  # numbers given to students so far
    Column("created", DateTime, nullable=False),  # UTC, as all times here
    Column("expires", DateTime, nullable=False, index=True),
    Column("begun", DateTime),  # the exercise that is on
    sqlite_autoincrement=True,
)

students: Final = Table(
    "classroom_student",
    METADATA,
    Column("class_id", ForeignKey("classroom_class.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("nickname", Text, nullable=False),
    Column("alike", Text, nullable=False),  # what may be there once in a class
    Column("secret", String(64), nullable=False, unique=True),  # a digest
)

answers: Final = Table(
    "classroom_answer",
    METADATA,
    Column("class_id", _ID, primary_key=True, autoincrement=False),
    Column("student", Integer, primary_key=True, autoincrement=False),
    Column("exercise", Integer, primary_key=True, autoincrement=False),
    Column("question", String(64), primary_key=True),
    Column("value", Text, nullable=False),  # JSON; null where it was taken back
    Column("revision", BigInteger, nullable=False),
    Column("saved", DateTime, nullable=False),
    ForeignKeyConstraint(
        ["class_id", "student"],
        ["classroom_student.class_id", "classroom_student.number"],
        ondelete="CASCADE",
    ),
)

wrong_tries: Final = Table(
    "classroom_wrong_tries",
    METADATA,
    Column("minute", BigInteger, primary_key=True, autoincrement=False),
    Column("tries", Integer, nullable=False),
)
