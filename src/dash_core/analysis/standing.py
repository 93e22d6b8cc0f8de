"""Found groups that stay where they are while a person corrects the listing."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from dash_core.analysis.topics import ids_of, read_file
from dash_core.collection.collection import Collection
from dash_core.study.edits import Edit
from dash_core.study.study import Study
from dash_core.topics import to_toml
from dash_core.topics.edit.hold import accept_moves, hold, with_groups_of
from dash_core.topics.file.schema import TopicFile
from dash_core.topics.file.validate import MAX_HELD
from dash_core.topics.found.standing import to_nearest

__all__ = ["accept", "keep_groups", "keep_through_undo"]

# Corrections that change no word, no date and nobody a document is from or to: they move nothing.
_NEUTRAL_FIELDS: Final = ("genre", "url", "places")
_NEUTRAL_KINDS: Final = ("accept", "role", "place")


def keep_groups(collection: Collection, study: Study) -> Study:
    """A corrected study with the found groups that its person has seen.

    Groups that were not found yet are not kept, nor those of very large listings (`MAX_HELD`),
    where single corrections move little.
    """
    before, after = collection.study, study
    topics = collection.core.listing_topics
    changed = _differences(before.edits, after.edits)
    if after.columns != before.columns or not (changed or after.rules != before.rules):
        return study
    if not (topics.is_found or topics.file.groups) or len(collection) > MAX_HELD:
        return study
    if not collection.found.grouped:
        return study
    ids = ids_of(collection)
    file = hold(
        topics.file,
        collection.found,
        topics.start(),
        ids,
        _corrected(collection, changed),
        _ids_after(ids, before.edits, after.edits),
    )
    return study.with_topics(to_toml(file, before.topics or ""))


def keep_through_undo(now: Study, topics: str | None, edits: Sequence[Edit]) -> str:
    """The topics of an earlier study, with the groups that stand now: undoing a change of topics
    undoes no correction.

    Parameters
    ----------
    topics, edits
        Of the earlier study.
    """
    text = topics or ""
    if tuple(edits) == now.edits:
        return text
    earlier = read_file(text)
    file = with_groups_of(earlier, read_file(now.topics))
    return text if file == earlier else to_toml(file, text)


def accept(collection: Collection, file: TopicFile) -> TopicFile:
    """Let the documents that moved stand where they are now."""
    return accept_moves(file, collection.core.listing_topics.start(), ids_of(collection))


def _differences(before: Iterable[Edit], after: Iterable[Edit]) -> list[Edit]:
    """The edits that only one of both has, and that can move a document."""
    return [
        edit
        for edit in set(before) ^ set(after)
        if edit.kind not in _NEUTRAL_KINDS
        and not (edit.kind == "set" and edit.field in _NEUTRAL_FIELDS)
    ]


def _corrected(collection: Collection, changed: Iterable[Edit]) -> set[str]:
    """Ids of the documents that these edits are about. Of a name, those that have it, but not those
    that were nearer to another group before: they would move for another reason."""
    ids = {edit.document for edit in changed if edit.target == "document"}
    forms = {
        form for edit in changed if edit.target == "name" for form in (edit.document, edit.after)
    }
    if not forms:
        return ids
    spellings = collection.people.spellings
    names = forms | {name for name, printed in spellings.items() if not forms.isdisjoint(printed)}
    table = collection.table
    columns = (table["creators"], table["recipients"], table["people"])
    rows = [
        row
        for row, lists in enumerate(zip(*columns, strict=True))
        if any(not names.isdisjoint(values) for values in lists)
    ]
    start = collection.core.listing_topics.start()
    nearest = to_nearest(collection.space.vectors, start, np.array(rows, dtype=np.int64))
    return ids | {str(table["id"][row]) for row in rows if nearest[row] == start[row]}


def _ids_after(ids: Sequence[str], before: Iterable[Edit], after: Iterable[Edit]) -> list[str]:
    """The ids of the documents after the edits changed."""

    def of(kind: str, edits: Iterable[Edit]) -> set[str]:
        return {edit.document for edit in edits if edit.kind == kind}

    back = of("leave out", before) - of("leave out", after)
    gone = of("leave out", after) | (of("add", before) - of("add", after))
    return sorted({*ids, *back, *of("add", after)} - gone)
