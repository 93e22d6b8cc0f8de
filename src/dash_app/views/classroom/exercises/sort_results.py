"""Sort first: what the class sorted, first against itself, then against the program."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from dash_app.components.html import escape
from dash_app.views.classroom.exercises.parts import name_of
from dash_app.views.classroom.exercises.results import (
    Results,
    chips,
    cut,
    matrix,
    share,
    texts,
    words_of_machine,
)
from dash_core import Collection
from dash_core.classroom.exercises import Exercise
from dash_core.classroom.exercises.sort_first import labels, none_label
from dash_core.classroom.results.agreement import format_agreement
from dash_core.classroom.results.machine import MachineTopic
from dash_core.classroom.results.sorting import Dispute, Sorting, sorting
from dash_core.common.i18n import _, format_number, ngettext
from dash_core.topics import OTHER

__all__ = ["draw_results"]

_TITLE = (60, 50)  # characters of a title in a table, on a page and on a projector
_HEADING = (200, 60)  # of one with a line of its own
_ROWS = (8, 7)  # of a table on a projector, and of one below long names
_LONG = 14  # characters of such a name
_CROSS = (12, 7)  # topics of the class beside those of the program
_COLUMNS = 8  # topics of the program there
_NAMES = (20, 5)  # names that students gave to one document
_SIDES = (4, 2)  # of a dispute
_SIDE = 38  # characters of a topic above its reasons
_REASON = (400, 90)  # characters
_DISPUTES = 3  # most disputed documents, shown
_REASONS = (6, 2)  # of each side


def draw_results(page: Results, collection: Collection) -> None:
    """What the class chose, how far it agrees, what is disputed; then the program."""
    exercise = page.exercise
    found = sorting(exercise, collection, page.answers)
    if not found.students:
        page.section(_("No answer yet"), [])
        return
    names = [name_of(collection, id_) for id_ in exercise.documents]
    rows, headings = (
        [f"{n}. {cut(name, length[page.projector])}" for n, name in enumerate(names, 1)]
        for length in (_TITLE, _HEADING)
    )
    heads = headings if found.is_own else rows
    _sorted(page, found, heads, _("How the class sorted"), marks=False)
    page.section(_("How far the class agrees"), _agreement(found))
    for dispute in found.disputes[:_DISPUTES]:
        page.section(
            cut(
                _("Much disputed: {title}").format(title=headings[dispute.document]),
                _HEADING[page.projector],
            ),
            [("", _sides(dispute, page.projector))],
        )
    page.section(_("The class and the program"), [("", _verdict(found))])
    _sorted(page, found, heads, _("Where the class and the program have them"), marks=True)
    page.section(
        _("Topics of the class by topics of the program"),
        [("", _crosstab(found, _CROSS[page.projector]))],
    )
    page.section(_("The words the program went by"), _words(found, headings))


def _sorted(page: Results, found: Sorting, heads: list[str], title: str, *, marks: bool) -> None:
    """How many chose each topic for each document; `marks`: and where the program has it."""
    if found.is_own:
        most = _NAMES[page.projector]
        shown = [
            chips(list(votes.items()), most) + (_machine_line(found, n) if marks else "")
            for n, votes in enumerate(found.votes)
        ]
        page.section(title, list(zip(heads, shown, strict=True)))
        return
    n = len(heads)
    most = _ROWS[max(map(len, labels(page.exercise))) > _LONG]
    for turn in _turns(n, most if page.projector else n):
        page.section(title, [("", _votes(page.exercise, found, heads, turn, marks=marks))])


def _turns(n: int, most: int) -> list[range]:
    """The rows of `n` documents in parts of about one size, of at most `most` each."""
    parts = -(-n // most)
    ends = [round(n * i / parts) for i in range(parts + 1)]
    return [range(a, b) for a, b in pairwise(ends)]


def _votes(
    exercise: Exercise, found: Sorting, heads: list[str], rows: Sequence[int], *, marks: bool
) -> str:
    """A table of documents by the teacher's topics."""
    columns = [*labels(exercise), none_label()]
    numbers = {
        (i, columns.index(label)): float(votes)
        for i, n in enumerate(rows)
        for label, votes in found.votes[n].items()
        if label in columns
    }
    by_name = {name.casefold(): j for j, name in enumerate(columns)}
    marked = [
        (i, by_name[name])
        for i, n in enumerate(rows)
        for one in found.machine[n]
        if (name := _called(one).casefold()) in by_name
    ]
    note = f'<p class="muted">◆ {escape(_("where the program has it"))}</p>' if marks else ""
    return matrix([heads[n] for n in rows], columns, numbers, marked if marks else ()) + note


def _called(one: MachineTopic) -> str:
    return none_label() if one.topic.id == OTHER else one.topic.label


def _machine_line(found: Sorting, n: int) -> str:
    topics = ", ".join(one.topic.label for one in found.machine[n])
    return f'<p class="muted">◆ {escape(_("the program: {topics}").format(topics=topics))}</p>'


