"""The people of a whole collection: as the documents print them, and as they are settled."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import TypeVar

from dash_core.common.columns import alike
from dash_core.common.i18n import _
from dash_core.text.names.model import PersonMention
from dash_core.text.spellings.decisions import Decisions, same_name
from dash_core.text.spellings.name_groups import Form, Spelling
from dash_core.text.spellings.spellings import MergeCandidate, MergedNames, SpellingGroups

__all__ = ["PeopleFound", "PeopleReading", "Role"]

_T = TypeVar("_T")


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


@dataclass(frozen=True, eq=False)
class PeopleFound:
    """What the documents of a listing print of people, before it is settled who is who.

    `forms`: the printed forms; `groups`: those taken for one name; `printed`: for each document
    the forms of creators, of recipients and of all people; `mentions`: where known people stand in
    titles and in summaries; `roles`: row, form and role of each party with one; `persons`: forms
    that are of people; `tagged`: forms that the tagger alone found, and those that also stand
    elsewhere; `rest`: a reading with all that no name changes, its other lists empty.
    """

    forms: Mapping[str, Form]
    groups: SpellingGroups
    printed: Sequence[Sequence[tuple[str, ...]]]
    mentions: tuple[Sequence[list[PersonMention]], Sequence[list[PersonMention]]]
    roles: Sequence[tuple[int, str, str]]
    persons: frozenset[str]
    tagged: tuple[frozenset[str], frozenset[str]]
    rest: PeopleReading

    def settle(self, decided: Decisions, like: PeopleReading | None = None) -> PeopleReading:
        """The people as a person decided about their names.

        Parameters
        ----------
        like
            Another reading of the same: documents with the same names share its lists.
        """
        merged = self.groups.settle(decided)
        names, before = merged.names, like or self.rest
        rows = self._rows_of_others(like.printed_as, names) if like else range(len(before.people))
        wrote, got, everyone = self.printed
        shown = lru_cache(maxsize=10_000)(partial(_shown, names))  # most write more than once
        titled, summed = self.mentions
        return replace(
            self.rest,
            creators=_again(lambda row: shown(wrote[row]), before.creators, rows, tuple),
            recipients=_again(lambda row: shown(got[row]), before.recipients, rows, tuple),
            people=_again(lambda row: shown(everyone[row]), before.people, rows, tuple),
            spellings=_printed_forms(merged.spellings),
            title_spans=_again(
                lambda row: _people_only(titled[row], names), before.title_spans, rows
            ),
            summary_spans=_again(
                lambda row: _people_only(summed[row], names), before.summary_spans, rows
            ),
            names=merged.spellings,
            roles=_roles(self.roles, merged, decided),
            merge_candidates=merged.merge_candidates,
            persons=frozenset(names[form] for form in self.persons if form in names),
            printed_as=names,
            by_model=_only_of(*self.tagged, merged),
        )

    def _rows_of_others(self, names: Mapping[str, str], others: Mapping[str, str]) -> set[int]:
        """The documents of the forms that have another name."""
        return {
            row
            for printed, form in self.forms.items()
            if names.get(printed) != others.get(printed)
            for row in form.rows
        }


def _again(
    make: Callable[[int], list[_T]],
    before: list[list[_T]],
    rows: Collection[int],
    key: Callable[[list[_T]], Hashable] = id,
) -> list[list[_T]]:
    """The lists of before, of these documents made again; without any the object of before.
    New ones that are equal, by what tells them apart, are one object."""
    if not rows:
        return before
    lists = list(before)
    for row, made in zip(rows, alike(map(make, rows), key), strict=True):
        lists[row] = made
    return lists


def _shown(names: Mapping[str, str], forms: Iterable[str]) -> list[str]:
    """The names shown of these printed forms, each once."""
    return list(dict.fromkeys([names[form] for form in forms if form in names]))


def _printed_forms(spellings: Mapping[str, Sequence[Spelling]]) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(sorted(spelling.printed for spelling in forms))
        for name, forms in spellings.items()
    }


def _people_only(spans: list[PersonMention], names: dict[str, str]) -> list[PersonMention]:
    """The mentions without those that a person decided are no people."""
    if all(mention.party.printed in names for mention in spans):
        return spans
    return [mention for mention in spans if mention.party.printed in names]


def _only_of(
    tagged: frozenset[str], elsewhere: frozenset[str], merged: MergedNames
) -> frozenset[str]:
    """The names of which the tagger found a form, and no form stands elsewhere."""
    if not tagged:
        return frozenset()
    return frozenset(
        name
        for name, spellings in merged.spellings.items()
        if any(spelling.printed in tagged for spelling in spellings)
        and not any(spelling.printed in elsewhere for spelling in spellings)
    )


@lru_cache(maxsize=10_000)
def _role_key(role: str) -> str:
    return same_name(role)


def _roles(
    printed_roles: Iterable[tuple[int, str, str]], merged: MergedNames, decided: Decisions
) -> dict[str, tuple[Role, ...]]:
    """For each name its roles: those a person noted first, then the frequent ones."""
    rows: dict[str, dict[str, list[int]]] = defaultdict(dict)
    printed: dict[str, str] = {}  # "Mr." and "Mr" are one, as first printed
    for row, form, role in printed_roles:
        if form in merged.names:
            role = printed.setdefault(_role_key(role), role)
            of_role = rows[merged.names[form]].setdefault(role, [])
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
