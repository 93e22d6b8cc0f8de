"""The people of a whole collection: who wrote, who received, who is named."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from dash_core.common.i18n import _
from dash_core.common.progress import Progress, no_progress, progress_part, with_progress
from dash_core.text.language.tokens import fold
from dash_core.text.people.correspondence import LetterTitles, only_where_letters
from dash_core.text.people.decisions import Decisions, same_name
from dash_core.text.people.letters import read_letters
from dash_core.text.people.mentions import (
    common_words,
    find_known,
    find_mentions,
    given_words,
    person_named,
)
from dash_core.text.people.model import Correspondence, Party, PersonMention
from dash_core.text.people.name_groups import Spelling
from dash_core.text.people.parties import Parties, PeopleColumns
from dash_core.text.people.spacy_tagger import Tagger
from dash_core.text.people.spellings import MergeCandidate, MergedNames, merge_spellings

__all__ = ["PeopleReading", "Role", "read_people"]


@dataclass(frozen=True, slots=True)
class Role:
    """An office or honorific a name is printed with, and the documents (rows) where."""

    role: str
    rows: tuple[int, ...] = ()
    is_settled: bool = False


@dataclass(frozen=True)
class PeopleReading:
    """The people of each document of a collection; lists run parallel to the documents.

    `spellings`: name shown -> its printed forms; `names`: name shown -> each form with its number
    of documents and the reason why it is merged; `printed_as`: printed form -> name shown;
    `roles`: the offices and honorifics printed with a name; `merge_candidates`: pairs that may be
    one person and were not merged; `persons`: the names that are people, not offices or bodies;
    `title_spans`, `summary_spans`: where people stand; `sent_from`: the place a title says it was
    sent from ("Report of X from PLACE"), else ""; `subject_starts`: offset in the title of its
    subject, after who wrote to whom; `same`: a row whose title says "same" -> the row whose sender
    or recipient is meant; `unresolved`: rows where that is not certain (their titles stay as
    printed and name nobody); `by_model`: names that only a spaCy model found;
    `is_correspondence`: whether the listing, or a file of it, shows letters
    (`correspondence`): where none does, its titles tell no sender and no recipient.
    """

    creators: list[list[str]]
    recipients: list[list[str]]
    people: list[list[str]]
    spellings: dict[str, tuple[str, ...]]
    title_spans: list[list[PersonMention]]
    summary_spans: list[list[PersonMention]]
    sent_from: list[str] = field(default_factory=list)
    subject_starts: list[int] = field(default_factory=list)
    names: dict[str, tuple[Spelling, ...]] = field(default_factory=dict)
    roles: dict[str, tuple[Role, ...]] = field(default_factory=dict)
    merge_candidates: tuple[MergeCandidate, ...] = ()
    persons: frozenset[str] = frozenset()
    same: dict[int, int] = field(default_factory=dict)
    unresolved: tuple[int, ...] = ()
    printed_as: dict[str, str] = field(default_factory=dict)
    by_model: frozenset[str] = frozenset()
    is_correspondence: bool = False

    def format_name(self, name: str) -> str:
        """A name with its other printed spellings: `Stalin (also Filippov [Stalin])`."""
        others = [form for form in self.spellings.get(name, ()) if form != name]
        if not others:
            return name
        return _("{name} (also {others})").format(name=name, others=", ".join(others))


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
        Finds more people in the texts (`dash_core.text.people.spacy_tagger`).
    """
    order = order or [range(len(titles))]
    letters, same, unresolved = read_letters(titles, order, progress_part(progress, 0, 0.3))
    letters, is_correspondence = only_where_letters(
        LetterTitles(titles, letters, columns.recipients if columns else (), genres), order
    )
    announced = _announced(letters, titles, summaries, progress_part(progress, 0.3, 0.6))
    only_tagged = _add_tagged(announced, titles, summaries, tagger)
    parties = Parties(letters, announced, columns)
    known, common = _known_and_common(parties, [*dict.fromkeys(titles), *summaries])
    in_titles, in_summaries = (
        [find_known(text, known, common) for text in with_progress(texts, part)]
        for texts, part in (
            (titles, progress_part(progress, 0.6, 0.7)),
            (summaries, progress_part(progress, 0.7, 0.9)),
        )
    )
    merged = merge_spellings(parties.forms(in_titles, in_summaries), decided)
    return replace(
        _reading(parties, merged, in_titles, in_summaries),
        sent_from=[letter.place for letter in letters],
        subject_starts=[letter.subject_start for letter in letters],
        roles=_roles(parties, merged, decided),
        same=same if is_correspondence else {},
        unresolved=unresolved if is_correspondence else (),
        by_model=parties.only_from(only_tagged, merged),
        is_correspondence=is_correspondence,
    )


