"""The parties of every document of a listing, from titles, texts and columns of the source."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dash_core.text.language.tokens import fold
from dash_core.text.names.model import Correspondence, Party, PersonMention
from dash_core.text.names.vocabulary import is_honorific
from dash_core.text.spellings.from_columns import party_from_column
from dash_core.text.spellings.name_groups import Form

__all__ = ["Parties", "PeopleColumns"]


@dataclass(frozen=True)
class PeopleColumns:
    """People in columns of the source, a list of names a document; they override the titles."""

    creators: Sequence[Sequence[str]]
    recipients: Sequence[Sequence[str]]
    people: Sequence[Sequence[str]]


class Parties:
    """The parties of every document, from titles, texts and columns of the source."""

    def __init__(
        self,
        letters: Sequence[Correspondence],
        announced: list[list[Party]],
        columns: PeopleColumns | None,
    ) -> None:
        self.from_columns: dict[str, Party] = {}
        creators, recipients, named = (
            [[self._from_column(name) for name in names] for names in column]
            for column in (
                (columns.creators, columns.recipients, columns.people)
                if columns
                else [[()] * len(letters)] * 3
            )
        )
        self.creators = [creators[i] or list(letter.creators) for i, letter in enumerate(letters)]
        self.recipients = [
            recipients[i] or list(letter.recipients) for i, letter in enumerate(letters)
        ]
        self.named = named
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
        known: dict[str, dict[Party, None]] = {}
        for party in _each_once(self.all()):
            if party.is_person:
                known.setdefault(fold(party.surname), {})[party] = None
        return known

    def drop_phrases(self, common: frozenset[str]) -> bool:
        """Remove what looks like a name and is all common words: `to Mobilize Peasants`,
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

        columns = (self.creators, self.recipients, self.announced)
        phrases = {
            id(party) for column in columns for party in filter(is_phrase, _each_once(column))
        }
        for column in columns if phrases else ():
            for i, parties in enumerate(column):
                column[i] = [party for party in parties if id(party) not in phrases]
        if phrases:
            self._all = None
        return bool(phrases)

    def forms(
        self, titled: Sequence[list[PersonMention]], summed: Sequence[list[PersonMention]]
    ) -> dict[str, Form]:
        """The printed forms with the documents they stand in."""
        rows: dict[str, list[int]] = defaultdict(list)
        parties: dict[str, Party] = {}
        offices: dict[str, set[str]] = defaultdict(set)
        honorific_titles: Counter[str] = Counter()
        for party in (p for side in (self.creators, self.recipients) for ps in side for p in ps):
            if is_honorific(party.role):
                honorific_titles[party.printed] += 1
        for row, document in enumerate(self.all()):
            for party in document:
                if party.role and not is_honorific(party.role):
                    offices[party.printed].add(party.role)
            mentioned = (mention.party for mention in (*titled[row], *summed[row]))
            for party in (*document, *mentioned):
                parties.setdefault(party.printed, party)
                of_form = rows[party.printed]
                if not of_form or of_form[-1] != row:
                    of_form.append(row)
        return {
            printed: Form(
                party,
                tuple(rows[printed]),
                printed in self.from_columns,
                frozenset(offices.get(printed, ())),
                honorific_titles[printed],
            )
            for printed, party in parties.items()
        }

    def not_only_tagged(self, forms: Collection[str]) -> frozenset[str]:
        """The forms that stand elsewhere than where a tagger alone found these; none where it
        found none."""
        if not forms:
            return frozenset()
        sides = (*self.creators, *self.recipients, *self.named)
        others = {party.printed for document in self.announced for party in document}
        others.difference_update(forms)
        return frozenset(others | {party.printed for document in sides for party in document})

    def persons(self) -> frozenset[str]:
        """The forms that are of people."""
        return frozenset(party.printed for party in _each_once(self.all()) if party.is_person)


def _each_once(documents: Iterable[Iterable[Party]]) -> Iterable[Party]:
    """The parties of documents: many stand in more than one."""
    return {id(party): party for parties in documents for party in parties}.values()
