"""One document of a collection: its source, its places, and where its evidence stands."""

from bisect import bisect_left, bisect_right

from dash_core.collection.collection import Collection
from dash_core.study.annotations import locate
from dash_core.text.language.tokens import tokenize
from dash_core.text.search.matching import QueryMatch
from dash_core.topics import OTHER, find_evidence, phrases_of

__all__ = ["evidence_spans", "marks", "passages", "places_of", "source_pieces"]


def places_of(collection: Collection, row: int) -> dict[str, tuple[str, ...]]:
    """The places one document names, each with the forms it is printed in there."""
    forms: dict[str, list[str]] = {}
    sent_from = collection.people.sent_from[row]
    for text in (*collection.core.source_places[row], *([sent_from] if sent_from else ())):
        forms.setdefault(collection.places.from_columns.get(text, text), []).append(text)
    texts = collection.core.subjects.texts(row)
    for where, mention in collection.places.mentions(row):
        forms.setdefault(mention.name, []).append(texts[where][mention.start : mention.end])
    return {name: tuple(dict.fromkeys(printed)) for name, printed in forms.items()}


def source_pieces(collection: Collection, row: int) -> list[str]:
    """What the source itself says of one document: its lines, rows or elements."""
    record = collection.table.iloc[row]
    numbers, file = collection.core.pieces.get(record["source"], ([], None))
    if file is None:
        return []
    start = bisect_left(numbers, record["source_first"])
    end = bisect_right(numbers, record["source_last"])
    return [piece.text for piece in file.pieces[start:end] if piece.role != "blank"]


def evidence_spans(collection: Collection, row: int) -> dict[str, dict[str, list[tuple[int, int]]]]:
    """Where the words behind each topic stand: `{"title"|"summary": {topic id: spans}}`."""
    spans: dict[str, dict[str, list[tuple[int, int]]]] = {"title": {}, "summary": {}}
    for topic, _strength in collection.topics.of(row):
        if topic.id == OTHER:
            continue
        phrases = phrases_of(topic.words or topic.terms, collection.index.languages)
        vetoed = phrases_of(topic.veto, collection.index.languages)
        for field, text in zip(spans, collection.core.subjects[row], strict=True):
            spans[field][topic.id] = find_evidence(text, phrases, vetoed)
    return spans


def passages(collection: Collection, row: int, where: str) -> list[tuple[int, int]]:
    """Where what a person highlighted stands in a document's title or summary (`where`)."""
    note, text = collection.notes.get(row), str(collection.table[where][row])
    highlights = note.highlights if note else ()
    places = (locate(mark, text) for mark in highlights if mark.field == where)
    return [place for place in places if place]


def marks(collection: Collection, match: QueryMatch, row: int, where: str) -> list[tuple[int, int]]:
    """Where what was asked for stands in a document's title or summary (`where`)."""
    text = str(collection.table[where][row])
    names = [*match.names]
    if names:  # a place may be printed otherwise here
        names += [
            f
            for name, spellings in places_of(collection, row).items()
            if name in names
            for f in spellings
        ]
    return match.spans(text, tokenize(text, collection.languages[row]), where, names)
