"""MARC 21, catalogue entries of libraries (loc.gov/marc/bibliographic): as XML and binary; so is
UNIMARC (`unimarc`).

A record is a bibliographic record. Binary files (ISO 2709), JSON and MarcEdit's text are read by
`pymarc`, then as MARCXML with a record a line. The punctuation that ISBD puts before the next part
is taken off a part's end. Names stay in catalogue order, `Family, Given`.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, ngettext
from dash_core.common.progress import progress_part, with_progress
from dash_core.readers.markup import unimarc, xml
from dash_core.readers.markup.marc_dates import coded_date, put_dates
from dash_core.readers.markup.marc_fields import (
    CONTROL,
    SUBDIVISIONS,
    clean,
    heading,
    put_address,
    put_holder,
    put_rest,
    subfields,
    words,
)
from dash_core.readers.markup.text import Element, local_name, text_of, web_address
from dash_core.readers.markup.xml import Claims, RecordBuilder
from dash_core.readers.report import Reading, Remark
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "read", "sniff"]

NAME: Final = "MARC 21"

_BINARY: Final = re.compile(rb"\s*[0-9]{5}[a-z ][a-z ]{2}[a-z# 0-9][a-z# ][0-9 ]{2}[0-9]{5}")
_END: Final = b"\x1e"
_TEXT: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*=LDR  ")  # of MarcEdit (.mrk)
_JSON: Final = re.compile(rb'(?:\xef\xbb\xbf)?\s*+\[?\s*+\{\s*+"(?:leader|fields)"\s*+:')
_AUTHORITY: Final = "z"  # the leader's type of record; holdings are u, v, x, y
_HOLDINGS: Final = frozenset("uvxy")
_NAMES: Final = frozenset({"100", "110", "111", "700", "710", "711", "720"})
_DATES: Final = frozenset({"245", "260", "264"})
_PARTS: Final = {"b": ": ", "n": ". ", "p": ", ", "k": ", "}


def sniff(file: SourceFile) -> bool:
    """Whether it is MARCXML, alone or in an OAI-PMH reply, MARC as binary, text or JSON."""
    root = file.xml
    if root is None:
        start = file.data[:100_000]
        if _JSON.match(start):
            return b'"leader"' in start and b'"subfields"' in start
        is_text = _TEXT.match(start) is not None
        return is_text or (_BINARY.match(start) is not None and _END in start)
    if local_name(root) == "OAI-PMH":
        metadata = next(root.iter("{*}metadata"), None)
        return metadata is not None and next(metadata.iter("{*}datafield"), None) is not None
    if local_name(root) not in {"collection", "record", "records", "searchRetrieveResponse"}:
        return False
    return next(root.iter("{*}datafield"), None) is not None


def read(file: SourceFile, options: Options) -> Reading:
    """Read MARC records.

    Raises
    ------
    ReadError
        If there is none that describes a document, or it is damaged.
    """
    remarks: list[Remark] = []
    source, form = file, "MARCXML"
    if file.xml is None and not file.data.lstrip().startswith(b"<"):
        source, form = _from_other(file, remarks), NAME
    tree = xml.open_tree(source)
    claims: Claims = {tree.root: ("header", None)}
    builders: list[RecordBuilder] = []
    others: list[int] = []
    records = [e for e in tree.root.iter("{*}record") if e.find("{*}datafield") is not None]
    for element in with_progress(records, progress_part(options.progress, 0, 0.5)):
        claims[element] = ("unread", None)
        leader = text_of(element.find("{*}leader")) if element.find("{*}leader") is not None else ""
        if leader[6:7] == _AUTHORITY or leader[6:7] in _HOLDINGS:
            others.append(element.sourceline or 1)
            continue
        builder = RecordBuilder(claims, len(builders), element)
        is_unimarc = unimarc.is_unimarc(element)
        (unimarc.describe if is_unimarc else _describe)(builder)
        form = unimarc.NAME if is_unimarc else form
        builders.append(builder)
    if not builders:
        raise ReadError(
            _(
                "“{name}” is MARC with authority or holdings records only: it describes no "
                "documents. Export the bibliographic records."
            ).format(name=file.name)
            if others
            else _("“{name}” has no MARC record: export it again from where it came.").format(
                name=file.name
            )
        )
    if others:
        text = ngettext(
            "{n} authority or holdings record describes no document and was not read.",
            "{n} authority or holdings records describe no document and were not read.",
            len(others),
        )
        remarks.append(Remark(others[0], text))
    return xml.make_reading(
        source, tree, builders, claims, form, options, remarks, may_divide=False
    )


def _from_other(file: SourceFile, remarks: list[Remark]) -> SourceFile:
    """The records of a file as MARCXML, each on a line; with a remark on damaged ones."""
    lines: list[bytes] = []
    damaged: list[int] = []
    try:
        for record in _records(file):
            line = None if record is None else _as_line(_to_xml(record))
            if line is None:
                damaged.append(len(lines) + len(damaged) + 1)
            else:
                lines.append(line)
    except ReadError:
        raise
    except Exception:  # of any kind on damaged input, in a library not made for it
        damaged.append(len(lines) + len(damaged) + 1)
    if damaged:
        text = ngettext(
            "{n} record of this file is damaged and was not read.",
            "{n} records of this file are damaged and were not read.",
            len(damaged),
        )
        remarks.append(Remark(damaged[0], text))
    if not lines:
        raise ReadError(
            _("The MARC file “{name}” is damaged: export it again, if you can as MARCXML.").format(
                name=file.name
            )
        )
    return SourceFile(file.name, b"<collection>" + b"\n".join(lines) + b"</collection>")


def _records(file: SourceFile) -> Iterator[object]:
    """The records of a binary file, of MARC in JSON, or of MarcEdit's text."""
    from pymarc import JSONReader, MARCMakerReader, MARCReader

    if _TEXT.match(file.data):
        return iter(MARCMakerReader(file.text.lstrip()))
    if _JSON.match(file.data):
        text = file.text.strip()
        return iter(JSONReader(text if text.startswith("[") else f"[{text}]"))
    return iter(
        MARCReader(
            file.data,
            to_unicode=True,
            force_utf8=unimarc.is_binary(file),
            utf8_handling="replace",
            hide_utf8_warnings=True,
        )
    )


