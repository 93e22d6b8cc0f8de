"""Spellings of one person merged into one name, each with the reason in words.

From certain to less certain: the same letters; the same surname with given names or initials that
do not contradict each other; an identity the editor gives in brackets ("Filippov [Stalin]"); a
rare spelling of a surname that differs in a vowel, a doubled letter or the transcription. What a
person decided comes before all of it. Names from columns of the source have rules of their own
(`column_names`); pairs that may be one by `clusters` are offered.

Only surnames of the same consonants are compared (blocking), so the work grows with the number of
names and not with its square.

What is not checked: two people of one surname of whom only one is printed with a given name
are taken for one, unless the bare surname is much more frequent (`MIN_GIVEN_SHARE`).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dash_core.common.i18n import _
from dash_core.text.names.mentions import compatible, given_words
from dash_core.text.spellings.column_names import (
    group_columns,
    join_columns,
    join_misread,
    offer_alike,
)
from dash_core.text.spellings.decided_groups import apply_merges, keep_apart
from dash_core.text.spellings.decisions import Decisions, same_name
from dash_core.text.spellings.likely import LikelyPairs
from dash_core.text.spellings.name_groups import Form, FormTable, Group, Spelling
from dash_core.text.spellings.similarity import consonants, is_spelling_variant, similarity

__all__ = ["MergeCandidate", "MergedNames", "SpellingGroups", "merge_spellings"]

MIN_SPELLING_SIMILARITY: Final = 0.85  # 0 to 1: surnames less similar are not merged
MIN_SURNAME_CHARS: Final = 6  # letters: shorter surnames are not merged (Reed, Reid)
MIN_FREQUENCY_RATIO: Final = 3  # a variant is merged into a name with so many times its documents
MIN_GIVEN_SHARE: Final = 0.05  # of the bare surname's documents: rarer given names, another person
MIN_BARE_DOCUMENTS: Final = 20  # documents with the bare surname from which that share counts
MIN_HONORIFIC_TITLES: Final = 3  # titles "Mr. Blaine" beside "Mr. Walker Blaine": two people
MAX_BLOCK_NAMES: Final = 40  # names of the same consonants that are compared with one another
MAX_MERGE_CANDIDATES: Final = 200  # pairs offered to a person
_OFFER_MARGIN: Final = 0.05  # of similarity below the bound: still offered


@dataclass(frozen=True, slots=True)
class MergeCandidate:
    """Two names that may be one person's and were not merged, and why they are offered.

    `likely`: the name of both, where it is likely that they are one; else "".
    """

    name: str
    other: str
    reason: str
    likely: str = ""


@dataclass(frozen=True)
class MergedNames:
    """`names`: printed form -> name shown (none for what is no person); `spellings`: name -> its
    forms, the most frequent first; `merge_candidates`: pairs that may be the same."""

    names: dict[str, str]
    spellings: dict[str, tuple[Spelling, ...]]
    merge_candidates: tuple[MergeCandidate, ...] = ()


def merge_spellings(
    forms: Mapping[str, Form],
    decided: Decisions = Decisions(),  # noqa: B008
) -> MergedNames:
    """Merge the spellings of one person into one name.

    Parameters
    ----------
    forms
        The printed forms.
    decided
        What a person decided; it comes before every rule.
    """
    return SpellingGroups(forms).settle(decided)


class SpellingGroups:
    """The printed forms of a listing in groups of one name, before a person decides anything."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self._table = FormTable(forms)
        self._rules = _Rules(self._table)
        groups = self._rules.merge_similar(self._rules.merge_surnames(self._rules.group_letters()))
        self._groups = join_misread(self._table, groups)
        offer_alike(self._table, self._groups, self._rules.offer_groups)
        self._named: dict[tuple[str, ...], tuple[str, tuple[Spelling, ...]]] = {}

    def settle(self, decided: Decisions) -> MergedNames:
        """The names as a person decided them."""
        table = self._table
        groups = [Group(list(group.forms), group.is_person) for group in self._groups]
        groups = apply_merges(table, keep_apart(table, groups, decided), decided)
        names: dict[str, str] = {}
        spellings: dict[str, tuple[Spelling, ...]] = {}
        shown: dict[str, Group] = {}
        for group in groups:
            if decided.no_person and any(
                same_name(form) in decided.no_person for form in (group.shown, *group.forms)
            ):
                continue
            name, forms = self._name(group)
            if name in shown:  # a name a person chose that another group is printed as
                while name in shown:
                    name += " (2)"
                forms = table.spellings(group, name)
            shown[name] = group
            names.update(dict.fromkeys(group.forms, name))
            spellings[name] = forms
        return MergedNames(names, spellings, self._rules.merge_candidates(shown, decided))

    def _name(self, group: Group) -> tuple[str, tuple[Spelling, ...]]:
        """The name and the spellings of a group; of one that nobody decided on they are kept."""
        if group.shown or group.settled:
            name = self._table.name_of(group)
            return name, self._table.spellings(group, name)
        key = tuple(group.forms)
        if key not in self._named:
            name = self._table.name_of(group)
            self._named[key] = name, self._table.spellings(group, name)
        return self._named[key]


