"""Spellings of one person made one name, each with the reason in words.

From sure to less sure: the same letters; the same surname with given names or initials that do
not contradict each other; an identity the editor gives in brackets ("Filippov [Stalin]"); a
rare spelling of a surname that differs in a vowel, a doubled letter or a way of transcription.
What a person settled comes before all of it. What a source states in a column of its own is
never joined to another thing it states.

Similarity of spellings is rapidfuzz's ratio (1 minus the normalised insertion-deletion distance).
Only surnames of one skeleton (consonants, transcription levelled) are compared, so the work
grows with the number of names and not with its square.

What is not checked: two people of one surname of whom only one is printed with a given name
are taken for one, unless the bare surname is much more frequent (`RARE_GIVEN`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from dash_core.common.i18n import _
from dash_core.text.people.decisions import Decisions, same_name
from dash_core.text.people.mentions import compatible, given_words
from dash_core.text.people.model import Party

__all__ = ["Form", "Joined", "MergeCandidate", "Spelling", "join"]

MIN_SPELLING_SIMILARITY: Final = 0.85  # surnames spelled less alike are not joined
MIN_SURNAME_CHARS: Final = 6  # nor shorter ones: Reed is not Reid
MIN_FREQUENCY_RATIO: Final = 3  # a variant is joined to a name in as many times its documents
RARE_GIVEN: Final = 0.05  # of the bare surname: rarer initials tell another person apart
MANY_BARE: Final = 20  # documents with the bare surname from which that counts
ADDRESSED: Final = 3  # titles with "Mr. Blaine" beside "Mr. Walker Blaine": two people
MAX_ALIKE: Final = 40  # names of one sound compared with one another
MAX_MERGE_CANDIDATES: Final = 200  # pairs offered as perhaps the same

_TRANSCRIBED: Final = (
    ("tch", "ch"),
    ("kh", "k"),
    ("gh", "g"),
    ("ph", "f"),
    ("tz", "ts"),
    ("ck", "k"),
    ("q", "k"),
    ("w", "v"),
    ("ff", "v"),
)
_VOWELS: Final = "aeiouyj"


@dataclass(frozen=True, slots=True)
class Form:
    """A printed form: whom it names, the documents (rows) it stands in, whether a column of the
    source states it, the offices it is printed with, and in how many titles a correspondent is
    called so with Mr., Señor and the like."""

    party: Party
    rows: tuple[int, ...]
    is_from_column: bool = False
    offices: frozenset[str] = frozenset()
    addressed: int = 0


@dataclass(frozen=True, slots=True)
class Spelling:
    """One printed form of a name: in how many documents, and why it is this name ("" for the
    form the name is shown in). `is_settled`: a person said so."""

    printed: str
    documents: int
    reason: str = ""
    is_settled: bool = False


@dataclass(frozen=True, slots=True)
class MergeCandidate:
    """Two names that may be one person's and were not joined, and why they are offered."""

    name: str
    other: str
    reason: str


@dataclass(frozen=True)
class Joined:
    """The name shown for each printed form (none for what is no person); the spellings of each
    name, the most frequent first; and pairs that may be the same."""

    names: dict[str, str]
    spellings: dict[str, tuple[Spelling, ...]]
    merge_candidates: tuple[MergeCandidate, ...] = ()


@dataclass(eq=False)
class _Group:
    """Forms taken for one name; `shown` where a person named it."""

    forms: list[str]
    is_person: bool
    shown: str = ""
    settled: set[str] = field(default_factory=set)

    def take(self, other: "_Group") -> None:
        """Take over the forms of another group."""
        self.forms += other.forms
        other.forms = []


def join(forms: Mapping[str, Form], decided: Decisions = Decisions()) -> Joined:  # noqa: B008
    """Make spellings of one person one name.

    Parameters
    ----------
    forms
        The printed forms.
    decided
        What a person settled; it comes before every rule.
    """
    work = _Work(forms)
    groups = work.apart(work.alike(work.same_surname(work.same_letters())), decided)
    groups = work.settled(groups, decided)
    names: dict[str, str] = {}
    spellings: dict[str, tuple[Spelling, ...]] = {}
    shown: dict[str, _Group] = {}
    for group in groups:
        if any(same_name(form) in decided.no_person for form in (group.shown, *group.forms)):
            continue
        name = work.name_of(group)
        while name in shown:  # a settled name that another group is printed as
            name += " (2)"
        shown[name] = group
        names.update(dict.fromkeys(group.forms, name))
        spellings[name] = work.spellings(group, name)
    return Joined(names, spellings, work.merge_candidates(shown, decided))


