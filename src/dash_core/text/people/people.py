"""The people of a whole collection: who wrote, who received, who is named."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from dash_core.common.columns import alike
from dash_core.common.parts import each
from dash_core.common.progress import Progress, no_progress, progress_part, with_progress
from dash_core.text.language.tokens import fold
from dash_core.text.names.correspondence import LetterTitles, only_where_letters
from dash_core.text.names.mentions import (
    Surnames,
    common_words,
    find_known,
    find_mentions,
    given_words,
    person_named,
)
from dash_core.text.names.model import Party, PersonMention
from dash_core.text.names.spacy_tagger import Tagger
from dash_core.text.people.letters import read_letters
from dash_core.text.people.parties import Parties, PeopleColumns
from dash_core.text.people.reading import PeopleFound, PeopleReading
from dash_core.text.spellings.decisions import Decisions
from dash_core.text.spellings.spellings import SpellingGroups

__all__ = ["find_people", "read_people"]


def read_people(
    titles: Sequence[str],
    summaries: Sequence[str],
    progress: Progress = no_progress,
    *,
    columns: PeopleColumns | None = None,
    genres: Sequence[str] = (),
    order: Sequence[Sequence[int]] | None = None,
    decided: Decisions = Decisions(),  # noqa: B008
    tagger: Tagger | None = None,
) -> PeopleReading:
    """Find correspondents and people in all documents and merge their spellings.

    Parameters
    ----------
    columns
        People in columns of the source; they override a guess from the title.
    genres
        The kind of each document, as a column of the source has it.
    order
        The documents (rows) as they are printed, a list for each file; by default as they are
        given. "Same" in a title means the entry before in this order.
    decided
        What a person decided about names.
    tagger
        Finds more people in the texts (`dash_core.text.names.spacy_tagger`).
    """
    return find_people(
        titles, summaries, progress, columns=columns, genres=genres, order=order, tagger=tagger
    ).settle(decided)


def find_people(
    titles: Sequence[str],
    summaries: Sequence[str],
    progress: Progress = no_progress,
    *,
    columns: PeopleColumns | None = None,
    genres: Sequence[str] = (),
    order: Sequence[Sequence[int]] | None = None,
    tagger: Tagger | None = None,
) -> PeopleFound:
    """What the documents print of people, before anything is decided about their names; the
    parameters are those of `read_people`."""
    order = order or [range(len(titles))]
    letters, same, unresolved = read_letters(titles, order, progress_part(progress, 0, 0.3))
    letters, is_correspondence = only_where_letters(
        LetterTitles([*titles], letters, columns.recipients if columns else (), genres), order
    )
    starts = [letter.subject_start for letter in letters]
    announced = each(
        _announced, starts, titles, summaries, progress=progress_part(progress, 0.3, 0.6)
    )
    only_tagged = _add_tagged(announced, titles, summaries, tagger)
    parties = Parties(letters, announced, columns)
    known, common = _known_and_common(parties, [*dict.fromkeys(titles), *summaries])
    in_titles, in_summaries = (
        _alike(each(_find_known, texts, shared=(known, common), progress=part))
        for texts, part in (
            (titles, progress_part(progress, 0.6, 0.7)),
            (summaries, progress_part(progress, 0.7, 0.9)),
        )
    )
    forms = parties.forms(in_titles, in_summaries)
    everyone = [
        [*document, *(mention.party for mention in (*titled, *summed))]
        for document, titled, summed in zip(parties.all(), in_titles, in_summaries, strict=True)
    ]
    nothing: list[list[Any]] = [[]] * len(titles)
    return PeopleFound(
        forms,
        SpellingGroups(forms),
        [_printed(column) for column in (parties.creators, parties.recipients, everyone)],
        (in_titles, in_summaries),
        [
            (row, party.printed, party.role)
            for row, document in enumerate(parties.all())
            for party in document
            if party.role
        ],
        parties.persons(),
        (frozenset(only_tagged), parties.not_only_tagged(only_tagged)),
        PeopleReading(
            *(nothing, nothing, nothing, {}, nothing, nothing),
            sent_from=[letter.place for letter in letters],
            subject_starts=[letter.subject_start for letter in letters],
            same=same if is_correspondence else {},
            unresolved=unresolved if is_correspondence else (),
            is_correspondence=is_correspondence,
        ),
    )


def _alike(mentions: Iterable[list[PersonMention]]) -> list[list[PersonMention]]:
    """The mentions in each text; equal ones are one object."""
    single: dict[tuple[Party, int, int], PersonMention] = {}
    known: dict[tuple[int, ...], list[PersonMention]] = {}
    rows = []
    for found in mentions:
        same = [single.setdefault((one.party, one.start, one.end), one) for one in found]
        rows.append(known.setdefault(tuple(map(id, same)), same))
    return rows


def _printed(column: Sequence[Sequence[Party]]) -> list[tuple[str, ...]]:
    """The printed forms in each document; equal ones are one object."""
    return alike(tuple(dict.fromkeys([party.printed for party in parties])) for parties in column)


def _known_and_common(
    parties: Parties, texts: Sequence[str]
) -> tuple[dict[str, dict[Party, None]], frozenset[str]]:
    """The known surnames (folded) with the parties that bear them, and the folded words of names
    that are common words or given names."""
    known = parties.known()
    words = {fold(w) for ps in known.values() for p in ps for w in p.printed.split()}
    common = common_words(texts, words | known.keys())
    if parties.drop_phrases(common):
        known = parties.known()
    given = {w for ps in known.values() for p in ps for w in given_words(p.given) if len(w) > 1}
    return known, common | given


def _announced(
    starts: Sequence[int],
    titles: Sequence[str],
    summaries: Sequence[str],
    progress: Progress,
) -> list[list[Party]]:
    """The people that the texts of each document present as people; where the subject of each
    title starts is given."""
    return [
        [*find_mentions(title[start:]), *find_mentions(summary)]
        for start, title, summary in zip(
            starts, titles, with_progress(summaries, progress), strict=True
        )
    ]


def _find_known(
    texts: Sequence[str],
    known: Mapping[str, Collection[Party]],
    common: frozenset[str],
    progress: Progress,
) -> list[list[PersonMention]]:
    surnames = Surnames(known, common)
    return [find_known(text, surnames) for text in with_progress(texts, progress)]


def _add_tagged(
    announced: list[list[Party]],
    titles: Sequence[str],
    summaries: Sequence[str],
    tagger: Tagger | None,
) -> set[str]:
    """Append what the tagger finds to what is announced; gives the forms that only it found."""
    if tagger is None:
        return set()
    known = {party.printed for document in announced for party in document}
    tagged: set[str] = set()
    texts = [f"{title}. {summary}" for title, summary in zip(titles, summaries, strict=True)]
    for document, names in zip(announced, tagger(texts), strict=True):
        parties = [party for name in names if (party := person_named(name)) is not None]
        tagged.update(party.printed for party in parties)
        document += parties
    return tagged - known
