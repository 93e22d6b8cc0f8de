"""Gaps: what a listing might be expected to contain and does not, each put as a question.

Three kinds, each measured against the rest of the listing, and reported only where its probability
by chance is below one in twenty (`GAP_CHANCE`):

- *a time* without papers, inside the time that is covered. The pace is that of the ten days with
  papers before and the ten after it (`PACE_DAYS`): were days with papers spread at that
  pace, a given interval would be as long with probability exp(-expected), and any of the n
  intervals with n times that. It must also be twice as long as the fourth longest, so that a
  listing that comes in bursts does not report every pause.
- *a person* written to who never writes, or who writes and is never written to: as if each time it
  were drawn from all senders and recipients. Not reported without correspondence, and not where
  the page itself has the answer: the filter selects senders or recipients, nobody here is on both
  sides (letters that went one way), or a name that may be the same person's is on the other side.
- *a topic* with papers in one half of the time only (halves by the median date): as if each paper
  fell into the halves as all do; times the number of topics.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import exp
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dash_core.collection.collection import Collection
from dash_core.collection.filter import Filter
from dash_core.collection.view import View
from dash_core.common.i18n import _, count, format_number, format_percent, ngettext
from dash_core.dates import format_day, format_month, format_span
from dash_core.text.search.query import parse_query
from dash_core.topics import OTHER

__all__ = ["Gap", "find_gaps"]

MIN_GAP_DOCUMENTS: Final = 3  # documents of a person or a topic before a gap is reported

GAP_CHANCE: Final = 0.05  # probability by chance from which nothing is reported
PACE_DAYS: Final = 10  # days with papers before and after a gap that tell its pace
MIN_PAPER_DAYS: Final = 12  # days with papers; fewer show no rhythm

_MONTH: Final = 31  # days; a wider date does not say which months have papers
_YEARS: Final = 700  # days without papers from which whole years are named
_IN_A_ROW: Final = 2  # gaps of one kind, before those of other kinds

Days = NDArray[np.int64]  # since 1970


@dataclass(frozen=True)
class Gap:
    """Something missing: the question, its evidence, and the filter of what there is instead.

    `kind`: "time", "recipient" (written to, never writes), "sender" (the reverse), "topic".
    `chance`: its probability if papers were distributed by chance.
    """

    kind: str
    question: str
    evidence: str
    filter: Filter
    chance: float


def find_gaps(collection: Collection, view: View) -> list[Gap]:
    """What is missing from the documents of a view, the least probable by chance first; after
    each `_IN_A_ROW` of a kind, the other kinds follow."""
    gaps = [*_times(collection, view), *_people(collection, view), *_topics(collection, view)]
    gaps.sort(key=lambda gap: (gap.chance, gap.question))
    turns: list[tuple[int, Gap]] = []
    seen: dict[str, int] = {}
    for gap in gaps:
        turns.append((seen.get(gap.kind, 0) // _IN_A_ROW, gap))
        seen[gap.kind] = seen.get(gap.kind, 0) + 1
    return [gap for _turn, gap in sorted(turns, key=lambda turn: turn[0])]


def _days(collection: Collection, view: View) -> tuple[Days, Days, NDArray[np.int64]]:
    """First and last day of the dated documents of a view, and their rows."""
    ends = [
        collection.table[name].to_numpy()[view.rows].astype("datetime64[D]")
        for name in ("date_earliest", "date_latest")
    ]
    dated = ~(np.isnat(ends[0]) | np.isnat(ends[1]))
    first, last = (end[dated].astype(np.int64) for end in ends)
    return first, last, view.rows[dated]


# Times


def _times(collection: Collection, view: View) -> Iterator[Gap]:
    first, last, _rows = _days(collection, view)
    if not len(first):
        return
    widest = max(_MONTH, (int(last.max()) - int(first.min())) // 20)
    known = last - first < widest
    starts, reach = _covered(first[known], last[known])
    if len(starts) < MIN_PAPER_DAYS:
        return
    gaps = starts[1:] - reach[:-1] - 1  # whole days without papers
    fourth = int(np.sort(gaps)[-4])
    for i in np.flatnonzero(gaps >= max(2 * fourth, 1)):
        expected = gaps[i] * _pace(starts, int(i))
        chance = len(gaps) * exp(-expected)
        may_fall = int(((first <= starts[i + 1] - 1) & (last >= reach[i] + 1)).sum())
        if chance >= GAP_CHANCE or may_fall >= expected:  # what is missing may be among those
            continue
        begin, end = _date(reach[i] + 1), _date(starts[i + 1] - 1)
        evidence = _(
            "The last document before it is of {before}, the next of {after}. At the rate of the "
            "time around it, documents from about {n} days would be expected."
        ).format(
            before=format_day(_date(reach[i])),
            after=format_day(_date(starts[i + 1])),
            n=f"{expected:.0f}",
        )
        if may_fall:
            evidence += " " + ngettext(
                "{n} document with a less precise date may fall into it.",
                "{n} documents with less precise dates may fall into it.",
                may_fall,
            )
        around = replace(view.filter, earliest=_date(reach[i]), latest=_date(starts[i + 1]))
        question = _("Why is there nothing from {span}?").format(span=_format_missing(begin, end))
        yield Gap("time", question, evidence, around, chance)


def _covered(first: Days, last: Days) -> tuple[Days, Days]:
    """The distinct first days in order, and the last day that is reached by then."""
    order = np.argsort(first, kind="stable")
    reach = np.maximum.accumulate(last[order]) if len(order) else last
    starts = first[order]
    final = np.flatnonzero(np.append(starts[1:] != starts[:-1], True)) if len(starts) else order
    return starts[final], reach[final]


def _pace(starts: Days, i: int) -> float:
    """Days with papers a day, around the interval after `starts[i]`; 0 where one side is short."""
    before = starts[max(0, i - PACE_DAYS) : i + 1]
    after = starts[i + 1 : i + 2 + PACE_DAYS]
    if min(len(before), len(after)) <= PACE_DAYS // 2:
        return 0.0
    return float((len(before) + len(after) - 2) / (before[-1] - before[0] + after[-1] - after[0]))


def _date(day: Any) -> date:
    return date(1970, 1, 1) + timedelta(days=int(day))


def _format_missing(begin: date, end: date) -> str:
    """The years or months that lie whole between two days, else the days."""
    months = [
        (month // 12, month % 12 + 1)
        for month in range(_month(begin) + (begin.day > 1), _month(end + timedelta(days=1)))
    ]
    years = sorted({year for year, month in months if (year, 1) in months and (year, 12) in months})
    if years and (end - begin).days >= _YEARS:
        return f"{years[0]}" if len(years) == 1 else f"{years[0]} – {years[-1]}"
    if not months:
        return format_span(begin, end)
    (year, month), (last_year, last_month) = months[0], months[-1]
    if len(months) == 1:
        return format_month(year, month)
    start = format_month(None if year == last_year else year, month)
    return f"{start} – {format_month(last_year, last_month)}"


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


# People


def _people(collection: Collection, view: View) -> Iterator[Gap]:
    if not collection.people.is_correspondence or _filters_by_role(view.filter):
        return
    counted = [collection.facets[who].counts(view.rows) for who in ("creators", "recipients")]
    sums = [sum(counts.values()) for counts in counted]
    if not all(sums) or not any(counted[0][name] and counted[1].get(name) for name in counted[0]):
        return
    alike = _perhaps_the_same(collection)
    kinds = (
        (
            "sender",
            "creators",
            _("Why is there nothing to {name}, who sent {documents}?"),
            _(
                "None is to {name}. Of all people who send or receive documents here, {share} "
                "send some."
            ),
        ),
        (
            "recipient",
            "recipients",
            _("Why is there nothing from {name}, to whom {documents} went?"),
            _(
                "None is from {name}. Of all people who send or receive documents here, {share} "
                "receive some."
            ),
        ),
    )
    for role, (kind, field, question, evidence) in enumerate(kinds):
        share = sums[role] / sum(sums)
        for name, n in counted[role].items():
            chance = share**n
            if n < MIN_GAP_DOCUMENTS or chance >= GAP_CHANCE:
                continue
            if any(counted[1 - role].get(other) for other in (name, *alike.get(name, ()))):
                continue
            yield Gap(
                kind,
                question.format(name=name, documents=count(n)),
                evidence.format(name=name, share=format_percent(share)),
                view.filter.with_values(field, (name,)),
                chance,
            )


def _perhaps_the_same(collection: Collection) -> dict[str, set[str]]:
    """The names that may be the same person's as each name."""
    alike: dict[str, set[str]] = {}
    for pair in collection.people.merge_candidates:
        alike.setdefault(pair.name, set()).add(pair.other)
        alike.setdefault(pair.other, set()).add(pair.name)
    return alike


