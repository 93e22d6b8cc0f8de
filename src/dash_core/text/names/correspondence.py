"""Whether a listing shows correspondence: only then do its titles tell senders and recipients.

"Study of a School to the North", "Minister to Meet Miners" and "A bill to amend the Railways Act"
have the form of a letter's title and are none. So what single titles seem to say counts where
enough of the listing says that it is letters: a column of recipients, a kind of document that is
sent ("Letter", "Telegram", also in a column of kinds), or the form of a letter in so many titles
that it can be nothing else ("Mr. Seward to Mr. Adams"). Among a few letters only those titles count
that have that form.

A file of `MIN_FILE_ROWS` documents and more is judged by itself, the smaller ones together.
"""

import re
from collections.abc import Sequence
from typing import Final

from dash_core.text.genre import genre_of
from dash_core.text.names.model import Correspondence
from dash_core.text.names.vocabulary import is_honorific

__all__ = ["LetterTitles", "only_where_letters"]

MIN_LETTER_SHARE: Final = 0.05  # of the documents: so many are sent, by their kind or a column
MIN_FORM_SHARE: Final = 0.25  # of the documents: so many titles name their parties, of any kind
MIN_FILE_ROWS: Final = 20  # documents of a file that is judged by itself

# Kinds that are sent, as `genre_of` names them and as columns of kinds have them.
_SENT: Final = frozenset(
    "letter letters telegram telegrams cable message dispatch despatch memorandum note circular "
    "correspondence email e-mail postcard lettre lettres télégramme dépêche correspondance brief "
    "briefe schreiben telegramm depesche korrespondenz postkarte carta cartas telegrama despacho "
    "oficio correspondencia lettera lettere telegramma dispaccio corrispondenza cartolina письмо "
    "письма телеграмма шифротелеграмма переписка открытка".split()
) | {"telegraph report"}
# Acts are made by somebody and sent to nobody: their titles say nothing of letters.
_ACTS: Final = frozenset(("resolution", "decree", "regulation", "order", "proclamation"))
_FROM_OR_TO: Final = re.compile(r"(?:from|to)\s+the\s", re.IGNORECASE)


class LetterTitles:
    """The correspondence of each title, with what speaks for it."""

    def __init__(
        self,
        titles: Sequence[str],
        letters: Sequence[Correspondence],
        recipients: Sequence[Sequence[str]] = (),
        genres: Sequence[str] = (),
    ) -> None:
        self.titles, self.letters = titles, letters
        self.recipients = recipients or [()] * len(titles)
        self.genres = genres or [""] * len(titles)

    def is_sent(self, row: int) -> bool:
        """Whether a column or the kind of a document says that it was sent to somebody."""
        if self.recipients[row] or self.genres[row].casefold() in _SENT:
            return True
        recipients = [party.printed.lower() for party in self.letters[row].recipients]
        is_sent = self.has_parties(row) and genre_of(self.titles[row]) in _SENT
        return is_sent and recipients not in (["editor"], ["editors"])  # of a newspaper

    def has_parties(self, row: int) -> bool:
        """Whether a title has the form of one that names its parties, as no headline does.

        Both of them, of whom one has an honorific or both are people; one with the kind of document
        ("Report by X"); one after "From the" or "To the"; or "same".
        """
        letter, title = self.letters[row], self.titles[row]
        if letter.same_sender or letter.same_recipient:
            return True
        if not (letter.creators or letter.recipients or letter.place):
            return False
        genre = genre_of(title)
        if genre:
            return genre not in _ACTS
        parties = (*letter.creators, *letter.recipients)
        if any(is_honorific(word) for party in parties for word in party.role.split()):
            return True
        is_both = bool(letter.creators and letter.recipients)
        return (is_both and all(party.is_person for party in parties)) or (
            not is_both and bool(_FROM_OR_TO.match(title))
        )

    def rows_of_letters(self, rows: Sequence[int]) -> list[int] | None:
        """Those of these documents whose titles may tell their parties; None where they show no
        correspondence."""
        named = [row for row in rows if self.has_parties(row)]
        if named and len(named) >= MIN_FORM_SHARE * len(rows):
            return list(rows)
        sent = sum(map(self.is_sent, rows))
        return named if sent and sent >= MIN_LETTER_SHARE * len(rows) else None


def only_where_letters(
    titles: LetterTitles, order: Sequence[Sequence[int]]
) -> tuple[list[Correspondence], bool]:
    """The correspondence of each title, empty where its file shows none; and whether any does.

    `order` gives the rows of each file.
    """
    large = [file for file in order if len(file) >= MIN_FILE_ROWS]
    small = [row for file in order if len(file) < MIN_FILE_ROWS for row in file]
    shown = [rows for part in (*large, small) if (rows := titles.rows_of_letters(part)) is not None]
    told = {row for rows in shown for row in rows}
    letters = [
        letter if row in told else Correspondence() for row, letter in enumerate(titles.letters)
    ]
    return letters, bool(shown)
