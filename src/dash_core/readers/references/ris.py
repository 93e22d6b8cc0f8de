"""RIS, the exchange format of reference managers, and the older format of Web of Science.

    TY  - PCOMM
    AU  - Kennan, George F.
    DA  - 1946/02/22/
    ER  -

The meanings of tags and types are rispy's. The lines are read here, because rispy skips lines
outside references, overwrites repeated tags, and has no line numbers. A missing `TY` or `ER`, other
spaces around the dash, and lower case are accepted.

`ris_record` makes records of the tags.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, phrase
from dash_core.readers.references.ris_record import TaggedReference, meanings, record, wos_record
from dash_core.readers.report import FileReport, Piece, Reading, RemarkCollector, Role
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "read", "sniff"]

NAME: Final = phrase("references (RIS)")

_TOP: Final = 20_000  # characters among which the first reference must begin
_FIRST: Final = 15  # lines of which most must be tags where there is no type
_PROGRESS_EVERY: Final = 10_000  # lines
_LINE_END: Final = re.compile(r"\r\n|\r|\n")

# With other spaces around the dash, only known tags count: texts have dashes, too.
_STRICT: Final = re.compile(r"\ufeff?([A-Z][A-Z0-9])  -(?: (.*)|[ \t]*)")
_SPACE: Final = r"[ \t\u00a0\u2000-\u200a\u202f\u3000]"
_DASH: Final = "[-\u2010-\u2015\u2212]"
_LOOSE: Final = re.compile(
    rf"\ufeff?([A-Za-z][A-Za-z0-9])(?:{_SPACE}{{2,3}}{_DASH}|{_SPACE}{_DASH}(?={_SPACE}|\Z))(.*)"
)
_WOS: Final = re.compile(r"\ufeff?([A-Z][A-Z0-9])(?: (.*)|[ \t]*)")
_START: Final = re.compile(
    rf"(?im)^\ufeff?(?:[ \t]*|\d{{1,6}}\.[ \t]+)"
    rf"TY(?:{_SPACE}{{2,3}}{_DASH}|{_SPACE}{_DASH}{_SPACE}){_SPACE}*[A-Z]"
)
_NUMBERED: Final = re.compile(r"^\d{1,6}\.[ \t]+(?=TY)")
_INDENTED: Final = re.compile(r"(?m)^[ \t]+TY  -")
_SMALL: Final = re.compile(r"(?m)^ty[ \t]{1,3}-")
_START_WOS: Final = re.compile(
    r"\A\ufeff?\s*(?:FN [^\r\n]*[\r\n]+(?:VR [^\r\n]*[\r\n]+)?PT [A-Z]\b"
    r"|PT [A-Z][\r\n]+[A-Z][A-Z0-9] )"
)
_CONTENT: Final = frozenset("TI T1 CT BT ST AU A1 AF PY Y1 DA AB N2 UR UT".split())
_COUNTER: Final = re.compile(r"[\[(]?\d{1,9}[\])]?[.:]?")

_ROLES: Final[dict[str, Role]] = {
    **dict.fromkeys(("PY", "Y1", "DA", "PD"), "date"),
    **dict.fromkeys(("TI", "T1"), "title"),
    **dict.fromkeys(("AB", "N2"), "summary"),
}


def sniff(file: SourceFile) -> bool:
    """Whether a reference begins near the top."""
    top = file.text[:_TOP]
    if _START.search(top) is not None or _START_WOS.search(top) is not None:
        return True
    first = _LINE_END.split(top.lstrip("\ufeff\n\r "))[:_FIRST]  # without its type
    tags = [match[1] for line in first if (match := _STRICT.fullmatch(line))]
    return (
        len(tags) > len(first) / 2
        and bool({"TI", "T1"} & set(tags))
        and bool({"AU", "A1", "PY", "Y1", "DA", "UR"} & set(tags))
        and set(tags) <= frozenset(meanings())
    )


def read(file: SourceFile, options: Options) -> Reading:
    """Read every reference.

    Raises
    ------
    ReadError
        If there is none.
    """
    is_wos = _START_WOS.search(file.text[:_TOP]) is not None
    lines = _LINE_END.split(file.text)
    if lines[-1] == "":
        lines.pop()
    collector = RemarkCollector()
    tag_of = _wos_tag if is_wos else _tag(file.text)
    references, pieces = _gather(lines, tag_of, options, collector, is_wos=is_wos)
    if not references:
        raise ReadError(
            _(
                "No reference was found in “{name}”: in RIS each begins with a line "
                "“TY  - …” and ends with “ER  -”."
            ).format(name=file.name)
        )
    make = wos_record if is_wos else record
    records = [make(reference) for reference in references]
    report = FileReport(
        file.name, pieces, tuple(collector.remarks()), form=NAME, encoding=file.decoded.encoding
    )
    return Reading.of(records, report)


_TagOf = Callable[[str], tuple[str, str] | None]


def _tag(text: str) -> _TagOf:
    """The function that finds the tag and value of a line in this file."""
    known = frozenset(meanings()) | {"ED"}
    small = _SMALL.search(text) is not None
    is_indented = _INDENTED.search(text) is not None

    def tag_of(line: str) -> tuple[str, str] | None:
        line = line.lstrip() if is_indented else line
        if line[:1].isdigit():
            line = _NUMBERED.sub("", line)
        if match := _STRICT.fullmatch(line):
            return match[1], match[2] or ""
        match = _LOOSE.fullmatch(line)
        if match and match[1].upper() in known and (small or match[1].isupper()):
            return match[1].upper(), match[2]
        return None

    return tag_of


def _wos_tag(line: str) -> tuple[str, str] | None:
    match = _WOS.fullmatch(line)
    return (match[1], match[2] or "") if match else None


def _gather(
    lines: list[str], tag_of: _TagOf, options: Options, collector: RemarkCollector, *, is_wos: bool
) -> tuple[list[TaggedReference], list[Piece]]:
    """The references, and each line with its role."""
    start, about = ("PT", {"FN", "VR", "EF"}) if is_wos else ("TY", set())
    repeated = {"AU", "AF", "BA", "BF", "CA", "GP", "CR"} if is_wos else {"KW"}
    references: list[TaggedReference] = []
    pieces: list[Piece] = []
    reference: TaggedReference | None = None
    for number, line in enumerate(lines, 1):
        if number % _PROGRESS_EVERY == 0:
            options.progress(number / len(lines))
        pair = tag_of(line)
        role: Role = "field"
        if not line.strip("\ufeff \t\x0b\x0c"):
            role = "blank"
        elif pair is None and reference is None:
            role = "unread" if references and not _COUNTER.fullmatch(line.strip()) else "header"
            if role == "unread":
                collector.add(number, _("This is outside the references and was not read."))
        elif pair is None or (pair[0] in about):
            role = "header" if pair else _continue(reference, line, repeated)
            if role == "unread":
                collector.add(number, _("This line belongs to no tag and was not read."))
        elif pair[0] == "ER":
            if reference is None:
                role = "unread"
                collector.add(number, _("This “ER” ends no reference."))
            elif pair[1].strip().strip(" ,"):  # Zotero once wrote "ER  - ,"
                collector.add(number, _("The text after “ER” was not read."))
        elif reference is not None and pair[0] == start and _lacks(reference, start):
            reference.pairs.insert(0, pair)  # a number or id came before the type
        elif reference is None or pair[0] == start:
            if reference is not None:
                collector.add(number, _("The previous reference has no “ER” at its end."))
            reference = TaggedReference(number, number, [pair])
            references.append(reference)
            role = _ROLES.get(pair[0], "field")
        else:
            reference.close()
            reference.pairs.append(pair)
            role = _ROLES.get(pair[0], "field")
        is_inside = reference is not None and role not in ("blank", "header", "unread")
        if reference is not None and is_inside:
            reference.last = number
        pieces.append(Piece(number, line, role, len(references) - 1 if is_inside else None))
        if pair and pair[0] == "ER" and role != "unread":
            reference = None
    if reference is not None and {tag for tag, _text in reference.pairs} & {start, *_CONTENT}:
        collector.add(reference.last, _("The last reference has no “ER” at its end."))
    references, pieces = _without_tails(references, pieces, start)
    for reference in references:
        reference.close()
        if all(tag != start for tag, _text in reference.pairs):
            collector.add(reference.first, _("This reference has no “{tag}” line."), tag=start)
    return references, pieces


def _without_tails(
    references: list[TaggedReference], pieces: list[Piece], start: str
) -> tuple[list[TaggedReference], list[Piece]]:
    """Without what only looks like a reference: tags behind the last `ER` that name a database."""
    position: dict[int, int] = {}
    for i, reference in enumerate(references):
        if {tag for tag, _text in reference.pairs} & {start, *_CONTENT}:
            position[i] = len(position)
    if len(position) == len(references):
        return references, pieces
    pieces = [
        piece
        if piece.record is None
        else replace(piece, record=position[piece.record])
        if piece.record in position
        else replace(piece, record=None, role="header")
        for piece in pieces
    ]
    return [references[i] for i in position], pieces


def _lacks(reference: TaggedReference, start: str) -> bool:
    """Whether a reference that began without its type has only numbers yet."""
    return not {tag for tag, _text in reference.pairs} & {start, "AU", "A1", *_ROLES}


def _continue(reference: TaggedReference | None, line: str, repeated: set[str]) -> Role:
    """Add a line without a tag to the value above it; give its role."""
    if reference is None or len(reference.pairs) < 2:  # the first is the type, one word
        return "unread"
    tag, _text = reference.pairs[-1]
    if tag in repeated:
        reference.pairs.append((tag, line))
    else:
        reference.more.append(line)
    return _ROLES.get(tag, "field")
