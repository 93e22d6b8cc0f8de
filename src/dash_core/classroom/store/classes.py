"""Classes: made, found, led, and deleted with all that is in them."""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Connection, delete, exists, func, select, update

from dash_core.classroom.entry.codes import digest, new_code, new_secret, parse_code
from dash_core.classroom.store.common import Part, alive_classes, is_over, now, to_classroom
from dash_core.classroom.store.records import WAITING, Classroom, ClassUsage
from dash_core.classroom.store.tables import answers, classes, students, studies, wrong_tries
from dash_core.common import settings
from dash_core.common.errors import ClassError
from dash_core.common.i18n import _
from dash_core.study.study import Study

__all__ = ["MAX_WRONG", "Classes"]

MAX_WRONG: Final = 300  # wrong codes a minute, of all servers of this database together
MAX_STUDY: Final = 64 * 2**20  # bytes of the study of a class


class Classes(Part):
    """The classes themselves."""

    def create(self, study: Study, lesson: Mapping[str, Any], title: str) -> tuple[Classroom, str]:
        """Make a class about a study, and give it with the secret of its teacher.

        The study is kept with the class, without its notes.

        Raises
        ------
        ClassError
            If there are too many classes here, or the study is too large.
        """
        study = study.with_notes(())
        file = study.to_bytes()
        if len(file) > MAX_STUDY:
            raise ClassError(_("This listing is too large for a class: open a part of it."))
        secret, made = new_secret(), now()
        with self.database.writing() as connection:
            alive = connection.scalar(
                select(func.count()).select_from(classes).where(classes.c.expires > made)
            )
            if (alive or 0) >= settings.MAX_CLASSES.value:
                raise ClassError(
                    _(
                        "There are as many classes on this server as it can hold. Delete one that "
                        "is over, or ask who runs it."
                    )
                )
            connection.execute(
                self.insert(studies).values(key=study.key, file=file).on_conflict_do_nothing()
            )
            values = {
                "secret": digest(secret),
                "title": title,
                "study": study.key,
                "lesson": json.dumps(lesson, ensure_ascii=False),
                "exercise": WAITING,
                "is_frozen": False,
                "is_revealed": False,
                "shows_names": False,
                "version": 1,
                "seats": 0,
                "created": made,
                "expires": made + timedelta(days=settings.CLASS_DAYS.value),
            }
            row = None
            while row is None:  # until the code is a new one
                row = connection.execute(
                    self.insert(classes)
                    .values(code=new_code(), **values)
                    .on_conflict_do_nothing(index_elements=["code"])
                    .returning(classes)
                ).first()
            return to_classroom(row), secret

    def find(self, code: str) -> Classroom:
        """The class that someone typed the code of.

        Raises
        ------
        ClassError
            If there is none, or too many wrong codes were typed.
        """
        typed, minute = parse_code(code), int(now().timestamp() // 60)
        with self.database.reading() as connection:
            tries = connection.scalar(
                select(wrong_tries.c.tries).where(wrong_tries.c.minute == minute)
            )
            if (tries or 0) >= MAX_WRONG:
                raise ClassError(
                    _("Too many wrong codes were typed just now. Wait a minute and try again.")
                )
            row = connection.execute(alive_classes().where(classes.c.code == typed)).first()
        if row is None:
            self._note_wrong(minute)
            raise ClassError(_("There is no class with this code. Check each letter and digit."))
        return to_classroom(row)

    def _note_wrong(self, minute: int) -> None:
        with self.database.writing() as connection:
            connection.execute(
                self.insert(wrong_tries)
                .values(minute=minute, tries=1)
                .on_conflict_do_update(
                    index_elements=["minute"], set_={"tries": wrong_tries.c.tries + 1}
                )
            )
            connection.execute(delete(wrong_tries).where(wrong_tries.c.minute < minute - 1))

    def get(self, id_: int) -> Classroom:
        """A class as it is now.

        Raises
        ------
        ClassError
            If it is gone.
        """
        with self.database.reading() as connection:
            row = connection.execute(alive_classes().where(classes.c.id == id_)).first()
        if row is None:
            raise is_over()
        return to_classroom(row)

    def of_teacher(self, code: str, secret: str) -> Classroom:
        """The class for its teacher. Who has the secret needs no limit on tries.

        Raises
        ------
        ClassError
            If there is none with this code, or the secret is another's.
        """
        with self.database.reading() as connection:
            row = connection.execute(
                alive_classes().where(classes.c.code == code, classes.c.secret == digest(secret))
            ).first()
        if row is None:
            self.find(code)
            raise ClassError(_("This is not the link of the teacher of this class."))
        return to_classroom(row)

    def study(self, classroom: Classroom) -> Study:
        """The study of a class.

        Raises
        ------
        ClassError
            If the class is gone.
        """
        with self.database.reading() as connection:
            file = connection.scalar(
                select(studies.c.file).where(studies.c.key == classroom.study_key)
            )
        if file is None:
            raise is_over()
        return Study.from_bytes(file, classroom.title)

    def lead(self, classroom: Classroom, **state: int | bool) -> None:
        """Change what is on: `exercise`, `is_frozen`, `is_revealed`, `shows_names`."""
        assert state.keys() <= {"exercise", "is_frozen", "is_revealed", "shows_names"}
        begun = {"begun": now()} if "exercise" in state else {}
        with self.database.writing() as connection:
            connection.execute(
                update(classes)
                .where(classes.c.id == classroom.id)
                .values(version=classes.c.version + 1, **state, **begun)
            )

    def delete(self, classroom: Classroom) -> None:
        """Delete a class with its students, answers, and its study if no other class has it."""
        with self.database.writing() as connection:
            _delete(connection, [classroom.id])
        self.database.forget()

    def usage(self) -> list[ClassUsage]:
        """All classes, the oldest first, also those whose time is over: how large they are, and
        nothing of what is in them."""
        counted = [
            select(func.count()).where(table.c.class_id == classes.c.id).scalar_subquery()
            for table in (students, answers)
        ]
        asked = select(classes.c.created, classes.c.expires, *counted).order_by(classes.c.created)
        with self.database.reading() as connection:
            return [ClassUsage(*row) for row in connection.execute(asked)]

    def expire(self) -> int:
        """Delete the classes whose time is over, and say how many there were."""
        with self.database.writing() as connection:
            over = connection.scalars(select(classes.c.id).where(classes.c.expires <= now())).all()
            _delete(connection, over)
        if over:
            self.database.forget()
        return len(over)


def _delete(connection: Connection, ids: Sequence[int]) -> None:
    for table, column in (
        (answers, answers.c.class_id),
        (students, students.c.class_id),
        (classes, classes.c.id),
    ):
        connection.execute(delete(table).where(column.in_(ids)))
    connection.execute(delete(studies).where(~exists().where(classes.c.study == studies.c.key)))
