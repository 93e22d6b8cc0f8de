"""All answers of a class as files: a CSV with a row an answer, a PDF by exercise and question."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from dash_core.classroom.exercises import Answers, Lesson, questions, texts_of
from dash_core.classroom.store.records import Student
from dash_core.collection.collection import Collection
from dash_core.common.i18n import _, language, ngettext
from dash_core.export.handout.pdf import to_pdf
from dash_core.export.handout.template import package_text, template
from dash_core.export.provenance import Provenance
from dash_core.export.tables.csv_json_parquet import safe_csv

__all__ = ["answer_table", "answers_to_csv", "answers_to_html", "answers_to_pdf"]


def answer_table(
    lesson: Lesson,
    collection: Collection,
    students: Sequence[Student],
    answers: Sequence[Answers],
) -> pd.DataFrame:
    """A row an answer, in the order of exercises, questions and students.

    Parameters
    ----------
    answers
        Of each exercise of the lesson, in its order.
    """
    rows = [
        {
            "exercise": number,
            "title": exercise.title,
            "kind": texts_of(exercise).name,
            "question": question.text,
            "student": student.number,
            "nickname": student.nickname,
            "answer": question.format(value),
            "question_key": question.key,
        }
        for number, (exercise, given) in enumerate(zip(lesson.exercises, answers, strict=True), 1)
        for question in questions(exercise, collection)
        for student in students
        if (value := given.get(student.id, {}).get(question.key)) is not None
    ]
    names = "exercise title kind question student nickname answer question_key".split()
    return pd.DataFrame(rows, columns=names)


def answers_to_csv(table: pd.DataFrame, provenance: Provenance) -> bytes:
    """The table as CSV; what a spreadsheet would run as a formula has an apostrophe before it."""
    return safe_csv(table, provenance)


def answers_to_html(title: str, table: pd.DataFrame, provenance: Provenance) -> bytes:
    """The answers to be printed: a heading an exercise, a list a question."""
    exercises: list[Mapping[str, Any]] = []
    for (number, name), rows in table.groupby(["exercise", "title"], sort=False):
        asked = [
            {
                "text": text,
                "answers": list(zip(part["nickname"], part["answer"], strict=True)),
            }
            for (_key, text), part in rows.groupby(["question_key", "question"], sort=False)
        ]
        exercises.append({"number": number, "title": name, "questions": asked})
    n = int(table["student"].nunique())
    page: str = template(__package__, "answers.html").render(
        language=language(),
        style=Markup(package_text("dash_core.export.handout", "handout.css")),
        title=title,
        sentence=ngettext("{n} student answered", "{n} students answered", n),
        exercises=exercises,
        source=provenance.card,
        source_title=_("Where this comes from"),
        nobody=_("Nobody has answered yet."),
    )
    return page.encode("utf-8", "xmlcharrefreplace")


def answers_to_pdf(title: str, table: pd.DataFrame, provenance: Provenance) -> bytes:
    """The same as PDF.

    Raises
    ------
    DossierError
        If this machine cannot make PDF.
    """
    return to_pdf(answers_to_html(title, table, provenance))