def _reading(
    parties: Parties,
    merged: MergedNames,
    in_titles: Sequence[list[PersonMention]],
    in_summaries: Sequence[list[PersonMention]],
) -> PeopleReading:
    """What the parties, their names and their mentions tell."""
    shown = partial(_shown, merged.names)
    return PeopleReading(
        creators=[shown(document) for document in parties.creators],
        recipients=[shown(document) for document in parties.recipients],
        people=[
            shown([*document, *(mention.party for mention in (*titled, *summed))])
            for document, titled, summed in zip(parties.all(), in_titles, in_summaries, strict=True)
        ],
        spellings=_printed_forms(merged.spellings),
        title_spans=[_people_only(spans, merged.names) for spans in in_titles],
        summary_spans=[_people_only(spans, merged.names) for spans in in_summaries],
        names=merged.spellings,
        merge_candidates=merged.merge_candidates,
        persons=parties.persons(merged),
        printed_as=merged.names,
    )


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


def _shown(names: Mapping[str, str], parties: Sequence[Party]) -> list[str]:
    """The names shown of these parties, each once."""
    return list(dict.fromkeys([names[p.printed] for p in parties if p.printed in names]))


def _printed_forms(spellings: Mapping[str, Sequence[Spelling]]) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(sorted(spelling.printed for spelling in forms))
        for name, forms in spellings.items()
    }


def _announced(
    letters: Sequence[Correspondence],
    titles: Sequence[str],
    summaries: Sequence[str],
    progress: Progress,
) -> list[list[Party]]:
    """The people that the texts of each document present as people."""
    return [
        [*find_mentions(title[letter.subject_start :]), *find_mentions(summary)]
        for letter, title, summary in zip(
            letters, titles, with_progress(summaries, progress), strict=True
        )
    ]


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


@lru_cache(maxsize=10_000)
def _role_key(role: str) -> str:
    return same_name(role)


def _people_only(spans: list[PersonMention], names: dict[str, str]) -> list[PersonMention]:
    """The mentions without those that a person decided are no people."""
    if all(mention.party.printed in names for mention in spans):
        return spans
    return [mention for mention in spans if mention.party.printed in names]


def _roles(
    parties: Parties, merged: MergedNames, decided: Decisions
) -> dict[str, tuple[Role, ...]]:
    """For each name its roles: those a person noted first, then the frequent ones."""
    rows: dict[str, dict[str, list[int]]] = defaultdict(dict)
    printed: dict[str, str] = {}  # "Mr." and "Mr" are one, as first printed
    for row, document in enumerate(parties.all()):
        for party in document:
            if party.role and party.printed in merged.names:
                role = printed.setdefault(_role_key(party.role), party.role)
                of_role = rows[merged.names[party.printed]].setdefault(role, [])
                if not of_role or of_role[-1] != row:
                    of_role.append(row)
    roles = {
        name: tuple(
            Role(role, tuple(where))
            for role, where in sorted(of_name.items(), key=lambda item: (-len(item[1]), item[0]))
        )
        for name, of_name in rows.items()
    }
    if decided.roles:
        for name, forms in merged.spellings.items():
            keys = {same_name(name), *(same_name(form.printed) for form in forms)}
            noted = [decided.roles[key] for key in sorted(keys) if key in decided.roles]
            if noted:
                roles[name] = (
                    *(Role(role, is_settled=True) for role in noted),
                    *roles.get(name, ()),
                )
    return roles
