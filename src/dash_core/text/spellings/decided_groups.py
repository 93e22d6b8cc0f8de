"""Groups of printed names as a person decided them."""

from collections.abc import Iterable, Mapping

from dash_core.text.spellings.decisions import Decisions, same_name
from dash_core.text.spellings.name_groups import FormTable, Group

__all__ = ["apply_merges", "keep_apart"]


def keep_apart(table: FormTable, groups: list[Group], decided: Decisions) -> list[Group]:
    """Split each group that holds two forms a person keeps apart."""
    if not decided.apart:
        return groups
    group_of = {form: group for group in groups for form in group.forms}
    split: list[Group] = []
    for pair in sorted(map(sorted, decided.apart)):
        if not all(form in group_of for form in pair):
            pair = _printed_pair(table, pair, group_of)
        if len(pair) != 2 or group_of[pair[0]] is not group_of[pair[1]]:
            continue
        group = group_of[pair[0]]
        out, other = sorted(pair, key=lambda form: (table.count(form), form))
        letters = same_name(out)
        alike = [form for form in group.forms if same_name(form) == letters != same_name(other)]
        taken = Group(alike or [out], group.is_person)  # "M.D. Bagirov" with "M. D. Bagirov"
        group.forms = [form for form in group.forms if form not in taken.forms]
        split.append(taken)
        group_of.update(dict.fromkeys(taken.forms, taken))
    return [*groups, *split]


def _printed_pair(table: FormTable, pair: list[str], group_of: Mapping[str, Group]) -> list[str]:
    """A pair of which one is a shown name that is not printed: the most frequent form of its group
    stands for it."""
    for form, name in (pair, pair[::-1]) if len(pair) == 2 else ():
        group = group_of.get(form)
        if group is not None and name not in group_of and table.name_of(group) == name:
            others = [other for other in group.forms if other != form]
            if others:
                return [form, max(others, key=lambda o: (table.count(o), o))]
    return []


def apply_merges(table: FormTable, groups: list[Group], decided: Decisions) -> list[Group]:
    """Merge what a person said is one: a name with all its spellings, or one spelling."""
    if not decided.names:
        return groups
    group_of = {form: group for group in groups for form in group.forms}
    for spelling, name in decided.names.items():
        source = group_of.get(spelling) or _shown_as(table, groups, spelling)
        if source is None:
            continue
        target = group_of.get(name) or _shown_as(table, groups, name)
        if target is None:
            target = Group([], is_person=True)
            groups.append(target)
        target.shown = name
        is_whole = spelling not in group_of or (
            source is not target and table.name_of(source) == spelling
        )
        moved = [
            form
            for form in (source.forms if is_whole else [spelling])
            if form == spelling or frozenset((form, name)) not in decided.apart
        ]
        target.settled.update(moved)
        if source is not target:
            target.forms += moved
            source.forms = [form for form in source.forms if form not in moved]
            group_of.update(dict.fromkeys(moved, target))
    return [group for group in groups if group.forms]


def _shown_as(table: FormTable, groups: Iterable[Group], name: str) -> Group | None:
    return next((g for g in groups if g.forms and table.name_of(g) == name), None)