def _to_xml(record: object) -> bytes:
    from pymarc import marcxml

    text: bytes = marcxml.record_to_xml(record, quiet=True)  # type: ignore[no-untyped-call]
    return text


def _as_line(record: bytes) -> bytes | None:
    """A record on one line, without characters that XML forbids; None if it has others."""
    from lxml import etree

    line = re.sub(rb"[\x00-\x1f\x7f]+", b" ", record)
    try:
        etree.fromstring(line)
    except etree.XMLSyntaxError:
        return None
    return line


def _describe(builder: RecordBuilder) -> None:
    """Put in what the fields of a record say."""
    dates: dict[str, list[tuple[Element, str]]] = {}
    coded = ""
    for e in builder.element:
        tag = e.get("tag") or ""
        if tag == "008":
            coded = e.text or ""
        if local_name(e) == "leader" or tag == "008" or tag in _table()["header"]["tags"]:
            builder.claims[e] = ("header", None)
            continue
        if tag == "880" and (link := subfields(e, "6")):
            builder.keep(f"{_name_of(link[0][:3])} (original script)", e, words(e))
            continue
        if tag in _DATES:
            _dated(builder, tag, e, dates)
        _put(builder, tag, e)
        _codes(builder, tag, e)
    put_dates(builder, dates, coded_date(coded))
    language = coded[35:38]
    if not builder.has("language") and language.isalpha() and language not in {"zxx", "und", "mul"}:
        builder.put_text("language", language)


def _put(builder: RecordBuilder, tag: str, e: Element) -> None:
    """Put one field where it belongs."""
    if tag == "001":
        builder.put("id", e)
    elif tag in _NAMES:
        _person(builder, tag, e)
    elif tag == "245":
        _title(builder, e)
    elif tag in {"260", "264"}:
        for code, field in (("a", "place of publication"), ("b", "publisher")):
            builder.keep_text(field, "; ".join(map(clean, subfields(e, code))))
        builder.claims.setdefault(e, ("field", builder.position))
        put_rest(builder, e, "publication", "abcefg")
    elif tag == "520":
        builder.put("summary", e, words(e))
    elif tag in {"600", "610", "611"}:
        builder.put("people", e, _full_name(e))
        if subfields(e, f"{SUBDIVISIONS}t"):
            builder.put("subjects", e, heading(e))
    elif tag == "651":
        builder.put("places", e, clean(" ".join(subfields(e, "a"))))
        if subfields(e, SUBDIVISIONS):
            builder.put("subjects", e, heading(e))
    elif tag == "653":
        for term in subfields(e, "a"):
            builder.put("subjects", e, clean(term))
    elif tag == "655":
        builder.put("genre", e, heading(e))
    elif tag.startswith("6"):
        builder.put("subjects", e, heading(e))
    elif tag == "773":
        builder.keep("part of", e, words(e))
    elif tag == "852":
        put_holder(builder, e)
    elif tag in {"050", "055", "060", "070", "090", "096", "098", "099"}:
        builder.keep("call number", e, words(e))
    elif tag == "856":
        put_address(builder, e)
    else:
        builder.keep(_name_of(tag), e, words(e))
        for address in filter(web_address, subfields(e, "u")):
            builder.keep_text(f"{_name_of(tag)}: address", address)


