"""What a class sorted: class against class, and class against the program.

With the teacher's topics people are compared by the topic they chose; with topics of their own by
which documents they put together (`agreement.pairs_together`). The program is compared by topic
where its topics are called like the teacher's, else by pairs too.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash_core.classroom.exercises import Answers, Exercise
from dash_core.classroom.exercises.sort_first import (
    has_own_topics,
    labels,
    none_label,
    topic_labels,
)
from dash_core.classroom.results.agreement import (
    Agreement,
    agreement,
    cohen_kappa,
    disagreement,
    pairs_together,
)
from dash_core.classroom.results.machine import MachineTopic, machine_topics
from dash_core.collection.collection import Collection
from dash_core.topics import OTHER

__all__ = ["Dispute", "Sorting", "Verdict", "sorting"]

Judgement = str | None


@dataclass(frozen=True)
class Dispute:
    """A document (its place in the exercise), the share of pairs of people who differ on it, and
    the reasons given by topic chosen, most chosen first."""

    document: int
    share: float
    sides: tuple[tuple[str, int, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Verdict:
    """Class against program: Cohen's kappa and the share of documents on which they agree; of
    what most of the class chose. `by_pairs`: whether pairs of documents were compared."""

    kappa: float | None
    seen: float | None
    by_pairs: bool


@dataclass(frozen=True)
class Sorting:
    """How a class sorted the documents of an exercise.

    `votes`: for each document, how many chose each topic, by what it is called, most first.
    `machine`: for each document, the program's topics, strongest first; "Other" alone for none.
    `crosstab`: how often a topic of the class (or none) met one of the program.
    `meetings`: how often, of two people on one document, one chose the one and one the other.
    """

    students: int
    is_own: bool
    votes: tuple[Mapping[str, int], ...]
    agreement: Agreement
    machine: tuple[tuple[MachineTopic, ...], ...]
    verdict: Verdict
    crosstab: Mapping[tuple[str, str], int]
    meetings: Mapping[tuple[str, str], float]
    disputes: tuple[Dispute, ...]


def sorting(exercise: Exercise, collection: Collection, answers: Answers) -> Sorting:
    """How a class sorted, from what it answered."""
    own = has_own_topics(exercise)
    named = {student: _named(exercise, given) for student, given in answers.items()}
    named = _one_spelling({student: given for student, given in named.items() if any(given)})
    people = list(named.values())
    compared = [pairs_together(_apart(given)) for given in people] if own else people
    machine = tuple(machine_topics(collection, id_) for id_ in exercise.documents)
    votes = tuple(
        dict(Counter(given[n] for given in people if given[n]).most_common())
        for n in range(len(exercise.documents))
    )
    disputes = _disputes(exercise, answers, named, own)
    return Sorting(
        len(people),
        own,
        votes,  # type: ignore[arg-type]  # None is left out
        agreement(compared),
        machine,
        _verdict(exercise, people, machine),
        _crosstab(people, machine),
        _meetings(people),
        disputes,
    )


def _named(exercise: Exercise, given: Mapping[str, Any]) -> list[Judgement]:
    """What one student chose for each document, by name; None for nothing."""
    options = topic_labels(exercise, given)
    chosen = (given.get(f"document-{n}") for n in range(1, len(exercise.documents) + 1))
    return [options.get(value) if isinstance(value, str) else None for value in chosen]


def _one_spelling(named: Mapping[str, list[Judgement]]) -> dict[str, list[Judgement]]:
    """Names that differ in case only are one, in the first spelling."""
    first: dict[str, str] = {}
    for given in named.values():
        for name in given:
            if name is not None:
                first.setdefault(name.casefold(), name)
    return {
        student: [None if name is None else first[name.casefold()] for name in given]
        for student, given in named.items()
    }


def _apart(judgements: Sequence[Judgement]) -> list[Judgement]:
    """The judgements, with documents in no topic each apart from all others."""
    none = none_label()
    return [f"{none} {n}" if given == none else given for n, given in enumerate(judgements)]


def _verdict(
    exercise: Exercise,
    people: Sequence[Sequence[Judgement]],
    machine: Sequence[Sequence[MachineTopic]],
) -> Verdict:
    most = _majority(people, len(exercise.documents))
    topics = [_of_machine(of_one) for of_one in machine]
    given = {label.casefold() for label in labels(exercise)}
    by_pairs = any(name != none_label() and name.casefold() not in given for name in topics)
    if not by_pairs:
        called = [None if name is None else name.casefold() for name in most]
        theirs: Sequence[Judgement] = [name.casefold() for name in topics]
        both = [(a, b) for a, b in zip(called, theirs, strict=True) if a is not None]
        seen = sum(a == b for a, b in both) / len(both) if both else None
        return Verdict(cohen_kappa(called, theirs), seen, False)
    pairs = [pairs_together(_apart(one)) for one in (most, topics)]
    compared = [(a, b) for a, b in zip(*pairs, strict=True) if a is not None]
    if has_own_topics(exercise):  # what most chose has no meaning: the mean over people
        return _mean_verdict(people, topics)
    seen = sum(a == b for a, b in compared) / len(compared) if compared else None
    return Verdict(cohen_kappa(*pairs), seen, True)


def _mean_verdict(people: Sequence[Sequence[Judgement]], topics: Sequence[str]) -> Verdict:
    machine = pairs_together(_apart(topics))
    kappas, shares = [], []
    for given in people:
        pairs = pairs_together(_apart(given))
        kappa = cohen_kappa(pairs, machine)
        both = [a == b for a, b in zip(pairs, machine, strict=True) if a is not None]
        if kappa is not None:
            kappas.append(kappa)
        if both:
            shares.append(sum(both) / len(both))
    return Verdict(_mean(kappas), _mean(shares), True)


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _majority(people: Sequence[Sequence[Judgement]], n: int) -> list[Judgement]:
    """What most chose for each document; None where two topics have as many."""
    result: list[Judgement] = []
    for document in range(n):
        counted = Counter(given[document] for given in people if given[document]).most_common(2)
        is_tie = len(counted) == 2 and counted[0][1] == counted[1][1]
        result.append(counted[0][0] if counted and not is_tie else None)
    return result


def _of_machine(topics: Sequence[MachineTopic]) -> str:
    """The program's strongest topic, by name."""
    first = topics[0].topic if topics else None
    return first.label if first and first.id != OTHER else none_label()