def _agreement(found: Sorting) -> list[tuple[str, str]]:
    """How far people agree, in words first, then the figures and who met whom."""
    figures = found.agreement
    if figures.seen is None or figures.expected is None:
        return [("", escape(_("Two students must have sorted the same document.")))]
    words = (
        _(
            "Of 100 times that two students sort the same two documents, they agree {seen} times "
            "on whether these belong together; by chance it would be {expected}."
        )
        if found.is_own
        else _(
            "Of 100 times that two students sort the same document, they choose the same topic "
            "{seen} times; by chance it would be {expected}."
        )
    ).format(seen=f"{100 * figures.seen:.0f}", expected=f"{100 * figures.expected:.0f}")
    exact = _(
        "Krippendorff’s alpha {alpha}; Fleiss’ kappa of the {n} who sorted all: {fleiss}. "
        "1 is complete agreement, 0 is chance."
    ).format(alpha=_figure(figures.alpha), fleiss=_figure(figures.fleiss), n=figures.complete)
    verdict = _("Agreement beyond chance: {words}").format(words=format_agreement(figures.alpha))
    parts = [("", f"<p>{escape(words)}</p><p><b>{escape(verdict)}.</b></p>")]
    parts.append(("", f'<p class="muted">{escape(exact)}</p>'))
    if not found.is_own:
        parts.append((_("Where one student chose …, another chose …"), _meetings(found)))
    return parts


def _meetings(found: Sorting) -> str:
    used = list(dict.fromkeys(one for one, _other in found.meetings))
    total = {one: sum(n for (a, _b), n in found.meetings.items() if a == one) for one in used}
    shares = {
        (used.index(a), used.index(b)): 100 * n / total[a] for (a, b), n in found.meetings.items()
    }
    rounded = {cell: float(round(value)) for cell, value in shares.items()}
    return matrix(used, used, rounded, corner=_("times of 100"))


def _sides(dispute: Dispute, projector: bool) -> str:
    """The topics chosen for a disputed document, each with its reasons."""
    text = _("Two students differ on it {n} times of 100.").format(n=f"{100 * dispute.share:.0f}")
    sides = "".join(
        f'<div class="ex-side"><h3>{escape(cut(label, _SIDE))} <b>{n}</b></h3>'
        + (
            texts(
                [(cut(reason, _REASON[projector]), "") for reason in reasons], _REASONS[projector]
            )
            or "<p>–</p>"
        )
        + "</div>"
        for label, n, reasons in dispute.sides[: _SIDES[projector]]
    )
    return f'<p>{escape(text)}</p><div class="ex-sides">{sides}</div>'


def _verdict(found: Sorting) -> str:
    verdict = found.verdict
    if verdict.seen is None:
        return ""
    words = (
        _("Class and program agree on {seen} of the pairs of documents: together, or apart.")
        if verdict.by_pairs
        else _("For {seen} of the documents most of the class chose what the program has.")
    ).format(seen=share(verdict.seen))
    exact = _("Cohen’s kappa {kappa}: {words}.").format(
        kappa=_figure(verdict.kappa), words=format_agreement(verdict.kappa)
    )
    return f"<p>{escape(words)}</p><p>{escape(exact)}</p>"


def _crosstab(found: Sorting, most: int) -> str:
    """How many judgements fell on each pair of topics; of the `most` frequent of the class."""
    of_class: Counter[str] = Counter()
    of_program: Counter[str] = Counter()
    for (one, other), n in sorted(found.crosstab.items()):
        of_class[one] += n
        of_program[other] += n
    rows = [name for name, _n in of_class.most_common(most)]
    columns = [name for name, _n in of_program.most_common(_COLUMNS)]
    numbers = {
        (rows.index(a), columns.index(b)): float(n)
        for (a, b), n in found.crosstab.items()
        if a in rows and b in columns
    }
    corner = _("the class ↓ the program →")
    table = matrix(rows, columns, numbers, corner=corner)
    if (more := len(of_class) - len(rows)) > 0:
        text = ngettext("{n} more topic of the class", "{n} more topics of the class", more)
        table += f'<p class="muted">{escape(text)}</p>'
    return table


def _words(found: Sorting, titles: list[str]) -> list[tuple[str, str]]:
    shown = []
    for title, topics in zip(titles, found.machine, strict=True):
        lines = [
            f'<p class="ex-chips"><b>{escape(one.topic.label)}</b> {_chips_only(one.words)}</p>'
            for one in topics
            if one.topic.id != OTHER
        ]
        none = f"<p>{escape(_('No word of its topics stands in it.'))}</p>"
        shown.append((title, "".join(lines) or none))
    return shown


def _chips_only(words: tuple[str, ...]) -> str:
    return words_of_machine(words).removeprefix('<p class="ex-chips">').removesuffix("</p>")


def _figure(value: float | None) -> str:
    return "–" if value is None else format_number(value, 2)
