"""Boxes, folders and levels of description as listings print them beside titles."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

__all__ = [
    "NOTE_AT_END",
    "is_level",
    "is_marking",
    "may_name_holding",
    "split_extent",
    "split_holding_before_note",
    "split_leading_holding",
    "split_trailing_holding",
]

_VALUE: Final = (
    r"(?-i:[0-9]+[A-Za-z]?(?![A-Za-z])(?:\s?[-–/:&]\s?[0-9]+[A-Za-z]?(?![A-Za-z]))*"
    r"|[A-Z]{1,3}[- ]?[0-9]+[a-z]?(?![\w])|[A-Z](?![\w.])|[IVXLC]+(?!\w))"
)
_SHORT: Final = {"b": "box", "bx": "box", "f": "folder", "fol": "folder", "ff": "folder"}
_MAX_CHARS: Final = 60  # of boxes and folders at the end of a line
_LETTERS: Final = re.compile(r"[^\W\d_]+")
# The number of a telegram and of its file: "No. 112 Telegraphic [C 4012/12/18]", "T. n° 61"
_FILE_NUMBER: Final = re.compile(
    r"\[[A-Z]{1,3} ?[0-9][0-9/. -]*\]|\b(?:no|nos|nr|n)[°º.]? ?[0-9]{1,5}(?:[-/][0-9]{1,5})*\.?",
    re.IGNORECASE,
)
NOTE_AT_END: Final = re.compile(r"\s*[(\[]([^\W\d_][^\d()\[\]]{2,40})[)\]]$")
"""A note in brackets at the end of a line: "[oversize]"."""

_MAX_MARKING: Final = 60  # characters


@cache
def _words_of(*tables: str) -> dict[str, str]:
    """Word -> what it names, in some tables of `words.toml`."""
    data = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
    named = (item for table in tables for item in data[table].items())
    return {word.casefold(): name for name, words in named for word in words}


def _containers() -> dict[str, str]:
    """Word -> the container that it names."""
    return _words_of("containers", "divided_containers")


@cache
def _levels() -> frozenset[str]:
    data = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
    return frozenset(word.casefold() for word in data["levels"])


@cache
def _markings() -> frozenset[str]:
    data = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
    return frozenset(data["markings"].split())


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """One box or folder; several at the start of a line; several at its end."""
    tables = ("containers", "divided_containers", "within_containers")
    words, divided, inner = (
        "|".join(sorted(map(re.escape, _words_of(table)), key=len, reverse=True))
        for table in tables
    )
    number = rf"\.?\s*(?:no\.|nos\.|#|:)?\s*{_VALUE}"
    apart = r"\s*[,;:/|·–-]?\s*"
    long = rf"(?:{words}){number}(?:{apart}(?:{words}|{inner}){number})*"
    long = rf"{long}|(?:{divided}){number}(?:{apart}(?:{inner}){number})+"
    folder = r"f(?:ol)?\.\s?[0-9]+[a-z]?(?![0-9/])"
    short = rf"{folder}|bx?\.?\s?[0-9]+[a-z]?[,;]?\s?f(?:ol|f)?\.?\s?[0-9]+[a-z]?"
    sequence = rf"(?:{long}|{short})"
    item = (
        rf"(?P<word>{words}|{divided}|{inner}|bx?|f(?:ol|f)?)"
        rf"\.?\s*(?:no\.|nos\.|#|:)?\s*(?P<value>{_VALUE})"
    )
    files = "|".join(w for w, held in _words_of("divided_containers").items() if held == "folder")
    first = rf"(?:{sequence}|(?:{files}) [0-9]+(?=:\s))"  # "File 2: Suit", not "File 2 of the suit"
    start = rf"[(\[]?(?P<held>{first})[)\]]?(?:\s*[:.,;|·–—-]\s+|\s+|$)(?P<rest>.*)"
    end = rf"(?P<rest>.*?)(?:^|\s*[,;:.|·–—-]\s*|\s+)[(\[]?(?P<held>{sequence})[)\]]?\.?"
    return (
        re.compile(rf"\b{item}", re.IGNORECASE),
        re.compile(start, re.IGNORECASE | re.DOTALL),
        re.compile(end, re.IGNORECASE | re.DOTALL),
    )


def split_leading_holding(text: str) -> tuple[dict[str, str], str]:
    """The box and folder that a line begins with, and the rest of it.

    >>> split_leading_holding("Folder 2 Adler, John"), split_leading_holding("Box lunch")
    (({'folder': '2'}, 'Adler, John'), ({}, 'Box lunch'))
    """
    if text.lstrip("([")[:1].casefold() not in _first_letters():
        return {}, text
    match = _patterns()[1].fullmatch(text)
    return (_held(match["held"]), match["rest"]) if match else ({}, text)


def split_trailing_holding(text: str) -> tuple[dict[str, str], str]:
    """The box and folder that a line ends with, and the rest of it.

    >>> split_trailing_holding("Diary, 1894, Box 1, Folder 3")
    ({'box': '1', 'folder': '3'}, 'Diary, 1894')
    """
    head, tail = text[:-_MAX_CHARS], text[-_MAX_CHARS:]
    match = _patterns()[2].fullmatch(tail) if _may_end_in_holding(tail) else None
    return (_held(match["held"]), head + match["rest"]) if match else ({}, text)


def split_holding_before_note(text: str) -> tuple[dict[str, str], str]:
    """As `split_trailing_holding`, also where the kind of material follows in brackets, as in trees
    of ArchivesSpace: "Lease, 1904 Box: 1, Folder: 2 (Mixed Materials)"."""
    held, rest = split_trailing_holding(text)
    if not held and text.endswith((")", "]")) and (note := NOTE_AT_END.search(text)):
        held, rest = split_trailing_holding(text[: note.start()])
        if not held:
            return {}, text
        held["note"] = note[1]
    return held, rest


@cache
def _extent_words() -> tuple[str, ...]:
    data = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
    return tuple(data["extents"])


@cache
def _extent() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _extent_words()), key=len, reverse=True))
    one = rf"(?:[0-9]{{1,4}}(?:[-–/][0-9]{{1,4}})?|[ivxlc]{{1,6}}) ?(?:{words})\.?"
    return re.compile(
        rf"\s*[,.;]?\s+[(\[]?(?P<extent>{one}(?:(?:,|;| and| und| et) {one})*)[)\]]?\.?$"
    )


def split_extent(text: str) -> tuple[str, str]:
    """The extent that a line ends with, and the rest; ("", text) where it has none.

    >>> split_extent("Diary, 1894, 12 pp."), split_extent("Diary, 1894")
    (('12 pp.', 'Diary, 1894'), ('', 'Diary, 1894'))
    """
    if not text.rstrip(".)]\n").endswith(_extent_words()):
        return "", text
    match = _extent().search(text, max(0, len(text) - _MAX_CHARS))
    return (match["extent"], text[: match.start()]) if match else ("", text)


@cache
def _first_letters() -> frozenset[str]:
    """What the names of containers begin with."""
    return frozenset(name[0] for name in (*_SHORT, *_containers()))


@cache
def _last_words() -> frozenset[str]:
    """The last word of the name of each container."""
    return frozenset({*_SHORT, *(_LETTERS.findall(name)[-1] for name in _containers())})


def may_name_holding(text: str, others: frozenset[str] = frozenset()) -> bool:
    """Whether a container, or one of some other words, is in a text; told quickly."""
    words = _LETTERS.findall(text.casefold())
    return not (_last_words().isdisjoint(words) and others.isdisjoint(words))


def _may_end_in_holding(text: str) -> bool:
    """Whether a container is named, told far sooner than by searching for its number."""
    return not _last_words().isdisjoint(_LETTERS.findall(text.casefold()))


def _held(text: str) -> dict[str, str]:
    held: dict[str, str] = {}
    names = _SHORT | _words_of("within_containers", "divided_containers", "containers")
    for match in _patterns()[0].finditer(text):
        word = match["word"].casefold()
        name = names[word]
        if name == "box and folder":
            box, _sep, folder = re.split(r"([/:])", match["value"] + "//")[:3]
            held["box"] = box.strip()
            if folder.strip():
                held["folder"] = folder.strip()
        else:
            held[name] = f"{held[name]}, {match['value']}" if name in held else match["value"]
    return held


def is_level(text: str) -> bool:
    """Whether a text is the name of a level of description ("File", "Bestand")."""
    return text.strip(" ()[]").casefold() in _levels()


def is_marking(text: str) -> bool:
    """Whether a line says only who may see a document, and how and under which number it was sent.

    >>> is_marking("TOP SECRET"), is_marking("No. 112 Telegraphic [C 4012/12/18]"), is_marking("9")
    (True, True, False)
    """
    last = text.rpartition(" ")[2].rstrip(".,:;").casefold()
    is_other = last.isalpha() and last not in _markings()  # as of most lines
    if is_other or len(text) > _MAX_MARKING or text[:1].isdigit():
        return False
    rest = _FILE_NUMBER.sub("", text).casefold()
    words = _LETTERS.findall(rest)
    return bool(words) and not any(map(str.isdigit, rest)) and _markings().issuperset(words)
