"""A text with front matter, as Hugo, Jekyll, Obsidian and Quarto have it: lines of YAML above it.

    ---
    title: Holm to Voss
    date: 2 May 1871
    receivers:
      - name: Jan Voss
    ---
    Dear Voss, …

Where these lines describe a document, the file is that document. Where they stand above a list of
documents, they are those of the page, and the list is read as without them.
"""

import json as standard_json
import re
from dataclasses import replace
from typing import Any, Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, phrase
from dash_core.readers.columns.fields import is_date_field, likely_field
from dash_core.readers.nested import json
from dash_core.readers.report import Reading
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "read", "sniff", "without_front_matter"]

NAME: Final = phrase("text with front matter (YAML)")

_MAX_CHARS: Final = 100_000  # of the lines of YAML
_FRONT: Final = re.compile(
    r"\ufeff?---[ \t\r]*\n(.*?)^(?:---|\.\.\.)[ \t\r]*$\n?", re.DOTALL | re.MULTILINE
)
_KEY: Final = re.compile(r"^[\w-]+[ \t]*:", re.MULTILINE)
_YEAR: Final = re.compile(r"(?<![0-9])1[0-9]{3}(?![0-9])|(?<![0-9])20[0-9]{2}(?![0-9])")
_MAX_LINE: Final = 300  # characters of a line of a list
_MIN_LINES: Final = 3
_DESCRIBED: Final = frozenset({"title", "summary", "creators", "recipients"})


def sniff(file: SourceFile) -> bool:
    """Whether the front matter says what a document is called, or from whom, and its date."""
    front = _front(file)
    if front is None or _is_list(file.text[front.end() :]):
        return False
    fields = [likely_field(name) for name in _pairs(front[1])]
    return any(map(is_date_field, fields)) and not _DESCRIBED.isdisjoint(fields)


def read(file: SourceFile, options: Options) -> Reading:
    """Read the front matter as an object of JSON, with the text below it.

    Raises
    ------
    ReadError
        If there is no front matter.
    """
    front = _front(file)
    pairs = _pairs(front[1]) if front else {}
    if front is None or not pairs:
        raise ReadError(
            _("“{name}” has no lines of YAML that describe a document.").format(name=file.name)
        )
    text = file.text[front.end() :].strip()
    pairs |= {"text": text} if text and "text" not in pairs else {}
    data = standard_json.dumps([pairs], ensure_ascii=False).encode()
    reading = json.read(SourceFile(file.name, data), options)
    (report,) = reading.report.files
    return Reading.of(reading.records, replace(report, form=NAME))


def without_front_matter(file: SourceFile) -> SourceFile:
    """The file with blank lines for its front matter, so that what is counted stays where it is."""
    front = _front(file)
    if front is None or not _pairs(front[1]).keys() - {"references"}:
        return file
    blank = "\n" * file.text[: front.end()].count("\n")
    return SourceFile(file.name, (blank + file.text[front.end() :]).encode())


def _front(file: SourceFile) -> re.Match[str] | None:
    if not file.data.startswith((b"---", b"\xef\xbb\xbf---")):
        return None
    front = _FRONT.match(file.text, 0, _MAX_CHARS)
    return front if front and _KEY.search(front[1]) else None


def _pairs(text: str) -> dict[str, Any]:
    """The keys and values; none where it is no YAML, or refers to other parts of itself."""
    import yaml  # slow to import, not always needed

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=loader)):
            return {}
        pairs = yaml.load(text, Loader=loader)
    except (yaml.YAMLError, RecursionError):
        return {}
    return {str(key): value for key, value in pairs.items()} if isinstance(pairs, dict) else {}


def _is_list(text: str) -> bool:
    """Whether a third of the lines or more are short and have a year."""
    lines = [line for line in text.splitlines() if line.strip()]
    dated = sum(len(line) <= _MAX_LINE and bool(_YEAR.search(line)) for line in lines)
    return dated >= max(_MIN_LINES, len(lines) / 3)
