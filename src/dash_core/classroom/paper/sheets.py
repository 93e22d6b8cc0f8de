"""Lessons on paper: a sheet for students and a page of notes for the teacher, to print."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from dash_core.classroom.exercises import Exercise, KindName, Lesson, instructions_of, texts_of
from dash_core.classroom.exercises.corroborate import pairs, reasons
from dash_core.classroom.exercises.misfit import items
from dash_core.classroom.exercises.missing_voice import causes, ways
from dash_core.classroom.exercises.name_topic import groups
from dash_core.classroom.exercises.order import places, shown_order
from dash_core.classroom.exercises.sort_first import MAX_OWN, labels, none_label
from dash_core.classroom.exercises.source_card import LEVELS, parts, starters
from dash_core.collection.collection import Collection
from dash_core.common.i18n import _, language
from dash_core.dates import format_date
from dash_core.export.handout.pdf import Paper, to_pdf
from dash_core.export.handout.template import package_text, template
from dash_core.export.provenance import Provenance

__all__ = ["sheet_to_html", "sheet_to_pdf"]

_REASON: Final = 1  # blank lines for a reason
_PROSE: Final = 3  # blank lines for a few sentences


@dataclass(frozen=True)
class _Field:
    """Something to fill in: boxes to tick, or blank lines."""

    label: str
    options: tuple[str, ...] = ()
    lines: int = 0


@dataclass(frozen=True)
class _Block:
    """Documents to read together and what is filled in below them."""

    documents: tuple[Mapping[str, str], ...] = ()
    fields: tuple[_Field, ...] = ()
    heading: str = ""


def sheet_to_html(
    lesson: Lesson, collection: Collection, provenance: Provenance, *, for_teacher: bool = False
) -> bytes:
    """A lesson to be printed.

    Parameters
    ----------
    provenance
        Where the listing is from; stands at its end.
    for_teacher
        The plan and the notes instead of the sheets of students.

    Raises
    ------
    UnknownDocumentError
        If a document of the lesson is not in the collection.
    """
    page: str = template(__package__, "sheet.html").render(
        language=language(),
        words=_words(lesson),
        style=Markup(package_text("dash_core.export.handout", "handout.css")),
        own_style=Markup(package_text(__package__, "sheet.css")),
        title=lesson.title,
        about=lesson.about,
        listing=collection.name,
        for_teacher=for_teacher,
        exercises=[_exercise(exercise, collection, for_teacher) for exercise in lesson.exercises],
        source=provenance.card,
    )
    return page.encode()


def sheet_to_pdf(
    lesson: Lesson,
    collection: Collection,
    provenance: Provenance,
    *,
    for_teacher: bool = False,
    paper: Paper = "A4",
) -> bytes:
    """A lesson on paper. Raises `DossierError` if this machine cannot make PDF."""
    html = sheet_to_html(lesson, collection, provenance, for_teacher=for_teacher)
    return to_pdf(html, paper)


def _words(lesson: Lesson) -> dict[str, str]:
    """The words of the template: only those of modules are brought into the catalogues."""
    return {
        "name": _("Name:"),
        "plan": _("Notes for the teacher · {n} minutes").format(n=lesson.minutes),
        "aim": _("Aim"),
        "notes": _("Notes"),
        "ask": _("To ask afterwards"),
        "told": _("What students are told"),
        "example": _("An example"),
        "source": _("Where it comes from"),
    }


def _exercise(exercise: Exercise, collection: Collection, for_teacher: bool) -> dict[str, Any]:
    texts = texts_of(exercise)
    return {
        "title": exercise.title,
        "kind": texts.name,
        "minutes": _("{n} minutes").format(n=exercise.minutes),
        "instructions": instructions_of(exercise),
        "example": texts.example,
        "aim": texts.aim,
        "ask": texts.ask,
        "notes": exercise.notes,
        "blocks": [] if for_teacher else _BLOCKS[exercise.kind](exercise, collection),
    }


def _document(
    collection: Collection, id_: str, number: str, *, is_dated: bool = True
) -> dict[str, str]:
    row = collection.row(id_)
    document = collection.table.iloc[row]
    facts = [number, format_date(document) if is_dated else "", str(document["genre"])]
    return {
        "facts": " · ".join(fact for fact in facts if fact),
        "title": collection.names[row],
        "summary": str(document["summary"]),
    }


def _sort_first(exercise: Exercise, collection: Collection) -> list[_Block]:
    given = labels(exercise)
    blocks = []
    options = (*given, none_label()) if given else ()
    if not given:
        named = tuple(_Field(_("Topic {n}").format(n=n), lines=1) for n in range(1, MAX_OWN + 1))
        blocks.append(_Block(fields=named, heading=_("Your topics")))
    for n, id_ in enumerate(exercise.documents, 1):
        topic = _Field(_("Topic"), options) if given else _Field(_("Number of your topic"), lines=1)
        fields = (topic, _Field(_("What decided it?"), lines=_REASON))
        blocks.append(_Block((_document(collection, id_, f"{n}"),), fields))
    return blocks


def _name_topic(exercise: Exercise, collection: Collection) -> list[_Block]:
    fields = (
        _Field(_("Your name for this group"), lines=1),
        _Field(_("What do its documents have in common?"), lines=_REASON),
    )
    return [
        _Block(_documents(collection, ids), fields, _("Group {n}").format(n=n))
        for n, ids in enumerate(groups(exercise), 1)
    ]


def _misfit(exercise: Exercise, collection: Collection) -> list[_Block]:
    blocks = []
    why = _Field(_("What gave it away?"), lines=_REASON)
    for n, item in enumerate(items(exercise, collection), 1):
        if item.of == "word":
            chosen = _Field(_("Which word does not belong?"), item.shown)
            blocks.append(_Block((), (chosen, why), f"{n}."))
            continue
        letters = tuple(_letter(i) for i in range(len(item.shown)))
        chosen = _Field(_("Which document does not belong?"), letters)
        blocks.append(_Block(_documents(collection, item.shown, letters), (chosen, why), f"{n}."))
    return blocks


def _order(exercise: Exercise, collection: Collection) -> list[_Block]:
    blocks = []
    for i, n in enumerate(shown_order(exercise)):
        letter = _letter(i)
        document = _document(collection, exercise.documents[n - 1], letter, is_dated=False)
        label = _("Place of {letter} in time").format(letter=letter)
        blocks.append(_Block((document,), (_Field(label, tuple(places(exercise))),)))
    why = _Field(_("Which clues does it rest on? Where are you guessing?"), lines=_PROSE)
    return [*blocks, _Block(fields=(why,))]


def _corroborate(exercise: Exercise, collection: Collection) -> list[_Block]:
    fields = (
        _Field(_("What do both say?"), lines=_PROSE),
        _Field(_("What does only A say?"), lines=_PROSE),
        _Field(_("What does only B say?"), lines=_PROSE),
        _Field(_("Who had a reason to say it in this way?"), tuple(reasons().values())),
        _Field(_("Which reason?"), lines=_PROSE),
    )
    return [
        _Block(_documents(collection, pair, ("A", "B")), fields, _("Pair {n}").format(n=n))
        for n, pair in enumerate(pairs(exercise), 1)
    ]


def _missing_voice(exercise: Exercise, collection: Collection) -> list[_Block]:
    fields = (
        _Field(_("Whose voice is missing?"), lines=1),
        _Field(_("In which way is it missing?"), tuple(ways().values())),
        _Field(_("Why may it be missing?"), tuple(causes().values())),
        _Field(_("Where might it be found?"), lines=1),
        _Field(_("Your question for the archive"), lines=_PROSE),
    )
    return [_Block(_documents(collection, exercise.documents)), _Block(fields=fields)]


def _source_card(exercise: Exercise, collection: Collection) -> list[_Block]:
    begin = starters(exercise.options.get("level", LEVELS[0]))
    fields = tuple(
        _Field(f"{label} {begin[part]}", lines=_PROSE - 1) for part, label in parts().items()
    )
    return [
        _Block((_document(collection, id_, f"{n}"),), fields)
        for n, id_ in enumerate(exercise.documents, 1)
    ]


_BLOCKS: Final[Mapping[KindName, Callable[[Exercise, Collection], list[_Block]]]] = {
    "sort_first": _sort_first,
    "name_topic": _name_topic,
    "misfit": _misfit,
    "order": _order,
    "corroborate": _corroborate,
    "missing_voice": _missing_voice,
    "source_card": _source_card,
}


def _documents(
    collection: Collection, ids: Sequence[str], numbers: Sequence[str] = ()
) -> tuple[Mapping[str, str], ...]:
    numbers = numbers or [f"{n}" for n in range(1, len(ids) + 1)]
    return tuple(_document(collection, id_, n) for id_, n in zip(ids, numbers, strict=True))


def _letter(n: int) -> str:
    return chr(ord("A") + n)