class _Work:
    """The steps of joining, over the same forms."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self.forms = forms
        self.maybe: list[tuple[str, str, str]] = []

    def count(self, form: str) -> int:
        found = self.forms.get(form)
        return len(found.rows) if found is not None else 0

    def documents(self, group: _Group) -> int:
        return sum(map(self.count, group.forms))

    def name_of(self, group: _Group) -> str:
        """The form printed most often, of equals the fullest; what the source states first."""
        if group.shown:
            return group.shown
        weight: dict[str, int] = defaultdict(int)
        for form in group.forms:
            party = self.forms[form].party
            weight[party.surname if party.alias else form] += self.count(form)
        stated = {f for f in group.forms if self.forms[f].is_from_column}
        return min(weight, key=lambda f: (f not in stated, -weight[f], -len(f), f))

    def spellings(self, group: _Group, name: str) -> tuple[Spelling, ...]:
        """The forms of a group with the reason each is this name."""
        main = name if name in group.forms else max(group.forms, key=lambda f: (self.count(f), f))
        found = [
            Spelling(form, self.count(form), self._reason(form, main, group), form in group.settled)
            if form != name
            else Spelling(form, self.count(form))
            for form in group.forms
        ]
        return tuple(sorted(found, key=lambda s: (s.printed != name, -s.documents, s.printed)))

    def _reason(self, form: str, main: str, group: _Group) -> str:
        if form in group.settled:
            return _("settled by you")
        own, other = self.forms[form].party, self.forms[main].party
        if own.alias or other.alias:
            return _("the editor’s identification in brackets")
        if same_name(form) == same_name(main):
            return _("the same but for marks and spaces")
        if same_name(own.surname) != same_name(other.surname):
            return _alike(own.surname, other.surname)[0]
        if own.given and other.given:
            return _("same surname, and initials do not contradict")
        return _("same surname, and only one given name is printed with it")

    # The rules

    def same_letters(self) -> list[_Group]:
        """Forms of the same letters: "M. D. Bagirov", "M.D. Bagirov"."""
        found: dict[tuple[bool, str], list[str]] = defaultdict(list)
        for printed, form in self.forms.items():
            key = printed if form.party.alias else same_name(printed)
            found[form.party.is_person, key].append(printed)
        return [_Group(own, person) for (person, _k), own in found.items()]

    def same_surname(self, groups: Sequence[_Group]) -> list[_Group]:
        """Groups of one surname whose given names do not contradict each other, made one."""
        done = [group for group in groups if not group.is_person]
        by_surname: dict[str, list[_Group]] = defaultdict(list)
        for group in groups:
            if group.is_person:
                by_surname[self._surname(group)].append(group)
        for same in by_surname.values():
            done += same if len(same) == 1 else self._one_surname(same)
        return done

    def _surname(self, group: _Group) -> str:
        party = self._party(group)
        own = same_name(party.surname)
        return f"mrs {own}" if given_words(party.given)[:1] in (["mrs"], ["mme"]) else own

    def _party(self, group: _Group) -> Party:
        return self.forms[group.forms[0]].party

    def _is_stated(self, group: _Group) -> bool:
        return any(self.forms[form].is_from_column for form in group.forms)

    def _one_surname(self, same: Sequence[_Group]) -> list[_Group]:
        leaders = _Leaders()
        for group in same:
            if self._is_stated(group):
                leaders.add(group, self._party(group).given)
        named = sorted(
            (group for group in same if self._party(group).given and not self._is_stated(group)),
            key=lambda g: (-len(self._party(g).given), self._party(g).given),
        )
        bare = [g for g in same if not self._party(g).given and not self._is_stated(g)]
        rest = []
        for group in named:
            given = self._party(group).given
            if leaders.fitting(given):
                rest.append(group)
            else:
                leaders.add(group, given)
        alone: list[_Group] = []
        for group in rest:
            fits = leaders.fitting(self._party(group).given)
            if len(fits) == 1:
                fits[0].take(group)
            else:
                alone.append(group)  # or which of them
        found = [*leaders.all, *alone]
        return [*found, *self._bare(bare, found)]

    def _bare(self, bare: Sequence[_Group], leaders: Sequence[_Group]) -> list[_Group]:
        """What to do with a surname alone: to the only one of that name, or by itself."""
        if not bare:
            return []
        first, *others = sorted(bare, key=lambda group: bool(self._party(group).alias))
        for group in others:  # "Filippov [Stalin]" to "Stalin"
            first.take(group)
        if len(leaders) != 1:
            return [first]
        leader = leaders[0]
        reason = self._why_apart(first, leader)
        if reason:
            self.maybe.append((first.forms[0], leader.forms[0], reason))
            return [first]
        leader.take(first)
        return []

    def _why_apart(self, bare: _Group, leader: _Group) -> str:
        """Why given names may tell another person apart from the bare surname, else ""."""
        own, other = self.documents(bare), self.documents(leader)
        if own >= MANY_BARE and other < RARE_GIVEN * own:
            return _("same surname, but so rarely with given names that they may mean another")
        called, named = (sum(self.forms[f].addressed for f in g.forms) for g in (bare, leader))
        if called >= ADDRESSED and named:
            return _("same surname, but titles print it both with and without given names")
        return ""

    def alike(self, groups: Sequence[_Group]) -> list[_Group]:
        """Rare spellings of a surname joined to the frequent one."""
        blocks: dict[str, list[_Group]] = defaultdict(list)
        for group in groups:
            if group.is_person:
                for surname in {self.forms[form].party.surname for form in group.forms}:
                    folded = same_name(surname)
                    if len(folded) >= MIN_SURNAME_CHARS - 1:
                        blocks[_skeleton(folded)].append(group)
        gone: set[int] = set()
        for block in blocks.values():
            block = [group for group in dict.fromkeys(block) if id(group) not in gone]
            if 1 < len(block) <= MAX_ALIKE:
                self._one_skeleton(block, gone)
        return [group for group in groups if id(group) not in gone]

    def _one_skeleton(self, block: list[_Group], gone: set[int]) -> None:
        block.sort(key=lambda group: (self.documents(group), self.name_of(group)))
        for rare in block:
            fits: list[tuple[_Group, str]] = []
            for main in block:
                if main is rare or id(main) in gone:
                    continue
                if same_name(self._party(main).surname) == same_name(self._party(rare).surname):
                    continue
                like = self._likeness(rare, main)
                if like is None:
                    continue
                reason, is_safe = like
                if self.documents(main) < self.documents(rare):
                    continue
                if is_safe and self.documents(main) >= MIN_FREQUENCY_RATIO * self.documents(rare):
                    fits.append((main, reason))
                else:
                    self._offer(rare, main, reason)
            if len(fits) == 1:
                fits[0][0].take(rare)
                gone.add(id(rare))
            else:
                for main, reason in fits:
                    self._offer(rare, main, reason)

    def _offer(self, a: _Group, b: _Group, reason: str) -> None:
        self.maybe.append((self.name_of(a), self.name_of(b), reason))

    def _likeness(self, rare: _Group, main: _Group) -> tuple[str, bool] | None:
        """How alike two names are, in words, and whether that is enough to join them."""
        a, b = self._party(rare), self._party(main)
        if a.given and b.given and not compatible(a.given, b.given):
            return None
        one, two = same_name(a.surname), same_name(b.surname)
        reason, ratio = _alike(a.surname, b.surname)
        if ratio < MIN_SPELLING_SIMILARITY - 0.05:
            return None
        rows = {row for form in main.forms for row in self.forms[form].rows}
        together = any(row in rows for form in rare.forms for row in self.forms[form].rows)
        offices, others = (
            {office for form in g.forms for office in self.forms[form].offices}
            for g in (rare, main)
        )
        is_safe = (
            offices <= others
            and ratio >= MIN_SPELLING_SIMILARITY
            and min(len(one), len(two)) >= MIN_SURNAME_CHARS
            and not together
            and not (self._is_stated(rare) and self._is_stated(main))
            and _differ_in_spelling(one, two)
        )
        return reason, is_safe

    # What a person settled

    def apart(self, groups: list[_Group], decided: Decisions) -> list[_Group]:
        """Take out of each group what was to be kept apart from it."""
        if not decided.apart:
            return groups
        of = {form: group for group in groups for form in group.forms}
        made: list[_Group] = []
        for pair in sorted(map(sorted, decided.apart)):
            if not all(form in of for form in pair):
                pair = self._shown_apart(pair, of)
            if len(pair) != 2 or of[pair[0]] is not of[pair[1]]:
                continue
            group = of[pair[0]]
            out, other = sorted(pair, key=lambda form: (self.count(form), form))
            letters = same_name(out)
            alike = [f for f in group.forms if same_name(f) == letters != same_name(other)]
            alone = _Group(alike or [out], group.is_person)  # "M.D. Bagirov" with "M. D. Bagirov"
            group.forms = [form for form in group.forms if form not in alone.forms]
            made.append(alone)
            of.update(dict.fromkeys(alone.forms, alone))
        return [*groups, *made]

    def _shown_apart(self, pair: list[str], of: Mapping[str, _Group]) -> list[str]:
        """A name that is shown but not printed stands for the most frequent form of its group."""
        for form, name in (pair, pair[::-1]) if len(pair) == 2 else ():
            group = of.get(form)
            if group is not None and name not in of and self.name_of(group) == name:
                others = [other for other in group.forms if other != form]
                if others:
                    return [form, max(others, key=lambda o: (self.count(o), o))]
        return []

    def settled(self, groups: list[_Group], decided: Decisions) -> list[_Group]:
        """Bring together what a person said is one: a name with all its spellings, or one of
        them."""
        if not decided.names:
            return groups
        of = {form: group for group in groups for form in group.forms}
        for spelling, name in decided.names.items():
            own = of.get(spelling) or self._named(groups, spelling)
            if own is None:
                continue
            target = of.get(name) or self._named(groups, name)
            if target is None:
                target = _Group([], is_person=True)
                groups.append(target)
            target.shown = name
            is_whole = spelling not in of or (own is not target and self.name_of(own) == spelling)
            moved = [
                form
                for form in (own.forms if is_whole else [spelling])
                if form == spelling or frozenset((form, name)) not in decided.apart
            ]
            target.settled.update(moved)
            if own is not target:
                target.forms += moved
                own.forms = [form for form in own.forms if form not in moved]
                of.update(dict.fromkeys(moved, target))
        return [group for group in groups if group.forms]

    def _named(self, groups: Iterable[_Group], name: str) -> _Group | None:
        return next((g for g in groups if g.forms and self.name_of(g) == name), None)

    def merge_candidates(
        self, shown: Mapping[str, _Group], decided: Decisions
    ) -> tuple[MergeCandidate, ...]:
        """Pairs that were looked at and not joined, without those a person settled."""
        of = {form: name for name, group in shown.items() for form in group.forms}
        found: dict[frozenset[str], MergeCandidate] = {}
        for a, b, reason in self.maybe:
            one, two = of.get(a), of.get(b)
            if one is None or two is None or one == two:
                continue
            pairs = (frozenset((x, y)) for x in (a, one) for y in (b, two))
            if not any(pair in decided.apart for pair in pairs):
                found.setdefault(frozenset((one, two)), MergeCandidate(one, two, reason))
        often = {name: self.documents(group) for name, group in shown.items()}
        best = sorted(found.values(), key=lambda p: (-often[p.name] - often[p.other], p.name))
        return tuple(best[:MAX_MERGE_CANDIDATES])


class _Leaders:
    """Groups of one surname that are surely different people, found by their given names."""

    def __init__(self) -> None:
        self.all: list[_Group] = []
        self._by_letter: dict[str, list[tuple[str, _Group]]] = defaultdict(list)

    def add(self, group: _Group, given: str) -> None:
        self.all.append(group)
        words = given_words(given)
        if words:
            self._by_letter[words[0][0]].append((given, group))

    def fitting(self, given: str) -> list[_Group]:
        """Those whose given names do not contradict these."""
        words = given_words(given)
        near = self._by_letter[words[0][0]] if words else ()
        return [group for own, group in near if compatible(given, own)]


def _alike(a: str, b: str) -> tuple[str, float]:
    """How alike two surnames are spelled, in words and from 0 to 1."""
    ratio = fuzz.ratio(same_name(a), same_name(b)) / 100
    said = _("spelled alike: {a} / {b} ({percent} %)").format(a=a, b=b, percent=round(100 * ratio))
    return said, ratio


@lru_cache(maxsize=50_000)
def _levelled(surname: str) -> str:
    """A folded surname with ways of transcription levelled and no letter doubled."""
    for printed, one in _TRANSCRIBED:
        surname = surname.replace(printed, one)
    return re.sub(r"(.)\1", r"\1", surname)


@lru_cache(maxsize=50_000)
def _skeleton(surname: str) -> str:
    """Its consonants, and its first letter."""
    levelled = _levelled(surname)
    return levelled[:1] + "".join(c for c in levelled[1:] if c not in _VOWELS)


def _differ_in_spelling(a: str, b: str) -> bool:
    """Whether two folded surnames differ only as spellings of one do: transcription, a doubled
    letter, one vowel that is not the last letter; not as Larsen and Larson, Ivanov and Ivanova."""
    one, two = _levelled(a), _levelled(b)
    if one == two:
        return True
    if len(one) != len(two) or {a[-3:], b[-3:]} == {"sen", "son"}:
        return False
    different = [i for i, (x, y) in enumerate(zip(one, two, strict=True)) if x != y]
    return different != [] and len(different) == 1 and different[0] not in (0, len(one) - 1)
