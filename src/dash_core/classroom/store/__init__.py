"""Classes in a database: in SQLite or PostgreSQL."""

from pathlib import Path
from typing import Final

from dash_core.classroom.store.answers import Answers
from dash_core.classroom.store.classes import MAX_WRONG, Classes
from dash_core.classroom.store.database import Database
from dash_core.classroom.store.records import WAITING, Answer, Classroom, ClassUsage, Student
from dash_core.classroom.store.seats import Seats
from dash_core.common import settings
from dash_core.study.store import Store

__all__ = [
    "MAX_WRONG",
    "WAITING",
    "Answer",
    "ClassStore",
    "ClassUsage",
    "Classroom",
    "Student",
]

_FILE: Final = "classroom.sqlite3"


class ClassStore(Classes, Seats, Answers):
    """The classes of one database; any number of servers may share it.

    Parameters
    ----------
    url
        Of a PostgreSQL; by default `DATABASE_URL`, and where that is not set SQLite in the folder
        of studies.
    folder
        Of the SQLite file, instead.

    Raises
    ------
    ClassError, SettingError
        If the database cannot be used.
    """

    def __init__(self, url: str | None = None, folder: Path | None = None) -> None:
        named = settings.DATABASE.value if url is None and folder is None else url or ""
        super().__init__(Database(named, (folder or Store().folder) / _FILE))

    @staticmethod
    def is_there() -> bool:
        """Whether classes were ever kept where this server keeps them by default."""
        return bool(settings.DATABASE.value) or (Store().folder / _FILE).is_file()
