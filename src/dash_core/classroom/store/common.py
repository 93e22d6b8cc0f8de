"""What the parts of the store share."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, select
from sqlalchemy.dialects import postgresql, sqlite

from dash_core.classroom.store.database import Database
from dash_core.classroom.store.records import Classroom, Student
from dash_core.classroom.store.tables import classes, students
from dash_core.common.errors import ClassError
from dash_core.common.i18n import _

__all__ = ["Part", "alive_classes", "is_over", "is_student", "now", "to_classroom"]


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


def to_classroom(row: Row[Any]) -> Classroom:
    """A row of `classes` as what it is."""
    return Classroom(
        id=row.id,
        code=row.code,
        title=row.title,
        study_key=row.study,
        lesson=json.loads(row.lesson),
        exercise=row.exercise,
        is_frozen=row.is_frozen,
        is_revealed=row.is_revealed,
        shows_names=row.shows_names,
        version=row.version,
        created=row.created,
        expires=row.expires,
        begun=row.begun,
    )
