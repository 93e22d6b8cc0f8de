"""The people of a whole collection: who wrote, who received, who is named."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from dash_core.common.progress import Progress, no_progress, progress_part, with_progress
from dash_core.text.language.tokens import fold
from dash_core.text.people.decisions import Decisions, same_name
from dash_core.text.people.from_columns import party_from_column
from dash_core.text.people.mentions import (
    common_words,
    find_known,
    find_mentions,
    given_words,
    named,
)
from dash_core.text.people.model import Correspondence, Party, PersonMention
from dash_core.text.people.spacy_tagger import Tagger
from dash_core.text.people.spellings import Form, Joined, MergeCandidate, Spelling, join
from dash_core.text.people.titles import bare_names, correspondents
from dash_core.text.people.vocabulary import is_honorific

__all__ = ["PeopleColumns", "PeopleReading", "Role", "read_people"]


@dataclass(frozen=True)
class PeopleColumns:
    """What columns of the source say of people, a list of names a document: they win."""

    creators: Sequence[Sequence[str]]
    recipients: Sequence[Sequence[str]]
    people: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Role:
    """An office or honorific a name is printed with, and the documents (rows) where."""

    role: str
    rows: tuple[int, ...] = ()
    is_settled: bool = False


@dataclass(frozen=True)
class PeopleReading:
    """Who is in each document of a collection (lists run parallel to the documents).

    `spellings` maps every name shown to the printed forms it stands for, `names` says of each
    form in how many documents it stands and why it is joined; `roles` are the offices and
    honorifics printed with a name; `merge_candidates` are pairs that may be one person and were not
    joined. `persons` are the names that are people, and no offices or bodies. The spans are
    where people stand in title and summary. `sent_from` is the place a title says it was sent
    from ("Report of X from PLACE"), else empty; `subject_starts` is where in the title the
    subject starts, after who wrote to whom. `same` maps a document whose title says "same" to
    the one whose sender or recipient is meant; `unresolved` are those where that is not certain:
    their title stays as printed, and nobody is taken from it. `printed_as` maps each printed form
    to its name; `by_model` are names that only a spaCy model found.
    """

    creators: list[list[str]]
    recipients: list[list[str]]
    people: list[list[str]]
    spellings: dict[str, tuple[str, ...]]
    title_spans: list[list[PersonMention]]
    summary_spans: list[list[PersonMention]]
    sent_from: list[str]
    subject_starts: list[int]
    names: dict[str, tuple[Spelling, ...]] = field(default_factory=dict)
    roles: dict[str, tuple[Role, ...]] = field(default_factory=dict)
    merge_candidates: tuple[MergeCandidate, ...] = ()
    persons: frozenset[str] = frozenset()
    same: dict[int, int] = field(default_factory=dict)
    unresolved: tuple[int, ...] = ()
    printed_as: dict[str, str] = field(default_factory=dict)
    by_model: frozenset[str] = frozenset()


def read_people(
    titles: Sequence[str],
    summaries: Sequence[str],
    progress: Progress = no_progress,
    *,
    columns: PeopleColumns | None = None,
    order: Sequence[Sequence[int]] | None = None,
    decided: Decisions = Decisions(),  # noqa: B008
    tagger: Tagger | None = None,
) -> PeopleReading:
    """Find correspondents and people in all documents and join their spellings.

    Parameters
    ----------
    columns
        What the source says itself; a guess from the title gives way to it.
    order
        The documents (rows) as they are printed, a list for each file; by default as they are
        given. "Same" means the entry before in this order.
    decided
        What a person decided about names.
    tagger
        Finds more people in the texts (`dash_core.text.people.spacy_tagger`).
    """
    distinct = dict.fromkeys(titles)
    parsed = {
        title: correspondents(title)
        for title in with_progress(list(distinct), progress_part(progress, 0, 0.3))
    }
    _believe(parsed)
    letters, same, unresolved = _carried(
        [parsed[title] for title in titles], order or [range(len(titles))]
    )
    announced = [
        [
            *(
                find_mentions(title[letter.subject_start :])
                if letter.subject_start < len(title)
                else ()
            ),
            *find_mentions(summary),
        ]
        for letter, title, summary in zip(
            letters,
            titles,
            with_progress(summaries, progress_part(progress, 0.3, 0.6)),
            strict=True,
        )
    ]
    tagged = _tagged(announced, titles, summaries, tagger)
    own = _Parties(letters, announced, columns)
    known = own.known()
    words = {fold(w) for d in known.values() for p in d for w in p.printed.split()}
    common = common_words([*distinct, *summaries], words | known.keys())
    if own.drop_phrases(common):
        known = own.known()
    common |= {w for d in known.values() for p in d for w in given_words(p.given) if len(w) > 1}
    in_titles = [
        find_known(title, known, common)
        for title in with_progress(titles, progress_part(progress, 0.6, 0.7))
    ]
    in_summaries = [
        find_known(text, known, common)
        for text in with_progress(summaries, progress_part(progress, 0.7, 0.9))
    ]
    joined = join(own.forms(in_titles, in_summaries), decided)
    names = joined.names

    def shown(found: Sequence[Party]) -> list[str]:
        if not found:
            return []
        return list(dict.fromkeys([names[p.printed] for p in found if p.printed in names]))

    everyone = [
        shown([*document, *(m.party for m in titled), *(m.party for m in summed)])
        for document, titled, summed in zip(own.all(), in_titles, in_summaries, strict=True)
    ]
    return PeopleReading(
        creators=[shown(document) for document in own.creators],
        recipients=[shown(document) for document in own.recipients],
        people=everyone,
        spellings={
            name: tuple(sorted(spelling.printed for spelling in forms))
            for name, forms in joined.spellings.items()
        },
        title_spans=[_kept(spans, names) for spans in in_titles],
        summary_spans=[_kept(spans, names) for spans in in_summaries],
        sent_from=[letter.place for letter in letters],
        subject_starts=[letter.subject_start for letter in letters],
        names=joined.spellings,
        roles=_roles(own, joined, decided),
        merge_candidates=joined.merge_candidates,
        persons=own.persons(joined),
        same=same,
        unresolved=unresolved,
        printed_as=names,
        by_model=own.only(tagged, joined),
    )


def _tagged(
    announced: list[list[Party]],
    titles: Sequence[str],
    summaries: Sequence[str],
    tagger: Tagger | None,
) -> set[str]:
    """Put what the tagger finds behind what is announced; gives the forms only it found."""
    if tagger is None:
        return set()
    known = {party.printed for document in announced for party in document}
    found: set[str] = set()
    texts = [f"{title}. {summary}" for title, summary in zip(titles, summaries, strict=True)]
    for document, names in zip(announced, tagger(texts), strict=True):
        parties = [party for name in names if (party := named(name)) is not None]
        found.update(party.printed for party in parties)
        document += parties
    return found - known


def _believe(parsed: dict[str, Correspondence]) -> None:
    """Take `Thomas Jefferson to James Madison` apart where both are known for people: from a
    title that says so, or as somebody who writes in one title and receives in another."""
    ends = {
        title: found
        for title, letter in parsed.items()
        if not (letter.creators or letter.recipients or letter.same_sender or letter.place)
        and (found := bare_names(title)) is not None
    }
    sure = {
        fold(party.surname)
        for letter in parsed.values()
        for party in (*letter.creators, *letter.recipients)
        if party.is_person
    }
    wrote, received = (
        {same_name(party.printed) for found in ends.values() for party in found[side]}
        for side in (0, 1)
    )

    def is_known(party: Party) -> bool:
        name = same_name(party.printed)
        return fold(party.surname) in sure or (name in wrote and name in received)

    for title, found in ends.items():
        if all(is_known(party) for side in found for party in side):
            parsed[title] = Correspondence(*found, subject_start=_end(title, found[1][-1]))


def _end(title: str, last: Party) -> int:
    """Where the last party of a title ends."""
    at = title.rfind(last.printed)
    return at + len(last.printed) if at >= 0 else 0


def _carried(
    letters: list[Correspondence], order: Sequence[Sequence[int]]
) -> tuple[list[Correspondence], dict[int, int], tuple[int, ...]]:
    """Take the parties a title calls "same" from the entry before; where that one names none,
    it is not known who is meant."""
    letters = list(letters)
    same: dict[int, int] = {}
    unresolved: list[int] = []
    for file in order:
        before: int | None = None
        for row in file:
            letter = letters[row]
            if letter.same_sender or letter.same_recipient:
                last = letters[before] if before is not None else Correspondence()
                creators = last.creators if letter.same_sender else letter.creators
                recipients = last.recipients if letter.same_recipient else letter.recipients
                if creators and recipients and before is not None:
                    letters[row] = replace(letter, creators=creators, recipients=recipients)
                    same[row] = same.get(before, before)
                else:
                    unresolved.append(row)
            before = row
    return letters, same, tuple(unresolved)


class _Parties:
    """The parties of every document, from titles, texts and columns of the source."""

    def __init__(
        self,
        letters: Sequence[Correspondence],
        announced: list[list[Party]],
        columns: PeopleColumns | None,
    ) -> None:
        n = len(letters)
        self.from_columns: dict[str, Party] = {}
        empty: list[Sequence[str]] = [()] * n
        stated = (
            (columns.creators, columns.recipients, columns.people)
            if columns
            else (empty, empty, empty)
        )
        own = [
            [[self._from_column(name) for name in names] for names in column] for column in stated
        ]
        self.creators = [own[0][i] or list(letter.creators) for i, letter in enumerate(letters)]
        self.recipients = [own[1][i] or list(letter.recipients) for i, letter in enumerate(letters)]
        self.named = own[2]
        self.announced = announced
        self._all: list[list[Party]] | None = None

    def _from_column(self, name: str) -> Party:
        if name not in self.from_columns:
            self.from_columns[name] = party_from_column(name)
        return self.from_columns[name]

    def all(self) -> list[list[Party]]:
        """All parties of each document, correspondents first."""
        if self._all is None:
            columns = zip(self.creators, self.recipients, self.named, self.announced, strict=True)
            self._all = [[*wrote, *got, *named, *rest] for wrote, got, named, rest in columns]
        return self._all

    def known(self) -> dict[str, dict[Party, None]]:
        """Folded surname -> the parties that bear it."""
        found: dict[str, dict[Party, None]] = {}
        for document in self.all():
            for party in document:
                if party.is_person:
                    found.setdefault(fold(party.surname), {})[party] = None
        return found

    def drop_phrases(self, common: frozenset[str]) -> bool:
        """Leave out what looks like a name and is all common words: `to Mobilize Peasants`,
        `General Order`. Gives whether there was any."""
        correspondents = {
            party.printed
            for side in (self.creators, self.recipients)
            for parties in side
            for party in parties
            if party.role or len(party.printed.split()) == 1
        }

        def is_phrase(party: Party) -> bool:
            return (
                party.is_person
                and not is_honorific(party.role)
                and not party.alias
                and party.printed not in self.from_columns
                and party.printed not in correspondents
                and all(fold(word) in common for word in party.printed.split())
            )

        is_any = False
        for lists in (self.creators, self.recipients, self.announced):
            for i, parties in enumerate(lists):
                if any(map(is_phrase, parties)):
                    is_any, self._all = True, None
                    lists[i] = [party for party in parties if not is_phrase(party)]
        return is_any

    def forms(
        self, titled: Sequence[list[PersonMention]], summed: Sequence[list[PersonMention]]
    ) -> dict[str, Form]:
        """The printed forms with the documents they stand in."""
        rows: dict[str, list[int]] = defaultdict(list)
        parties: dict[str, Party] = {}
        offices: dict[str, set[str]] = defaultdict(set)
        addressed: Counter[str] = Counter()
        for party in (p for side in (self.creators, self.recipients) for ps in side for p in ps):
            if is_honorific(party.role):
                addressed[party.printed] += 1
        for row, document in enumerate(self.all()):
            for party in document:
                if party.role and not is_honorific(party.role):
                    offices[party.printed].add(party.role)
            found = (*document, *(m.party for m in titled[row]), *(m.party for m in summed[row]))
            for party in found:
                parties.setdefault(party.printed, party)
                own = rows[party.printed]
                if not own or own[-1] != row:
                    own.append(row)
        return {
            printed: Form(
                party,
                tuple(rows[printed]),
                printed in self.from_columns,
                frozenset(offices.get(printed, ())),
                addressed[printed],
            )
            for printed, party in parties.items()
        }

    def only(self, forms: set[str], joined: Joined) -> frozenset[str]:
        """The names that are there because of these forms alone."""
        if not forms:
            return frozenset()
        sides = (*self.creators, *self.recipients, *self.named)
        others = {party.printed for document in self.announced for party in document} - forms
        others |= {party.printed for document in sides for party in document}
        return frozenset(
            name
            for name, spellings in joined.spellings.items()
            if any(spelling.printed in forms for spelling in spellings)
            and not any(spelling.printed in others for spelling in spellings)
        )

    def persons(self, joined: Joined) -> frozenset[str]:
        """The names that are people."""
        return frozenset(
            joined.names[party.printed]
            for document in self.all()
            for party in document
            if party.is_person and party.printed in joined.names
        )


@lru_cache(maxsize=10_000)
def _role_key(role: str) -> str:
    return same_name(role)


def _kept(spans: list[PersonMention], names: dict[str, str]) -> list[PersonMention]:
    """Without those a person said are none."""
    if all(mention.party.printed in names for mention in spans):
        return spans
    return [mention for mention in spans if mention.party.printed in names]


def _roles(own: _Parties, joined: Joined, decided: Decisions) -> dict[str, tuple[Role, ...]]:
    """For each name the roles it is printed in, what a person noted first, then the frequent."""
    rows: dict[str, dict[str, list[int]]] = defaultdict(dict)
    printed: dict[str, str] = {}  # "Mr." and "Mr" are one, as first printed
    for row, document in enumerate(own.all()):
        for party in document:
            if party.role and party.printed in joined.names:
                role = printed.setdefault(_role_key(party.role), party.role)
                found = rows[joined.names[party.printed]].setdefault(role, [])
                if not found or found[-1] != row:
                    found.append(row)
    roles = {
        name: tuple(
            Role(role, tuple(where))
            for role, where in sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
        )
        for name, found in rows.items()
    }
    if decided.roles:
        for name, forms in joined.spellings.items():
            keys = {same_name(name), *(same_name(form.printed) for form in forms)}
            noted = [decided.roles[key] for key in sorted(keys) if key in decided.roles]
            if noted:
                roles[name] = (
                    *(Role(role, is_settled=True) for role in noted),
                    *roles.get(name, ()),
                )
    return roles
