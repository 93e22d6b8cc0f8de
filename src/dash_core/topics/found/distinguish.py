"""One label for each group, no two alike.

Where words do not tell two groups apart, what does is said: the years of their documents, or who
writes, receives or is named in them.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dash_core.common.i18n import _
from dash_core.text.vectors.document_vectors import Fields
from dash_core.topics.found.labels import Description
from dash_core.topics.model import OTHER_LABEL

__all__ = ["label_groups"]

SPAN: Final = (10, 90)  # percentiles of the dates of a group that its years go from and to
MAX_SHARED_YEARS: Final = 0.3  # of the dated documents of a group with the same phrase
MIN_PERSON_SHARE: Final = 0.4  # of the documents of a group that a person is in
MIN_PERSON_LIFT: Final = 2.0  # times the share in a group with the same phrase

_DAYS: Final = 365.2425
_LOOKED_AT: Final = 10  # most frequent people of a group


def label_groups(
    descriptions: Sequence[Description],
    groups: Sequence[NDArray[np.int64]],
    given: Sequence[str],
    fields: Fields,
    is_person: Callable[[str], bool],
) -> list[str]:
    """A label for each group.

    Parameters
    ----------
    groups
        The rows of each group.
    given
        The label a person gave to each, or "".
    is_person
        Whether a name is a person's: an office or a body tells no group from another.
    """
    taken = {label.casefold() for label in given if label} | {OTHER_LABEL.casefold()}
    labels = list(given)
    for i, description in enumerate(descriptions):
        if labels[i]:
            continue
        rivals = [
            groups[j]
            for j, other in enumerate(descriptions)
            if j != i and description.label[:1] == other.label[:1]
        ]
        told = [
            what
            for what in (
                _years(groups[i], rivals, fields),
                _person(groups[i], rivals, fields, is_person),
            )
            if what
        ]
        labels[i] = next(
            label for label in _labels(description, i, told) if label.casefold() not in taken
        )
        taken.add(labels[i].casefold())
    return labels


def _labels(description: Description, i: int, told: Sequence[str]) -> Iterator[str]:
    """Labels of a group, the best first; `told`: what tells it from groups with the same first
    phrase."""
    phrases = description.label
    if phrases:
        first, *_rest = phrases
        with_told = [f"{first}, {what}" for what in told]
        if not description.is_distinct:
            yield from with_told
        yield ", ".join(phrases)
        yield from with_told
        others = [term for term in description.terms if term not in phrases]
        yield from (f"{first}, {term}" for term in others)
        yield from (", ".join((*phrases, term)) for term in others)
    for n in count(i + 1):
        yield _("Group {n}").format(n=n)


def _years(rows: NDArray[np.int64], rivals: Sequence[NDArray[np.int64]], fields: Fields) -> str:
    """The years of a group, if few documents of its rivals are of them; else ""."""
    years = _years_of(fields.days[rows])
    if not rivals or 2 * len(years) < len(rows):
        return ""
    first, last = (int(year) for year in np.percentile(years, SPAN))
    for rival in rivals:
        other = _years_of(fields.days[rival])
        if not len(other) or ((other >= first) & (other <= last)).mean() > MAX_SHARED_YEARS:
            return ""
    if first == last:
        return str(first)
    is_one_century = first >= 1000 and first // 100 == last // 100
    return f"{first}–{last % 100:02}" if is_one_century else f"{first}–{last}"


def _years_of(days: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1970 + days[~np.isnan(days)] // _DAYS)


def _person(
    rows: NDArray[np.int64],
    rivals: Sequence[NDArray[np.int64]],
    fields: Fields,
    is_person: Callable[[str], bool],
) -> str:
    """Who is in many documents of a group and in few of its rivals; else ""."""
    if not rivals or not fields.names:
        return ""
    share = np.asarray((fields.people[rows] > 0).mean(axis=0)).ravel()
    for rival in rivals:
        other = np.asarray((fields.people[rival] > 0).mean(axis=0)).ravel()
        share[share < MIN_PERSON_LIFT * other] = 0
    for i in np.argsort(-share, kind="stable")[:_LOOKED_AT].tolist():
        if share[i] < MIN_PERSON_SHARE:
            return ""
        if is_person(fields.names[i]):
            return _("with {name}").format(name=fields.names[i])
    return ""
