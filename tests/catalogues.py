"""Catalogues without correspondence, made by a seed: headlines, works of art, and bills.

Their titles are full of what a letter's title has: capitals before "to", "from" and "of", names
of offices, "note" and "report".
"""

import random
from collections.abc import Iterator, Sequence

CATALOGUES = ("headlines", "artworks", "bills")

_WHO = (
    "Premier", "Union", "Mayor Holt", "Steel Board", "President Amadi", "City Council", "Farmers",
    "General Strand", "Bishop of Lund", "Senate Committee", "Miners", "Governor Ruiz", "Railways",
)  # fmt: skip
_DO = ("Meet", "Ban", "Visit", "Reject", "Build", "Close", "Fund", "Sell", "Answer", "Restore")
_WHAT = (
    "Ferries", "the Old Harbour", "School Meals", "Parliament", "a New Bridge", "Grain Imports",
    "King Haldor", "Tram Lines", "Mr. Okafor", "the Governor", "Coal Owners",
)  # fmt: skip
_MOTIF = (
    "a School", "a Mill", "Harbour", "an Old Man", "the Church of St. Olaf", "Bridge", "Two Girls",
    "a Stable", "Reading Woman", "Castle", "the Judge", "Mr. Lindqvist",
)  # fmt: skip
_SIDE = ("the North", "the Sea", "the West", "Evening", "the Left", "Vesterby", "Lake Orra")
_ARTIST = ("Anna Berg", "Tobias Lund", "M. Okafor", "Ines Duarte", "Unknown")
_MATTER = (
    "Railways", "Fisheries", "the Public Health Board", "Schools", "Harbour Dues", "Income Tax",
    "the Land Court", "Seamen's Pensions", "Weights and Measures", "County Councils",
)  # fmt: skip
_VERB = ("amend", "repeal", "extend", "regulate", "provide for", "establish", "consolidate")


def rows(kind: str, n: int = 200, seed: int = 1) -> list[dict[str, str]]:
    """The rows of a catalogue: date, title, and for works of art the artist."""
    draw = random.Random(f"{kind}{seed}")
    made = {"headlines": _headline, "artworks": _artwork, "bills": _bill}[kind]
    return [
        {
            "Number": f"{kind[0].upper()}{i}",
            "Date": f"{draw.randint(1, 28)} May {1900 + i * 60 // n}",
            "Title": made(draw),
            **({"Artist": draw.choice(_ARTIST)} if kind == "artworks" else {}),
        }
        for i in range(n)
    ]


def csv(kind: str, n: int = 200, seed: int = 1) -> str:
    """The catalogue as a file."""
    return "\n".join(_lines(rows(kind, n, seed))) + "\n"


def _lines(of: Sequence[dict[str, str]]) -> Iterator[str]:
    yield ",".join(of[0])
    for row in of:
        yield ",".join(f'"{value}"' for value in row.values())


def _headline(draw: random.Random) -> str:
    who, other = draw.sample(_WHO, 2)
    do, what = draw.choice(_DO), draw.choice(_WHAT)
    return draw.choice(
        (
            f"{who} to {do} {what}",
            f"{who} to {do} {what}",
            f"{who} Moves Office to {draw.choice(_SIDE)}",
            f"From {other} to {who}: the Long Road",
            f"{who} Report on {what} Angers {other}",
            f"To {do} or Not to {do}: {who} Undecided",
            f"{who} Gives Notice to {other}",
            f"Letter to the Editor: {do} {what}",
            f"{other} Says No to {what}",
        )
    )


def _artwork(draw: random.Random) -> str:
    motif, other, side = draw.choice(_MOTIF), draw.choice(_MOTIF), draw.choice(_SIDE)
    return draw.choice(
        (
            f"Study of {motif} to {side}",
            f"{motif[0].upper()}{motif[1:]} from {side}",
            f"{motif[0].upper()}{motif[1:]}, Looking to {side}",
            f"Notes on {motif} and {other}",
            f"Homage to {motif}, from {side}",
            f"The Road from {motif} to {side}",
            f"{draw.choice(_ARTIST)}’s ‘{motif}’",
            f"Journal of a Voyage to {side}",
        )
    )


def _bill(draw: random.Random) -> str:
    verb, matter, other = draw.choice(_VERB), draw.choice(_MATTER), draw.choice(_MATTER)
    return draw.choice(
        (
            f"A bill to {verb} {matter}",
            f"An Act to {verb} {matter} and to {draw.choice(_VERB)} {other}",
            f"{matter} Act Amendment Bill",
            f"Resolution of the House relating to {matter}",
            f"Order of the Council to {verb} {matter}",
            f"Joint resolution to {verb} {matter}, by Mr. Adair",
            f"Proclamation by the Governor on {matter}",
        )
    )
