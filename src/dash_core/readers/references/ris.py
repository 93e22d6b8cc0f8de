"""RIS, the exchange format of reference managers, and its elder brother, Web of Science's.

    TY  - PCOMM
    AU  - Kennan, George F.
    DA  - 1946/02/22/
    ER  -

What tags and types mean is rispy's; the lines are read here, because rispy passes over what
stands outside references, overwrites tags that stand twice, and has no line numbers. Forgiven:
a missing `TY` or `ER`, other spaces around the dash, small letters.

What the tags become is in `ris_record`.
"""

import re
from collections.abc import Callable
from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _
from dash_core.readers.references.ris_record import Draft, meanings, record, wos_record
from dash_core.readers.report import FileReport, Piece, Reading, RemarkCollector, Role
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "read", "sniff"]

NAME: Final = "references (RIS)"

_TOP: Final = 20_000  # characters among which the first reference must begin
_TICK: Final = 10_000  # lines
_LINE_END: Final = re.compile(r"\r\n|\r|\n")

# A dash that does not stand as RIS says is one only after a tag we know: text has dashes, too.
_STRICT: Final = re.compile(r"\ufeff?([A-Z][A-Z0-9])  -(?: (.*)|[ \t]*)")
_LOOSE: Final = re.compile(r"\ufeff?([A-Za-z][A-Za-z0-9])(?:[ \t]{2,3}-|[ \t]-(?=[ \t]|\Z))(.*)")
_WOS: Final = re.compile(r"\ufeff?([A-Z][A-Z0-9])(?: (.*)|[ \t]*)")
_START: Final = re.compile(r"(?im)^\ufeff?[ \t]*TY(?:[ \t]{2,3}-|[ \t]-[ \t])[ \t]*[A-Z]")
_INDENTED: Final = re.compile(r"(?m)^[ \t]+TY  -")
_SMALL: Final = re.compile(r"(?m)^ty[ \t]{1,3}-")
_START_WOS: Final = re.compile(
    r"\A\ufeff?\s*(?:FN [^\r\n]*[\r\n]+(?:VR [^\r\n]*[\r\n]+)?PT [A-Z]\b"
    r"|PT [A-Z][\r\n]+[A-Z][A-Z0-9] )"
)
_COUNTER: Final = re.compile(r"[\[(]?\d{1,9}[\])]?[.:]?")

_ROLES: Final[dict[str, Role]] = {
    **dict.fromkeys(("PY", "Y1", "DA", "PD"), "date"),
    **dict.fromkeys(("TI", "T1"), "title"),
    **dict.fromkeys(("AB", "N2"), "summary"),
}


def sniff(file: SourceFile) -> bool:
    """Whether a reference begins near the top."""
    top = file.text[:_TOP]
    return _START.search(top) is not None or _START_WOS.search(top) is not None


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
    drafts, pieces = _gather(lines, tag_of, options, collector, is_wos=is_wos)
    if not drafts:
        raise ReadError(
            _(
                "No reference was found in “{name}”: in RIS each begins with a line "
                "“TY  - …” and ends with “ER  -”."
            ).format(name=file.name)
        )
    make = wos_record if is_wos else record
    records = [make(draft) for draft in drafts]
    report = FileReport(
        file.name, pieces, tuple(collector.remarks()), form=NAME, encoding=file.decoded.encoding
    )
    return Reading.of(records, report)


_TagOf = Callable[[str], tuple[str, str] | None]


def _tag(text: str) -> _TagOf:
    """How the tag and the value of a line are found in this file."""
    known = frozenset(meanings()) | {"ED"}
    small = _SMALL.search(text) is not None
    is_indented = _INDENTED.search(text) is not None

    def tag_of(line: str) -> tuple[str, str] | None:
        line = line.lstrip() if is_indented else line
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
) -> tuple[list[Draft], list[Piece]]:
    """The references, and each line with what it is."""
    start, about = ("PT", {"FN", "VR", "EF"}) if is_wos else ("TY", set())
    repeated = {"AU", "AF", "BA", "BF", "CA", "GP", "CR"} if is_wos else {"KW"}
    drafts: list[Draft] = []
    pieces: list[Piece] = []
    draft: Draft | None = None
    for number, line in enumerate(lines, 1):
        if number % _TICK == 0:
            options.progress(number / len(lines))
        found = tag_of(line)
        role: Role = "field"
        if not line.strip("\ufeff \t\x0b\x0c"):
            role = "blank"
        elif found is None and draft is None:
            role = "unread" if drafts and not _COUNTER.fullmatch(line.strip()) else "header"
            if role == "unread":
                collector.add(number, _("This stands outside the references and was not read."))
        elif found is None or (found[0] in about):
            role = "header" if found else _continue(draft, line, repeated)
            if role == "unread":
                collector.add(number, _("This line belongs to no tag and was not read."))
        elif found[0] == "ER":
            if draft is None:
                role = "unread"
                collector.add(number, _("This “ER” ends no reference."))
            elif found[1].strip(" ,"):  # Zotero once wrote "ER  - ,"
                collector.add(number, _("What stands after “ER” was not read."))
        elif draft is not None and found[0] == start and _lacks(draft, start):
            draft.pairs.insert(0, found)  # number or id stood before the type
        elif draft is None or found[0] == start:
            if draft is not None:
                collector.add(number, _("The reference before this line has no “ER” at its end."))
            draft = Draft(number, number, [found])
            drafts.append(draft)
            role = _ROLES.get(found[0], "field")
        else:
            _close(draft)
            draft.pairs.append(found)
            role = _ROLES.get(found[0], "field")
        is_inside = draft is not None and role not in ("blank", "header", "unread")
        if draft is not None and is_inside:
            draft.last = number
        pieces.append(Piece(number, line, role, len(drafts) - 1 if is_inside else None))
        if found and found[0] == "ER" and role != "unread":
            draft = None
    if draft is not None:
        collector.add(draft.last, _("The last reference has no “ER” at its end."))
    for draft in drafts:
        _close(draft)
        if all(tag != start for tag, _text in draft.pairs):
            collector.add(draft.first, _("This reference has no “{tag}” line.").format(tag=start))
    return drafts, pieces


def _lacks(draft: Draft, start: str) -> bool:
    """Whether a reference that began without its type has nothing yet but numbers."""
    return not {tag for tag, _text in draft.pairs} & {start, "AU", "A1", *_ROLES}


def _close(draft: Draft) -> None:
    """Put the lines that go on with the last value to it: at once, or a long one takes for ever."""
    if draft.more:
        tag, text = draft.pairs[-1]
        draft.pairs[-1] = (tag, "\n".join([text, *draft.more]))
        draft.more.clear()


def _continue(draft: Draft | None, line: str, repeated: set[str]) -> Role:
    """Put a line without a tag where it belongs: to the value above it."""
    if draft is None or len(draft.pairs) < 2:  # the first is the type, one word
        return "unread"
    tag, _text = draft.pairs[-1]
    if tag in repeated:
        draft.pairs.append((tag, line))
    else:
        draft.more.append(line)
    return _ROLES.get(tag, "field")
