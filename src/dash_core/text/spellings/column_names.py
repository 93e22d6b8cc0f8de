"""Names from columns of the source: which cells are one name for certain, and which may be.

Cells that differ in an article, a note ("(tel.)"), spaces or an honorific are one name. So are the
same full given name with and without a second initial, a surname alone with the only name that
has it, and a surname with an office whose longer form continues the shorter. All else of one
surname is offered: initials beside full names, and an office beside a full name.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import Final

from dash_core.common.i18n import _
from dash_core.text.names.mentions import compatible, given_words
from dash_core.text.names.model import Party
from dash_core.text.names.vocabulary import is_honorific
from dash_core.text.spellings.clusters import alike_names
from dash_core.text.spellings.decisions import same_name
from dash_core.text.spellings.from_columns import column_key, level_name, years_of
from dash_core.text.spellings.misread import readings
from dash_core.text.spellings.name_groups import FormTable, Group

__all__ = ["group_columns", "join_columns", "join_misread", "offer_alike"]

MAX_ONE_SURNAME: Final = 40  # names of one surname that are compared with one another
MIN_MISREAD_RATIO: Final = 10  # times a misread office's documents that the right one has
_ACTING: Final = re.compile(r"^(?:acting|assistant acting|deputy acting)\s+", re.IGNORECASE)

Offer = Callable[[Group, Group, str], None]


def group_columns(table: FormTable, forms: Iterable[str]) -> list[Group]:
    """Forms from columns, one group for those that are one name for certain."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for form in forms:
        party = table.forms[form].party
        groups[(party.alias, *column_key(party))].append(form)
    return [Group(g, table.forms[g[0]].party.is_person) for g in groups.values()]


def join_columns(table: FormTable, groups: Sequence[Group], offer: Offer) -> list[Group]:
    """The groups of one surname from columns, joined where that is certain; others are offered."""
    if len(groups) > MAX_ONE_SURNAME:
        return list(groups)
    left: list[Group] = []
    for group in sorted(groups, key=lambda g: (_is_bare(table.party(g)), -table.documents(g))):
        same = [other for other in left if _is_same(table, group, other)]
        if len(same) == 1 and not (_is_bare(table.party(group)) and len(left) > 1):
            same[0].absorb(group)
        else:
            left.append(group)
    for one, other in combinations(left, 2):
        a, b = table.party(one), table.party(other)
        reason = _why_perhaps(a, b)
        # Both in one document are two people, or one who was typed in two ways.
        if reason and ((a.given and b.given) or not _meet(table, one, other)):
            offer(one, other, reason)
    return left


def _is_same(table: FormTable, group: Group, other: Group) -> bool:
    """Whether two groups of one surname are one name, if no third has the surname."""
    a, b = table.party(group), table.party(other)
    if {*years_of(a.printed)} != {*years_of(b.printed)} or _meet(table, group, other):
        return False
    if _is_bare(a):
        return True
    one, two = given_words(a.given), given_words(b.given)
    if one and two:
        return len(one[0]) > 1 and one[0] == two[0] and compatible(a.given, b.given)
    short, long = sorted((same_name(a.role), same_name(b.role)), key=len)
    return not one and not two and bool(short) and " " in a.role and long.startswith(short)


def _is_bare(party: Party) -> bool:
    """A surname alone, or with an honorific."""
    return not party.given and (not party.role or is_honorific(party.role))


def _meet(table: FormTable, one: Group, other: Group) -> bool:
    """Whether a document has both: then they are two people."""
    return not table.rows(one).isdisjoint(table.rows(other))


def _why_perhaps(a: Party, b: Party) -> str:
    """Why two names of one surname may be one, else ""."""
    years = years_of(a.printed), years_of(b.printed)
    if all(years) and years[0] != years[1]:
        return ""
    if a.given and b.given:
        is_compatible = compatible(a.given, b.given)
        return _("same surname, and initials do not contradict") if is_compatible else ""
    if a.given or b.given:
        return _("same surname, one with given names and one without")
    return _("same surname, in another office")


def join_misread(table: FormTable, groups: Sequence[Group]) -> list[Group]:
    """The groups; an office of a column in which a letter was misread ("Secretary of Stale") is
    joined with the right one, where that has many times its documents."""
    offices = {
        level_name(table.party(group).printed).lower(): group
        for group in groups
        if not group.is_person and table.is_from_column(group)
    }
    for text, group in offices.items():
        similar = (offices.get(reading) for reading in readings(text))
        matches = [
            right
            for right in {id(right): right for right in similar if right}.values()
            if right.forms
            and table.documents(right) >= MIN_MISREAD_RATIO * table.documents(group)
            and not _meet(table, right, group)
        ]
        if len(matches) == 1:
            matches[0].absorb(group)
    return [group for group in groups if group.forms]


def offer_alike(table: FormTable, groups: Sequence[Group], offer: Offer) -> None:
    """Offer what fingerprints, n-grams, nearest neighbours and "Acting" tell to be alike."""
    of_name = {group.forms[0]: group for group in groups}
    texts = {name: _compared(table.party(group)) for name, group in of_name.items()}
    texts = {name: text for name, text in texts.items() if text}
    pairs = [*alike_names(texts), *_acting(table, of_name)]
    for a, b, reason in pairs:
        one, other = of_name[a], of_name[b]
        if one.is_person == other.is_person:
            if one.is_person and _surname_rule(table.party(one), table.party(other)):
                continue
            offer(one, other, reason)


def _surname_rule(a: Party, b: Party) -> bool:
    """Whether the rules of one surname have spoken already."""
    return same_name(a.surname) == same_name(b.surname) and compatible(a.given, b.given)


def _compared(party: Party) -> str:
    """What a name is compared by: given names and surname, or an office; "" for a surname alone,
    which is compared by its consonants."""
    if not party.is_person:
        return level_name(party.printed)
    return f"{party.given} {party.surname}" if party.given and not party.alias else ""


def _acting(table: FormTable, groups: dict[str, Group]) -> Iterable[tuple[str, str, str]]:
    """Offices that differ in "Acting": the holder may be one."""
    offices = {
        same_name(level_name(table.party(group).printed)): name
        for name, group in groups.items()
        if not group.is_person
    }
    for name, group in groups.items():
        level = level_name(table.party(group).printed)
        other = offices.get(same_name(_ACTING.sub("", level)))
        if group.is_person or not _ACTING.match(level) or other in (None, name):
            continue
        if other is not None and not _meet(table, group, groups[other]):
            yield other, name, _("the same office, once as acting")
