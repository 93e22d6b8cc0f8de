"""Answers: saved at once, and once."""

import json
from typing import Any, Final

from sqlalchemy import Connection, exists, func, literal, select

from dash_core.classroom.store.common import Part, alive_classes, is_over, is_student, now
from dash_core.classroom.store.records import Answer, Classroom, Student
from dash_core.classroom.store.tables import answers, classes, students
from dash_core.common.errors import ClassError, ClassFrozenError
from dash_core.common.i18n import _

__all__ = ["Answers"]

MAX_ANSWERS: Final = 2_000  # of one student in one class
MAX_ANSWER_CHARS: Final = 20_000  # of one answer as JSON


class Answers(Part):
    """What students answer."""

    def save_answer(
        self, student: Student, exercise: int, question: str, value: Any, revision: int
    ) -> bool:
        """Save an answer, at once and once: the same call again changes nothing.

        An answer with a lower revision than the one that is kept never takes its place. `value` is
        what JSON can hold; None takes the answer back.

        Returns
        -------
        Whether the answer is kept now; False where a newer one is.

        Raises
        ------
        ClassUnreachableError
            If the database does not answer: save it again, with the same revision.
        ClassError
            If it is not taken: the class is frozen, the exercise has not begun, the student was
            removed, or it is too long.
        """
        written = json.dumps(value, ensure_ascii=False)
        if len(written) > MAX_ANSWER_CHARS:
            raise ClassError(_("This answer is too long: shorten it, please."))
        allowed = (
            select(
                literal(student.class_id),
                literal(student.number),
                literal(exercise),
                literal(question),
                literal(written),
                literal(revision),
                literal(now()),
            )
            .select_from(classes.join(students, classes.c.id == students.c.class_id))
            .where(
                is_student(student),
                classes.c.is_frozen.is_(False),
                classes.c.exercise >= exercise,
                classes.c.expires > now(),
                _n_answers(student) < MAX_ANSWERS,
            )
        )
        new = self.insert(answers).from_select([c.name for c in answers.columns], allowed)
        saved = new.on_conflict_do_update(
            index_elements=list(answers.primary_key.columns),
            set_={name: new.excluded[name] for name in ("value", "revision", "saved")},
            where=answers.c.revision < new.excluded.revision,
        ).returning(answers.c.revision)
        with self.database.writing() as connection:
            if connection.scalar(saved) is not None:
                return True
            return _is_kept(connection, student, exercise, question, written, revision)

    def answers_of(self, student: Student, exercise: int) -> dict[str, Answer]:
        """What a student answered, by question; None where it was taken back."""
        with self.database.reading() as connection:
            rows = connection.execute(
                select(answers.c.question, answers.c.value, answers.c.revision).where(
                    answers.c.class_id == student.class_id,
                    answers.c.student == student.number,
                    answers.c.exercise == exercise,
                )
            )
            return {row.question: Answer(json.loads(row.value), row.revision) for row in rows}

    def answers(self, classroom: Classroom, exercise: int) -> dict[str, dict[str, Any]]:
        """All answers to an exercise that were not taken back: by student, by question."""
        with self.database.reading() as connection:
            rows = connection.execute(
                select(answers.c.student, answers.c.question, answers.c.value)
                .where(answers.c.class_id == classroom.id, answers.c.exercise == exercise)
                .order_by(answers.c.student)
            ).all()
        given: dict[str, dict[str, Any]] = {}
        for row in rows:
            value = json.loads(row.value)
            if value is not None:
                given.setdefault(str(row.student), {})[row.question] = value
        return given


def _n_answers(student: Student) -> Any:
    return (
        select(func.count())
        .select_from(answers)
        .where(answers.c.class_id == student.class_id, answers.c.student == student.number)
        .scalar_subquery()
    )


def _is_kept(
    connection: Connection,
    student: Student,
    exercise: int,
    question: str,
    written: str,
    revision: int,
) -> bool:
    """What became of an answer that was not written: it or a newer one is there, else why not."""
    here = connection.execute(
        select(answers.c.value, answers.c.revision).where(
            answers.c.class_id == student.class_id,
            answers.c.student == student.number,
            answers.c.exercise == exercise,
            answers.c.question == question,
        )
    ).first()
    if here is not None and here.revision >= revision:
        return bool(here.revision == revision and here.value == written)
    state = connection.execute(alive_classes().where(classes.c.id == student.class_id)).first()
    if state is None:
        raise is_over()
    if not connection.scalar(select(exists().where(is_student(student)))):
        raise ClassError(_("This place in the class was taken away: join again."))
    if state.is_frozen:
        raise ClassFrozenError(_("Your teacher has paused the answers."))
    if state.exercise < exercise:
        raise ClassError(_("This exercise has not begun."))
    raise ClassError(_("You have given as many answers as a class can hold."))
