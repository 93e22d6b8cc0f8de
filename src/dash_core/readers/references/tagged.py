"""References of a tag and a value a line: EndNote's own, PubMed's (nbib) and RefWorks's.

    %0 Manuscript
    %A Pell, Ada
    %8 7 March 1890

What the tags mean is in `tagged.toml`, as tags of RIS; `ris_record` makes the records.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, phrase
from dash_core.readers.references.ris_record import OWN, Dialect, TaggedReference, record
from dash_core.readers.report import FileReport, Piece, Reading, Role
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "read", "sniff"]

NAME: Final = phrase("references (tagged)")

_TOP: Final = 20_000  # characters among which the first reference must begin
_PROGRESS_EVERY: Final = 10_000  # lines
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_ONE_EACH: Final = ("AU", "ED", "KW")  # a line without a tag is another name or keyword
_ROLES: Final[dict[str, Role]] = {"PY": "date", "DA": "date", "TI": "title", "AB": "summary"}


@dataclass(frozen=True)
class _Format:
    """A format: its lines, the tag that begins a reference, the tag of RIS for each of its own."""

    name: str
    first: re.Pattern[str]
    line: re.Pattern[str]
    start: str
    tags: Mapping[str, str]
    dialect: Dialect


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "tagged.toml").read_text("utf-8"))


@cache
def _formats() -> tuple[_Format, ...]:
    return tuple(_format(**one) for one in _data()["format"])


def _format(
    name: str, first: str, line: str, start: str, shown: str, tags: Mapping[str, str]
) -> _Format:
    same: dict[str, str] = {}
    names: dict[str, str] = {}
    for tag, text in tags.items():
        same[tag], _space, meaning = text.partition(" ")
        names.setdefault(same[tag], meaning or tag)
    return _Format(
        name, re.compile(first), re.compile(line), start, same, Dialect(names, shown=shown)
    )


def sniff(file: SourceFile) -> bool:
    """Whether a reference of one of these formats begins near the top."""
    return _format_of(file) is not None or _refused(file) != ""


def _top(file: SourceFile) -> str:
    return "\n".join(_LINE_END.split(file.text[:_TOP])).lstrip("\ufeff")


def _format_of(file: SourceFile) -> _Format | None:
    top = _top(file)
    return next((one for one in _formats() if one.first.search(top)), None)


def _refused(file: SourceFile) -> str:
    """The name of the format, if it is one that is known and not read; else ""."""
    top = _top(file)
    return next((one["name"] for one in _data()["refused"] if re.search(one["first"], top)), "")


def read(file: SourceFile, options: Options) -> Reading:
    """Read every reference.

    Raises
    ------
    ReadError
        If there is none.
    """
    form = _format_of(file)
    if form is None and (name := _refused(file)):
        raise ReadError(
            _(
                "“{name}” has references in the format of {form}, which is not read: export them "
                "as RIS or BibTeX and try again."
            ).format(name=file.name, form=name)
        )
    lines = _LINE_END.split(file.text)
    if lines[-1] == "":
        lines.pop()
    references: list[TaggedReference] = []
    pieces: list[Piece] = []
    if form is not None:
        references, pieces = _gather(lines, form, options)
    if form is None or not references:
        raise ReadError(
            _(
                "No reference was found in “{name}”: export it as RIS or BibTeX and try again."
            ).format(name=file.name)
        )
    records = [record(reference, form.dialect) for reference in references]
    report = FileReport(file.name, pieces, form=form.name, encoding=file.decoded.encoding)
    return Reading.of(records, report)


def _gather(
    lines: list[str], form: _Format, options: Options
) -> tuple[list[TaggedReference], list[Piece]]:
    """The references, and each line with its role."""
    references: list[TaggedReference] = []
    pieces: list[Piece] = []
    has_start = any(line.startswith(f"{form.dialect.shown}{form.start}") for line in lines)
    is_gap = True  # before the first line, and behind a blank one
    for number, line in enumerate(lines, 1):
        if number % _PROGRESS_EVERY == 0:
            options.progress(number / len(lines))
        match = form.line.fullmatch(line.lstrip("\ufeff"))
        # A tag that is not known may be one of RIS with another meaning.
        tag = form.tags.get(match[1], f"{OWN}{match[1]}") if match else ""
        role: Role = _ROLES.get(tag, "field")
        if not line.strip("\ufeff \t\x0b\x0c\u00a0"):
            role, is_gap = "blank", True
        elif match and (match[1] == form.start if has_start else is_gap):
            if references:
                references[-1].close()
            references.append(TaggedReference(number, number, [(tag, match[2] or "")]))
        elif not references:
            role = "header"
        elif match:
            references[-1].close()
            references[-1].pairs.append((tag, match[2] or ""))
        else:
            role = _continue(references[-1], line)
        if role not in ("blank", "header"):
            references[-1].last, is_gap = number, False
        pieces.append(
            Piece(number, line, role, None if role in ("blank", "header") else len(references) - 1)
        )
    for reference in references[-1:]:
        reference.close()
    return references, pieces


def _continue(reference: TaggedReference, line: str) -> Role:
    """Add a line without a tag to the value above it; give its role."""
    tag, _text = reference.pairs[-1]
    if tag in _ONE_EACH and not line.startswith("      "):  # PubMed folds long lines so
        reference.pairs.append((tag, line))
    else:
        reference.more.append(line)
    return _ROLES.get(tag, "field")