def _filters_by_role(filter_: Filter) -> bool:
    """Whether a filter says who sends or receives, so that others are not to be expected."""
    fields = {part.field for part in parse_query(filter_.words).clauses}
    by_role = filter_.creators or filter_.recipients or fields & {"from", "to"}
    return bool(by_role) or bool(filter_.excluded and _filters_by_role(filter_.excluded))


# Topics


def _topics(collection: Collection, view: View) -> Iterator[Gap]:
    first, last, rows = _days(collection, view)
    if len(rows) < MIN_PAPER_DAYS:
        return
    middle = int(np.median((first + last) // 2))
    halves = [last < middle, first >= middle]  # a wide date may be in neither
    dated = int(halves[0].sum() + halves[1].sum())
    membership = collection.facets["topics"]
    n_of = [membership.counts(rows[half]) for half in halves]
    all_of = membership.counts(rows)
    labels = {topic.id: topic.label for topic in collection.topics if topic.id != OTHER}
    candidates = [topic for topic in labels if all_of[topic] >= MIN_GAP_DOCUMENTS]
    questions = (
        _("Why is nothing about “{topic}” before {day}?"),
        _("Why is nothing about “{topic}” from {day} on?"),
    )
    for topic in candidates:
        for empty, question in enumerate(questions):
            n = n_of[1 - empty][topic]
            if n < all_of[topic] or not halves[empty].any():
                continue
            chance = 2 * len(candidates) * float(halves[1 - empty].sum() / dated) ** n
            if chance >= GAP_CHANCE:
                continue
            when = _("later") if empty == 0 else _("earlier")
            evidence = _(
                "All {documents} about it are {when}; of all dated documents {n} of {all} are not."
            ).format(
                documents=count(n),
                when=when,
                n=format_number(int(halves[empty].sum())),
                all=format_number(dated),
            )
            yield Gap(
                "topic",
                question.format(topic=labels[topic], day=format_day(_date(middle))),
                evidence,
                view.filter.with_values("topics", (topic,)),
                chance,
            )
