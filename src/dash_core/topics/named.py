"""Named topics: a label, a colour and words to look for; steered by a person, never by chance.

A document belongs to a topic when its subject holds words or phrases of the topic that carry
`settings.MIN_STRENGTH` or more of the subject's TF-IDF weight: that share is its strength.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dash_core import settings
from dash_core.errors import TopicFileError
from dash_core.index import Index
from dash_core.text import Token, find_phrase, tokenize
from dash_core.topics.model import OTHER, PALETTE, SHAPES, Topic, Topics, with_other
from dash_core.topics.terms import telling_terms
from dash_core.words import _

__all__ = ["TopicSpec", "assign", "find_evidence", "parse_specs", "phrases_of"]


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """A named topic as its author wrote it."""

    id: str
    label: str
    color: str
    words: tuple[str, ...]


def parse_specs(text: str, name: str) -> tuple[TopicSpec, ...]:
    """Read a file of named topics (TOML, a `[[topic]]` each).

    Raises
    ------
    TopicFileError
        If it is no TOML, or a topic lacks an id, a label or words, or an id stands twice.
    """
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as err:  # tomllib.TOMLDecodeError is a ValueError
        raise TopicFileError(
            _("“{name}” is not a topics file (TOML): {reason}.").format(name=name, reason=err)
        ) from err
    entries = data.get("topic")
    if not isinstance(entries, list) or not entries:
        raise TopicFileError(
            _(
                "“{name}” names no topic: it needs at least one [[topic]] with id, label and words."
            ).format(name=name)
        )
    specs = [_parse_spec(entry, i, name) for i, entry in enumerate(entries)]
    ids = [spec.id for spec in specs]
    twice = sorted({i for i in ids if ids.count(i) > 1} | ({OTHER} & set(ids)))
    if twice:
        raise TopicFileError(
            _("“{name}” uses the topic id “{id}” more than once or keeps it for itself.").format(
                name=name, id=twice[0]
            )
        )
    labels = [spec.label.casefold() for spec in specs]
    if len({*labels, _("Other").casefold()}) <= len(labels):
        raise TopicFileError(
            _("“{name}” uses a topic label more than once, or “Other”, which it keeps.").format(
                name=name
            )
        )
    return tuple(specs)


def _parse_spec(entry: Any, position: int, name: str) -> TopicSpec:
    def fail(what: str) -> TopicFileError:
        return TopicFileError(
            _("“{name}”, topic {n}: {what}.").format(name=name, n=position + 1, what=what)
        )

    if not isinstance(entry, dict):
        raise fail(_("a topic needs id, label and words"))
    for key in ("id", "label"):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise fail(_("“{key}” is missing or no text").format(key=key))
    words = entry.get("words")
    if not isinstance(words, list) or not all(isinstance(w, str) for w in words) or not words:
        raise fail(_("“words” must be a list of words or phrases"))
    color = entry.get("color", PALETTE[position % len(PALETTE)])
    if not isinstance(color, str) or not re.fullmatch(r"#[0-9A-Fa-f]{6}", color):
        raise fail(_("“color” must look like #0072B2"))
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,40}", entry["id"]):
        raise fail(_("“id” may have letters from a to z, digits, - and _ only (it is in the URL)"))
    return TopicSpec(entry["id"], entry["label"].strip(), color, tuple(words))


def phrases_of(words: Iterable[str]) -> list[tuple[str, ...]]:
    """Words and phrases as terms; those of stop words alone are dropped."""
    found = (tuple(t.term for t in tokenize(word) if t.term) for word in words)
    return list(dict.fromkeys(phrase for phrase in found if phrase))


def find_evidence(
    tokens: Sequence[Token], phrases: Sequence[tuple[str, ...]]
) -> list[tuple[int, int]]:
    """Where the words of a topic stand: spans of characters, in order, none inside another."""
    spans: list[tuple[int, int]] = []
    for phrase in sorted(phrases, key=len, reverse=True):
        for first, behind in find_phrase(tokens, phrase):
            span = (tokens[first].start, tokens[behind - 1].end)
            if not any(span[0] < end and start < span[1] for start, end in spans):
                spans.append(span)
    return sorted(spans)


def assign(
    specs: Sequence[TopicSpec],
    index: Index,
    subjects: Sequence[tuple[Sequence[Token], Sequence[Token]]],
    names: frozenset[str],
) -> Topics:
    """Assign documents to named topics; what fits none is "Other".

    Parameters
    ----------
    subjects
        Title and summary tokens of each document, form emptied.
    names
        Terms that never describe a topic (people's names).
    """
    n = len(subjects)
    strengths = np.zeros((n, len(specs)))
    evidence: list[dict[str, tuple[str, ...]]] = [{} for _ in range(n)]
    totals = np.asarray(index.subject.sum(axis=1)).ravel()
    for column, spec in enumerate(specs):
        phrases = phrases_of(spec.words)
        for row in _candidates(phrases, index):
            terms: set[str] = set()
            found: list[str] = []
            for tokens in subjects[row]:
                for start, end in find_evidence(tokens, phrases):
                    inside = [t for t in tokens if start <= t.start < end]
                    terms |= {t.term for t in inside if t.term}
                    found.append(" ".join(t.surface for t in inside))
            weight = sum(index.subject[row, index.column[term]] for term in terms)
            share = weight / totals[row] if totals[row] else 0.0
            if share >= settings.MIN_STRENGTH:
                strengths[row, column] = share
                unique = {words.casefold(): words for words in reversed(found)}
                evidence[row][spec.id] = tuple(reversed(unique.values()))
    topics = [
        Topic(
            spec.id,
            spec.label,
            spec.color,
            SHAPES[i % len(SHAPES)],
            telling_terms(index, members, names),
            tuple(int(row) for row in members),
            float(strengths[members, i].mean()) if len(members) else 0.0,
            words=spec.words,
        )
        for i, spec in enumerate(specs)
        for members in [_members(strengths[:, i])]
    ]
    return Topics("named", *with_other(topics, strengths), tuple(evidence))


def _candidates(phrases: Sequence[tuple[str, ...]], index: Index) -> list[int]:
    """Rows that hold all terms of some phrase, wherever they stand."""
    rows: set[int] = set()
    for phrase in phrases:
        if all(term in index.column for term in phrase):
            part = csr_matrix(index.subject[:, [index.column[term] for term in set(phrase)]])
            rows.update(np.flatnonzero(np.diff(part.indptr) == len(set(phrase))).tolist())
    return sorted(rows)


def _members(strengths: NDArray[np.float64]) -> NDArray[np.int64]:
    rows = np.flatnonzero(strengths)
    return rows[np.argsort(-strengths[rows], kind="stable")]
