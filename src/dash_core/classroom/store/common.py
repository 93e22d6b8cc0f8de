"""What the parts of the store share."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.dialects import postgresql, sqlite

from dash_core.classroom.store.database import Database
from dash_core.classroom.store.records import Student
from dash_core.classroom.store.tables import classes, students
from dash_core.common.errors import ClassError
from dash_core.common.i18n import _

__all__ = ["Part", "alive_classes", "is_over", "is_student", "now"]


class Part:
    """A part of the store: functions on one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        # Both know ON CONFLICT.
        self.insert: Any = sqlite.insert if database.is_sqlite else postgresql.insert


def now() -> datetime:
    """The time as it is kept: UTC, without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def alive_classes() -> Select[Any]:
    """The classes whose time is not over."""
    return select(classes).where(classes.c.expires > now())


def is_student(student: Student) -> ColumnElement[bool]:
    """Whether a row of `students` is this one."""
    return and_(students.c.class_id == student.class_id, students.c.number == student.number)


def is_over() -> ClassError:
    """What a person is told of a class that is gone."""
    return ClassError(_("This class is over: it was deleted with all answers."))
