"""What the formats of reference managers (RIS, BibTeX, CSL-JSON) share.

Names are put into display order ("Marx, Karl" -> "Karl Marx"). Values without a field are kept
under the format's names. `DOSSIER`, `join_items` and `label` define how Dossier's exports
(`dash_core.export`) write what a format has no place for.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from dash_core.readers.columns.cell_text import one_line
from dash_core.readers.names import AND_OTHERS, NameParts, parse_name

__all__ = [
    "DOSSIER",
    "EDITED",
    "REPOSITORY",
    "TOPICS",
    "Names",
    "Values",
    "display_name",
    "genre_of_type",
    "join_title",
    "label",
    "unlabel",
]

DOSSIER: Final = "Dossier"  # marks the references that Dossier wrote
EDITED: Final = "Edited"  # label of what a person changed
REPOSITORY: Final = "holding"  # label of the repository that a person gave for the listing
TOPICS: Final = "topics"  # label of keywords that are topics, not subjects of the source

_OTHERS: Final = re.compile(
    r"(?P<name>.*?)(?:^|[,;\s]\s*)(?:(?:and|&|und|et|y|e)\s+(?:others|andere|autres|otros|altri)"
    r"|others|et\.? ?al(?:ii|\.)?|u\. ?a\.|и др\.)",
    re.IGNORECASE,
)
_ENDS: Final = "others andere autres otros altri et.al et.al. al al. alii u.a. a. др.".split()
_ENDS_OF_OTHERS: Final = (*_ENDS, *map(str.upper, _ENDS), *map(str.title, _ENDS))
_ESCAPED: Final = re.compile(r"\\([\\;:])")
_LABEL: Final = re.compile(r"((?:\\.|[^:\\])+): ?(.*)", re.DOTALL)


def display_name(name: str) -> str:
    """A name in speaking order; one that is not "family, given" is left as it is.

    >>> display_name("Shannon,Claude E."), display_name("King, Martin Luther, Jr.")
    ('Claude E. Shannon', 'Martin Luther King Jr.')
    """
    return parse_name(name).display


class Names:
    """The people of one reference by the field they stand in, with the parts of their names.

    What only says that there are more ("et al.") is no name; it is noted for the field, unless
    `as_written`.
    """

    def __init__(self, *, as_written: bool = False) -> None:
        self._as_written = as_written
        self.fields: dict[str, tuple[str, ...]] = {}
        self.parts: dict[str, NameParts] = {}
        self.roles: dict[str, str] = {}
        self._others: list[str] = []

    def add(self, field: str, names: Iterable[NameParts], role: str = "") -> None:
        """Add names to a field, each once.

        Where the field does not say what they did (of `people`), `role` is the source's word for
        it, under which they are kept, too.
        """
        known = self.fields.get(field, ())
        shown = list(known)
        for name in names:
            text = one_line(name.display)
            written = name.inverted
            is_long = not self._as_written and written.endswith(_ENDS_OF_OTHERS)
            if is_long and (match := _OTHERS.fullmatch(written)):
                self.say_others(field)
                name = parse_name(match["name"].strip(" ,;"))
                text = one_line(name.display)
            if text and name.family:
                self.parts.setdefault(text, name)
            shown.append(text)
            if role and text and field == "people":
                self.roles[role] = "; ".join(filter(None, (self.roles.get(role), name.inverted)))
        self.fields[field] = tuple(dict.fromkeys(filter(None, shown))) if shown else known

    def say_others(self, field: str) -> None:
        """Note that the source has more people in a field than it names."""
        if field not in self._others:
            self._others.append(field)

    @property
    def extra(self) -> dict[str, str]:
        """The column that names the fields with more people; none if there is none."""
        return {AND_OTHERS: "; ".join(self._others)} if self._others else {}


def label(name: str, text: str) -> str:
    r"""A text with a name before it: `name: text`; colons in the name are escaped."""
    return f"{name.replace(chr(92), chr(92) * 2).replace(':', chr(92) + ':')}: {text}"


def unlabel(text: str) -> tuple[str, str]:
    """The name and the text that `label` joined; "" as name if there is none."""
    match = _LABEL.fullmatch(text)
    return (_ESCAPED.sub(r"\1", match[1]), match[2]) if match else ("", text)


def join_title(title: str, subtitle: str = "", addition: str = "") -> str:
    """A title with its subtitle and what is added to it, as BibLaTeX prints them.

    >>> join_title("The Mill", "A History"), join_title("Who Pays?", "On Tolls", "A reply")
    ('The Mill: A History', 'Who Pays? On Tolls. A reply')
    """
    for text, mark in ((subtitle, ":"), (addition, ".")):
        if text and title:
            title = f"{title}{'' if title.endswith(tuple('.:?!–—')) else mark} {text}"
        title = title or text
    return title


@lru_cache(maxsize=1_000)
def genre_of_type(name: str) -> str:
    """The kind of document that a format's type means; "" for types that mean none.

    >>> genre_of_type("Report"), genre_of_type("Generic"), genre_of_type("article-journal")
    ('report', '', 'article journal')
    """
    words = one_line(name.lower().replace("-", " ").replace("_", " "))
    return "" if words in {"generic", "document", "misc", "unpublished"} else words


class Values:
    """The values of one reference by tag. Fields take values out; `rest` gives those left."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._left: dict[str, list[str]] = {}
        for tag, text in pairs:
            if folded := one_line(text):
                self._left.setdefault(tag, []).append(folded)

    def tags(self) -> list[str]:
        """The tags of values that no field took."""
        return list(self._left)

    def peek(self, tag: str) -> str:
        """The first value of a tag, which stays; "" if there is none."""
        return next(iter(self._left.get(tag, ())), "")

    def first(self, *tags: str) -> str:
        """Take the first value of the first of these tags that has one; "" if none has."""
        for tag in tags:
            if values := self._left.get(tag):
                return values.pop(0)
        return ""

    def all(self, *tags: str) -> list[str]:
        """Take every value of these tags, each once."""
        values = (value for tag in tags for value in self._left.pop(tag, ()))
        return list(dict.fromkeys(values))

    def drop(self, tag: str, text: str) -> None:
        """Drop a value that another one repeats."""
        if text in (values := self._left.get(tag, [])):
            values.remove(text)

    def rest(self, names: Mapping[str, str] = {}) -> dict[str, str]:
        """The values that no field took, by tag, or by the tag's name in `names`."""
        extra: dict[str, str] = {}
        for tag, values in self._left.items():
            if values:
                name = names.get(tag, tag)
                extra[name] = "; ".join(filter(None, [extra.get(name, ""), *values]))
        return extra