class _Rules:
    """The rules by which groups are merged, and the pairs they leave to a person."""

    def __init__(self, table: FormTable) -> None:
        self.table, self.forms = table, table.forms
        self.candidates: list[tuple[str, str, str]] = []

    def group_letters(self) -> list[Group]:
        """Forms of the same letters: "M. D. Bagirov", "M.D. Bagirov"."""
        columns = group_columns(
            self.table, (printed for printed, form in self.forms.items() if form.is_from_column)
        )
        by_letters = {same_name(form): group for group in columns for form in group.forms}
        groups: dict[tuple[bool, str], list[str]] = defaultdict(list)
        for printed, form in self.forms.items():
            if form.is_from_column:
                continue
            same = by_letters.get(same_name(printed))
            if same is not None and same.is_person == form.party.is_person and not form.party.alias:
                same.forms.append(printed)
                continue
            key = printed if form.party.alias else same_name(printed)
            groups[form.party.is_person, key].append(printed)
        others = [Group(forms, is_person) for (is_person, _key), forms in groups.items()]
        return [*columns, *others]

    def merge_surnames(self, groups: Sequence[Group]) -> list[Group]:
        """Groups of one surname whose given names do not contradict each other, merged."""
        merged = [group for group in groups if not group.is_person]
        by_surname: dict[str, list[Group]] = defaultdict(list)
        for group in groups:
            if group.is_person:
                by_surname[self._surname(group)].append(group)
        for same in by_surname.values():
            merged += same if len(same) == 1 else self._merge_one_surname(same)
        return merged

    def _surname(self, group: Group) -> str:
        party = self.table.party(group)
        surname = same_name(party.surname)
        is_wife = given_words(party.given)[:1] in (["mrs"], ["mme"])
        return f"mrs {surname}" if is_wife else surname

    def _merge_one_surname(self, same: Sequence[Group]) -> list[Group]:
        table = self.table
        people = _DistinctPeople()
        columns = [group for group in same if table.is_from_column(group)]
        others = [group for group in same if group not in columns]
        for group in join_columns(table, columns, self.offer_groups):
            people.add(group, table.party(group).given)
        with_given = sorted(
            (group for group in others if table.party(group).given),
            key=lambda g: (-len(table.party(g).given), table.party(g).given),
        )
        bare = [group for group in others if not table.party(group).given]
        rest = []
        for group in with_given:
            given = table.party(group).given
            if people.compatible_with(given):
                rest.append(group)
            else:
                people.add(group, given)
        ambiguous: list[Group] = []
        for group in rest:
            matches = people.compatible_with(table.party(group).given)
            if len(matches) == 1:
                matches[0].absorb(group)
            else:
                ambiguous.append(group)
        named = [*people.all, *ambiguous]
        return [*named, *self._merge_bare(bare, named)]

    def _merge_bare(self, bare: Sequence[Group], named: Sequence[Group]) -> list[Group]:
        """The bare surname merged into the only group with that surname, else by itself."""
        if not bare:
            return []
        first, *others = sorted(bare, key=lambda group: bool(self.table.party(group).alias))
        for group in others:  # "Filippov [Stalin]" to "Stalin"
            first.absorb(group)
        if len(named) != 1:
            return [first]
        reason = self._why_apart(first, named[0])
        if reason:
            self.candidates.append((first.forms[0], named[0].forms[0], reason))
            return [first]
        named[0].absorb(first)
        return []

    def _why_apart(self, bare: Group, named: Group) -> str:
        """Why the given names may tell another person apart from the bare surname, else ""."""
        documents = self.table.documents(bare)
        if documents >= MIN_BARE_DOCUMENTS and (
            self.table.documents(named) < MIN_GIVEN_SHARE * documents
        ):
            return _("same surname, but so rarely with given names that they may mean another")
        titles_bare, titles_named = (
            sum(self.forms[form].honorific_titles for form in group.forms)
            for group in (bare, named)
        )
        if titles_bare >= MIN_HONORIFIC_TITLES and titles_named:
            return _("same surname, but titles print it both with and without given names")
        return ""

    def merge_similar(self, groups: Sequence[Group]) -> list[Group]:
        """Rare spellings of a surname merged into the frequent one."""
        blocks: dict[str, list[Group]] = defaultdict(list)
        for group in groups:
            if group.is_person:
                for surname in {self.forms[form].party.surname for form in group.forms}:
                    folded = same_name(surname)
                    if len(folded) >= MIN_SURNAME_CHARS - 1:
                        blocks[consonants(folded)].append(group)
        merged: set[int] = set()  # identities of groups that others absorbed
        for block in blocks.values():
            block = [group for group in dict.fromkeys(block) if id(group) not in merged]
            if 1 < len(block) <= MAX_BLOCK_NAMES:
                self._merge_block(block, merged)
        return [group for group in groups if id(group) not in merged]

    def _merge_block(self, block: list[Group], merged: set[int]) -> None:
        table = self.table
        block.sort(key=lambda group: (table.documents(group), table.name_of(group)))
        for rare in block:
            matches: list[tuple[Group, str]] = []
            for main in block:
                if main is rare or id(main) in merged:
                    continue
                if same_name(table.party(main).surname) == same_name(table.party(rare).surname):
                    continue
                compared = self._compare(rare, main)
                if compared is None or table.documents(main) < table.documents(rare):
                    continue
                reason, is_safe = compared
                ratio = MIN_FREQUENCY_RATIO
                if is_safe and table.documents(main) >= ratio * table.documents(rare):
                    matches.append((main, reason))
                else:
                    self._offer(rare, main, reason)
            if len(matches) == 1:
                matches[0][0].absorb(rare)
                merged.add(id(rare))
            else:
                for main, reason in matches:
                    self._offer(rare, main, reason)

    def offer_groups(self, a: Group, b: Group, reason: str) -> None:
        self.candidates.append((a.forms[0], b.forms[0], reason))

    def _offer(self, a: Group, b: Group, reason: str) -> None:
        self.candidates.append((self.table.name_of(a), self.table.name_of(b), reason))

    def _compare(self, rare: Group, main: Group) -> tuple[str, bool] | None:
        """Why two names may be one, and whether that is enough to merge them; None if it is not
        even enough to offer them."""
        a, b = self.table.party(rare), self.table.party(main)
        if a.given and b.given and not compatible(a.given, b.given):
            return None
        one, two = same_name(a.surname), same_name(b.surname)
        reason, ratio = similarity(a.surname, b.surname)
        if ratio < MIN_SPELLING_SIMILARITY - _OFFER_MARGIN:
            return None
        rows = {row for form in main.forms for row in self.forms[form].rows}
        in_one_document = any(row in rows for form in rare.forms for row in self.forms[form].rows)
        offices, others = (
            {office for form in g.forms for office in self.forms[form].offices}
            for g in (rare, main)
        )
        is_safe = (
            offices <= others
            and ratio >= MIN_SPELLING_SIMILARITY
            and min(len(one), len(two)) >= MIN_SURNAME_CHARS
            and not in_one_document
            and not (self.table.is_from_column(rare) and self.table.is_from_column(main))
            and is_spelling_variant(one, two)
        )
        return reason, is_safe

    def merge_candidates(
        self, shown: Mapping[str, Group], decided: Decisions
    ) -> tuple[MergeCandidate, ...]:
        """Pairs that were not merged, without those a person decided; frequent names first."""
        name_of = {form: name for name, group in shown.items() for form in group.forms}
        likely = LikelyPairs({name: self.table.party(group) for name, group in shown.items()})
        pairs: dict[frozenset[str], MergeCandidate] = {}
        for a, b, reason in self.candidates:
            one, two = name_of.get(a), name_of.get(b)
            if one is None or two is None or one == two:
                continue
            keys = (frozenset((x, y)) for x in (a, one) for y in (b, two))
            if not any(key in decided.apart for key in keys):
                pair = MergeCandidate(one, two, reason, likely.name_of(one, two))
                pairs.setdefault(frozenset((one, two)), pair)
        n = {name: self.table.documents(group) for name, group in shown.items()}
        best = sorted(pairs.values(), key=lambda p: (not p.likely, -n[p.name] - n[p.other], p.name))
        return tuple(best[:MAX_MERGE_CANDIDATES])


class _DistinctPeople:
    """Groups of one surname that are different people, found by their given names."""

    def __init__(self) -> None:
        self.all: list[Group] = []
        self._by_letter: dict[str, list[tuple[str, Group]]] = defaultdict(list)

    def add(self, group: Group, given: str) -> None:
        self.all.append(group)
        words = given_words(given)
        if words:
            self._by_letter[words[0][0]].append((given, group))

    def compatible_with(self, given: str) -> list[Group]:
        """Those whose given names do not contradict these."""
        words = given_words(given)
        same_letter = self._by_letter[words[0][0]] if words else ()
        return [group for other, group in same_letter if compatible(given, other)]