def _codes(builder: RecordBuilder, tag: str, e: Element) -> None:
    """Keep the numbers of names and terms in authority files; other codes are of the entry."""
    for part in e:
        code = part.get("code") or ""
        if code in {"0", "1"} and tag[:1] in {"1", "6", "7"}:
            builder.keep(
                "authority", part, f"{clean(' '.join(subfields(e, 'a')))}: {text_of(part)}"
            )
        elif code == "w" and tag[:1] == "7":
            builder.keep("related: number", part)
        elif code in CONTROL - {"3"}:
            builder.claims.setdefault(part, ("header", None))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "marc.toml").read_text("utf-8"))


def _name_of(tag: str) -> str:
    names: dict[str, str] = _table()["names"]
    return names.get(tag) or {"245": "title", "100": "creator", "260": "publication"}.get(
        tag, f"MARC {tag}"
    )


def _title(builder: RecordBuilder, e: Element) -> None:
    """The title as a catalogue prints it; who is responsible and the medium are kept."""
    text = ""
    for part in e:
        code, title = part.get("code") or "", clean(text_of(part))
        if code in "abnpks" and title:
            between = _PARTS.get(code, " ")
            text += (between if text and not text.endswith(between.strip() or "\0") else "") + title
    if builder.has("title"):
        builder.keep("other titles", e, text)
    else:
        builder.put("title", e, text)
    builder.keep_text("statement of responsibility", clean(" ".join(subfields(e, "c"))))
    builder.keep_text("medium", clean(" ".join(subfields(e, "h"))))


def _full_name(e: Element) -> str:
    """A name with its numeration, titles and dates, as the catalogue has it."""
    is_body = (e.get("tag") or "")[1:] != "00"
    parts = subfields(e, "abcdnq" if is_body else "abcdq")
    return clean(" ".join(parts))


def _person(builder: RecordBuilder, tag: str, e: Element) -> None:
    """Put a name into the field of its role; a work by it is kept as related."""
    text = _full_name(e)
    if subfields(e, "t"):
        builder.keep("related work", e, words(e))
        return
    roles = [clean(role).casefold() for role in subfields(e, "ej4" if tag[1:] != "11" else "j4")]
    codes = [role.rpartition("/")[2] for role in roles]
    known = _table()["roles"]
    if any(role in known["recipients"] for role in codes):
        field = "recipients"
    elif tag.startswith("1") or any(role in known["creators"] for role in codes):
        field = "creators"
    else:
        field = "people"
    builder.put(field, e, text)
    for part in e:  # which field the name is put into says it
        if (part.get("code") or "") in "ej4" and (tag[1:] != "11" or part.get("code") != "e"):
            builder.claims.setdefault(part, ("header", None))
    for role, code in zip(roles, codes, strict=True):
        if code not in known["recipients"] and code not in known["creators"]:
            builder.keep_text(role, text)


def _dated(
    builder: RecordBuilder, tag: str, e: Element, dates: dict[str, list[tuple[Element, str]]]
) -> None:
    """Gather the dates of a field by what they are: of the papers, of production, of copyright."""
    if tag == "245":
        kinds = (("f", "inclusive"), ("g", "bulk"))
    else:
        kind = "copyright" if tag == "264" and e.get("ind2") == "4" else "published"
        kinds = (("c", kind), ("g", "manufactured"))
    for code, kind in kinds:
        for part in e:
            if part.get("code") == code and (text := text_of(part)):
                dates.setdefault(kind, []).append((part, text))
