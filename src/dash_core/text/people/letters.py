"""Who wrote to whom, of all titles of a listing: what one title alone does not tell."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dash_core.common.parts import each
from dash_core.common.progress import Progress, with_progress
from dash_core.text.language.tokens import fold
from dash_core.text.names.bare_titles import bare_names
from dash_core.text.names.model import Correspondence, Party
from dash_core.text.names.other_languages import names_with_an
from dash_core.text.names.titles import correspondents
from dash_core.text.spellings.decisions import same_name

__all__ = ["read_letters"]

_FEW: Final = 3  # titles
_MOST: Final = 0.6  # share of the titles of a listing that have one form


def read_letters(
    titles: Sequence[str], order: Sequence[Sequence[int]], progress: Progress
) -> tuple[list[Correspondence], dict[int, int], tuple[int, ...]]:
    """The correspondence of each title.

    Also row -> row of the entry that its "same" means, and the rows where that is not known.
    `order` gives the rows of each file as they are printed.
    """
    distinct = list(dict.fromkeys(titles))
    parsed = dict(zip(distinct, each(_correspondents, distinct, progress=progress), strict=True))
    _accept_bare_names(parsed)
    _accept_names_an(parsed)
    return _resolve_same([parsed[title] for title in titles], order)


def _correspondents(titles: Sequence[str], progress: Progress) -> list[Correspondence]:
    return [correspondents(title) for title in with_progress(titles, progress)]


def _accept_bare_names(parsed: dict[str, Correspondence]) -> None:
    """Accept `Thomas Jefferson to James Madison` as a letter where both are known as people: from a
    title that says so, or as somebody who writes in one title and receives in another."""
    ends = {
        title: pair
        for title, letter in parsed.items()
        if not (letter.creators or letter.recipients or letter.same_sender or letter.place)
        and (pair := bare_names(title)) is not None
    }
    surnames = {
        fold(party.surname)
        for letter in parsed.values()
        for party in (*letter.creators, *letter.recipients)
        if party.is_person
    }
    wrote, received = (
        {same_name(party.printed) for pair in ends.values() for party in pair[side]}
        for side in (0, 1)
    )

    def is_known(party: Party) -> bool:
        name = same_name(party.printed)
        return fold(party.surname) in surnames or (name in wrote and name in received)

    for title, pair in ends.items():
        if all(is_known(party) for side in pair for party in side):
            parsed[title] = Correspondence(*pair, subject_start=_end(title, pair[1][-1]))


def _accept_names_an(parsed: dict[str, Correspondence]) -> None:
    """Accept `Leopold Anders an Wilhelmine Kuhn` where most titles of the listing have that form,
    or one of the two is somebody who writes in one title and receives in another."""
    ends = {
        title: found
        for title, letter in parsed.items()
        if letter == Correspondence() and (found := names_with_an(title)) is not None
    }
    wrote = {same_name(party.printed) for creators, _r, _end in ends.values() for party in creators}
    received = {same_name(p.printed) for _c, recipients, _end in ends.values() for p in recipients}
    most = len(ends) >= _FEW and len(ends) >= _MOST * len(parsed)
    for title, (creators, recipients, end) in ends.items():
        names = {same_name(party.printed) for party in (*creators, *recipients)}
        if most or names & wrote & received:
            parsed[title] = Correspondence(creators, recipients, subject_start=end)


def _end(title: str, last: Party) -> int:
    """Where the last party of a title ends."""
    at = title.rfind(last.printed)
    return at + len(last.printed) if at >= 0 else 0


def _resolve_same(
    letters: list[Correspondence], order: Sequence[Sequence[int]]
) -> tuple[list[Correspondence], dict[int, int], tuple[int, ...]]:
    """Take the parties that a title calls "same" from the entry before it.

    Gives the letters, row -> row of the entry meant, and the rows of which it is not known.
    """
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
