"""Printed forms of names, and groups of them that are one name."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from dash_core.common.i18n import _
from dash_core.text.names.model import Party
from dash_core.text.spellings.decisions import same_name
from dash_core.text.spellings.from_columns import column_key, level_name
from dash_core.text.spellings.misread import is_misread
from dash_core.text.spellings.similarity import similarity

__all__ = ["Form", "FormTable", "Group", "Spelling"]


@dataclass(frozen=True, slots=True)
class Form:
    """A printed form of a name.

    `party`: whom it names; `rows`: the documents it stands in; `is_from_column`: a column of the
    source has it; `offices`: those it is printed with; `honorific_titles`: number of titles that
    call a correspondent so with Mr., Señor and the like.
    """

    party: Party
    rows: tuple[int, ...]
    is_from_column: bool = False
    offices: frozenset[str] = frozenset()
    honorific_titles: int = 0


@dataclass(frozen=True, slots=True)
class Spelling:
    """One printed form of a name, its number of documents, and why it is this name.

    `reason` is "" for the form that the name is shown in; `is_settled`: a person decided it.
    """

    printed: str
    documents: int
    reason: str = ""
    is_settled: bool = False


@dataclass(eq=False)
class Group:
    """Forms taken for one name; `shown` is the name where a person chose it, `settled` holds the
    forms a person assigned to it."""

    forms: list[str]
    is_person: bool
    shown: str = ""
    settled: set[str] = field(default_factory=set)

    def absorb(self, other: "Group") -> None:
        """Move the forms of another group here."""
        self.forms += other.forms
        other.forms = []


class FormTable:
    """All printed forms of a listing, and what they tell of a group of them."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self.forms = forms

    def count(self, form: str) -> int:
        """Number of documents a form stands in; 0 if it is not printed."""
        record = self.forms.get(form)
        return len(record.rows) if record is not None else 0

    def documents(self, group: Group) -> int:
        """Sum of the documents of the forms of a group."""
        return sum(map(self.count, group.forms))

    def rows(self, group: Group) -> set[int]:
        """The documents of the forms of a group."""
        return {row for form in group.forms for row in self.forms[form].rows}

    def party(self, group: Group) -> Party:
        """The party of the first form of a group."""
        return self.forms[group.forms[0]].party

    def is_from_column(self, group: Group) -> bool:
        """Whether a column of the source has one of the forms."""
        return any(self.forms[form].is_from_column for form in group.forms)

    def name_of(self, group: Group) -> str:
        """The name shown: a form from a column first, then the most frequent, then the longest."""
        if group.shown:
            return group.shown
        weight: dict[str, int] = defaultdict(int)
        for form in group.forms:
            party = self.forms[form].party
            weight[party.surname if party.alias else form] += self.count(form)
        from_columns = {form for form in group.forms if self.forms[form].is_from_column}

        def rank(form: str) -> tuple[object, ...]:
            # Of "the Consul (tel.)" and "The Consul" the one that is written as a name is.
            spare = len(form) - len(level_name(form)), form[:1].islower()
            is_spare = form in from_columns and len(from_columns) > 1
            return (
                form not in from_columns,
                *(spare if is_spare else ()),
                -weight[form],
                -len(form),
                form,
            )

        return min(weight, key=rank)

    def spellings(self, group: Group, name: str) -> tuple[Spelling, ...]:
        """The forms of a group with reasons: the name itself first, then the most frequent."""
        main = name if name in group.forms else max(group.forms, key=lambda f: (self.count(f), f))
        spellings = [
            Spelling(form, self.count(form), self._reason(form, main, group), form in group.settled)
            if form != name
            else Spelling(form, self.count(form))
            for form in group.forms
        ]
        return tuple(sorted(spellings, key=lambda s: (s.printed != name, -s.documents, s.printed)))

    def _reason(self, form: str, main: str, group: Group) -> str:
        if form in group.settled:
            return _("decided by you")
        party, other = self.forms[form].party, self.forms[main].party
        if party.alias or other.alias:
            return _("the editor’s identification in brackets")
        is_column = self.forms[form].is_from_column and self.forms[main].is_from_column
        if same_name(form) == same_name(main):
            return _("the same except for punctuation and spaces")
        if is_column and column_key(party) == column_key(other):
            return _("the same except for articles, titles and notes")
        if is_column and is_misread(level_name(form).lower(), level_name(main).lower()):
            return _("the same except for a letter that scanning takes for another")
        if same_name(party.surname) != same_name(other.surname):
            return similarity(party.surname, other.surname)[0]
        if party.given and other.given:
            return _("same surname, and initials do not contradict")
        return _("same surname, and only one given name is printed with it")
