"""What a person wrote on documents: a note, tags, and passages highlighted.

A note has the id its document got as read, as edits do, so that it survives a new reading of
the listing; where the document is not there, the note is kept. A highlight has its words, so
that it is found again in a text that was edited.
"""

import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from dash_core.common.errors import NoteError
from dash_core.common.i18n import _, count, format_number

__all__ = [
    "NOTE_PARTS",
    "Field",
    "Highlight",
    "Note",
    "find_passage",
    "find_words",
    "format_changes",
    "has_words",
    "highlight",
    "join_notes",
    "locate",
    "merge_notes",
    "normalize_note",
    "note_on",
    "split_tags",
    "with_highlight",
    "with_note",
]

MAX_TAGS: Final = 50  # of one document
MAX_HIGHLIGHTS: Final = 100  # passages of one document

MAX_NOTE_CHARS: Final = 20_000  # of the note on one document
MAX_TAG_CHARS: Final = 100

Field = Literal["title", "summary"]
NOTE_PARTS: Final = ("note", "tags", "highlights")

_SHOWN_CHARS: Final = 50  # of a title, or of a passage, in a sentence
_BREAKS: Final = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# Signs that are typed in one way and printed in another.
_SAME_SIGN: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
    }
)


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage of a document's title or summary: its position when it was selected (characters
    from `start` to before `end`), and its words."""

    field: Field
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a person wrote on one document (its id): free text of several lines, tags, passages."""

    document: str
    text: str = ""
    tags: tuple[str, ...] = ()
    highlights: tuple[Highlight, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is written."""
        return bool(self.parts)

    @property
    def parts(self) -> tuple[str, ...]:
        """Which of `NOTE_PARTS` it has."""
        values = (self.text, self.tags, self.highlights)
        return tuple(name for name, value in zip(NOTE_PARTS, values, strict=True) if value)


# One note


def normalize_note(note: Note) -> Note:
    """A note as it is kept: line ends as `\\n`, no white space around it; each tag once,
    whatever its case; passages in the order of the text.

    Raises
    ------
    NoteError
        If it is longer than the settings allow.
    """
    text = _CONTROL.sub(" ", _BREAKS.sub("\n", note.text)).strip()
    tags: dict[str, str] = {}
    for tag in split_tags(*note.tags):
        tags.setdefault(tag.casefold(), tag)
    marks = tuple(sorted(dict.fromkeys(note.highlights), key=_position))
    for n, limit, sentence in (
        (len(text), MAX_NOTE_CHARS, _("A note holds {limit} characters; this has {n}.")),
        (len(tags), MAX_TAGS, _("A document holds {limit} tags; these are {n}.")),
        (
            max(map(len, tags.values()), default=0),
            MAX_TAG_CHARS,
            _("A tag holds {limit} characters; this has {n}."),
        ),
        (
            len(marks),
            MAX_HIGHLIGHTS,
            _("A document holds {limit} highlighted passages; these are {n}."),
        ),
    ):
        if n > limit:
            raise NoteError(sentence.format(limit=format_number(limit), n=format_number(n)))
    return Note(note.document, text, tuple(tags.values()), marks)


def _position(mark: Highlight) -> tuple[bool, int, int, str]:
    return mark.field != "title", mark.start, mark.end, mark.text


def split_tags(*typed: str) -> tuple[str, ...]:
    """Tags as they are kept: on one line, `;` between two of them, none empty."""
    parts = (
        " ".join(part.split()) for text in typed for part in _CONTROL.sub(" ", text).split(";")
    )
    return tuple(dict.fromkeys(part for part in parts if part))


# Passages


def highlight(field: Field, text: str, start: int, end: int) -> Highlight:
    """The passage of a text (of the title or the summary), white space at its ends left out.

    Raises
    ------
    NoteError
        If there are no words in it.
    """
    start, end = max(0, start), min(end, len(text))
    passage = text[start:end]
    if not passage.strip():
        raise NoteError(_("No words are selected: select some in the title or the summary."))
    start += len(passage) - len(passage.lstrip())
    return Highlight(field, start, start + len(passage.strip()), passage.strip())


def find_words(words: str, text: str) -> list[tuple[int, int]]:
    """Where words are in a text: exactly, or else whatever the case, accents, kind of white space,
    quotation marks or dashes. Without overlaps, in order.

    Examples
    --------
    >>> find_words("the shah’s  oil", "On the Shah's oil.")
    [(3, 17)]
    """
    wanted = words.strip()
    if not wanted:
        return []
    exact = [match.span() for match in re.finditer(re.escape(wanted), text)]
    return exact or _find_folded(wanted, text)


def has_words(text: str, words: str) -> bool:
    """Whether a text has these words after one another, whatever their case or accents; the last
    may be the beginning of one."""
    sought = _folded(words)[0].strip()
    return bool(sought and re.search(rf"(?<!\w){re.escape(sought)}", _folded(text)[0]))


def _find_folded(wanted: str, text: str) -> list[tuple[int, int]]:
    folded, places = _folded(text)
    sought = _folded(wanted)[0].strip()
    if not sought:
        return []
    spans = (match.span() for match in re.finditer(re.escape(sought), folded))
    # A letter that folds to several (ß, ﬁ) is included completely.
    return [(places[start], places[end - 1] + 1) for start, end in spans]


def _folded(text: str) -> tuple[str, list[int]]:
    """A text without case, accents and kinds of white space, and where each character was."""
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold())
        for letter in plain.translate(_SAME_SIGN):
            if unicodedata.combining(letter) or (letter.isspace() and letters[-1:] == [" "]):
                continue
            letters.append(" " if letter.isspace() else letter)
            places.append(place)
    return "".join(letters), places


def locate(mark: Highlight, text: str) -> tuple[int, int] | None:
    """Where a passage is in a text that may have been edited since: where it was, or else the
    nearest place with its words; None where they are not there any more."""
    start, end = max(0, mark.start), max(0, mark.start) + len(mark.text)
    if mark.text.strip() and text[start:end] == mark.text:
        return start, end
    return min(
        find_words(mark.text, text), key=lambda span: abs(span[0] - mark.start), default=None
    )


def find_passage(texts: Mapping[Field, str], words: str) -> Highlight:
    """The passage of a title or a summary with these words (see `find_words`).

    Raises
    ------
    NoteError
        If there is none, or more than one.
    """
    spans = [(field, *span) for field, text in texts.items() for span in find_words(words, text)]
    if not spans:
        raise NoteError(
            _("These words are neither in the title nor in the summary: copy them from there.")
        )
    if len(spans) > 1:
        raise NoteError(
            _(
                "These words occur in {n} places: give more of them, so that only one place fits."
            ).format(n=len(spans))
        )
    field, start, end = spans[0]
    return highlight(field, texts[field], start, end)


def with_highlight(note: Note, new: Highlight, text: str) -> Note:
    """The note with one more passage of a text, joined with those it overlaps."""
    start, end = new.start, new.end
    kept = []
    for mark in note.highlights:
        place = locate(mark, text) if mark.field == new.field else None
        if place and place[0] < end and start < place[1]:
            start, end = min(start, place[0]), max(end, place[1])
        else:
            kept.append(mark)
    return replace(note, highlights=(*kept, highlight(new.field, text, start, end)))


# All notes of a study


def note_on(notes: Iterable[Note], document: str) -> Note:
    """The note on a document; an empty one where there is none."""
    return next((note for note in notes if note.document == document), Note(document))


def with_note(notes: Iterable[Note], new: Note) -> tuple[Note, ...]:
    """The notes with this one instead of the one on its document; an empty one removes it.

    They are in the order of their documents' ids, so that equal notes make equal studies.
    """
    others = [note for note in notes if note.document != new.document]
    return tuple(sorted([*others, *([new] if new else [])], key=lambda note: note.document))


def merge_notes(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Notes from anywhere as a study keeps them: normalized, one a document, sorted, none empty.

    Raises
    ------
    NoteError
        If one is longer than the settings allow.
    """
    merged: dict[str, Note] = {}
    for note in notes:
        before = merged.get(note.document, Note(note.document))
        text = "\n\n".join(filter(None, (before.text, note.text)))
        tags, marks = (*before.tags, *note.tags), (*before.highlights, *note.highlights)
        merged[note.document] = Note(note.document, text, tags, marks)
    return tuple(filter(None, (normalize_note(merged[id_]) for id_ in sorted(merged))))


# In words


def join_notes(notes: Iterable[Note], other: Iterable[Note]) -> tuple[Note, ...]:
    """The notes with what others have beside them; a text that stands in both is there once.

    Raises
    ------
    NoteError
        If one becomes longer than the settings allow.
    """
    mine = {note.document: note for note in notes}
    added = (
        replace(note, text="")
        if note.text and note.text in mine.get(note.document, note).text and note.document in mine
        else note
        for note in other
    )
    return merge_notes([*mine.values(), *added])


def format_changes(
    before: Iterable[Note], after: Iterable[Note], title_of: Callable[[str], str]
) -> list[str]:
    """A sentence for each change, without a full stop: `Note on “…” written`.

    `title_of` gives the title of a document by its id. A tag put on several is one sentence.
    """
    old, new = ({note.document: note for note in notes} for notes in (before, after))
    added = Counter(
        tag
        for id_, note in new.items()
        for tag in note.tags
        if tag not in old.get(id_, Note(id_)).tags
    )
    together = {tag for tag, n in added.items() if n > 1}
    return [
        _("Tag “{tag}” put on {documents}").format(tag=tag, documents=count(n))
        for tag, n in added.items()
        if n > 1
    ] + [
        sentence
        for id_ in dict.fromkeys((*old, *new))
        if old.get(id_) != new.get(id_)
        for sentence in _format_change(
            old.get(id_, Note(id_)), new.get(id_, Note(id_)), _shorten(title_of(id_)), together
        )
    ]


def _format_change(old: Note, new: Note, title: str, said: Container[str]) -> Iterator[str]:
    """The changes of one note but for added tags that are `said` already."""
    if old.text != new.text:
        sentence = _("Note on “{title}” changed") if new.text else _("Note on “{title}” removed")
        yield (sentence if old.text else _("Note on “{title}” written")).format(title=title)
    for tag in new.tags:
        if tag not in old.tags and tag not in said:
            yield _("Tag “{tag}” put on “{title}”").format(title=title, tag=tag)
    for tag in old.tags:
        if tag not in new.tags:
            yield _("Tag “{tag}” taken off “{title}”").format(title=title, tag=tag)
    for mark in new.highlights:
        if mark not in old.highlights:
            yield _("Highlighted “{words}” in “{title}”").format(
                words=_shorten(mark.text), title=title
            )
    for mark in old.highlights:
        # A passage that became part of a longer one is still highlighted.
        if not any(
            longer.field == mark.field and mark.text in longer.text for longer in new.highlights
        ):
            yield _("No longer highlighted: “{words}” in “{title}”").format(
                words=_shorten(mark.text), title=title
            )


def _shorten(text: str) -> str:
    """A text for a sentence, cut after a word where it is long."""
    return (
        textwrap.shorten(text, _SHOWN_CHARS, placeholder="…") if len(text) > _SHOWN_CHARS else text
    )
