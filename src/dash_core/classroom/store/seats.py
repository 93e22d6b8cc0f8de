"""Who sits in a class."""

from sqlalchemy import Connection, delete, exists, func, insert, select, update

from dash_core.classroom.entry.codes import digest, new_secret
from dash_core.classroom.entry.nicknames import check_nickname, neutral, sort_key
from dash_core.classroom.store.common import (
    Part,
    alive_classes,
    is_over,
    is_student,
    now,
    to_classroom,
)
from dash_core.classroom.store.records import Classroom, Student
from dash_core.classroom.store.tables import answers, classes, students
from dash_core.common import settings
from dash_core.common.errors import ClassError
from dash_core.common.i18n import _

__all__ = ["Seats"]


class Seats(Part):
    """Students: they join, come back, and can be removed."""

    def join(self, classroom: Classroom, nickname: str) -> tuple[Student, str]:
        """Take a seat, and give it with its secret.

        Raises
        ------
        ClassError
            If the nickname cannot be taken, or the class is full or gone.
        """
        name, secret = check_nickname(nickname), new_secret()
        with self.database.writing() as connection:
            seats = connection.scalar(
                update(classes)
                .where(classes.c.id == classroom.id, classes.c.expires > now())
                .values(seats=classes.c.seats + 1)
                .returning(classes.c.seats)
            )  # whoever else joins waits for this one
            if seats is None:
                raise is_over()
            here = students.c.class_id == classroom.id
            n = connection.scalar(select(func.count()).select_from(students).where(here))
            if (n or 0) >= settings.MAX_STUDENTS.value:
                raise ClassError(_("This class is full. Ask your teacher."))
            alike = sort_key(name)
            if connection.scalar(select(exists().where(here, students.c.alike == alike))):
                raise ClassError(
                    _("Someone in this class has this nickname already: add a letter or a digit.")
                )
            connection.execute(
                insert(students).values(
                    class_id=classroom.id,
                    number=seats,
                    nickname=name,
                    alike=alike,
                    secret=digest(secret),
                )
            )
        return Student(classroom.id, seats, name), secret

    def seat(self, code: str, secret: str) -> tuple[Classroom, Student]:
        """The class with this code and the student in it whose secret this is. Who has the secret
        needs no limit on tries.

        Raises
        ------
        ClassError
            If there is none.
        """
        with self.database.reading() as connection:
            row = connection.execute(
                alive_classes()
                .add_columns(students.c.number, students.c.nickname)
                .join(students, students.c.class_id == classes.c.id)
                .where(classes.c.code == code, students.c.secret == digest(secret))
            ).first()
        if row is None:
            raise ClassError(_("This place in the class was taken away: join again."))
        return to_classroom(row), Student(row.id, row.number, row.nickname)

    def students(self, classroom: Classroom) -> list[Student]:
        """Who is in a class, in the order of their numbers."""
        with self.database.reading() as connection:
            rows = connection.execute(
                select(students.c.number, students.c.nickname)
                .where(students.c.class_id == classroom.id)
                .order_by(students.c.number)
            )
            return [Student(classroom.id, row.number, row.nickname) for row in rows]

    def new_secret(self, student: Student) -> str:
        """Another secret for a student who lost theirs; the old one opens nothing any more."""
        secret = new_secret()
        self._change_student(student, secret=digest(secret))
        return secret

    def take_name_away(self, student: Student) -> None:
        """Call a student by the number from now on; the answers stay."""
        name = neutral(student.number)
        self._change_student(student, nickname=name, alike=sort_key(name))

    def _change_student(self, student: Student, **values: str) -> None:
        with self.database.writing() as connection:
            connection.execute(update(students).where(is_student(student)).values(**values))
            _tell(connection, student)
        self.database.forget()

    def remove(self, student: Student) -> None:
        """Remove a student with all answers."""
        with self.database.writing() as connection:
            connection.execute(
                delete(answers).where(
                    answers.c.class_id == student.class_id, answers.c.student == student.number
                )
            )
            connection.execute(delete(students).where(is_student(student)))
            _tell(connection, student)
        self.database.forget()


def _tell(connection: Connection, student: Student) -> None:
    """Let the pages of the class ask again who they are: one of them is somebody else now."""
    connection.execute(
        update(classes)
        .where(classes.c.id == student.class_id)
        .values(version=classes.c.version + 1)
    )