def _crosstab(
    people: Sequence[Sequence[Judgement]], machine: Sequence[Sequence[MachineTopic]]
) -> dict[tuple[str, str], int]:
    topics = [_of_machine(of_one) for of_one in machine]
    return dict(
        Counter(
            (value, topic)
            for given in people
            for value, topic in zip(given, topics, strict=True)
            if value
        )
    )


def _meetings(people: Sequence[Sequence[Judgement]]) -> dict[tuple[str, str], float]:
    """Krippendorff's coincidences: each document counts as often as it was judged."""
    shares: dict[tuple[str, str], float] = {}
    for column in zip(*people, strict=True):
        met = Counter(str(value) for value in column if value)
        n = met.total()
        for one, m in met.items():
            for other, k in met.items():
                pairs = m * (k - (one == other))
                if n > 1 and pairs:
                    key = (one, other)
                    shares[key] = shares.get(key, 0.0) + pairs / (n - 1)
    return shares


def _disputes(
    exercise: Exercise, answers: Answers, named: Mapping[str, Sequence[Judgement]], own: bool
) -> tuple[Dispute, ...]:
    """The documents on which people differ, most first."""
    found = []
    for n in range(len(exercise.documents)):
        share = _pair_disagreement(named, n) if own else disagreement(list(named.values()), n)
        if not share:
            continue
        reasons: dict[str, list[str]] = {}
        chosen = Counter(given[n] for given in named.values() if given[n])
        for student, given in named.items():
            why = answers[student].get(f"why-{n + 1}")
            if isinstance(why, str) and given[n] is not None:
                reasons.setdefault(str(given[n]), []).append(why)
        sides = tuple(
            (str(label), count, tuple(reasons.get(str(label), ())))
            for label, count in chosen.most_common()
        )
        found.append(Dispute(n, share, sides))
    return tuple(sorted(found, key=lambda one: (-one.share, one.document)))


def _pair_disagreement(named: Mapping[str, Sequence[Judgement]], document: int) -> float | None:
    """How far people differ on which documents one belongs with: the mean over the others."""
    sorted_ = [_apart(given) for given in named.values()]
    shares = []
    for other in range(len(sorted_[0]) if sorted_ else 0):
        together = [
            [
                None
                if given[document] is None or given[other] is None
                else given[document] == given[other]
            ]
            for given in sorted_
        ]
        share = None if other == document else disagreement(together, 0)
        if share is not None:
            shares.append(share)
    return _mean(shares)
